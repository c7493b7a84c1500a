"""Which minutes a meeting approves."""

from datetime import date

import pytest

from sop_minutes.commands.approving import approve_minutes, correct_minutes
from sop_minutes.commands.meetings import change_state
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.approval_plan import MinutesToApprove, minutes_to_approve
from tests.conftest import Partnership

TODAY = date(2018, 1, 18)


def _found(partnership: Partnership, at: int) -> tuple[str, str]:
    """Whose minutes wait at a meeting, and whose later ones are approved."""
    found: MinutesToApprove = partnership.database.read(minutes_to_approve, at)
    waiting, approved = (row.key if row else "" for row in (found.waiting, found.approved))
    return waiting, approved


@pytest.fixture
def held(partnership: Partnership) -> list[int]:
    """Meetings of January, March, May and July; the minutes of March are approved."""
    days = ("10 January 2017", "10 March 2017", "10 May 2017", "10 July 2017")
    ids = [partnership.record(f"Date: {day}\n# Prevent\nHeard in {day}.") for day in days]
    partnership.database.do("Approve", approve_minutes, ids[1], on=date(2017, 5, 10), today=TODAY)
    return ids


@pytest.mark.parametrize("is_reopened", [True, False], ids=["being corrected", "forgotten"])
def test_the_last_minutes_are_approved_before_those_from_before_approved_ones(
    partnership: Partnership, held: list[int], *, is_reopened: bool
) -> None:
    january, _march, may, july = held
    do = partnership.database.do
    if is_reopened:
        do("Approve", approve_minutes, january, on=date(2017, 3, 10), today=TODAY)
        do("Correct", correct_minutes, january, reason="a name was wrong")
    else:
        do("Circulate", change_state, january, state=MeetingState.CIRCULATED)
    assert _found(partnership, july) == ("CG/2017-05-10", "")
    assert _found(partnership, may) == ("CG/2017-01-10", "CG/2017-03-10")
    do("Approve", approve_minutes, may, on=date(2017, 7, 10), today=TODAY)
    assert _found(partnership, july) == ("CG/2017-01-10", "CG/2017-05-10")


def test_what_was_circulated_waits_before_a_later_note_that_was_not(
    partnership: Partnership, held: list[int]
) -> None:
    _january, _march, may, july = held
    later = partnership.record("Date: 13 September 2017\n# Prevent\nx")
    partnership.database.do("Circulate", change_state, may, state=MeetingState.CIRCULATED)
    assert _found(partnership, later) == ("CG/2017-05-10", "")
    partnership.database.do("Circulate", change_state, july, state=MeetingState.CIRCULATED)
    assert _found(partnership, later) == ("CG/2017-07-10", "")
