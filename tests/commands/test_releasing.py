"""Restricted lines have a reason and a review date, and are released when their time has come."""

from datetime import date
from typing import Any

import pytest

from sop_minutes.commands.actions import mark_action, raise_action
from sop_minutes.commands.approving import approve_minutes
from sop_minutes.commands.releasing import release_restricted, set_restriction
from sop_minutes.domain.approving import TextState
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.queries.approving import text_standing
from sop_minutes.queries.releasing import NarrowRow, due_for_release, narrow_rows
from tests.conftest import Partnership

NOTE = """Present: Ann Lee
# Prevent
The figures rose.
- Restricted: the review in the south is under way
  - with two agencies
Members: figures are not published yet
Restricted: Action: @Ann Lee to ring the family
Restricted: # Safe house
It is full.
Members: a bed costs £40
"""
MAY = date(2018, 5, 1)


def _rows(partnership: Partnership) -> dict[str, NarrowRow]:
    return {row.text: row for row in partnership.database.read(narrow_rows)}


def _ids(row: NarrowRow) -> dict[str, Any]:
    names = {"i": "item_id", "p": "point_id", "a": "action_id"}
    return {names[row.record[0]]: int(row.record[1:])}


def _restrict(
    partnership: Partnership, text: str, review_on: date | None = MAY, reason: str = "a review"
) -> None:
    row = _rows(partnership)[text]
    partnership.database.do("Why", set_restriction, **_ids(row), reason=reason, review_on=review_on)


def _release(partnership: Partnership, text: str, to: Audience = Audience.PUBLIC) -> None:
    partnership.database.do("Release", release_restricted, **_ids(_rows(partnership)[text]), to=to)


def test_all_that_is_not_public_is_listed_in_the_order_of_the_note(partnership: Partnership) -> None:
    partnership.record(NOTE)
    database = partnership.database
    database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="brief the chair", on=date(2017, 12, 1)
    )
    found = database.read(narrow_rows)
    assert [(row.kind, row.text, row.audience.value, row.meeting, row.item, row.ref) for row in found] == [
        ("point", "the review in the south is under way", "restricted", KEY, "Prevent", ""),
        ("point", "with two agencies", "restricted", KEY, "Prevent", ""),
        ("point", "figures are not published yet", "members", KEY, "Prevent", ""),
        ("action", "@Ann Lee to ring the family", "restricted", KEY, "Prevent", "CG 17/1"),
        ("item", "Safe house", "restricted", KEY, "Safe house", ""),
        ("point", "a bed costs £40", "members", KEY, "Safe house", ""),
        ("action", "brief the chair", "members", "", "", "CG 17/2"),
    ]


KEY = "CG/2017-11-15"


def test_what_has_come_to_its_date_is_due_and_what_has_none_is_named(partnership: Partnership) -> None:
    partnership.record(NOTE)
    _restrict(partnership, "Safe house", date(2018, 3, 1))
    _restrict(partnership, "the review in the south is under way")
    _restrict(partnership, "figures are not published yet", date(2018, 6, 1))
    _restrict(partnership, "@Ann Lee to ring the family", None)
    found = partnership.database.read(due_for_release, MAY)
    assert [(row.text, row.reason, row.review_on) for row in found.due] == [
        ("Safe house", "a review", date(2018, 3, 1)),
        ("the review in the south is under way", "a review", MAY),
    ]
    assert [row.text for row in found.unexplained] == ["with two agencies", "@Ann Lee to ring the family"]
    assert [row.text for row in partnership.database.read(due_for_release, date(2018, 6, 1)).due][-1] == (
        "figures are not published yet"
    )
    elsewhere = partnership.group_id + 1
    assert partnership.database.read(due_for_release, MAY, elsewhere).due == ()


def test_a_reason_is_needed_and_what_is_public_has_none(partnership: Partnership) -> None:
    partnership.record(NOTE)
    with pytest.raises(UserError, match="Say why"):
        _restrict(partnership, "Safe house", reason=" ")
    with pytest.raises(UserError, match="That is public"):
        partnership.database.do("Why", set_restriction, point_id=1, reason="x", review_on=None)


def test_a_reason_stays_with_its_line_when_the_note_is_recorded_again(partnership: Partnership) -> None:
    partnership.record(NOTE)
    _restrict(partnership, "the review in the south is under way")
    partnership.record(NOTE.replace("in the south", "in the far south"))
    assert _rows(partnership)["the review in the far south is under way"].review_on == MAY


def test_a_released_line_is_seen_and_what_stands_under_it_is_not(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    _restrict(partnership, "the review in the south is under way")
    _release(partnership, "the review in the south is under way")
    public = str(partnership.sheet(meeting_id, Audience.PUBLIC))
    assert "in the south" in public
    assert "two agencies" not in public
    _release(partnership, "with two agencies")
    assert "two agencies" in str(partnership.sheet(meeting_id, Audience.PUBLIC))
    assert "the review in the south is under way" not in _rows(partnership)


def test_nothing_is_released_beyond_what_it_stands_under(partnership: Partnership) -> None:
    partnership.record(NOTE)
    with pytest.raises(UserError, match="under a line that is restricted"):
        _release(partnership, "with two agencies")
    with pytest.raises(UserError, match="under an item that is restricted"):
        _release(partnership, "a bed costs £40")
    _release(partnership, "Safe house", Audience.MEMBERS)
    with pytest.raises(UserError, match="under an item that is for members only"):
        _release(partnership, "a bed costs £40")
    for text, to in (("Safe house", Audience.MEMBERS), ("Safe house", Audience.RESTRICTED)):
        with pytest.raises(UserError, match="for members only already"):
            _release(partnership, text, to)


def test_what_is_marked_nothing_of_its_own_goes_with_its_item(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    _release(partnership, "Safe house")
    public = str(partnership.sheet(meeting_id, Audience.PUBLIC))
    assert "It is full." in public
    assert "£40" not in public


def test_an_action_is_released_with_its_line_and_one_outside_a_note_by_itself(
    partnership: Partnership,
) -> None:
    partnership.record(NOTE)
    database = partnership.database
    outside = database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="brief the chair", on=date(2017, 12, 1)
    )
    (ringing,) = [row.id for row in partnership.actions() if "family" in row.text]
    database.do("Mark", mark_action, ringing, audience=Audience.RESTRICTED)
    for action_id in (ringing, outside):
        database.do("Release", release_restricted, action_id=action_id, to=Audience.PUBLIC)
    assert {row.audience for row in partnership.actions()} == {Audience.PUBLIC}
    again = partnership.typed(1)
    assert "Action: @Ann Lee to ring the family" in again.splitlines()


def test_approved_minutes_are_released_without_being_reopened(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    database = partnership.database
    database.do("Approve", approve_minutes, meeting_id, on=date(2018, 1, 17), today=date(2018, 1, 17))
    _restrict(partnership, "Safe house")
    assert database.read(text_standing, meeting_id) is TextState.AS_APPROVED
    _release(partnership, "Safe house")
    _release(partnership, "@Ann Lee to ring the family", Audience.MEMBERS)
    assert database.read(text_standing, meeting_id) is TextState.RELEASED
    database.undo()
    database.undo()
    assert database.read(text_standing, meeting_id) is TextState.AS_APPROVED
