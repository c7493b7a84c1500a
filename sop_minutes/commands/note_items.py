"""The items and blocks of a meeting, kept from a note: what is still there keeps its row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from sqlmodel import Session, col, select

from sop_minutes.commands.alignment import aligned, alike_texts, alike_titles
from sop_minutes.commands.items import topic_for
from sop_minutes.commands.understanding import Understanding
from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.grammar.headings import presenter_after_dash
from sop_minutes.domain.names import Directory
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.domain.words import Audience, ItemKind, PointKind, narrower
from sop_minutes.queries.names import directory
from sop_minutes.queries.reviewed import as_review
from sop_minutes.storage.tables import Action, Group, Item, Meeting, Point


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A block of the new note and where it goes. `number` is the action number typed with it."""

    item_id: int
    place: int
    sheet: PointSheet
    number: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Held:
    """A block that is there. `number` is its action's, `marked` how narrow the register says that is."""

    point: Point
    number: tuple[int, int] | None
    marked: Audience


def keep_items(session: Session, meeting: Meeting, sheets: tuple[ItemSheet, ...]) -> None:
    """Make the meeting's items and blocks what the sheets say."""
    known = directory(session)
    sheets = tuple(_presented(sheet, known) for sheet in sheets)
    query = select(Item).where(Item.meeting_id == meeting.id).order_by(col(Item.position), col(Item.id))
    held = list(session.exec(query))
    same_title = (lambda row: squash(row.title), lambda sheet: squash(sheet.title))
    pairs, gone = aligned(held, list(sheets), [same_title, _LAST_MINUTES], _likeness_of_titles)
    points = _held_points(session, held)
    kept: list[tuple[Item, ItemSheet]] = []
    for position, (row, sheet) in enumerate(pairs, start=1):
        item = row or Item(meeting_id=meeting.id, position=0, title="")
        item.position, item.title = float(position), clean_line(sheet.title)
        item.presenter, item.kind, item.audience = clean_line(sheet.presenter), sheet.kind, sheet.audience
        item.minutes_planned = sheet.minutes_planned
        item.topic_id = topic_for(session, item.title, sheet.kind)
        session.add(item)
        kept.append((item, sheet))
    session.flush()
    _keep_points(session, meeting, points, kept)
    for row in gone:
        session.delete(row)
    session.flush()


def _presented(sheet: ItemSheet, known: Directory) -> ItemSheet:
    """Return `sheet` with the known people after a dash in its title as who presents it."""
    found = None if sheet.presenter else presenter_after_dash(sheet.title, known)
    return replace(sheet, title=found[0], presenter=found[1]) if found else sheet


def _held_points(session: Session, items: Iterable[Item]) -> list[_Held]:
    query = (
        select(Point, Action.year, Action.number, Action.audience)
        .join(Item, col(Item.id) == col(Point.item_id))
        .outerjoin(Action, col(Action.point_id) == col(Point.id))
        .where(col(Point.item_id).in_([item.id for item in items]))
        .order_by(col(Item.position), col(Point.position), col(Point.id))
    )
    return [
        _Held(
            point, (year % 100, number) if number is not None else None, Audience(marked or Audience.PUBLIC)
        )
        for point, year, number, marked in session.exec(query)
    ]


def _keep_points(
    session: Session, meeting: Meeting, held: list[_Held], kept: list[tuple[Item, ItemSheet]]
) -> None:
    code = session.get_one(Group, meeting.group_id).code
    wanted = [
        _Wanted(item.id, place, sheet, _typed_number(sheet, code))
        for item, item_sheet in kept
        for place, point in enumerate(item_sheet.points, start=1)
        for sheet in [as_review(session, point, meeting.id)]
    ]
    pairs, gone = aligned(held, wanted, _KEYS, _likeness)
    understanding = Understanding(session, meeting)
    for row in gone:
        understanding.forget(row.point)
        session.delete(row.point)
    session.flush()
    changed: list[tuple[Point, str | None]] = []
    for old, block in _as_marked(pairs):
        point = old.point if old else Point(item_id=block.item_id, position=0, text="")
        was = (point.kind, point.text) if old else None
        _fill(point, block, known=old is not None and old.number == block.number)
        session.add(point)
        if was != (point.kind, point.text):
            changed.append((point, was[1] if was else None))
    session.flush()
    for point, before in changed:
        if before is not None or point.kind in {PointKind.ACTION, PointKind.REFERRAL}:
            understanding.keep(point, was=before)
    session.flush()
    understanding.find_owners()
    session.flush()


def _as_marked(pairs: list[tuple[_Held | None, _Wanted]]) -> Iterator[tuple[_Held | None, _Wanted]]:
    """Yield `pairs` with no block wider than the register says its action is, nor what stands under that."""
    for _, of_item in groupby(pairs, key=lambda pair: pair[1].item_id):
        blocks = list(of_item)
        sheets = [
            replace(block.sheet, audience=narrower(block.sheet.audience, old.marked)) if old else block.sheet
            for old, block in blocks
        ]
        for (old, block), sheet in zip(blocks, with_inherited_audiences(sheets), strict=True):
            yield old, replace(block, sheet=sheet)


def _fill(point: Point, block: _Wanted, *, known: bool) -> None:
    sheet = block.sheet
    if sheet.ref and not known:
        sheet = replace(sheet, text=f"{sheet.ref}: {sheet.text}")
    point.item_id, point.position = block.item_id, float(block.place)
    point.kind, point.level, point.audience = sheet.kind, sheet.level, sheet.audience
    point.text = clean_line(sheet.text)


def _typed_number(sheet: PointSheet, code: str) -> tuple[int, int] | None:
    """Return year and number of a reference of this group's own, typed with or without its code."""
    parts = read_ref(sheet.ref) if sheet.ref else None
    return parts[1:] if parts and squash(parts[0]) in {"", squash(code)} else None


def _as_last_minutes(item: Item | ItemSheet) -> bool | None:
    """The minutes of the last meeting are approved once, whatever that is called: None for another item."""
    return True if item.kind == ItemKind.LAST_MINUTES else None


_LAST_MINUTES = (_as_last_minutes, _as_last_minutes)
_KEYS = (
    (lambda held: held.number, lambda wanted: wanted.number),
    (
        lambda held: (held.point.item_id, held.point.kind, held.point.text),
        lambda wanted: (wanted.item_id, wanted.sheet.kind, wanted.sheet.text),
    ),
    (
        lambda held: (held.point.kind, held.point.text),
        lambda wanted: (wanted.sheet.kind, wanted.sheet.text),
    ),
    (lambda held: held.point.text, lambda wanted: wanted.sheet.text),
)


def _likeness(held: _Held, wanted: _Wanted) -> float:
    if held.point.kind != wanted.sheet.kind:
        return 0.0
    same_item = held.point.item_id == wanted.item_id
    return alike_texts(held.point.text, wanted.sheet.text, same_item=same_item)


def _likeness_of_titles(row: Item, sheet: ItemSheet) -> float:
    return alike_titles(row.title, sheet.title)
