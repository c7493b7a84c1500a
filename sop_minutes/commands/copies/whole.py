"""A corrected copy of a kept note, made the whole note it stands for: what it could not show stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sop_minutes.commands.copies.details import details_by_copy
from sop_minutes.commands.copies.edits import edited
from sop_minutes.commands.copies.lists import list_remarks
from sop_minutes.commands.copies.matching import Match, NewBlock, match, may_have_seen, surely_saw
from sop_minutes.commands.copies.prints import (
    KeptBlock,
    KeptItem,
    KeptNote,
    kept_note,
    numberless,
)
from sop_minutes.commands.copies.remarks import MadeItem, remarks_on
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.said_again import Moved, Withheld, texts_of
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import Audience, ItemKind, narrower, seen_by


class Corrected(NamedTuple):
    """The note that a copy stands for, and sentences on what is gone, is narrower or was not taken."""

    note: NoteSheet
    remarks: tuple[str, ...]


def whole_note(
    held: NoteSheet, copy: NoteSheet, *, reader: Audience | None, printed: NoteSheet | None
) -> Corrected:
    """Return what `held`, a kept note with its actions understood, becomes by `copy`, a corrected copy.

    The copy is one `without_listed`.

    `reader` is whom the copy was for, None where that is not known; `printed` is how a copy of `held`
    for them reads without any correction. What the reader could not see is not in the copy and stays
    where it is; an unknown one is taken to have surely seen what is public, and no more. Nothing becomes
    wider than it was. The day of the meeting stays. Raises UserError where a copy lacks more of what is
    not public than it has, though its reader saw that: somebody may have taken it out for others.
    """
    kept = kept_note(held, reader, printed)
    found = match(kept, copy.items, reader)
    if reader is not None:
        _refuse_doubt(found)
    made = _Making(held, kept, copy.items, reader, found).items()
    details = details_by_copy(held, copy, reader, printed)
    note = replace(details.note, items=tuple(item.sheet for item in made))
    remarks = (
        *details.remarks,
        *remarks_on(kept, copy.items, found, made, labelled=printed is not None),
        *list_remarks(copy, printed, gone={old.ref for old in found.gone if old.ref}),
    )
    if not remarks and note == replace(held, items=tuple(item.as_it_is for item in kept.items)):
        remarks = ("It says nothing that is not kept already.",)
    return Corrected(note, remarks)


def _refuse_doubt(found: Match) -> None:
    """Raise UserError if a copy lacks more of what is not public than it has."""
    for audience in (Audience.MEMBERS, Audience.RESTRICTED):
        lost = sum(old.mark is audience for old in found.gone)
        there = sum(old is not None and old.mark is audience for old in found.old_of.values())
        if lost > max(there, 1):
            raise UserError(
                f"Of {lost + there} lines that are {seen_by(audience)}, the copy has {there}: it cannot "
                "be told which were taken out of it and which are to be deleted. Nothing was changed. "
                "Delete what is to go from the full record (note --audience record, then record), "
                "and import the copy then."
            )


@dataclass(slots=True)
class _Widths:
    """How wide what is new in a copy may be, for it may say again what is withheld."""

    withheld: Withheld
    moved: Moved

    def of(self, before: str, text: str) -> Audience:
        """Return the narrowest audience of what `text` says again that `before`, "" for nothing, did not."""
        return narrower(self.withheld.audience_of(text), self.moved.audience_of(before, text))


class _Making:
    """Makes the items of the whole note of those of a copy and the kept ones."""

    def __init__(
        self,
        held: NoteSheet,
        kept: KeptNote,
        copied: Sequence[ItemSheet],
        reader: Audience | None,
        found: Match,
    ) -> None:
        self._kept, self._copied, self._reader, self._found = kept, copied, reader, found
        self._widths = _Widths(Withheld(texts_of(held)), Moved(self._narrow_changes()))

    def items(self) -> list[MadeItem]:
        """Return all items, those that stay where they were."""
        made = [self._item(number) for number in range(len(self._copied))]
        for number in self._kept_apart():
            before = [at for at, item in enumerate(made) if item.home is not None and item.home < number]
            made.insert(max(before, default=-1) + 1, self._item_apart(number))
        return made

    def _narrow_changes(self) -> Iterator[tuple[str, str, Audience]]:
        """Yield the narrow lines and headings that the copy may have, as they were and as they are in it."""
        now = {old: new.sheet.text for new, old in self._found.old_of.items() if old is not None}
        for old in self._kept.blocks:
            if old.mark is not Audience.PUBLIC and may_have_seen(self._reader, old.mark):
                yield old.shown.text, now.get(old, ""), old.mark
        titles = {home: self._copied[number].title for number, home in self._found.homes.items()}
        for number, kept in enumerate(self._kept.items):
            audience = kept.sheet.audience
            if audience is not Audience.PUBLIC and may_have_seen(self._reader, audience):
                yield kept.heading.title, titles.get(number, ""), audience

    def _item(self, number: int) -> MadeItem:
        home = self._found.homes.get(number)
        heading = self._headed(self._copied[number], self._kept.items[home] if home is not None else None)
        blocks = [
            (old, self._block(new, old, heading))
            for new, old in self._found.old_of.items()
            if new.item == number
        ]
        for old in reversed([old for old in self._found.stays if old.item == home]):
            blocks.insert(self._place(old, [other for other, _ in blocks]), (old, old.as_it_is))
        points = with_inherited_audiences([sheet for _, sheet in blocks])
        return MadeItem(home, replace(heading, points=points), tuple(old for old, _ in blocks))

    def _headed(self, copied: ItemSheet, kept: KeptItem | None) -> ItemSheet:
        """Return the heading of an item of the copy as it is to be kept."""
        title = copied.title
        if kept is None:
            return replace(copied, audience=narrower(copied.audience, self._widths.of("", title)))
        held, shown = kept.sheet, kept.heading
        audience, presenter = held.audience, held.presenter
        if copied.audience is not shown.audience:
            audience = narrower(audience, copied.audience)
        if copied.presenter != shown.presenter:
            presenter = copied.presenter or ("" if self._reader else presenter)
        if numberless(title) in {numberless(shown.title), numberless(held.title)}:
            return replace(held, audience=audience, presenter=presenter)
        kind = copied.kind if copied.kind is not ItemKind.ITEM else held.kind
        audience = narrower(audience, self._widths.of(shown.title, title))
        return replace(held, title=title, presenter=presenter, kind=kind, audience=audience)

    def _block(self, new: NewBlock, old: KeptBlock | None, item: ItemSheet) -> PointSheet:
        """Return a block of the copy as it is to be kept under `item`."""
        if old is None:
            sheet, own = new.sheet, new.sheet.audience
            mark = narrower(new.said, self._replaced(new), self._widths.of("", sheet.text))
        else:
            sheet, own = edited(old.as_it_is, old.shown, new.sheet), old.sheet.audience
            mark = old.mark if new.said is old.said else narrower(old.mark, new.said)
            if sheet.text != old.sheet.text:
                mark = narrower(mark, self._widths.of(old.shown.text, new.sheet.text))
        covered = narrower(own, item.audience) is narrower(mark, item.audience)
        return replace(sheet, audience=own if covered else mark)

    def _replaced(self, new: NewBlock) -> Audience:
        """Return the narrowest audience of the blocks of a new block's item that it may stand in place of."""
        lost = (*self._found.gone, *self._found.doubtful)
        return narrower(*(old.mark for old in lost if new.home is None or old.item == new.home))

    def _place(self, old: KeptBlock, there: Sequence[KeptBlock | None]) -> int:
        """Return where a block that stays goes: before the next of its item that is there, else last."""
        later = self._kept.blocks[self._kept.blocks.index(old) + 1 :]
        following = (there.index(other) for other in later if other.item == old.item and other in there)
        return next(following, len(there))

    def _kept_apart(self) -> list[int]:
        """Return the kept items that are not in the copy, but stay, or some of whose blocks do."""
        taken = set(self._found.homes.values())
        with_blocks = {old.item for old in self._found.stays}
        return [
            number
            for number, item in enumerate(self._kept.items)
            if number not in taken
            and (number in with_blocks or not surely_saw(self._reader, item.sheet.audience))
        ]

    def _item_apart(self, number: int) -> MadeItem:
        """Return a kept item that is not in the copy, with what of it stays.

        One whose heading the reader saw is from now on for those only who may see the rest.
        """
        item = self._kept.items[number].sheet
        blocks = tuple(old for old in self._found.stays if old.item == number)
        if surely_saw(self._reader, item.audience):
            rest = [old.mark for old in blocks]
            widest = next(audience for audience in Audience if audience in rest)
            item = replace(item, audience=narrower(item.audience, widest))
        return MadeItem(number, replace(item, points=tuple(old.as_it_is for old in blocks)), blocks)
