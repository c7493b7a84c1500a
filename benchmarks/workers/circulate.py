"""Sends a short note and one of 500 points out to 17, and prints how long things took, as JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from benchmarks.workload.notes import long_note
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.page import page_facts
from sop_minutes.storage.database import Database
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.circulate.sending import Sending
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace

_TO = 17
_TIMES = 6


def main(folder: Path) -> None:
    path = folder / "circulate.sopm"
    path.unlink(missing_ok=True)
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        _fill_seats(database, group_id)
        meetings = {
            points: database.do(
                "Record", record_note, read_note_text(long_note(points, day, _action)), group_id=group_id
            )
            for day, points in ((14, 30), (15, 500))
        }
    application = QApplication(["bench"])
    workspace = Workspace.open(path)
    taken = {}
    for points, meeting_id in meetings.items():
        for name, seconds in _send_out(application, workspace, meeting_id, folder / str(points)).items():
            taken[f"{name} {points}"] = seconds
    print(json.dumps(taken))
    workspace.close()


class _Painted(QObject):
    """Sees the pages painted."""

    def __init__(self, page: CirculatePage) -> None:
        super().__init__(page)
        self._page = page
        self.seen = False
        page.paper.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        self.seen = self.seen or (event.type() == QEvent.Type.Paint and self._page.paper.page_count() > 0)
        return super().eventFilter(watched, event)


def _send_out(
    application: QApplication, workspace: Workspace, meeting_id: int, folder: Path
) -> dict[str, list[float]]:
    """Open the page again and again, and send: the first time is with all that has to be imported."""
    taken: dict[str, list[float]] = {"painted": [], "checked": [], "gap": [], "drafts": []}
    facts = workspace.read(page_facts, meeting_id)
    for number in range(_TIMES):
        page = CirculatePage(workspace, LIGHT, date(2017, 11, 20))
        page.resize(1360, 820)
        painted, done = _Painted(page), []
        sending = Sending(page, lambda: True)
        sending.news.connect(lambda words, _folder, done=done: done.append(words))
        began = time.perf_counter()
        page.show()
        page.show_meeting(meeting_id, facts)
        gaps = [_wait(application, lambda painted=painted: painted.seen)]
        taken["painted"].append(time.perf_counter() - began)
        gaps.append(_wait(application, lambda page=page: page.found is not None))
        taken["checked"].append(time.perf_counter() - began)
        outgoing = page.outgoing()
        began = time.perf_counter()
        sending.write_to(folder / str(number), outgoing)
        gaps.append(_wait(application, lambda done=done: done))
        taken["drafts"].append(time.perf_counter() - began)
        taken["gap"].append(max(gaps))
        page.leave()
        page.hide()
        page.deleteLater()
    return taken


def _wait(application: QApplication, happened: Callable[[], object]) -> float:
    """Let the window work until something has happened; return the longest time that keys had to wait."""
    longest, last = 0.0, time.perf_counter()
    while not happened():
        application.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        time.sleep(0.001)
    return longest


def _fill_seats(database: Database, group_id: int) -> None:
    for number in range(_TO):
        name = f"Officer {chr(65 + number)}son"
        person_id = database.do("Add", add_person, name, email=f"officer{number}@example.org")
        organisation_id = database.do("Add", add_organisation, f"Organisation {number}")
        seat_id = database.do("Seat", add_seat, group_id=group_id, organisation_id=organisation_id)
        database.do("Fill", fill_seat, seat_id, person_id=person_id)


def _action(number: int) -> str:
    return f"@Officer {chr(65 + number % _TO)}son to do part {number} by 31 January"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
