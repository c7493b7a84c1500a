"""Blocks are converted with keys, and what the register knows of them stays."""

from sop_minutes.domain.page import Form
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.changes import last_entry
from tests.ui.desk import Desk, Key, Mod

NOTE = "# Prevent\nOne\nAction: @Ann Lee to ring by 1 December\n- Two\n- Three"


def test_an_action_made_a_decision_and_an_action_again_has_its_reference_back(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(2)
    before = desk.rows()[2].action
    assert before is not None
    desk.page.converter.convert(Form.DECISION, "Make it a decision")
    assert desk.line() == "Agreed: @Ann Lee to ring by 1 December"
    assert desk.partnership.action(before.ref).status is ActionStatus.CANCELLED
    desk.page.converter.convert(Form.ACTION, "Make it an action")
    assert desk.line() == "Action: @Ann Lee to ring by 1 December"
    assert desk.rows()[2].action == before


def test_the_cursor_stays_at_the_same_word(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(1, 2)
    desk.page.converter.convert(Form.ACTION, "Make it an action")
    desk.type("c")
    assert desk.line() == "Action: Once"


def test_all_selected_blocks_follow_the_first_and_are_one_thing_to_take_back(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(3, 0)
    desk.press(Key.Key_Down, Mod.ShiftModifier)
    desk.press(Key.Key_End, Mod.ShiftModifier)
    entries = desk.workspace.read(last_entry)
    desk.page.converter.convert(Form.RESTRICTED, "Make it restricted")
    assert desk.texts()[3:] == ["Restricted: Two", "Restricted: Three"]
    assert [point.audience for point in desk.points()[2:]] == [Audience.RESTRICTED] * 2
    assert desk.workspace.read(last_entry) == entries + 1
    desk.page.undo()
    assert desk.texts()[3:] == ["Two", "Three"]


def test_a_block_before_which_the_selection_ends_stays_as_it_is(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(3, 0)
    desk.press(Key.Key_Down, Mod.ShiftModifier)
    desk.press(Key.Key_Tab)
    assert [piece.level for piece in desk.page.note.pieces[3:]] == [2, 1]
    desk.page.converter.convert(Form.RESTRICTED, "Make it restricted")
    assert desk.texts()[3:] == ["Restricted: Two", "Three"]


def test_an_empty_block_is_made_an_action_and_typed_on(desk: Desk) -> None:
    desk.open(NOTE)
    desk.press(Key.Key_Return)
    desk.page.converter.convert(Form.ACTION, "Make it an action")
    desk.type("ring")
    assert desk.line() == "Action: ring"
    assert desk.rows()[-1].action is not None


def test_a_heading_made_of_a_point_takes_what_follows_and_gives_it_back(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(1)
    before = desk.partnership.typed(desk.meeting_id)
    desk.page.converter.convert(Form.HEADING, "Make it a heading")
    desk.rows()
    assert "# Prevent\n\n# One" in desk.partnership.typed(desk.meeting_id)
    desk.page.converter.convert(Form.HEADING, "Make it a heading")
    desk.rows()
    assert desk.partnership.typed(desk.meeting_id) == before


def test_a_line_that_reviews_an_action_of_another_meeting_raises_none(desk: Desk) -> None:
    desk.partnership.record("Date: 13 September 2017\n# Prevent\nAction: @AL to ring")
    desk.open("Date: 15 November 2017\n# Actions from last meeting\nOne")
    desk.press(Key.Key_Return)
    for line in ("Action CG 17/1: done", "CG 17/1 was closed"):
        desk.type(line)
        desk.press(Key.Key_Return)
    desk.type("Two")
    assert desk.kept().endswith("One\nAction CG 17/1: done\nCG 17/1 was closed\nTwo\n")
    assert desk.texts()[2:4] == ["Action CG 17/1: done", "CG 17/1 was closed"]
    desk.editor.place(2)
    desk.type(" at last")
    assert "\nAction CG 17/1: done at last\n" in desk.kept()
    assert [row.ref for row in desk.partnership.actions()] == ["CG 17/1"]


def test_the_line_of_a_carried_action_stays_a_point(desk: Desk) -> None:
    desk.partnership.record("Date: 13 September 2017\n# Prevent\nAction: @AL to ring")
    desk.open("Date: 15 November 2017\n# Actions from last meeting\n- CG 17/1 Ring (Ann Lee): begun")
    before = desk.kept()
    desk.page.converter.convert(Form.ACTION, "Make it an action")
    assert desk.kept() == before
    assert [row.ref for row in desk.partnership.actions()] == ["CG 17/1"]
    desk.press(Key.Key_End)
    desk.type(", more")
    assert "- CG 17/1 Ring (Ann Lee): begun, more\n" in desk.kept()
    assert [row.ref for row in desk.partnership.actions()] == ["CG 17/1"]
