"""The review of actions at a meeting: what is said of one, and when it cannot be."""

from datetime import date

import pytest

from sop_minutes.commands.actions import close_action, confirm_action, reopen_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import ActionStatus, MeetingState
from sop_minutes.queries.action_history import action_history
from tests.conftest import Partnership, approve
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
    chair.say(1, Verb.DONE, on=date(2017, 11, 20))
    chair.say(3, Verb.CANCEL, on=date(2017, 11, 20))
    done = [chair.partnership.action(f"CG 17/{number}").done_on for number in (1, 3)]
    assert done == [date(2017, 11, 20)] * 2


def test_all_that_is_said_in_one_sitting_is_of_one_day(chair: Chair) -> None:
    chair.meeting_id = chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    today = date(2017, 11, 20)  # a Monday
    chair.say(1, Verb.EXTEND, "next Friday", on=today)
    chair.say(1, Verb.NOTE, "x", on=today)
    chair.say(1, Verb.OWNER, "Bo Ray", on=today)
    chair.say(1, Verb.DONE, on=today)
    action = chair.partnership.action("CG 17/1")
    history = chair.partnership.database.read(action_history, action.id)
    assert [update.on for update in history] == [today] * 4
    assert action.due.on == date(2017, 12, 1)


def test_a_planned_meeting_is_begun_by_what_is_said_at_it(chair: Chair) -> None:
    do, group_id = chair.partnership.database.do, chair.partnership.group_id
    chair.meeting_id = do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 10))
    chair.say(1, Verb.DONE)
    assert chair.review().state is MeetingState.RECORDING
    approve(chair.partnership.database, chair.meeting_id)
    for _ in range(2):
        chair.partnership.database.undo()
    assert chair.review().state is MeetingState.PLANNED


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
        (1, Verb.EXTEND, "", "Type a date"),
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
    approve(chair.partnership.database, chair.meeting_id)
    with pytest.raises(UserError, match="approved"):
        chair.say(1, Verb.DONE)


@pytest.mark.parametrize("verb", [Verb.DONE, Verb.CANCEL, Verb.EXTEND, Verb.OWNER, Verb.ESCALATE])
def test_of_what_is_no_longer_needed_only_a_note_can_be_made(chair: Chair, verb: Verb) -> None:
    chair.say(1, Verb.CANCEL)
    before = chair.partnership.typed(chair.meeting_id)
    with pytest.raises(UserError, match="closed already"):
        chair.say(1, verb, {Verb.EXTEND: "31 Jan", Verb.OWNER: "Bo Ray"}.get(verb, ""))
    assert chair.partnership.typed(chair.meeting_id) == before
    chair.say(1, Verb.NOTE, "public: all agreed")
    assert chair.lines() == [f"{STATEMENT}: no longer needed – all agreed"]


def test_an_organisation_with_a_comma_takes_an_action_on(chair: Chair) -> None:
    trust = "Housing, Health and Care Trust"
    chair.partnership.database.do("Add", add_organisation, trust)
    chair.say(1, Verb.OWNER, f"{trust}, Bo Ray")
    assert chair.partnership.action("CG 17/1").owners == (trust, "Bo Ray")


def test_what_was_settled_where_it_was_raised_and_opened_again_is_asked_after(chair: Chair) -> None:
    action_id, do = chair.partnership.action("CG 17/1").id, chair.partnership.database.do
    do("Close", close_action, action_id, on=date(2017, 9, 13), meeting_id=1)
    assert "CG 17/1" not in _up(chair)
    do("Reopen", reopen_action, action_id, on=date(2017, 10, 1))
    do("Close", close_action, action_id, on=date(2017, 11, 1))
    assert "CG 17/1" in _up(chair)
    do("Confirm", confirm_action, action_id, on=date(2017, 11, 2))
    assert "CG 17/1" not in _up(chair)


def _up(chair: Chair) -> list[str]:
    return [one.row.ref for one in chair.review().reviewees]
