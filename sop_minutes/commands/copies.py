"""A corrected copy of a kept note, made the whole note it stands for: what it could not show stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sop_minutes.commands.alignment import aligned, alike
from sop_minutes.commands.audiences import Withheld
from sop_minutes.commands.edits import edited
from sop_minutes.commands.prints import (
    as_kept,
    numberless,
    printed_points,
    same_words,
    without_stale_progress,
)
from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.sheets import AttendanceSheet, ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, ItemKind, PointKind, may_see, narrower

_ALIKE_TITLE = 80
_ALIKE_HERE = 60
_ALIKE_ELSEWHERE = 85


@dataclass(frozen=True, slots=True, eq=False)
class _Old:
    """A kept block. `mark` is who may see it, its item's audience counted in; `shown` how it is printed."""

    item: int
    sheet: PointSheet
    mark: Audience
    shown: PointSheet

    @property
    def as_it_is(self) -> PointSheet:
        """The block as it would be typed with its action's number."""
        return replace(self.sheet, action=None, ref=self.shown.ref)


@dataclass(frozen=True, slots=True, eq=False)
class _New:
    """A block of the copy. `home` is the kept item that its item is, None for a new one."""

    item: int
    home: int | None
    sheet: PointSheet


def whole_note(
    held: NoteSheet, copy: NoteSheet, *, reader: Audience | None, printed: NoteSheet | None
) -> NoteSheet:
    """Return what `held`, a kept note with its actions understood, becomes by `copy`, a corrected copy.

    `reader` is whom the copy was for, None where that is not known; `printed` is how a copy of `held`
    for them reads without any correction. What the reader of the copy could not see is not in the copy
    and stays where it is; so does all of which no line is in it. Nothing becomes wider than it was.
    The day of the meeting stays. Raises UserError where the copy lacks more of what is not public than
    it has, so that it cannot be told what was withheld from it and what was deleted.
    """
    copy = without_stale_progress(copy)
    if printed is not None:
        copy = as_kept(held, copy, printed, reader or Audience.RESTRICTED)
    return replace(
        held,
        title=copy.title or held.title,
        time=copy.time or held.time,
        place=copy.place or held.place,
        marking=copy.marking or held.marking,
        attendance=_attendance(held.attendance, copy.attendance),
        items=_Merge(held, copy, reader).items(),
    )


def _attendance(
    held: tuple[AttendanceSheet, ...], copied: tuple[AttendanceSheet, ...]
) -> tuple[AttendanceSheet, ...]:
    """Return who was there by the copy, in the kept order; a copy that names nobody says nothing of it."""
    if not copied:
        return held
    same = (lambda e: e, lambda e: (squash(e.name), e.status), lambda e: squash(e.name))
    keys = [(key, key) for key in same]
    pairs, _ = aligned(held, copied, keys, lambda _old, _new: 0.0)
    place = {id(old): number for number, old in enumerate(held)}
    order = sorted(pairs, key=lambda pair: place[id(pair[0])] if pair[0] is not None else len(held))
    return tuple(new for _, new in order)


