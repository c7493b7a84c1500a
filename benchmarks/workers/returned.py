"""Takes the changes of a copy of a long note, and prints the processor's seconds it took, as JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from sqlmodel import Session

from benchmarks.workload.notes import long_note
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.returned import accept_all, keep_returned_copy
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.returned.sheets import ReturnedSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.storage.database import Database
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace

_AT = datetime(2017, 11, 20, 9, tzinfo=UTC)
_KEYS = 12


def main(folder: Path) -> None:
    application = QApplication(["bench"])
    taken = {
        "all": [_accept_all(folder / "all.sopm", 1000)],
        "key": [],
        "open": [],
    }
    path = folder / "keys.sopm"
    meeting_id = _made(path, 500)
    workspace = Workspace.open(path)
    desk: list[ReturnedWindow] = []
    taken["open"] = [_cpu(lambda: desk.append(_opened(application, workspace, meeting_id)))]
    for _ in range(_KEYS):
        taken["key"].append(_cpu(lambda: (desk[0].accept_change(), application.processEvents())))
    desk[0].close()
    workspace.close()
    print(json.dumps(taken))


def _opened(application: QApplication, workspace: Workspace, meeting_id: int) -> ReturnedWindow:
    desk = ReturnedWindow(workspace, LIGHT, meeting_id)
    desk.resize(1360, 820)
    desk.show()
    application.processEvents()
    return desk


def _accept_all(path: Path, points: int) -> float:
    meeting_id = _made(path, points)
    with Database.open(path) as database:
        rows = database.read(_change_ids)
        seconds = _cpu(lambda: database.do("Accept", accept_all, 1, change_ids=rows))
        left = sum(" otherwise " in block.text for block in database.read(_prints, meeting_id).values())
    if left != points:
        raise AssertionError(f"{left} of {points} changes were made")
    return seconds


def _made(path: Path, points: int) -> int:
    """Make a database with a note of so many points, and a copy that rewords each of them."""
    path.unlink(missing_ok=True)
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        meeting_id: int = database.do(
            "Record", record_note, read_note_text(long_note(points, 15, _action)), group_id=group_id
        )
        prints = database.read(_prints, meeting_id)
        changes = tuple(
            CopyChange(
                ChangeKind.REWORDED,
                (mark_of(record),),
                (),
                (block,),
                (Block(block.text.replace(" again ", " otherwise ", 1), block.level),),
            )
            for record, block in prints.items()
            if record.startswith("p")
        )
        sheet = ReturnedSheet(meeting_id, None, Audience.RESTRICTED, "Note.docx", str(points), b"", changes)
        database.do("Import", keep_returned_copy, sheet, at=_AT, from_name="Ann Lee")
    return meeting_id


def _prints(session: Session, meeting_id: int) -> dict[str, Block]:
    return prints_of(meeting_sheet(session, meeting_id), Audience.RESTRICTED)


def _change_ids(session: Session) -> list[int]:
    from sop_minutes.queries.returned import list_returned

    return [row.id for row in list_returned(session)]


def _cpu(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _action(number: int) -> str:
    return f"@AL to look at part {number} again in detail by 31 January"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
