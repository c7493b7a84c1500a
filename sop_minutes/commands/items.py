"""Agenda items."""

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import item_to_change, line_of, meeting_to_change
from sop_minutes.commands.points import delete_point
from sop_minutes.commands.positions import LAST, item_position
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.domain.words import Audience, ItemKind
from sop_minutes.storage.tables import Item, Point, Topic

_NO_TOPIC = frozenset({ItemKind.AOB, ItemKind.LAST_MINUTES, ItemKind.MATTERS_ARISING, ItemKind.NOT_PLACED})


def add_item(
    session: Session,
    *,
    meeting_id: int,
    title: str,
    presenter: str = "",
    kind: ItemKind = ItemKind.ITEM,
    audience: Audience = Audience.PUBLIC,
    minutes_planned: int | None = None,
    after_id: int | None = LAST,
) -> int:
    """Add an agenda item, last unless `after_id` says after which (None: first)."""
    meeting_to_change(session, meeting_id)
    title = line_of(title, "An agenda item needs a title.")
    item = Item(
        meeting_id=meeting_id,
        position=item_position(session, meeting_id, after_id),
        title=title,
        presenter=clean_line(presenter),
        kind=kind,
        audience=audience,
        topic_id=topic_for(session, title, kind),
        minutes_planned=minutes_planned,
    )
    session.add(item)
    session.flush()
    return item.id


def change_item(
    session: Session,
    item_id: int,
    *,
    title: str | None = None,
    presenter: str | None = None,
    kind: ItemKind | None = None,
    audience: Audience | None = None,
    minutes_planned: int | None = None,
) -> None:
    """Change what is given of an agenda item; None leaves it. A new title finds its own topic.

    `minutes_planned` 0 is no time set any more.
    """
    item = item_to_change(session, item_id)
    if kind is not None:
        item.kind = kind
    if title is not None:
        item.title = line_of(title, "An agenda item needs a title.")
        item.topic_id = topic_for(session, item.title, ItemKind(item.kind))
    if presenter is not None:
        item.presenter = clean_line(presenter)
    if audience is not None:
        item.audience = audience
    if minutes_planned is not None:
        item.minutes_planned = minutes_planned or None


def move_item(session: Session, item_id: int, *, after_id: int | None) -> None:
    """Move an agenda item, with all that is under it, to after another (None: first)."""
    item = item_to_change(session, item_id)
    if after_id != item_id:
        item.position = item_position(session, item.meeting_id, after_id)


def delete_item(session: Session, item_id: int) -> None:
    """Delete an agenda item and every block under it."""
    item = item_to_change(session, item_id)
    for point_id in session.exec(select(Point.id).where(Point.item_id == item_id)).all():
        delete_point(session, point_id)
    session.flush()
    session.delete(item)


def opening_of(session: Session, meeting_id: int) -> int:
    """Return the item that what stands before the first heading belongs to, made if there is none."""
    held = held_opening(session, meeting_id)
    if held is not None:
        return held
    query = select(Item.position).where(Item.meeting_id == meeting_id).order_by(col(Item.position))
    first = session.exec(query).first()
    position = 0.0 if first is None else first - 1
    opening = Item(meeting_id=meeting_id, position=position, title="", kind=ItemKind.ITEM)
    session.add(opening)
    session.flush()
    return opening.id


def held_opening(session: Session, meeting_id: int) -> int | None:
    """Return the item of what stands before the first heading, None where nothing does."""
    query = select(Item.id).where(Item.meeting_id == meeting_id, Item.title == "")
    return session.exec(query.order_by(col(Item.position))).first()


def topic_for(session: Session, title: str, kind: ItemKind) -> int | None:
    """Return the topic that items of this title are part of, made if it is new; None for AOB and its kin."""
    title = clean_line(title)
    key = squash(title)
    if not key or kind in _NO_TOPIC:
        return None
    topic = session.exec(select(Topic).where(Topic.key == key)).first()
    if topic is None:
        topic = Topic(title=title, key=key)
        session.add(topic)
        session.flush()
    return topic.id
