"""Where in a note something of a returned copy goes, and putting it there."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.commands.items import add_item, held_opening, opening_of
from sop_minutes.commands.points import add_point, move_point
from sop_minutes.commands.returned.widths import Widths, effective
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.page.blocks import Block, read_block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.lists import action_of_row
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, ChangeState, narrower
from sop_minutes.storage.tables import Item, Point, ReturnedChange, ReturnedCopy


class Spot(NamedTuple):
    """A place in a note: in an item, right after a block of it, None for first."""

    item_id: int
    after_id: int | None


def spot_of(session: Session, copy: ReturnedCopy, change: ReturnedChange) -> Spot:
    """Return where a change says that its block stands, though what it stood after may be gone."""
    for record in _anchors(session, change):
        spot = spot_after(session, copy.meeting_id, record)
        if spot is not None:
            return spot
    return Spot(opening_of(session, copy.meeting_id), None)


def least_at(session: Session, copy: ReturnedCopy, spot: Spot, block: Block) -> Audience:
    """Return who at most may see what a copy has new at a place: no more than what it stands after.

    The public note shows no labels: whoever had that cannot have known under what it would stand.
    """
    if block.heading or spot.after_id is None or copy.audience == Audience.PUBLIC:
        return Audience.PUBLIC
    return effective(session, f"p{spot.after_id}")


def spot_after(session: Session, meeting_id: int, record: str) -> Spot | None:
    """Return the place right after a block, or under a heading; None if that is gone."""
    if not record[1:].isdecimal():
        return None
    if record.startswith("i"):
        item = session.get(Item, int(record[1:]))
        return Spot(item.id, None) if item is not None and item.meeting_id == meeting_id else None
    point = session.get(Point, int(record[1:]))
    return None if point is None else Spot(point.item_id, point.id)


def split_off(session: Session, copy: ReturnedCopy, record: str) -> Iterator[int]:
    """Yield the blocks that came of a block as a copy was let split it."""
    query = select(ReturnedChange.mark).where(
        ReturnedChange.copy_id == copy.id,
        ReturnedChange.kind == ChangeKind.SPLIT,
        ReturnedChange.state == ChangeState.ACCEPTED,
    )
    for mark in session.exec(query):
        first, *more = mark.split()
        if first == record:
            ids = [int(one[1:]) for one in more if one.startswith("p")]
            yield from (id_ for id_ in ids if session.get(Point, id_) is not None)


def item_before(session: Session, copy: ReturnedCopy, change: ReturnedChange) -> int | None:
    """Return after which item one that was moved goes, None for first."""
    for record in change.after_mark.split():
        item = session.get(Item, int(record[1:])) if record.startswith("i") else None
        if item is not None and item.meeting_id == copy.meeting_id:
            return item.id
    return held_opening(session, copy.meeting_id)


def put_in(session: Session, spot: Spot, block: Block, widths: Widths, *, least: Audience) -> str:
    """Put a new block in, for nobody wider than `least` and what it repeats; return its record.

    A heading takes what stands after it in its item.
    """
    if block.heading:
        return _put_heading(session, spot, block, widths, least)
    sheet = read_point(action_of_row(block))
    audience = narrower(sheet.audience, least, widths.of("", sheet.text))
    made = add_point(
        session,
        item_id=spot.item_id,
        text=sheet.text,
        kind=sheet.kind,
        level=block.level,
        audience=audience,
        after_id=spot.after_id,
    )
    return f"p{made}"


def read_point(block: Block) -> PointSheet:
    """Return what a printed block says as it would be typed: label, reference and text."""
    said = read_block(Block(block.text, max(block.level, 1)))
    return said if isinstance(said, PointSheet) else PointSheet(block.text)


def points_after(session: Session, spot: Spot) -> list[Point]:
    """Return the blocks that stand after a place in its item."""
    query = select(Point).where(Point.item_id == spot.item_id)
    points = list(session.exec(query.order_by(col(Point.position), col(Point.id))))
    ids = [point.id for point in points]
    return points[ids.index(spot.after_id) + 1 :] if spot.after_id in ids else points


def _put_heading(session: Session, spot: Spot, block: Block, widths: Widths, least: Audience) -> str:
    said, following = read_heading(block.text), points_after(session, spot)
    item = session.get_one(Item, spot.item_id)
    own = Audience(item.audience) if following else Audience.PUBLIC
    made = add_item(
        session,
        meeting_id=item.meeting_id,
        title=said.title,
        presenter=said.presenter,
        kind=said.kind,
        audience=narrower(said.audience, least, own, widths.of("", said.title)),
        after_id=spot.item_id,
    )
    last = None
    for point in following:
        move_point(session, point.id, item_id=made, after_id=last)
        last = point.id
    return f"i{made}"


def _anchors(session: Session, change: ReturnedChange) -> Iterator[str]:
    """Yield after what a block goes, the nearest first: what came of earlier changes of the copy too."""
    for record in change.after_mark.split():
        query = select(ReturnedChange).where(
            ReturnedChange.copy_id == change.copy_id,
            ReturnedChange.position < change.position,
            ReturnedChange.state == ChangeState.ACCEPTED,
            col(ReturnedChange.kind).in_((ChangeKind.NEW, ChangeKind.SPLIT)),
        )
        for earlier in session.exec(query.order_by(col(ReturnedChange.position).desc())):
            marks = earlier.mark.split()
            if record in (earlier.after_mark.split()[:1] if earlier.kind == ChangeKind.NEW else marks[:1]):
                yield from reversed(marks)
        yield record
