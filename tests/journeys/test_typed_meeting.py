"""A two-hour meeting, typed at the real page, key by key."""

import random
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.queries.page import page_rows
from sop_minutes.storage.database import Database
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.journeys.typist import Sheet, Typist


def new_meeting(path: Path) -> int:
    """Make a database with a group, two people and a meeting, and return the meeting's id."""
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        for name in ("Ann Lee", "Ben Okafor"):
            database.do("Add", add_person, name)
        return database.do("Add", add_meeting, group_id=group_id, on=date(2017, 11, 15))


def settled(sheets: list[Sheet]) -> list[Sheet]:
    """Return what the records say once bullets are as narrow as what they stand under."""
    shown: list[Sheet] = []
    points: list[PointSheet] = []
    for sheet in [*sheets, ItemSheet("end")]:
        if isinstance(sheet, PointSheet):
            points.append(sheet)
        else:
            shown += [*with_inherited_audiences(points), sheet]
            points = []
    return shown[:-1]


def test_three_thousand_keys_give_exactly_the_expected_records(app: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "x.sopm"
    meeting_id = new_meeting(path)
    workspace = Workspace.open(path)
    page = RecordPage(workspace, LIGHT, date(2017, 12, 1))
    page.resize(1200, 800)
    page.show()
    page.open(meeting_id)
    typist = Typist(page.editor, random.Random(17))
    number = 0
    while typist.keys < 3000:
        number += 1
        typist.item(number)
        for _ in range(typist.chance.randrange(3, 9)):
            typist.point()
            if typist.chance.random() < 0.15:
                typist.correct()
        app.processEvents()
    page.keeper.keep()
    rows = workspace.read(page_rows, meeting_id)
    assert [row.sheet for row in rows] == settled(typist.expected)
    raised = [row.action.ref for row in rows if row.action]
    assert len(set(raised)) == len(raised)
    kinds = [sheet.kind for sheet in typist.expected if isinstance(sheet, PointSheet)]
    assert len(raised) == kinds.count(PointKind.ACTION)
