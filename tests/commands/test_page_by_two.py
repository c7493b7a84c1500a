"""A page that two people type on: no words are lost, and nobody sees more than either of them said."""

import pytest

from sop_minutes.domain.page import Block, Sheet, read_block
from sop_minutes.domain.words import Audience
from tests.commands.test_page import Typed
from tests.conftest import Partnership

NOTE = "# Prevent\nOne secret place\nTwo\n# FGM\nThree"


def _said(text: str) -> Sheet:
    sheet = read_block(Block(text))
    assert sheet is not None
    return sheet


@pytest.fixture
def two(partnership: Partnership) -> tuple[Typed, Typed]:
    """Two pages that show the same: 1 and 4 are its headings."""
    meeting_id = partnership.record(NOTE)
    one, other = Typed(partnership, meeting_id), Typed(partnership, meeting_id)
    one.load()
    other.load()
    return one, other


def _with(page: Typed, **said: str) -> dict[int, Sheet]:
    return page.saved | {int(key[1:]): _said(text) for key, text in said.items()}


def _texts(page: Typed) -> list[str]:
    return [sheet.title if hasattr(sheet, "title") else sheet.text for sheet in page.shown()]


def test_an_item_made_restricted_stays_so_when_another_mends_its_title(two: tuple[Typed, Typed]) -> None:
    one, other = two
    one.save(_with(one, k1="Restricted: # Prevent"))
    other.save(_with(other, k1="# Prevent duty"))
    assert one.shown()[0] == _said("Restricted: # Prevent duty")


@pytest.mark.parametrize("key", [1, 2])
@pytest.mark.parametrize(("first", "then"), [("Restricted", "Members"), ("Members", "Restricted")])
def test_of_two_audiences_the_narrower_holds(
    two: tuple[Typed, Typed], key: int, first: str, then: str
) -> None:
    one, other = two
    mark = "# " if key == 1 else ""
    one.save(one.saved | {key: _said(f"{first}: {mark}Prevent")})
    other.saved = other.saved | {key: _said(f"{mark}Prevent")}
    other.save(other.saved | {key: _said(f"{then}: {mark}Prevent")})
    assert one.shown()[key - 1] == _said(f"Restricted: {mark}Prevent")


def test_what_one_opens_alone_is_open(two: tuple[Typed, Typed]) -> None:
    one, _ = two
    one.save(_with(one, k1="Restricted: # Prevent", k2="Members: One"))
    one.save(_with(one, k1="# Prevent", k2="One"))
    assert one.shown()[:2] == [_said("# Prevent"), _said("One")]


def test_a_heading_edited_by_both_keeps_both(two: tuple[Typed, Typed]) -> None:
    one, other = two
    one.save(_with(one, k1="r: # Prevent here"))
    other.save(_with(other, k1="# Prevent there (Ann Lee)"))
    assert _texts(one) == ["Prevent here", "One secret place", "Two", "Prevent there", "FGM", "Three"]
    assert [one.shown()[at].audience for at in (0, 3)] == [Audience.RESTRICTED] * 2


def test_one_changes_a_title_and_the_other_its_presenter(two: tuple[Typed, Typed]) -> None:
    one, other = two
    one.save(_with(one, k1="# Prevent duty"))
    other.save(_with(other, k1="# Prevent (Ann Lee) [10 min]"))
    assert one.shown()[0] == _said("# Prevent duty (Ann Lee) [10 min]")


@pytest.mark.parametrize("key", [1, 2, 4])
def test_what_a_colleague_has_changed_is_not_deleted(two: tuple[Typed, Typed], key: int) -> None:
    one, other = two
    mark = "# " if key in {1, 4} else ""
    one.save(one.saved | {key: _said(f"{mark}Said by a colleague")})
    other.save({other_key: sheet for other_key, sheet in other.saved.items() if other_key != key})
    assert "Said by a colleague" in _texts(one)


def test_a_block_made_a_heading_leaves_what_a_colleague_wrote_in_it(two: tuple[Typed, Typed]) -> None:
    one, other = two
    one.save(_with(one, k2="One from here"))
    other.save(_with(other, k2="# One"))
    assert _texts(one)[:3] == ["Prevent", "One from here", "One"]


def test_words_split_off_stay_as_narrow_as_a_colleague_made_them(
    two: tuple[Typed, Typed],
) -> None:
    one, other = two
    one.save(_with(one, k2="Restricted: One secret place"))
    page = other.saved
    split = {1: page[1], 2: _said("One sec"), 9: _said("ret place"), 3: page[3], 4: page[4], 5: page[5]}
    other.save(split)
    assert one.shown()[1:3] == [_said("Restricted: One sec"), _said("Restricted: ret place")]
    assert {sheet.audience for sheet in one.shown()[3:]} == {Audience.PUBLIC}


def test_words_joined_on_stay_as_narrow_as_a_colleague_made_them(two: tuple[Typed, Typed]) -> None:
    one, other = two
    one.save(_with(one, k2="Restricted: One secret place"))
    joined = _with(other, k3="One secret placeTwo")
    other.save({key: sheet for key, sheet in joined.items() if key != 2})
    assert one.shown()[1] == _said("Restricted: One secret placeTwo")


def test_a_point_made_a_heading_under_an_item_just_restricted_is_restricted(
    two: tuple[Typed, Typed],
) -> None:
    one, other = two
    one.save(_with(one, k1="Restricted: # Prevent"))
    other.save(_with(other, k2="# One secret place"))
    assert one.shown()[1] != _said("One secret place")
    assert _said("Restricted: # One secret place") in one.shown()


def test_what_is_typed_under_a_heading_that_went_comes_back_where_it_stood(
    two: tuple[Typed, Typed],
) -> None:
    one, other = two
    both = _with(one, k6="# Budget", k7="Four")
    one.save(both)
    other.load()
    one.save({key: sheet for key, sheet in both.items() if key not in {4, 5}})
    other.save(other.saved | {5: _said("Three and more")})
    assert _texts(one) == ["Prevent", "One secret place", "Two", "Three and more", "Budget", "Four"]


def test_what_is_typed_after_a_block_that_went_comes_back_where_it_stood(two: tuple[Typed, Typed]) -> None:
    one, other = two
    one.save({key: sheet for key, sheet in one.saved.items() if key != 2})
    page = other.saved
    other.save({1: page[1], 2: page[2], 9: _said("New"), 3: page[3], 4: page[4], 5: page[5]})
    assert _texts(one) == ["Prevent", "New", "Two", "FGM", "Three"]
