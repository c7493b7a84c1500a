"""The changes of a page, made ready to be kept: as the register words them, and as narrow as is kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.domain.page import Added, Change, Changed, Deleted, Sheet, is_narrower
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.reviewed import as_review
from sop_minutes.storage.tables import Item, Point

_GLUED = 3
"""Letters that a word has at least that is looked for within others."""


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


def narrow_what_was_taken(
    session: Session, changes: Sequence[Change], meeting_id: int, rows: Mapping[int, int]
) -> None:
    """Make the words that a colleague has taken from a block as narrow as the page is about to make it.

    The page has not seen yet that they stand elsewhere now.
    """
    taken = [
        (_words(_text(change.was)) - _kept_words(session, change, rows), change.sheet.audience)
        for change in changes
        if isinstance(change, Changed) and is_narrower(change.sheet.audience, change.was.audience)
    ]
    if not any(words for words, _ in taken):
        return
    points = select(Point).join(Item, col(Item.id) == Point.item_id).where(Item.meeting_id == meeting_id)
    items = select(Item).where(Item.meeting_id == meeting_id)
    for row in (*session.exec(points), *session.exec(items)):
        text = f"{row.title} {row.presenter}" if isinstance(row, Item) else row.text
        seen = [audience for words, audience in taken if _have(text, words)]
        row.audience = narrower(Audience(row.audience), *seen)


def _kept_words(session: Session, change: Changed, rows: Mapping[int, int]) -> set[str]:
    if isinstance(change.was, ItemSheet):
        item = session.get(Item, rows[change.key])
        return _words(f"{item.title} {item.presenter}") if item else set()
    point = session.get(Point, rows[change.key])
    return _words(point.text) if point else set()


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
        return text in self.text or _have(text, _words(self.text))

    def comes_into(self, was: Sheet, sheet: Sheet) -> bool:
        words = (word for word in _words(self.text) if not _have(_text(was), {word}))
        return _have(_text(sheet), words)


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
        if is_narrower(seen, change.was.audience):
            yield _Narrowed(change.key, _text(change.was), seen)


def _as_narrow(sheet: Sheet, seen: Sequence[Audience]) -> Sheet:
    audience = narrower(sheet.audience, *seen)
    return sheet if audience is sheet.audience else replace(sheet, audience=audience)


def _text(sheet: Sheet) -> str:
    return f"{sheet.title} {sheet.presenter}" if isinstance(sheet, ItemSheet) else sheet.text


def _have(text: str, words: Iterable[str]) -> bool:
    """Say whether one of `words` is in a text, be it glued to another: where lines were joined, it is."""
    there, folded = _words(text), text.lower()
    return any(word in there or (len(word) >= _GLUED and word in folded) for word in words)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
