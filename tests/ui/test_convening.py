"""The next meeting that a typed line names goes in the diary."""

from datetime import date

from sop_minutes.queries.meetings import list_meetings
from tests.ui.desk import Desk, Key, Mod


def _diary(desk: Desk) -> list[tuple[date, bool]]:
    return [(row.on, row.provisional) for row in desk.workspace.read(list_meetings)]


def test_a_line_that_names_the_next_meeting_puts_it_in_the_diary_when_it_is_left(desk: Desk) -> None:
    desk.open("# Any other business\nNone.")
    desk.press(Key.Key_Return)
    desk.type("DONM: 14 February")
    desk.page.keeper.keep()
    assert len(_diary(desk)) == 1
    desk.type(" 2018 at County Hall")
    desk.press(Key.Key_Return)
    assert _diary(desk)[1:] == [(date(2018, 2, 14), True)]
    assert any("Wednesday 14 February 2018" in words for words in desk.said)


def test_another_day_in_that_line_moves_it_and_leaving_it_again_does_nothing(desk: Desk) -> None:
    desk.open("# Any other business\nNone.")
    desk.press(Key.Key_Return)
    desk.type("Next meeting: 14 February 2018")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Up)
    desk.press(Key.Key_End)
    for _ in range(len("14 February 2018")):
        desk.press(Key.Key_Backspace)
    desk.type("21 February 2018")
    desk.press(Key.Key_Up)
    assert _diary(desk)[1:] == [(date(2018, 2, 21), True)]
    told = len(desk.said)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Up)
    assert len(desk.said) == told
    desk.press(Key.Key_Z, Mod.ControlModifier)
    assert _diary(desk)[1:] == [(date(2018, 2, 14), True)]


def test_a_day_under_its_heading_is_taken_and_a_line_on_a_meeting_without_a_day_is_not(desk: Desk) -> None:
    desk.open("# Date of next meeting\n# Prevent\nThe meeting went well.")
    desk.editor.place(0)
    desk.press(Key.Key_Return)
    desk.type("20 June 2018")
    desk.editor.place(3)
    desk.type(" Indeed")
    desk.press(Key.Key_Return)
    assert _diary(desk)[1:] == [(date(2018, 6, 20), True)]
