"""The review of actions at a meeting: what is said of one, and when it cannot be."""

from datetime import date

import pytest

from sop_minutes.commands.actions import close_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import change_state
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import ActionStatus, MeetingState
from tests.conftest import Partnership
from tests.reviewing import STATEMENT, Chair


@pytest.fixture
def chair(partnership: Partnership) -> Chair:
    return Chair(partnership)


def test_what_was_claimed_to_be_done_is_confirmed(chair: Chair) -> None:
    action_id = chair.partnership.action("CG 17/1").id
    chair.partnership.database.do("Close", close_action, action_id, on=date(2017, 10, 2))
    chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED
    assert chair.lines() == [f"{STATEMENT}: confirmed as done"]


def test_what_is_said_to_be_done_twice_at_a_meeting_is_not_confirmed_by_that(chair: Chair) -> None:
    chair.say(1, Verb.DONE)
    with pytest.raises(UserError, match="done already"):
        chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.DONE
    chair.meeting_id = chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED


def test_a_meeting_does_not_confirm_what_was_said_to_be_done_after_it(chair: Chair) -> None:
    action_id = chair.partnership.action("CG 17/1").id
    chair.partnership.database.do("Close", close_action, action_id, on=date(2017, 11, 16))
    with pytest.raises(UserError, match="done already"):
        chair.say(1, Verb.DONE)


def test_an_action_of_another_group_is_not_reviewed(chair: Chair) -> None:
    board = chair.partnership.database.do("Add", add_group, "Prevent Board", code="PB")
    chair.meeting_id = Partnership(chair.partnership.database, board).record("# Prevent\nx")
    with pytest.raises(UserError, match="another group"):
        chair.say(1, Verb.NOTE, "x")


def test_an_older_meeting_does_not_undo_the_date_that_a_later_one_set(chair: Chair) -> None:
    now, chair.meeting_id = chair.meeting_id, chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    chair.say(1, Verb.EXTEND, "1 May 2018")
    chair.meeting_id = now
    with pytest.raises(UserError, match="10 January 2018"):
        chair.say(1, Verb.EXTEND, "1 December")
    assert chair.partnership.action("CG 17/1").due.on == date(2018, 5, 1)


def test_what_is_closed_at_a_meeting_to_come_is_closed_on_the_day_that_is_given(chair: Chair) -> None:
    chair.meeting_id = chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    chair.say(1, Verb.DONE, closed_on=date(2017, 11, 20))
    chair.say(3, Verb.CANCEL, closed_on=date(2017, 11, 20))
    done = [chair.partnership.action(f"CG 17/{number}").done_on for number in (1, 3)]
    assert done == [date(2017, 11, 20)] * 2


def test_register_and_note_are_taken_back_together(chair: Chair) -> None:
    before = chair.partnership.typed(chair.meeting_id)
    chair.say(1, Verb.ESCALATE)
    chair.say(1, Verb.DONE)
    chair.partnership.database.undo()
    assert chair.partnership.action("CG 17/1").status is ActionStatus.OPEN
    assert chair.lines()[0] == f"{STATEMENT}: escalated to Safer Oxfordshire Partnership"
    chair.partnership.database.undo()
    assert chair.partnership.typed(chair.meeting_id) == before


@pytest.mark.parametrize(
    ("number", "verb", "text", "said"),
    [
        (1, Verb.EXTEND, "when pigs fly", "not a date"),
        (1, Verb.EXTEND, "", "needs some words"),
        (1, Verb.NOTE, "p:  ", "needs some words"),
        (1, Verb.OWNER, " , ", "Say who"),
        (1, Verb.ESCALATE, "Nobody's Board", "Nobody"),
        (1, Verb.ESCALATE, "CG", "own"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    chair: Chair, number: int, verb: Verb, text: str, said: str
) -> None:
    before = chair.partnership.typed(chair.meeting_id)
    with pytest.raises(UserError, match=said):
        chair.say(number, verb, text)
    assert chair.partnership.typed(chair.meeting_id) == before


def test_approved_minutes_and_an_action_of_the_note_itself_are_not_reviewed(chair: Chair) -> None:
    chair.partnership.record("# Prevent\nAction: later", meeting_id=chair.meeting_id, replace=True)
    with pytest.raises(UserError, match="raised before the meeting"):
        chair.say(5, Verb.DONE)
    chair.partnership.database.do("Approve", change_state, chair.meeting_id, state=MeetingState.APPROVED)
    with pytest.raises(UserError, match="approved"):
        chair.say(1, Verb.DONE)
