"""Types in a meeting of 500 points, 60 of them actions, and prints how long things took, as JSON."""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.storage.database import Database
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace

_WORDS = "the partnership will look at this again in the new year and report to the board "
_KEYS = "Sarah Carter briefed the group on the review of services for young people. "
_ACTION = " a: @Ann Lee to circulate the draft report by 31 January"


def main(folder: Path) -> None:
    path = folder / "page.sopm"
    path.unlink(missing_ok=True)
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        meetings = [
            database.do("Record", record_note, read_note_text(_note(day)), group_id=group_id)
            for day in (13, 14, 15)
        ]
    application = QApplication(["bench"])
    workspace = Workspace.open(path)
    page = RecordPage(workspace, LIGHT, date(2017, 11, 20))
    page.resize(1380, 800)
    page.show()
    opened = [_timed(lambda id_=id_: (page.open(id_), application.processEvents())) for id_ in meetings * 4]
    keys = _type(page, application)
    saves = {kind: _saves(page, place) for kind, place in (("save", 251), ("action", 250))}
    print(json.dumps({"open": opened, "key": keys, **saves, "commit": _commits(path)}))
    workspace.close()


def _note(day: int) -> str:
    lines = [f"Date: {day} November 2017"]
    for number in range(500):
        if number % 25 == 0:
            lines.append(f"# Item {number // 25 + 1}")
        action = number % 8 == 0 and number < 480
        lines.append(
            f"Action: @Ann Lee to do part {number} by 31 January" if action else f"{number} {_WORDS * 2}"
        )
    return "\n".join(lines)


def _timed(job: object) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _type(page: RecordPage, application: QApplication) -> list[float]:
    """Type in the middle of the note, prose and an action; each time is from the key to painted."""
    taken = []
    for place, words in ((250, _KEYS * 4), (8, _KEYS * 2), (400, _ACTION * 3)):
        page.editor.place(place)
        page.editor.ensureCursorVisible()
        application.processEvents()
        for letter in words:
            taken.append(
                _timed(
                    lambda letter=letter: (QTest.keyClicks(page.editor, letter), application.processEvents())
                )
            )
            time.sleep(0.01)
    return taken


def _saves(page: RecordPage, place: int) -> list[float]:
    page.editor.place(place)
    taken = []
    for _ in range(60):
        QTest.keyClicks(page.editor, "x")
        taken.append(_timed(page.keeper.keep))
    return taken


def _commits(path: Path) -> list[float]:
    """Return how long the bare statement takes that keeps one text, one transaction each."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return [
        _timed(lambda n=n: connection.execute("UPDATE points SET text = ? WHERE id = 250", (f"{n}",)))
        for n in range(60)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
