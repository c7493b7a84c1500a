"""The record page's blocks: text and back, keys through edits, and what changed."""

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop_minutes.domain.page import (
    OPENING,
    Added,
    Block,
    Changed,
    Deleted,
    Moved,
    changes_between,
    keys_after,
    read_block,
    write_block,
)
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import Audience, ItemKind, PointKind
from tests.thorough import cases


def test_a_prefix_says_the_kind_and_the_audience() -> None:
    assert read_block(Block("r: a: @AL to ring", 2)) == PointSheet(
        "@AL to ring", PointKind.ACTION, 2, Audience.RESTRICTED
    )


def test_a_heading_holds_presenter_kind_and_audience() -> None:
    assert read_block(Block("Restricted: Budget (Ann Lee) [for decision]", heading=True)) == ItemSheet(
        "Budget", "Ann Lee", ItemKind.DECISION, Audience.RESTRICTED
    )


def test_a_typed_mark_makes_a_heading_or_a_bullet() -> None:
    assert read_block(Block("# Budget")) == ItemSheet("Budget")
    assert read_block(Block("- a bullet")) == PointSheet("a bullet", level=1)
    assert read_block(Block("# not a heading", 1)) == PointSheet("# not a heading", level=1)


def test_a_prefix_alone_is_text_and_keeps_its_audience() -> None:
    assert read_block(Block("Restricted:")) == PointSheet("Restricted:", audience=Audience.RESTRICTED)
    assert read_block(Block("Action:")) == PointSheet("Action:")
    assert read_block(Block("  ")) is None


_texts = st.text() | st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            [
                "Restricted: ",
                "a: ",
                "# ",
                "- ",
                "Members:",
                "Agreed:",
                "\\",
                "x",
                "1. ",
                "**",
                " [5 min]",
                " [standing]",
            ]
        )
    ),
)


@settings(max_examples=cases(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Block, _texts, st.integers(0, 8), st.booleans()))
def test_what_a_block_says_is_written_and_read_again_the_same(block: Block) -> None:
    sheet = read_block(block)
    if sheet is not None:
        assert read_block(write_block(sheet)) == sheet


@settings(max_examples=cases(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Block, st.text(), st.integers(0, 8), st.booleans()))
def test_no_text_is_lost(block: Block) -> None:
    sheet = read_block(block)
    letters = [c for c in clean_line(block.text) if c.isalnum()]
    if letters:
        assert sheet is not None
        shown = write_block(sheet).text.casefold()
        assert all(c.casefold() in shown for c in letters)


def _keys(before: list[str], after: list[str]) -> list[int]:
    fresh = count(100)
    return keys_after(list(enumerate(before, start=1)), after, lambda: next(fresh))


def test_enter_makes_a_new_block_and_the_text_keeps_its_key() -> None:
    assert _keys(["two"], ["two", ""]) == [1, 100]
    assert _keys(["two"], ["", "two"]) == [100, 1]
    assert _keys(["two"], ["t", "wo"]) == [1, 100]


def test_joined_blocks_keep_the_key_of_the_first_that_had_text() -> None:
    assert _keys(["one", "two"], ["onetwo"]) == [1]
    assert _keys(["", "two"], ["two"]) == [2]
    assert _keys(["one", "", "three"], ["one", "three"]) == [1, 3]


def p(text: str, **more: object) -> PointSheet:
    return PointSheet(text, **more)  # type: ignore[arg-type]


A, B, C = p("a"), p("b"), p("c")
H, J = ItemSheet("H"), ItemSheet("J")


def test_an_added_point_comes_after_the_one_before_it() -> None:
    assert changes_between({1: H, 2: A}, {1: H, 2: A, 3: B}) == [Added(3, B, 1, 2)]
    assert changes_between({}, {3: B}) == [Added(3, B, OPENING, None)]


def test_one_move_moves_one_block() -> None:
    old = {1: H, 2: A, 3: B, 4: C}
    assert changes_between(old, {1: H, 3: B, 4: C, 2: A}) == [Moved(2, 1, 4)]


def test_a_heading_that_comes_takes_what_stands_under_it() -> None:
    assert changes_between({1: H, 2: A, 3: B}, {1: H, 2: A, 9: J, 3: B}) == [
        Added(9, J, None, 1),
        Moved(3, 9, None),
    ]


def test_a_point_that_becomes_a_heading_goes_and_comes() -> None:
    assert changes_between({1: H, 2: A, 3: B}, {1: H, 2: J, 3: B}) == [
        Deleted(2, A),
        Added(2, J, None, 1),
        Moved(3, 2, None),
    ]


def test_a_heading_goes_when_what_was_under_it_has_gone_elsewhere() -> None:
    assert changes_between({1: H, 2: J, 3: B}, {1: H, 3: B}) == [Moved(3, 1, None), Deleted(2, J)]


def test_a_changed_text_is_one_change() -> None:
    assert changes_between({1: A, 2: B}, {1: A, 2: C}) == [Changed(2, B, C, OPENING, 1)]


_pages = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from([A, B, C, H, J])), unique_by=lambda e: e[0]
).map(dict)


@settings(max_examples=cases(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_pages, _pages)
def test_the_changes_make_the_old_page_the_new_one(old: dict, new: dict) -> None:  # type: ignore[type-arg]
    assert list(_done(old, changes_between(old, new)).items()) == list(new.items())


def _done(page, changes):  # type: ignore[no-untyped-def]  # noqa: C901 - one case a kind of change
    """Do the changes as the database does: items in a row, points in a row under each."""
    items = [OPENING, *(k for k, s in page.items() if isinstance(s, ItemSheet))]
    under: dict = {key: [] for key in items}  # type: ignore[type-arg]
    at, says = OPENING, {}
    for key, sheet in page.items():
        if isinstance(sheet, ItemSheet):
            at = key
            says["i", key] = sheet
        else:
            under[at].append(key)
            says["p", key] = sheet
    for change in changes:
        match change:
            case Deleted(key, ItemSheet()):
                assert not under.pop(key)
                items.remove(key)
            case Deleted(key, _):
                next(keys for keys in under.values() if key in keys).remove(key)
            case Changed(key, _, sheet, _, _):
                says["i" if isinstance(sheet, ItemSheet) else "p", key] = sheet
            case Moved(key, None, after):
                items.remove(key)
                items.insert(items.index(OPENING if after is None else after) + 1, key)
            case Added(key, ItemSheet() as sheet, _, after):
                items.insert(items.index(OPENING if after is None else after) + 1, key)
                under[key], says["i", key] = [], sheet
            case Moved(key, item, after):
                next(keys for keys in under.values() if key in keys).remove(key)
                under[item].insert(0 if after is None else under[item].index(after) + 1, key)
            case Added(key, sheet, item, after):
                under[item].insert(0 if after is None else under[item].index(after) + 1, key)
                says["p", key] = sheet
    made = {}
    for item in items:
        if item != OPENING:
            made[item] = says["i", item]
        made.update((key, says["p", key]) for key in under[item])
    return made
