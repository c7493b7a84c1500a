"""A note of thousands of lines: edited lines keep their rows, and the work grows with the lines."""

import pytest
from sqlmodel import Session, col, select

from sop_minutes.commands.alignment import aligned, alike_texts
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.likeness import is_another_note
from sop_minutes.storage.tables import Item, Point
from tests.conftest import Partnership

LINES = 150


def _rows(session: Session) -> list[int]:
    query = select(Point.id).join(Item, col(Item.id) == col(Point.item_id))
    return list(session.exec(query.order_by(col(Item.position), col(Point.position))))


def _note(of: str, *, before: int = 0) -> str:
    """Return a note whose lines tell of something, each in a few words of its own."""
    new = [f"Nobody said this before, in {number} other words" for number in range(before)]
    lines = [f"Case {number * 7919 % 10_007} was heard: {of}" for number in range(LINES)]
    return "\n".join(["# Cases", *new, "The chair began", *lines])


def test_of_very_many_edited_lines_each_keeps_its_row(partnership: Partnership) -> None:
    partnership.record(_note("it goes on"))
    before = partnership.database.read(_rows)
    partnership.record(_note("it went on", before=120))
    after = partnership.database.read(_rows)
    assert after[120:] == before


def test_how_many_rows_are_compared_grows_with_the_lines() -> None:
    compared = 0

    def likeness(old: int, new: int) -> float:
        nonlocal compared
        compared += 1
        return 90.0 if old == new else 0.0

    def count(lines: int) -> int:
        nonlocal compared
        compared = 0
        numbers = range(lines)
        pairs, left = aligned(numbers, numbers, [(lambda _: None, lambda _: None)], likeness)
        assert pairs == [(number, number) for number in numbers]
        assert left == []
        return compared

    assert count(700) == 700 * 700
    assert count(4000) == 2 * count(2000)


@pytest.mark.parametrize("lines", [140, 1200])
@pytest.mark.parametrize("gone", [slice(0, 50), slice(0, 105), slice(60, 130), slice(90, 140)])
def test_lines_that_are_gone_give_their_rows_to_no_other_line(lines: int, gone: slice) -> None:
    old = list(range(lines))
    new = [number for number in old if number not in old[gone]]
    pairs, left = aligned(
        old, new, [(lambda _: None, lambda _: None)], lambda one, other: 90.0 if one == other else 70.0
    )
    assert pairs == [(number, number) for number in new]
    assert left == old[gone]


def test_very_many_lines_are_known_again_or_not() -> None:
    def note(words: str) -> str:
        lines = (f"{words} {number * 7919 % 10_007}" for number in range(3200))
        return "\n".join(["Date: 15 November 2017", "# Cases", *lines])

    held = read_note_text(note("The police told of case"))
    assert not is_another_note(held, read_note_text(note("The police have told of case")), ())
    assert is_another_note(held, read_note_text(note("Xyz")), ())


def test_only_the_beginnings_of_very_long_lines_are_compared(partnership: Partnership) -> None:
    """To compare all of two megabytes takes the square of that."""
    line = "the group heard of it " * 50_000
    assert alike_texts(f"{line} once", f"{line} twice and more", same_item=True) == 100
    partnership.record(f"# Cases\n{line} once")
    (before,) = partnership.database.read(_rows)
    partnership.record(f"# Cases\n{line} twice")
    assert partnership.database.read(_rows) == [before]
