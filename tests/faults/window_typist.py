"""Run as a program: types a meeting in the real window for ever, and says what it is told is saved.

Each line on standard output is "try" or "kept" and what the records then say, as a hash: the first
before a save begins, the other once the status bar says so; or "failed" and what the window says. Asked to
end, it waits until all is saved, and says "typed" and what was typed. It is there to be killed, to have its
power cut, and to have its disk fail.
"""

import ctypes
import hashlib
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.app import App
from sop_minutes.settings import Settings, save_settings
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.window import MainWindow
from tests.journeys.test_typed_meeting import settled
from tests.journeys.typist import Sheet, Typist

_SET_PTRACER = 0x59616D61


def hash_of(sheets: list[Sheet]) -> str:
    """Return a hash of what records say."""
    return hashlib.sha256(repr(settled(sheets)).encode()).hexdigest()


def main(path: Path, meeting_id: int, seed: int) -> None:
    """Type until killed, or asked to end."""
    let_be_traced()
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    application = QApplication(["typist"])
    settings_at = path.with_suffix(".json")
    save_settings(settings_at, Settings().on(str(path))._replace(meeting=meeting_id))
    app = App(path, settings_at)
    sys.excepthook = app.report
    app.show()
    while app.shell is None or app.shell.pages is None:
        application.processEvents()
        QTest.qWait(5)
    page = app.shell.pages.record
    announce_saves(page, app.window)
    typist = Typist(page.editor, random.Random(seed))
    type_on(application, typist, asked)
    while app.window.status.saved.property("state") != "kept":
        QTest.qWait(20)
    os.write(1, f"typed {hash_of(typist.expected)}\n".encode())
    os._exit(0)


def let_be_traced() -> None:
    """Let strace take hold of this process, where only a parent may."""
    with suppress(AttributeError):  # no Linux
        ctypes.CDLL(None).prctl(_SET_PTRACER, ctypes.c_ulong(-1))


def announce_saves(page: RecordPage, window: MainWindow) -> None:
    """Have each save told before it begins, and again once the status bar says that all is saved."""

    def say(word: str) -> None:
        sheets = [piece.sheet for piece in page.note.pieces if piece.sheet is not None]
        os.write(1, f"{word} {hash_of(sheets)}\n".encode())

    def kept() -> None:
        if window.status.saved.property("state") == "kept":
            say("kept")

    workspace = page.keeper._workspace
    do_typing = workspace.do_typing

    def announced(*args: Any, **kwargs: Any) -> Any:
        say("try")
        return do_typing(*args, **kwargs)

    workspace.do_typing = announced  # type: ignore[method-assign]
    page.keeper.kept.connect(kept)
    page.keeper.failed.connect(
        lambda why: os.write(1, f"failed {window.status.saved.property('state')} {why}\n".encode())
    )


def type_on(application: QApplication, typist: Typist, asked: Sequence[int]) -> None:
    """Type one item after the other, until there is something in `asked`."""
    chance = typist.chance
    steps: tuple[Callable[[], None], ...] = (typist.point, typist.point, typist.point, typist.correct)
    typist.item(1)
    number = 1
    while not asked:
        application.processEvents()
        if chance.random() < 0.2:
            QTest.qWait(chance.randrange(20, 400))
        if chance.random() < 0.1:
            number += 1
            typist.item(number)
        else:
            chance.choice(steps)()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
