"""The review of actions at a meeting: which are up, in which order, at which meeting."""

from datetime import date

import pytest

from sop_minutes.commands.action_links import merge_action
from sop_minutes.commands.meetings import add_meeting, change_state
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.reviewing import meeting_to_review
from tests.conftest import Partnership, approve
from tests.reviewing import NOW, Chair


@pytest.fixture
def chair(partnership: Partnership) -> Chair:
    return Chair(partnership)


def test_a_review_is_in_the_agreed_order_and_knows_what_was_said(chair: Chair) -> None:
    review = chair.review()
    assert [one.row.ref for one in review.reviewees] == ["CG 17/1", "CG 17/4", "CG 17/2", "CG 17/3"]
    assert (review.group, review.on) == ("Co-ordination Group", date(2017, 11, 15))
    chair.say(1, Verb.EXTEND, "31 Jan")
    chair.say(1, Verb.ESCALATE)
    chair.say(2, Verb.DONE)
    chair.say(4, Verb.NOTE, "soon")
    told = {
        one.row.ref: (one.closed, one.extended, one.escalated, bool(one.words))
        for one in chair.review().reviewees
    }
    assert told == {
        "CG 17/1": (False, True, True, True),
        "CG 17/2": (True, False, False, True),
        "CG 17/3": (False, False, False, False),
        "CG 17/4": (False, False, False, True),
    }


def test_what_falls_due_on_one_day_is_in_the_order_of_the_items(partnership: Partnership) -> None:
    lines = [f"# {item}\nAction: @Bo Ray to {item} by 1 December" for item in ("walk", "Talk", "ask")]
    chair = Chair(partnership, "\n".join(["Date: 20 September 2017", *lines]))
    chair.meeting_id = partnership.record(NOW)
    found = [one.row.text for one in chair.review().reviewees]
    assert found == [
        "publish the strategic statement",
        "ask",
        "write",
        "see the family",
        "Talk",
        "walk",
        "look at the plan",
    ]


def test_what_is_settled_elsewhere_is_not_up_for_review(chair: Chair) -> None:
    ids = [chair.partnership.action(f"CG 17/{number}").id for number in (1, 2)]
    chair.partnership.database.do("Merge", merge_action, ids[0], into_id=ids[1], on=date(2017, 10, 1))
    review = chair.review()
    assert [one.row.ref for one in review.reviewees] == ["CG 17/4", "CG 17/2", "CG 17/3"]


def test_the_meeting_to_review_at_is_the_one_at_hand(chair: Chair) -> None:
    read, group = chair.partnership.database.read, chair.partnership.group_id
    for today, key in (
        (date(2017, 9, 18), 1),
        (date(2017, 9, 19), 2),
        (date(2017, 11, 15), 2),
        (date(2018, 1, 1), 2),
        (date(2017, 1, 1), 1),
    ):
        assert read(meeting_to_review, group, today) == key
    for meeting_id in (1, 2):
        approve(chair.partnership.database, meeting_id)
    with pytest.raises(UserError, match="diary"):
        read(meeting_to_review, group, date(2018, 1, 1))


def test_one_to_come_goes_before_an_old_one_whatever_the_state_of_that(chair: Chair) -> None:
    partnership = chair.partnership
    read, group, do = partnership.database.read, partnership.group_id, partnership.database.do
    do("Begin", change_state, chair.meeting_id, state=MeetingState.RECORDING)
    later = [do("Plan", add_meeting, group_id=group, on=date(2018, month, 18)) for month in (3, 1)]
    do("Plan", add_meeting, group_id=group, on=date(2017, 12, 1))
    assert read(meeting_to_review, group, date(2018, 1, 10)) == later[1]
    do("Cancel", change_state, later[1], state=MeetingState.CANCELLED)
    assert read(meeting_to_review, group, date(2018, 1, 10)) == later[0]
    assert read(meeting_to_review, group, date(2018, 4, 1)) == later[0]


def test_the_meeting_that_is_on_is_the_recent_one_unless_the_group_meets_today(chair: Chair) -> None:
    partnership = chair.partnership
    read, group, do = partnership.database.read, partnership.group_id, partnership.database.do
    evening = do("Plan", add_meeting, group_id=group, on=date(2017, 11, 15), another=True)
    next_day = do("Plan", add_meeting, group_id=group, on=date(2017, 11, 17))
    do("Begin", change_state, 1, state=MeetingState.RECORDING)
    assert read(meeting_to_review, group, date(2017, 9, 14)) == 1
    assert read(meeting_to_review, group, date(2017, 11, 15)) == evening
    assert read(meeting_to_review, group, date(2017, 11, 16)) == chair.meeting_id
    assert read(meeting_to_review, group, date(2017, 11, 17)) == next_day
    do("Begin", change_state, chair.meeting_id, state=MeetingState.RECORDING)
    assert read(meeting_to_review, group, date(2017, 11, 14)) == chair.meeting_id
    assert read(meeting_to_review, group, date(2017, 11, 15)) == chair.meeting_id
    assert read(meeting_to_review, group, date(2017, 11, 17)) == chair.meeting_id


def test_a_review_knows_how_it_stands_with_its_meeting(chair: Chair) -> None:
    assert chair.review().state is MeetingState.DRAFT
