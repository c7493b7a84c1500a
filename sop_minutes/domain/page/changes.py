"""What was added, changed, moved and deleted between two states of a page."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sop_minutes.domain.grammar.inherited import bears_on
from sop_minutes.domain.page.blocks import Sheet
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import PointKind

OPENING = 0
"""The key of the item that what stands before the first heading belongs to."""


@dataclass(frozen=True, slots=True)
class Added:
    """A new block: under `item` (None for a heading), right after `after` of its kind (None: first)."""

    key: int
    sheet: Sheet
    item: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A block that stands elsewhere: under `item` (None for a heading), right after `after` (None: first)."""

    key: int
    item: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A block that says something else than it did, and where it stands."""

    key: int
    was: Sheet
    sheet: Sheet
    item: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Deleted:
    """A block that is gone, or became another kind of thing."""

    key: int
    was: Sheet


Change = Added | Moved | Changed | Deleted
Page = Mapping[int, Sheet]


def changes_between(old: Page, new: Page) -> list[Change]:
    """Return what makes `old` into `new`, each a page's sheets by key in the order they stand.

    In an order in which they can be done one by one: points go first, then headings come, then
    points come and move, each after the one before it; headings go last, when nothing is left
    under them.
    """
    changes: list[Change] = [Deleted(key, was) for key, was in old.items() if _goes(key, was, new)]
    points_gone = [gone for gone in changes if not isinstance(old[gone.key], ItemSheet)]
    items_gone = [gone for gone in changes if isinstance(old[gone.key], ItemSheet)]
    said = [
        Changed(key, old[key], new[key], item, after)
        for key, item, after in _standing(new)
        if key in old and old[key] != new[key] and not _goes(key, old[key], new)
    ]
    return [
        *points_gone,
        *_places(_headings(old), _headings(new), new),
        *_points(old, new),
        *said,
        *items_gone,
    ]


def changes_text_alone(change: Change) -> bool:
    """Say whether a change, once kept, can have changed nothing that is shown but its own block."""
    match change:
        case Changed(_, PointSheet() as was, PointSheet() as now):
            is_settled = replace(was, text="") == replace(now, text="") and bears_on(was) == bears_on(now)
            return is_settled and now.kind is not PointKind.REFERRAL
    return False


def _goes(key: int, was: Sheet, new: Page) -> bool:
    return key not in new or type(new[key]) is not type(was)


def _standing(page: Page) -> Iterator[tuple[int, int | None, int | None]]:
    """Yield each key with its item (None for a heading) and the one of its kind before it."""
    for item, keys in _under_items(page).items():
        for previous, key in pairwise((None, *keys)):
            if key is not None:
                yield key, item, previous
    for previous, key in pairwise((None, *_headings(page))):
        if key is not None:
            yield key, None, previous


def _headings(page: Page) -> list[int]:
    return [key for key, sheet in page.items() if isinstance(sheet, ItemSheet)]


def _points(old: Page, new: Page) -> Iterator[Change]:
    before = _under_items(old)
    for item, keys in _under_items(new).items():
        yield from _places(before.get(item, []), keys, new, item, known=old)


def _under_items(page: Page) -> dict[int, list[int]]:
    under: dict[int, list[int]] = {OPENING: []}
    item = OPENING
    for key, sheet in page.items():
        if isinstance(sheet, ItemSheet):
            item = key
            under[item] = []
        else:
            under[item].append(key)
    return under


def _places(
    before: Sequence[int], after: Sequence[int], new: Page, item: int | None = None, known: Page | None = None
) -> Iterator[Added | Moved]:
    """Yield what comes into `after` that did not stay in place: as few moves as there can be."""
    place = {key: number for number, key in enumerate(before)}
    staying = _longest_rise([(place[key], key) for key in after if key in place])
    previous = None
    for key in after:
        if key not in staying:
            was_here = key in place or (known is not None and _is_point(known.get(key)))
            yield Moved(key, item, previous) if was_here else Added(key, new[key], item, previous)
        previous = key


def _is_point(sheet: Sheet | None) -> bool:
    return sheet is not None and not isinstance(sheet, ItemSheet)


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the keys of a longest run of (place, key) in which the places rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for number, (place, _) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [number]
    kept = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(pairs[step][1])
        step = before[step]
    return kept