class _Merge:
    """The items and blocks of a copy, brought together with the kept ones."""

    def __init__(self, held: NoteSheet, copy: NoteSheet, reader: Audience | None) -> None:
        self._held = held.items
        self._copy = copy.items
        self._known_reader = reader
        self._limit = reader or Audience.RESTRICTED
        self._withheld = Withheld(_texts(held))
        self._olds = [
            _Old(number, point, narrower(item.audience, point.audience), shown)
            for number, item in enumerate(held.items)
            for point, shown in zip(item.points, printed_points(item), strict=True)
        ]
        self._homes = self._aligned_items()
        news = [
            _New(number, self._homes.get(number), point)
            for number, item in enumerate(copy.items)
            for point in item.points
        ]
        visible = [old for old in self._olds if may_see(self._limit, old.mark)]
        pairs, gone = aligned(visible, news, _KEYS, _likeness)
        self._old_of: Mapping[_New, _Old | None] = {new: old for old, new in pairs}
        self._news = news
        self._limit = self._seen_by()
        self._stays = [old for old in self._olds if not may_see(self._limit, old.mark)]
        self._lost = [old for old in gone if may_see(self._limit, old.mark)]
        self._refuse_doubt()

    def items(self) -> tuple[ItemSheet, ...]:
        """Return all items, those that stay where they were."""
        made: dict[int, ItemSheet] = {n: self._item(n) for n in range(len(self._copy))}
        order: list[tuple[int | None, ItemSheet]] = [(self._homes.get(n), made[n]) for n in made]
        taken = set(self._homes.values())
        for number in range(len(self._held)):
            kept = self._kept_item(number) if number not in taken else None
            if kept is not None:
                before = [at for at, (home, _) in enumerate(order) if home is not None and home < number]
                order.insert(max(before, default=-1) + 1, (number, kept))
        return tuple(item for _, item in order)

    def _aligned_items(self) -> dict[int, int]:
        """Return which kept item each item of the copy is."""
        visible = [n for n, item in enumerate(self._held) if may_see(self._limit, item.audience)]
        keys = [
            (
                lambda n: numberless(f"{self._held[n].title}{self._held[n].presenter}"),
                lambda n: numberless(f"{self._copy[n].title}{self._copy[n].presenter}"),
            ),
            (lambda n: numberless(self._held[n].title), lambda n: numberless(self._copy[n].title)),
        ]
        pairs, _ = aligned(visible, range(len(self._copy)), keys, self._likeness_of_items)
        return {new: old for old, new in pairs if old is not None}

    def _likeness_of_items(self, old: int, new: int) -> float:
        """Return how alike two items are: by their titles, else by most of their blocks."""
        held, copied = self._held[old], self._copy[new]
        if not held.title or not copied.title:
            return 0.0
        said = {squash(point.text) for point in copied.points}
        shown = [squash(point.text) for point in printed_points(held)]
        share = sum(text in said for text in shown) / len(shown) if shown else 0.0
        return alike(held.title, copied.title, _ALIKE_TITLE) or (100 * share if share > 0.5 else 0.0)

    def _seen_by(self) -> Audience:
        """Return the narrowest audience of which anything is in the copy, as far as its reader is known."""
        blocks = [old.mark for old in self._old_of.values() if old is not None]
        titles = [self._held[home].audience for home in self._homes.values() if self._held[home].title]
        found = narrower(*blocks, *titles)
        return found if may_see(self._limit, found) else self._limit

    def _refuse_doubt(self) -> None:
        """Raise UserError if the copy lacks more of what is not public than it has."""
        for audience in (Audience.MEMBERS, Audience.RESTRICTED):
            lost = sum(old.mark is audience for old in self._lost)
            found = sum(old is not None and old.mark is audience for old in self._old_of.values())
            if lost > max(found, 1):
                raise UserError(
                    f"Of {lost + found} lines that are {_SEEN_BY[audience]}, the copy has {found}: it cannot "
                    "be told which were taken out of it and which are to be deleted. Nothing was changed. "
                    "Delete what is to go from the full record (note --audience record, then record), "
                    "and import the copy then."
                )

    def _item(self, number: int) -> ItemSheet:
        copied, home = self._copy[number], self._homes.get(number)
        news = [new for new in self._news if new.item == number]
        held = self._held[home] if home is not None else None
        item = self._headed(copied, held)
        blocks = [(self._old_of[new], self._block(new, self._old_of[new], item)) for new in news]
        for old in reversed([old for old in self._stays if old.item == home]):
            blocks.insert(self._place(old, blocks), (old, old.as_it_is))
        return replace(item, points=with_inherited_audiences([sheet for _, sheet in blocks]))

    def _headed(self, copied: ItemSheet, held: ItemSheet | None) -> ItemSheet:
        said_again = self._withheld.audience_of(copied.title)
        if held is None:
            return replace(copied, audience=narrower(copied.audience, said_again))
        audience = narrower(held.audience, copied.audience)
        if numberless(f"{held.title}{held.presenter}") == numberless(f"{copied.title}{copied.presenter}"):
            return replace(held, audience=audience)
        if numberless(held.title) == numberless(copied.title):
            return replace(held, audience=audience, presenter=copied.presenter or held.presenter)
        kind = copied.kind if copied.kind is not ItemKind.ITEM else held.kind
        presenter = copied.presenter or held.presenter
        return ItemSheet(copied.title, presenter, kind, narrower(audience, said_again))

    def _block(self, new: _New, old: _Old | None, item: ItemSheet) -> PointSheet:
        """Return a block of the copy as it is to be kept under `item`."""
        said = narrower(new.sheet.audience, self._copy[new.item].audience)
        if old is None:
            mark = narrower(said, self._withheld.audience_of(new.sheet.text), self._replaced(new))
            sheet, own = new.sheet, new.sheet.audience
        else:
            sheet, own = edited(old.sheet, old.shown, new.sheet), old.sheet.audience
            mark = narrower(said, old.mark)
            if sheet.text != old.sheet.text:
                mark = narrower(mark, self._withheld.audience_of(new.sheet.text))
        covered = narrower(own, item.audience) is narrower(mark, item.audience)
        return replace(sheet, audience=own if covered else mark)

    def _replaced(self, new: _New) -> Audience:
        """Return the narrowest audience of the blocks of a new block's item that it may stand in place of."""
        lost = self._lost if self._known_reader else [*self._lost, *self._stays]
        return narrower(*(old.mark for old in lost if new.home is None or old.item == new.home))

    def _place(self, old: _Old, blocks: Sequence[tuple[_Old | None, PointSheet]]) -> int:
        """Return where a block that stays goes: before the next of its item that is there, else last."""
        later = self._olds[self._olds.index(old) + 1 :]
        there = [other for other, _ in blocks]
        following = (there.index(other) for other in later if other.item == old.item and other in there)
        return next(following, len(blocks))

    def _kept_item(self, number: int) -> ItemSheet | None:
        """Return a kept item that is not in the copy, with what of it stays; None if nothing does.

        One whose heading the copy could have shown is from now on for those only who may see the rest.
        """
        item = self._held[number]
        points = [old for old in self._stays if old.item == number]
        if may_see(self._limit, item.audience):
            if not points:
                return None
            rest = [old.mark for old in points]
            widest = next(audience for audience in Audience if audience in rest)
            item = replace(item, audience=narrower(item.audience, widest))
        return replace(item, points=tuple(old.as_it_is for old in points))


