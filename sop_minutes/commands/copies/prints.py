"""How the items and blocks of a kept note read in a copy of it that nobody corrected."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from sop_minutes.commands.alignment import aligned
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.inline import inline_runs, marked_up, plain_text
from sop_minutes.domain.printing import point_text
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, PointKind, may_see, narrower

_NUMBER = re.compile(r"^[\d\s.)]+(?=\D)")
_SHOWN_AS_LABEL = frozenset({PointKind.DECISION, PointKind.ACTION, PointKind.REFERRAL})


@dataclass(frozen=True, slots=True, eq=False)
class KeptItem:
    """An item as it is kept, and its heading as a copy has it, without blocks."""

    sheet: ItemSheet
    heading: ItemSheet

    @property
    def as_it_is(self) -> ItemSheet:
        """The item as it would be typed with its actions' numbers."""
        return replace(self.sheet, points=tuple(map(_as_it_is, self.sheet.points)))


@dataclass(frozen=True, slots=True, eq=False)
class KeptBlock:
    """A block as it is kept, and as a copy has it: `shown`, which is for `said` by its heading and itself.

    `item` is its item's place in the note, `mark` who may see it, its item's audience counted in.
    """

    item: int
    sheet: PointSheet
    mark: Audience
    shown: PointSheet
    said: Audience

    @property
    def ref(self) -> str:
        """Its action's reference, "" for none."""
        return _ref(self.sheet)

    @property
    def as_it_is(self) -> PointSheet:
        """The block as it would be typed with its action's number."""
        return _as_it_is(self.sheet)


@dataclass(frozen=True, slots=True, eq=False)
class KeptNote:
    """The items and the blocks of a kept note, in order."""

    items: tuple[KeptItem, ...]
    blocks: tuple[KeptBlock, ...]


@lru_cache(maxsize=4096)  # change after change of a copy is held against the same note
def same_words(text: str) -> str:
    """Return `text` as it stands once it has been printed and read: spaced singly, marked up one way."""
    return " ".join(marked_up(inline_runs(text)).split())


def numberless(title: str) -> str:
    """Return the form in which titles are compared: without the number that an import takes off."""
    return squash(_NUMBER.sub("", title)) or squash(title)


def kept_note(held: NoteSheet, reader: Audience | None, printed: NoteSheet | None) -> KeptNote:
    """Return `held`, each of its items and blocks as it reads in a copy for `reader`.

    `printed` is how such a copy reads as a whole. As a rule it has the same items and blocks in the same
    order; what cannot be found in it, or all where there is none, is taken to read as in the full record.
    """
    limit = reader or Audience.RESTRICTED
    reads = _items_read(held, limit, printed)
    items, blocks = [], []
    for number, item in enumerate(held.items):
        read = reads.get(number)
        plain = replace(item, title=read_heading(item.title).title)
        heading = replace(read or plain, points=())
        items.append(KeptItem(item, heading))
        shown = _blocks_read(item, limit, read)
        for place, point in enumerate(item.points):
            as_read = shown.get(place, as_printed(item, point))
            mark, said = (narrower(of.audience, p.audience) for of, p in ((item, point), (heading, as_read)))
            blocks.append(KeptBlock(number, point, mark, as_read, said))
    return KeptNote(tuple(items), tuple(blocks))


def _items_read(held: NoteSheet, reader: Audience, printed: NoteSheet | None) -> Mapping[int, ItemSheet]:
    """Return as what each item of `held` was read in `printed`."""
    if printed is None:
        return {}
    shown = [
        number
        for number, item in enumerate(held.items)
        if may_see(reader, item.audience) and (item.title.strip() or any(_shown(item, reader)))
    ]
    by_title = (lambda number: numberless(held.items[number].title), lambda item: numberless(item.title))
    return _in_turn(shown, printed.items, by_title)


def _blocks_read(item: ItemSheet, reader: Audience, read: ItemSheet | None) -> Mapping[int, PointSheet]:
    """Return as what each block of `item` was read in `read`."""
    if read is None:
        return {}
    by_words = (
        lambda place: same_words(as_printed(item, item.points[place]).text),
        lambda point: same_words(point.text),
    )
    return _in_turn(list(_shown(item, reader)), read.points, by_words)


def _shown(item: ItemSheet, reader: Audience) -> Iterable[int]:
    """Yield the places of those blocks of `item` that a copy for `reader` has."""
    for place, point in enumerate(item.points):
        labelled = point.kind in _SHOWN_AS_LABEL or (
            reader is not Audience.PUBLIC and narrower(item.audience, point.audience) is not Audience.PUBLIC
        )
        if may_see(reader, narrower(item.audience, point.audience)) and (
            labelled or plain_text(as_printed(item, point).text).strip()
        ):
            yield place


R = TypeVar("R")


def _in_turn(
    numbers: Sequence[int],
    reads: Sequence[R],
    key: tuple[Callable[[int], str], Callable[[R], str]],
) -> Mapping[int, R]:
    """Return which of `reads` each of `numbers` is: in order if they are as many, else by `key`."""
    if len(numbers) == len(reads):
        return dict(zip(numbers, reads, strict=True))
    pairs, _ = aligned(numbers, reads, [key], lambda _old, _new: 0.0)
    return {number: read for number, read in pairs if number is not None}


def as_printed(item: ItemSheet, point: PointSheet) -> PointSheet:
    """Return a block as the full record shows it."""
    audience = narrower(item.audience, point.audience)
    return PointSheet(_print_of(point), point.kind, point.level, audience, ref=_ref(point))


def _print_of(point: PointSheet) -> str:
    return same_words(point_text(point))


def _as_it_is(point: PointSheet) -> PointSheet:
    return replace(point, action=None, ref=_ref(point))


def _ref(point: PointSheet) -> str:
    return (point.action.ref if point.action else None) or ""
