"""How the lines of a kept note read in a copy of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sop_minutes.commands.alignment import aligned
from sop_minutes.domain.actions import action_sentence
from sop_minutes.domain.inline import inline_runs, marked_up
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, PointKind, may_see, narrower

_NUMBER = re.compile(r"^[\d\s.)]+(?=\D)")


def same_words(text: str) -> str:
    """Return `text` as it stands once it has been printed and read: spaced singly, marked up one way."""
    return " ".join(marked_up(inline_runs(text)).split())


def numberless(title: str) -> str:
    """Return the form in which titles are compared: without the number that an import takes off."""
    return squash(_NUMBER.sub("", title)) or squash(title)


def printed_points(item: ItemSheet) -> tuple[PointSheet, ...]:
    """Return the blocks of a kept item as its full record shows them."""
    return tuple(_printed(item, point) for point in item.points)


def _printed(item: ItemSheet, point: PointSheet) -> PointSheet:
    text = action_sentence(point) if point.kind is PointKind.ACTION else point.text.strip()
    if point.kind is PointKind.REFERRAL:
        text = text.removeprefix(">").lstrip()
    ref = (point.action.ref if point.action else None) or ""
    audience = narrower(item.audience, point.audience)
    return PointSheet(same_words(text), point.kind, point.level, audience, ref=ref)


def as_kept(held: NoteSheet, copy: NoteSheet, printed: NoteSheet, reader: Audience) -> NoteSheet:
    """Return `copy` with all that reads as `printed`, the uncorrected copy, as it is kept in `held`.

    Reading a file is not exact; what reads the same in both was not corrected, however it reads.
    """
    printed = without_stale_progress(printed)
    visible = [item for item in held.items if may_see(reader, item.audience)]
    by_title = (lambda item: numberless(item.title), lambda item: numberless(item.title))
    pairs, _ = aligned(visible, printed.items, [by_title], lambda _old, _new: 0.0)
    unchanged = (lambda pair: pair[1], lambda item: item)
    same_title = (lambda pair: numberless(pair[1].title), lambda item: numberless(item.title))
    found, _ = aligned(pairs, copy.items, [unchanged, same_title], lambda _old, _new: 0.0)
    prints = {id(item): pair for pair, item in found if pair is not None}
    items = []
    for item in copy.items:
        kept, print_ = prints.get(id(item), (None, None))
        if print_ is None:
            items.append(item)
        elif kept is not None:
            items.append(_item_as_kept(kept, item, print_, reader))
        elif item != print_:
            items.append(item)
    same = {
        field: getattr(held, field)
        for field in ("title", "time", "place", "marking", "attendance")
        if getattr(copy, field) == getattr(printed, field)
    }
    return replace(copy, items=tuple(items), **same)


def _item_as_kept(held: ItemSheet, copied: ItemSheet, printed: ItemSheet, reader: Audience) -> ItemSheet:
    points = [point for point in held.points if may_see(reader, narrower(held.audience, point.audience))]
    shown = [_printed(held, point) for point in points]
    if (copied.title, copied.presenter) == (printed.title, printed.presenter):
        copied = replace(copied, title=held.title, presenter=held.presenter, kind=held.kind)
        copied = replace(copied, audience=narrower(copied.audience, held.audience))
    if copied.points == printed.points:
        return replace(copied, points=tuple(shown))
    if len(shown) != len(printed.points):
        return copied
    return replace(copied, points=_each_as_kept(copied.points, printed.points, shown))


def _each_as_kept(
    copied: Sequence[PointSheet], printed: Sequence[PointSheet], shown: Sequence[PointSheet]
) -> tuple[PointSheet, ...]:
    same = (lambda point: point, lambda point: point)
    pairs, _ = aligned(printed, copied, [same], lambda _old, _new: 0.0)
    place = {id(point): number for number, point in enumerate(printed)}
    return tuple(shown[place[id(print_)]] if print_ is not None else point for print_, point in pairs)


def without_stale_progress(note: NoteSheet) -> NoteSheet:
    """Return `note` without what a list printed from the register says has become of its actions."""
    items = (
        replace(item, points=tuple(replace(p, became=None) if p.ref else p for p in item.points))
        for item in note.items
    )
    return replace(note, items=tuple(items))
