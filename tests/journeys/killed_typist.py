"""Run as a program: types a meeting at the real page for ever, and says what it is told is saved.

Each line on standard output is "try" or "kept" and what the records then say, as a hash: the first
before a save begins, the other once the status bar would say so. It is there to be killed.
"""

import hashlib
import os
import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.journeys.test_typed_meeting import settled
from tests.journeys.typist import Sheet, Typist


def hash_of(sheets: list[Sheet]) -> str:
    """Return a hash of what records say."""
    return hashlib.sha256(repr(settled(sheets)).encode()).hexdigest()


def main(path: Path, meeting_id: int, seed: int) -> None:
    """Type until killed."""
    app = QApplication(["typist"])
    workspace = Workspace.open(path)
    page = RecordPage(workspace, LIGHT, date(2017, 12, 1))
    page.show()
    page.open(meeting_id)

    def say(word: str) -> None:
        sheets = [piece.sheet for piece in page.note.pieces if piece.sheet is not None]
        os.write(1, f"{word} {hash_of(sheets)}\n".encode())

    do_typing = workspace.do_typing

    def announced(*args: Any, **kwargs: Any) -> Any:
        say("try")
        return do_typing(*args, **kwargs)

    workspace.do_typing = announced  # type: ignore[method-assign]
    page.keeper.kept.connect(lambda: say("kept"))
    chance = random.Random(seed)
    typist = Typist(page.editor, chance)
    steps: tuple[Callable[[], None], ...] = (typist.point, typist.point, typist.point, typist.correct)
    typist.item(1)
    number = 1
    while True:
        app.processEvents()
        if chance.random() < 0.2:
            QTest.qWait(chance.randrange(20, 400))
        if chance.random() < 0.1:
            number += 1
            typist.item(number)
        else:
            chance.choice(steps)()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
