"""Blocks and items moved with Alt and the arrows keep what they are."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.queries.page import page_rows
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

NOTE = "# One\nAction: @AL to ring\n- a bullet\n# Two\nAction: @BO to write\n# Three"


def _page(partnership: Partnership) -> tuple[RecordPage, int]:
    meeting_id = partnership.record(NOTE)
    page = RecordPage(Workspace(partnership.database), LIGHT, date(2017, 11, 15))
    page.open(meeting_id)
    return page, meeting_id


def _order(partnership: Partnership, meeting_id: int) -> list[str]:
    rows = partnership.database.read(page_rows, meeting_id)
    return [row.action.ref if row.action else getattr(row.sheet, "title", "") or "text" for row in rows]


def test_an_item_that_is_moved_takes_all_under_it_along_and_actions_keep_their_references(
    app: object, partnership: Partnership
) -> None:
    page, meeting_id = _page(partnership)
    page.editor.place(0)
    QTest.keyClick(page.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.keeper.keep()
    assert _order(partnership, meeting_id) == ["Two", "CG 17/2", "One", "CG 17/1", "text", "Three"]
    QTest.keyClick(page.editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.keeper.keep()
    assert _order(partnership, meeting_id) == ["One", "CG 17/1", "text", "Two", "CG 17/2", "Three"]


def test_a_block_that_is_moved_keeps_its_reference(app: object, partnership: Partnership) -> None:
    page, meeting_id = _page(partnership)
    page.editor.place(2)
    QTest.keyClick(page.editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.keeper.keep()
    assert _order(partnership, meeting_id) == ["One", "text", "CG 17/1", "Two", "CG 17/2", "Three"]