_SEEN_BY = {Audience.MEMBERS: "for members only", Audience.RESTRICTED: "restricted"}


def _texts(note: NoteSheet) -> Iterator[tuple[str, Audience]]:
    """Yield what a note says, each with who may see it; who was there is no secret."""
    for entry in note.attendance:
        yield f"{entry.name} {entry.detail} {entry.substitute_for}", Audience.PUBLIC
    for item in note.items:
        yield item.title, item.audience
        yield item.presenter, Audience.PUBLIC
        for point, shown in zip(item.points, printed_points(item), strict=True):
            mark = narrower(item.audience, point.audience)
            yield shown.text, mark


def _without_code(ref: str) -> tuple[int, int] | None:
    parts = read_ref(ref) if ref else None
    return parts[1:] if parts else None


def _bare_number(ref: str) -> tuple[int, int] | None:
    return None if any(map(str.isalpha, ref)) else _without_code(ref)


_KEYS = (
    (lambda old: squash(old.shown.ref) or None, lambda new: squash(new.sheet.ref) or None),
    (lambda old: _without_code(old.shown.ref), lambda new: _bare_number(new.sheet.ref)),
    (
        lambda old: (old.item, old.shown.kind, same_words(old.shown.text)),
        lambda new: (new.home, new.sheet.kind, same_words(new.sheet.text)),
    ),
    (
        lambda old: (old.item, same_words(old.shown.text)),
        lambda new: (new.home, same_words(new.sheet.text)),
    ),
    (lambda old: same_words(old.shown.text), lambda new: same_words(new.sheet.text)),
)


def _likeness(old: _Old, new: _New) -> float:
    if PointKind.REFERRAL in {old.sheet.kind, new.sheet.kind} and old.sheet.kind is not new.sheet.kind:
        return 0.0
    least = _ALIKE_HERE if old.item == new.home else _ALIKE_ELSEWHERE
    return alike(old.shown.text, new.sheet.text, least)
