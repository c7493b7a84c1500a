"""The changes of a page, made ready to be kept: as the register words them, and as narrow as is kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.domain.page import Added, Change, Changed, Deleted, Sheet
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.reviewed import as_review
from sop_minutes.storage.tables import Item, Point


def as_kept(session: Session, change: Change, meeting_id: int) -> Change:
    """Return `change` with the references typed with actions as they are kept.

    What reviews another meeting's action is text; any other reference is part of what is to be done.
    """

    def kept(sheet: PointSheet) -> PointSheet:
        sheet = as_review(session, sheet, meeting_id)
        return replace(sheet, text=f"{sheet.ref}: {sheet.text}", ref="") if sheet.ref else sheet

    match change:
        case Added(_, PointSheet() as sheet):
            return replace(change, sheet=kept(sheet))
        case Changed(_, PointSheet() as was, PointSheet() as sheet):
            return replace(change, was=kept(was), sheet=kept(sheet))
        case Deleted(_, PointSheet() as was):
            return replace(change, was=kept(was))
    return change


def as_narrow_as_kept(
    session: Session, changes: Sequence[Change], rows: Mapping[int, int]
) -> Iterator[Change]:
    """Yield `changes`; a block that takes up words of one a colleague has made narrower is as narrow.

    The page may have split, joined or moved its words on before it saw that.
    """
    narrowed = list(_narrowed(session, changes, rows))
    for change in changes:
        match change:
            case Added(key, sheet):
                taken = [one.seen for one in narrowed if one.key == key or one.is_in(sheet)]
                yield replace(change, sheet=_as_narrow(sheet, taken))
            case Changed(key, was, sheet):
                taken = [one.seen for one in narrowed if one.key != key and one.comes_into(was, sheet)]
                yield replace(change, sheet=_as_narrow(sheet, taken))
            case _:
                yield change


def audience_of(was: Sheet, sheet: Sheet, kept: Audience) -> Audience:
    """Return who may see what was kept as `kept`, when a page has changed it from `was` to `sheet`."""
    if sheet.audience is was.audience:
        return kept
    return sheet.audience if kept is was.audience else narrower(sheet.audience, kept)


def differ_in_words(was: ItemSheet, sheet: ItemSheet, title: str, presenter: str) -> bool:
    """Say whether the words of a heading were changed here, and otherwise than they are kept."""
    words = ((was.title, sheet.title, title), (was.presenter, sheet.presenter, presenter))
    return any(there not in {before, here} and here != before for before, here, there in words)


class _Narrowed(NamedTuple):
    """A block that fewer may see than the page knew, with what it said there."""

    key: int
    text: str
    seen: Audience

    def is_in(self, sheet: Sheet) -> bool:
        text = _text(sheet)
        return bool(_words(text) & _words(self.text)) or text in self.text

    def comes_into(self, was: Sheet, sheet: Sheet) -> bool:
        return bool((_words(_text(sheet)) - _words(_text(was))) & _words(self.text))


def _narrowed(session: Session, changes: Sequence[Change], rows: Mapping[int, int]) -> Iterator[_Narrowed]:
    for change in changes:
        if not isinstance(change, Changed | Deleted):
            continue
        row_id, is_item = rows[change.key], isinstance(change.was, ItemSheet)
        row = session.get(Item, row_id) if is_item else session.get(Point, row_id)
        if row is None:
            continue
        seen = Audience(row.audience)
        if isinstance(change, Deleted) and isinstance(row, Point):
            seen = narrower(seen, Audience(session.get_one(Item, row.item_id).audience))
        if narrower(seen, change.was.audience) is not change.was.audience:
            yield _Narrowed(change.key, _text(change.was), seen)


def _as_narrow(sheet: Sheet, seen: Sequence[Audience]) -> Sheet:
    audience = narrower(sheet.audience, *seen)
    return sheet if audience is sheet.audience else replace(sheet, audience=audience)


def _text(sheet: Sheet) -> str:
    return f"{sheet.title} {sheet.presenter}" if isinstance(sheet, ItemSheet) else sheet.text


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
