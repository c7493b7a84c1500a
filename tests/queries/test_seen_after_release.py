"""What a release would let others read is known before, line by line, and nothing is written for it."""

from datetime import date

import pytest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import raise_action
from sop_minutes.commands.points import add_point
from sop_minutes.commands.releasing import put_off_review, release_records, restrict_records
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.queries.releasing import narrow_rows
from sop_minutes.releasing import release_as_seen, seen_after_release
from tests.conftest import Partnership

NOTE = """Present: Ann Lee
# Prevent
The figures rose.
Restricted: the review in the south is under way
Restricted: Action: @Ann Lee to ring the family
Restricted: # Safe house
It is full.
Members: a bed costs £40
"""
KEY = "CG/2017-11-15"


def _records(partnership: Partnership, *texts: str) -> list[str]:
    rows = {row.text: row.record for row in partnership.database.read(narrow_rows)}
    return [rows[text] for text in texts]


def _seen(partnership: Partnership, *texts: str, to: Audience = Audience.PUBLIC) -> list[tuple[str, str]]:
    records = _records(partnership, *texts)
    return [(line.meeting, line.text) for line in seen_after_release(partnership.database, records, to=to)]


def test_a_line_that_is_released_is_seen_and_no_other(partnership: Partnership) -> None:
    partnership.record(NOTE)
    before = partnership.database.read(narrow_rows)
    entry = partnership.database.last_entry
    seen = _seen(partnership, "the review in the south is under way")
    assert seen == [(KEY, "the review in the south is under way")]
    assert partnership.database.read(narrow_rows) == before
    assert partnership.database.last_entry == entry


def test_with_an_item_go_its_lines_that_have_no_mark_of_their_own(partnership: Partnership) -> None:
    partnership.record(NOTE)
    assert _seen(partnership, "Safe house") == [(KEY, "Safe house"), (KEY, "It is full.")]
    assert _seen(partnership, "Safe house", to=Audience.MEMBERS) == [
        (KEY, "Safe house"),
        (KEY, "It is full."),
        (KEY, "a bed costs £40"),
    ]


def test_with_an_action_goes_what_another_note_says_of_it(partnership: Partnership) -> None:
    partnership.record(NOTE)
    partnership.record("Date: 17 January 2018\n# Prevent\nAction CG 17/1: done, the family is safe")
    seen = _seen(partnership, "@Ann Lee to ring the family")
    assert [meeting for meeting, _ in seen] == [KEY, "CG/2018-01-17"]
    assert "the family is safe" in seen[1][1]


def test_an_action_outside_a_note_is_seen_in_the_register_with_what_was_noted(
    partnership: Partnership,
) -> None:
    database, on = partnership.database, date(2017, 12, 1)
    action_id = database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="brief the chair", on=on
    )
    database.do("Note", update_action, action_id, note="begun", on=on, audience=Audience.PUBLIC)
    seen = _seen(partnership, "brief the chair")
    assert seen == [("", "CG 17/1 brief the chair"), ("", "begun")]


def test_what_cannot_be_released_is_refused_when_it_is_tried(partnership: Partnership) -> None:
    partnership.record(NOTE)
    with pytest.raises(UserError, match="release that first"):
        _seen(partnership, "a bed costs £40")
    assert _seen(partnership, "Safe house", "a bed costs £40")[-1] == (KEY, "a bed costs £40")


def test_nothing_is_let_out_that_came_after_the_look(partnership: Partnership) -> None:
    partnership.record(NOTE)
    database, records = partnership.database, _records(partnership, "Safe house")
    seen = seen_after_release(database, records, to=Audience.PUBLIC)
    (item_id,) = (int(record[1:]) for record in records)
    database.do("Type", add_point, item_id=item_id, text="The address is known.")
    with pytest.raises(UserError, match="changed meanwhile"):
        database.do("Release", release_as_seen, records, to=Audience.PUBLIC, seen=seen)
    assert _records(partnership, "Safe house") == records
    seen = seen_after_release(database, records, to=Audience.PUBLIC)
    database.do("Release", release_as_seen, records, to=Audience.PUBLIC, seen=seen)
    assert "Safe house" not in {row.text for row in database.read(narrow_rows)}


def test_many_are_released_restricted_and_put_off_at_once_or_none_is(partnership: Partnership) -> None:
    partnership.record(NOTE)
    database = partnership.database
    records = _records(partnership, "Safe house", "the review in the south is under way")
    with pytest.raises(UserError, match="Say why"):
        database.do("Off", put_off_review, records, review_on=date(2018, 6, 1))
    database.do("Why", restrict_records, records[:1], reason="safety", review_on=None)
    with pytest.raises(UserError, match="Say why"):
        database.do("Off", put_off_review, records, review_on=date(2018, 6, 1))
    assert all(row.review_on is None for row in database.read(narrow_rows))
    database.do("Why", restrict_records, records, reason="safety", review_on=date(2018, 5, 1))
    database.do("Off", put_off_review, records, review_on=date(2018, 6, 1))
    rows = {row.record: row for row in database.read(narrow_rows)}
    assert {(rows[each].reason, rows[each].review_on) for each in records} == {("safety", date(2018, 6, 1))}
    database.do("Release", release_records, records, to=Audience.PUBLIC)
    assert not {row.record for row in database.read(narrow_rows)} & set(records)
