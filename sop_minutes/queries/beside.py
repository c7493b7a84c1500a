"""What lies beside an agenda item: what is open on it, what was said last time, what is still to come."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import Session, col

from sop_minutes.domain.approving import Standing
from sop_minutes.domain.sheets import ActionRow, PointSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, ItemKind, PointKind, ReportRole, Season, season_of
from sop_minutes.queries.approval_plan import minutes_to_approve
from sop_minutes.queries.carried import CARRIED
from sop_minutes.queries.register import action_rows
from sop_minutes.queries.standings import standing_of
from sop_minutes.storage.tables import Action, Item, Meeting, Point, Report, TimetableEntry

_MOST_ACTIONS = 20
_MOST_POINTS = 4


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was said under a topic at an earlier meeting: its first few blocks."""

    meeting_id: int
    on: date
    points: tuple[PointSheet, ...]


class LastMinutes(NamedTuple):
    """The minutes that an item is there to approve, and how it stands with them."""

    meeting_id: int
    on: date
    standing: Standing


class NeededRow(NamedTuple):
    """A report that the group deals with in this season and that is not on the agenda."""

    report_id: int
    name: str
    role: ReportRole
    season: Season


@dataclass(frozen=True, slots=True)
class Beside:
    """All that lies beside one item.

    `actions` are those carried forward to the meeting, the earliest due first; `more` says how many are
    left out. `counts` is how many there are on each item of the meeting, by the item's id. `minutes` are
    those that wait to be approved under the item, None where none do or only older ones than were approved.
    """

    actions: tuple[ActionRow, ...]
    more: int
    last: LastTime | None
    needed: tuple[NeededRow, ...]
    counts: Mapping[int, int]
    minutes: LastMinutes | None = None


class _AgendaItem(NamedTuple):
    id: int
    title: str
    kind: ItemKind
    topic_id: int | None


def beside(session: Session, meeting_id: int, item_id: int | None) -> Beside:
    """Return what lies beside an item of a meeting; for None, what lies beside the meeting alone.

    Beside a meeting that is gone lies nothing.
    """
    connection = session.connection()
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return Beside((), 0, None, (), {})
    agenda = [
        _AgendaItem(id_, title, ItemKind(kind), topic)
        for id_, title, kind, topic in connection.execute(_AGENDA, {"meeting_id": meeting_id})
    ]
    where = {"meeting_id": meeting_id, "group_id": meeting.group_id, "on": meeting.on}
    topics = [(id_, topic) for id_, topic in connection.execute(_CARRIED, where)]
    item = next((item for item in agenda if item.id == item_id), None)
    ids = [id_ for id_, topic in topics if item and _belongs(topic, item)]
    narrowing = {"ids": {"ids": ids}}
    return Beside(
        actions=action_rows(connection, narrowing, tuple(Audience), _MOST_ACTIONS, 0) if ids else (),
        more=max(0, len(ids) - _MOST_ACTIONS),
        last=_last_time(connection, meeting, item.topic_id) if item else None,
        needed=_needed(connection, meeting, agenda),
        counts=_counts(topics, agenda),
        minutes=_minutes(session, meeting_id) if item and item.kind is ItemKind.LAST_MINUTES else None,
    )


def _minutes(session: Session, meeting_id: int) -> LastMinutes | None:
    found = minutes_to_approve(session, meeting_id)
    if found.waiting is None or found.approved is not None:
        return None
    return LastMinutes(found.waiting.id, found.waiting.on, standing_of(session, found.waiting.id))


def _belongs(topic: int | None, item: _AgendaItem) -> bool:
    """Say whether a carried action of a topic is for an item: under matters arising all of them are."""
    return item.kind is ItemKind.MATTERS_ARISING or (topic is not None and topic == item.topic_id)


def _counts(topics: list[tuple[int, int | None]], agenda: list[_AgendaItem]) -> dict[int, int]:
    of_topic = Counter(topic for _, topic in topics if topic is not None)
    return {
        item.id: len(topics) if item.kind is ItemKind.MATTERS_ARISING else of_topic[item.topic_id or 0]
        for item in agenda
    }


def _last_time(connection: Connection, meeting: Meeting, topic_id: int | None) -> LastTime | None:
    if topic_id is None:
        return None
    values = {
        "topic_id": topic_id,
        "group_id": meeting.group_id,
        "on": meeting.on,
        "sequence": meeting.sequence,
    }
    found = connection.execute(_BEFORE, values).first()
    if found is None:
        return None
    item_id, meeting_id, on = found
    points = tuple(
        PointSheet(text, PointKind(kind), level, Audience(audience))
        for text, kind, level, audience in connection.execute(_SAID, {"item_id": item_id})
    )
    return LastTime(meeting_id, on, points)


def _needed(connection: Connection, meeting: Meeting, agenda: list[_AgendaItem]) -> tuple[NeededRow, ...]:
    titles = [squash(item.title) for item in agenda]
    season = season_of(meeting.on)
    rows = connection.execute(_TIMETABLE, {"group_id": meeting.group_id, "season": season.value})
    return tuple(
        NeededRow(report_id, name, ReportRole(role), season)
        for report_id, name, role in rows
        if not any(squash(name) in title for title in titles)
    )


def _given(name: str) -> Any:
    return sa.bindparam(name)


_AGENDA = (
    sa.select(col(Item.id), col(Item.title), col(Item.kind), col(Item.topic_id))
    .where(col(Item.meeting_id) == _given("meeting_id"))
    .order_by(col(Item.position), col(Item.id))
)
_CARRIED = (
    sa.select(col(Action.id), col(Item.topic_id))
    .outerjoin(Point, col(Point.id) == col(Action.point_id))
    .outerjoin(Item, col(Item.id) == col(Point.item_id))
    .where(CARRIED)
)
_BEFORE = (
    sa.select(col(Item.id), col(Meeting.id), col(Meeting.on))
    .join(Meeting, col(Meeting.id) == col(Item.meeting_id))
    .where(
        # The sum keeps SQLite off the index on topics, which every group's meetings share: it walks
        # the group's meetings from the newest instead, and stops at the first that fits.
        col(Item.topic_id) + 0 == _given("topic_id"),
        col(Meeting.group_id) == _given("group_id"),
        col(Meeting.on) <= _given("on"),
        sa.or_(col(Meeting.on) < _given("on"), col(Meeting.sequence) < _given("sequence")),
        sa.exists().where(col(Point.item_id) == col(Item.id)),
    )
    .order_by(col(Meeting.on).desc(), col(Meeting.sequence).desc())
    .limit(1)
)
_SAID = (
    sa.select(col(Point.text), col(Point.kind), col(Point.level), col(Point.audience))
    .where(col(Point.item_id) == _given("item_id"))
    .order_by(col(Point.position), col(Point.id))
    .limit(_MOST_POINTS)
)
_TIMETABLE = (
    sa.select(col(Report.id), col(Report.name), col(TimetableEntry.role))
    .join(Report, col(Report.id) == col(TimetableEntry.report_id))
    .where(col(TimetableEntry.group_id) == _given("group_id"), col(TimetableEntry.season) == _given("season"))
    .order_by(col(TimetableEntry.role), col(Report.name))
)
