"""A review while others write: what they say is shown and theirs, and what they delete is passed over."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.points import delete_point
from sop_minutes.domain.words import ActionStatus
from tests.conftest import Partnership
from tests.ui.chair import THREE, Chair, Meet

Key = Qt.Key
NOW = 2


def _note(partnership: Partnership, ref: str, note: str) -> None:
    """Have a colleague note something on an action."""
    action_id = partnership.action(ref).id
    partnership.database.do("Note", update_action, action_id, on=date(2017, 11, 15), note=note)


def _delete(partnership: Partnership, ref: str) -> None:
    point_id = partnership.action(ref).point_id
    assert point_id is not None
    partnership.database.do("Delete", delete_point, point_id)


def _look(*chairs: Chair) -> None:
    """Have reviews see what others wrote, as each does twice a second."""
    for chair in chairs:
        chair.workspace.look()


def test_what_a_colleague_wrote_meanwhile_is_not_taken_back(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("d⏎")
    _note(partnership, "CG 17/3", "theirs")
    chair.press("d⏎")
    chair.ctrl(Key.Key_Z)
    assert (chair.ref(), partnership.action("CG 17/2").status) == ("CG 17/2", ActionStatus.OPEN)
    chair.ctrl(Key.Key_Z)
    assert any("written meanwhile" in text for text in chair.texts())
    assert partnership.action("CG 17/3").last_note == "theirs"
    assert partnership.action("CG 17/1").status is ActionStatus.DONE


def test_what_a_colleague_wrote_is_in_the_way_of_saying_again(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("d⏎")
    chair.ctrl(Key.Key_Z)
    _note(partnership, "CG 17/3", "theirs")
    chair.ctrl(Key.Key_Y)
    assert any("written meanwhile" in text for text in chair.texts())
    assert partnership.action("CG 17/1").status is ActionStatus.OPEN


def test_two_who_review_at_once_see_what_the_other_says_and_confirm_nothing_by_it(
    meet: Meet, partnership: Partnership
) -> None:
    one = meet(THREE)
    other = meet.again(NOW)
    one.press("d⏎")
    _look(one, other)
    assert (other.ref(), one.ref()) == ("CG 17/1", "CG 17/2")
    assert "At this meeting: done." in other.texts()
    other.press("d⏎")
    assert any("done already" in text for text in other.texts())
    assert partnership.action("CG 17/1").status is ActionStatus.DONE
    other.press("⎋→nrang⏎")
    _look(one, other)
    assert "At this meeting: rang." in one.texts()
    one.press("⎋")
    assert "Closed (1)" in one.outcome()


def test_what_is_typed_stays_though_a_colleague_writes(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("nhalf a")
    _note(partnership, "CG 17/1", "theirs")
    _look(chair)
    chair.press(" word⏎")
    assert "At this meeting: half a word." in chair.texts()


def test_the_place_in_a_history_is_kept_though_a_colleague_writes_of_something_else(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(THREE)
    for _ in range(40):
        _note(partnership, "CG 17/1", "a long history " * 8)
    _look(chair)
    QTest.qWait(1)
    chair.key(Key.Key_End)
    _note(partnership, "CG 17/2", "theirs")
    _look(chair)
    assert chair.history().value() == chair.history().maximum() > 0


def test_an_action_that_was_deleted_is_passed_over(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    for key, gone, ref in (("d", "CG 17/1", "CG 17/2"), ("n", "CG 17/2", "CG 17/3")):
        _delete(partnership, gone)
        chair.press(key)
        assert chair.ref() == ref
        assert any(text.startswith(f"{gone} is no longer there") for text in chair.texts())
    _delete(partnership, "CG 17/3")
    chair.press("→")
    assert chair.outcome() == []


def test_what_is_typed_of_a_deleted_action_can_be_read_until_it_is_dropped(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(THREE)
    chair.press("nx")
    _delete(partnership, "CG 17/1")
    _look(chair)
    chair.press("⏎")
    assert any("no longer there" in text for text in chair.texts())
    assert chair.window.card.ask.line.text() == "x"
    chair.press("⎋")
    assert chair.ref() == "CG 17/2"
    chair.press("d⏎")
    assert partnership.action("CG 17/2").status is ActionStatus.DONE


def test_one_that_was_deleted_before_leaves_the_others_in_their_places(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(THREE)
    chair.press("→→")
    _delete(partnership, "CG 17/1")
    _look(chair)
    assert chair.ref() == "CG 17/3"
    assert any(text.startswith("2 of 2") for text in chair.texts())


def test_a_meeting_that_was_deleted_is_said_and_nothing_breaks(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    partnership.database.do("Delete", delete_meeting, NOW, with_note=True)
    for keys in ("d⏎⎋", "→", "←", "nx⏎⎋", "⎋"):
        chair.press(keys)
        assert "That meeting is no longer there." in chair.texts()
    assert partnership.action("CG 17/1").status is ActionStatus.OPEN
