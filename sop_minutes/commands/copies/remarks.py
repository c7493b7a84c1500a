"""What to say of a note that a corrected copy brings up to date: what is gone, narrower, or not taken."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sop_minutes.commands.copies.matching import Match
from sop_minutes.commands.copies.prints import KeptBlock, KeptNote
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, narrower, seen_by


class MadeItem(NamedTuple):
    """An item of the whole note: the kept item that it is, None for a new one, and so each of its blocks."""

    home: int | None
    sheet: ItemSheet
    olds: tuple[KeptBlock | None, ...]


def remarks_on(
    kept: KeptNote, copied: Sequence[ItemSheet], found: Match, made: Sequence[MadeItem], *, labelled: bool
) -> Iterator[str]:
    """Yield a sentence for each thing to know of; `labelled`: the copy said of each line for whom it is."""
    yield from _of_what_is_gone(kept, found, made)
    yield from _of_what_stays(found)
    if labelled:
        yield from _of_labels_taken_off(kept, copied, found)
    yield from _of_what_is_narrower(kept, made)


def _of_what_is_gone(kept: KeptNote, found: Match, made: Sequence[MadeItem]) -> Iterator[str]:
    there = {item.home for item in made}
    for number, item in enumerate(kept.items):
        if number not in there and item.sheet.title:
            yield f"The heading “{item.sheet.title}” is no longer in the note."
    for old in found.gone:
        if old.ref:
            yield f"{old.ref} is no longer in the note: {_said(old.sheet)}"
        elif old.mark is Audience.PUBLIC:
            yield f"This line is no longer in the note: {_said(old.sheet)}"
        else:
            yield f"This line was {seen_by(old.mark)}, and is no longer in the note: {_said(old.sheet)}"


def _of_what_stays(found: Match) -> Iterator[str]:
    """Yield what stays though the copy shows that its reader may have seen it."""
    shown = narrower(*(old.mark for old in found.old_of.values() if old is not None))
    for old in found.doubtful:
        if narrower(shown, old.mark) is shown:
            yield f"This line is {seen_by(old.mark)}; it is not in the copy, and stays: {_said(old.sheet)}"


def _of_labels_taken_off(kept: KeptNote, copied: Sequence[ItemSheet], found: Match) -> Iterator[str]:
    for number, home in found.homes.items():
        item, said = kept.items[home], copied[number].audience
        if _is_wider(said, item.heading.audience):
            yield f"This heading stays {seen_by(item.sheet.audience)}, as it was: {item.sheet.title}"
    for new, old in found.old_of.items():
        if old is not None and _is_wider(new.said, old.said):
            yield f"This line stays {seen_by(old.mark)}, as it was: {plain_text(new.sheet.text)}"


def _of_what_is_narrower(kept: KeptNote, made: Sequence[MadeItem]) -> Iterator[str]:
    for item in made:
        was = kept.items[item.home].sheet.audience if item.home is not None else Audience.PUBLIC
        if item.sheet.title and _is_wider(was, item.sheet.audience):
            yield f"This heading is {seen_by(item.sheet.audience)} now: {item.sheet.title}"
        for old, point in zip(item.olds, item.sheet.points, strict=True):
            mark = narrower(item.sheet.audience, point.audience)
            if _is_wider(old.mark if old else Audience.PUBLIC, mark):
                yield f"This line is {seen_by(mark)}, unless you say otherwise: {plain_text(point.text)}"


def _said(point: PointSheet) -> str:
    return plain_text(point.action.text if point.action else point.text)


def _is_wider(one: Audience, other: Audience) -> bool:
    return one is not other and narrower(one, other) is other
