"""How what is typed in a review is read."""

import pytest

from sop_minutes.domain.reviewing import read_extension, read_note, typed_note
from sop_minutes.domain.words import Audience


@pytest.mark.parametrize(
    ("typed", "due", "note"),
    [
        ("31 jan", "31 jan", ""),
        ("mid-March", "mid-March", ""),
        ("next meeting – waiting", "next meeting", "waiting"),
        ("31/1; waiting - long", "31/1", "waiting - long"),
    ],
)
def test_a_new_date_may_come_with_its_reason(typed: str, due: str, note: str) -> None:
    assert read_extension(typed) == (due, note)


def test_a_note_is_for_members_unless_it_says_otherwise() -> None:
    assert read_note("Restricted: one case") == ("one case", Audience.RESTRICTED)
    assert read_note("Members: x") == ("x", Audience.MEMBERS)
    assert read_note("Public: x") == ("x", Audience.PUBLIC)
    assert read_note("Public order: x") == ("Public order: x", Audience.MEMBERS)


@pytest.mark.parametrize("note", ["rang", "Public: rang", "rang, Restricted: who", "a: rang", "P: rang"])
@pytest.mark.parametrize("audience", list(Audience))
def test_a_note_that_is_typed_for_somebody_is_read_as_that(note: str, audience: Audience) -> None:
    assert read_note(typed_note(note, audience)) == (note, audience)
