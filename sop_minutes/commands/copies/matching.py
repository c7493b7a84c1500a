"""Which kept item or block each one of a copy is, and what of those it may have is not in it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from sop_minutes.commands.alignment import Key, aligned, alike_texts, alike_titles
from sop_minutes.commands.copies.prints import KeptBlock, KeptNote, numberless, same_words
from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, PointKind, may_see, narrower

_FEW_WORDS: Final = 5
"""So many words or fewer may well be said twice: they alone do not tell what was withheld."""


@dataclass(frozen=True, slots=True, eq=False)
class NewBlock:
    """A block of the copy, which says that it is for `said`.

    `item` is its item's place in the copy, `home` the kept item that its item is, None for a new one.
    """

    item: int
    home: int | None
    sheet: PointSheet
    said: Audience


@dataclass(frozen=True, slots=True)
class Match:
    """What of a kept note is in a copy, and where: `homes` of items, `old_of` of blocks, None for new ones.

    Of what is not in it, `gone` is what its reader surely saw, `doubtful` what they may have seen, and
    `stays` all that they did not surely see.
    """

    homes: dict[int, int]
    old_of: dict[NewBlock, KeptBlock | None]
    gone: tuple[KeptBlock, ...]
    doubtful: tuple[KeptBlock, ...]
    stays: tuple[KeptBlock, ...]


def surely_saw(reader: Audience | None, mark: Audience) -> bool:
    """Say whether the reader of a copy saw what is marked so; one who is not known, what is public."""
    return may_see(reader or Audience.PUBLIC, mark)


def may_have_seen(reader: Audience | None, mark: Audience) -> bool:
    """Say whether what is marked so can be in a copy for that reader."""
    return may_see(reader or Audience.RESTRICTED, mark)


def match(kept: KeptNote, copied: Sequence[ItemSheet], reader: Audience | None) -> Match:
    """Return what of `kept` is where in a copy for `reader`."""
    homes = _homes(kept, copied, reader)
    news = [
        NewBlock(number, homes.get(number), point, narrower(item.audience, point.audience))
        for number, item in enumerate(copied)
        for point in item.points
    ]
    seen = [old for old in kept.blocks if may_have_seen(reader, old.mark)]
    pairs, missing = aligned(seen, news, *_rules(reader))
    gone = tuple(old for old in missing if surely_saw(reader, old.mark))
    doubtful = tuple(old for old in missing if not surely_saw(reader, old.mark))
    stays = tuple(old for old in kept.blocks if old in doubtful or not may_have_seen(reader, old.mark))
    return Match(homes, {new: old for old, new in pairs}, gone, doubtful, stays)


def _homes(kept: KeptNote, copied: Sequence[ItemSheet], reader: Audience | None) -> dict[int, int]:
    """Return which kept item each item of the copy is."""
    shown = [item.heading for item in kept.items]
    seen = [n for n, item in enumerate(kept.items) if may_have_seen(reader, item.sheet.audience)]
    keys: list[Key[int, int]] = [
        (lambda n: _heading_key(shown[n]), lambda n: _heading_key(copied[n])),
        (lambda n: numberless(shown[n].title), lambda n: numberless(copied[n].title)),
        (lambda n: numberless(kept.items[n].sheet.title), lambda n: numberless(copied[n].title)),
    ]

    def likeness(old: int, new: int) -> float:
        if not shown[old].title or not copied[new].title:
            return 0.0
        return alike_titles(shown[old].title, copied[new].title) or _share(kept, old, copied[new])

    pairs, _ = aligned(seen, range(len(copied)), keys, likeness)
    return {new: old for old, new in pairs if old is not None}


def _heading_key(item: ItemSheet) -> Hashable:
    return numberless(f"{item.title}{item.presenter}")


def _share(kept: KeptNote, number: int, copied: ItemSheet) -> float:
    """Return how much of a kept item's blocks an item of the copy has, of 100; 0 if not most."""
    said = {squash(point.text) for point in copied.points}
    shown = [squash(block.shown.text) for block in kept.blocks if block.item == number]
    share = sum(text in said for text in shown) / len(shown) if shown else 0.0
    return 100 * share if share > 0.5 else 0.0


def _rules(
    reader: Audience | None,
) -> tuple[list[Key[KeptBlock, NewBlock]], Callable[[KeptBlock, NewBlock], float]]:
    """Return by what a block is surely one of the copy, the strictest first, and how likely it is one."""

    def may_be_another(old: KeptBlock) -> bool:
        few = len(old.shown.text.split()) <= _FEW_WORDS
        return reader is None and old.mark is not Audience.PUBLIC and few

    def likeness(old: KeptBlock, new: NewBlock) -> float:
        same_item = old.item == new.home
        kinds = {old.shown.kind, new.sheet.kind}
        if (PointKind.REFERRAL in kinds and len(kinds) > 1) or (not same_item and may_be_another(old)):
            return 0.0
        return alike_texts(old.shown.text, new.sheet.text, same_item=same_item)

    keys: list[Key[KeptBlock, NewBlock]] = [
        (lambda old: squash(old.ref) or None, lambda new: squash(new.sheet.ref) or None),
        (lambda old: _without_code(old.ref), lambda new: _bare_number(new.sheet.ref)),
        (lambda old: (old.item, old.shown), lambda new: (new.home, new.sheet)),
        (
            lambda old: (old.item, old.shown.kind, same_words(old.shown.text)),
            lambda new: (new.home, new.sheet.kind, same_words(new.sheet.text)),
        ),
        (
            lambda old: (old.item, same_words(old.shown.text)),
            lambda new: (new.home, same_words(new.sheet.text)),
        ),
        (
            lambda old: None if may_be_another(old) else same_words(old.shown.text),
            lambda new: same_words(new.sheet.text),
        ),
    ]
    return keys, likeness


def _without_code(ref: str) -> tuple[int, int] | None:
    parts = read_ref(ref) if ref else None
    return parts[1:] if parts else None


def _bare_number(ref: str) -> tuple[int, int] | None:
    return None if any(map(str.isalpha, ref)) else _without_code(ref)
