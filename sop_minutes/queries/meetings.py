"""Meetings: finding one by its key, and its note for an audience."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.keys import format_key, read_key
from sop_minutes.domain.sheets import (
    ActionRow,
    AttendanceSheet,
    ItemSheet,
    MeetingRow,
    MeetingSheet,
    NoteSheet,
    PointSheet,
)
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import (
    AttendanceStatus,
    Audience,
    GroupKind,
    MeetingState,
    PointKind,
    may_see,
    narrower,
)
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.blocks import (
    ItemRow,
    PointRow,
    attendance_of,
    item_sheet,
    items_of,
    point_sheet,
    points_of,
)
from sop_minutes.queries.names import group_called
from sop_minutes.queries.reviewed import as_typed, audiences_of_named
from sop_minutes.queries.said_actions import SaidActions
from sop_minutes.queries.standings import standing_of
from sop_minutes.storage.tables import Attendance, Group, Meeting


def list_meetings(session: Session, group_id: int | None = None) -> tuple[MeetingRow, ...]:
    """Return all meetings, of one group if `group_id` is given, oldest first."""
    query = sa.select(
        col(Meeting.id),
        col(Group.id),
        col(Group.code),
        col(Group.name),
        col(Meeting.on),
        col(Meeting.sequence),
        col(Meeting.provisional),
        col(Meeting.state),
    ).join(Group, col(Group.id) == col(Meeting.group_id))
    if group_id is not None:
        query = query.where(col(Meeting.group_id) == group_id)
    rows: Any = session.connection().execute(
        query.order_by(col(Meeting.on), col(Group.code), col(Meeting.sequence))
    )
    return tuple(
        MeetingRow(id_, format_key(code, on, sequence), group, name, on, provisional, MeetingState(state))
        for id_, group, code, name, on, sequence, provisional, state in rows
    )


def find_meeting(session: Session, key: str) -> int:
    """Return the id of the meeting with this key; the group may be given by any of its names.

    Raises UserError where there is none.
    """
    code, on, sequence = read_key(key)
    group = session.get_one(Group, group_called(session, code))
    query = select(Meeting.id).where(
        Meeting.group_id == group.id, Meeting.on == on, Meeting.sequence == sequence
    )
    found = session.exec(query).first()
    if found is None:
        raise UserError(f"{group.code} has no meeting on {format_date(on)}.")
    return found


def meeting_key(session: Session, meeting_id: int) -> str:
    """Return the key of a meeting. Raises UserError if it is no longer there."""
    meeting, group = _meeting_and_group(session, meeting_id)
    return format_key(group.code, meeting.on, meeting.sequence)


def meeting_sheet(
    session: Session, meeting_id: int, audience: Audience = Audience.RESTRICTED
) -> MeetingSheet:
    """Return a meeting with what `audience` may see, built only from rows it may see.

    Items, points and actions carry their own audience; `PointSheet.audience` is narrowed by its
    item's. For the public attendance is left out, and the owner of an action who is to be published as their
    role is called by that. Raises UserError if there is no such meeting.
    """
    meeting, group = _meeting_and_group(session, meeting_id)
    rows = actions_of_meeting(session, meeting_id, Audience.RESTRICTED)
    permitted = tuple(_permitted(session, meeting_id, audience))
    actions = SaidActions(session, meeting, rows, as_roles=audience is Audience.PUBLIC)
    items = tuple(_items(permitted, actions))
    attendance = () if audience is Audience.PUBLIC else attendance_of(session, meeting_id)
    partnership = partnership_of(session, group)
    return MeetingSheet(
        key=format_key(group.code, meeting.on, meeting.sequence),
        group_code=group.code,
        group_name=group.name,
        partnership=partnership.name if partnership else "",
        heading=f"{meeting.title or default_title(group, partnership)} – {format_date(meeting.on)}",
        state=MeetingState(meeting.state),
        note=_note(meeting, group, attendance, items),
        actions=_raised_in(permitted, actions_of_meeting(session, meeting_id, audience)),
        record=f"m{meeting_id}",
        handling=group.handling,
        approved=standing_of(session, meeting_id).is_approved,
    )


def typed_note(session: Session, meeting_id: int, *, understood: bool = False) -> NoteSheet:
    """Return the note as it is typed: each point with its own audience, not narrowed by its item's.

    `understood`: each action with what its line says.
    """
    meeting, group = _meeting_and_group(session, meeting_id)
    rows = actions_of_meeting(session, meeting_id, Audience.RESTRICTED) if understood else ()
    actions = SaidActions(session, meeting, rows)
    points = defaultdict(list)
    for point in points_of(session, meeting_id):
        action = actions.said_in(point) if understood else None
        points[point.item_id].append(as_typed(session, point_sheet(point, action), meeting_id))
    items = tuple(item_sheet(item, tuple(points[item.id])) for item in items_of(session, meeting_id))
    return _note(meeting, group, attendance_of(session, meeting_id), items)


def _note(
    meeting: Meeting, group: Group, attendance: tuple[AttendanceSheet, ...], items: tuple[ItemSheet, ...]
) -> NoteSheet:
    return NoteSheet(
        group=group.name,
        on=meeting.on,
        provisional=meeting.provisional,
        title=meeting.title,
        time=meeting.time,
        place=meeting.place,
        marking=meeting.marking,
        attendance=attendance,
        items=items,
    )


def withheld_texts(session: Session, meeting_id: int, audience: Audience) -> tuple[str, ...]:
    """Return, as a reader would read them, the texts of the meeting that `audience` may not see."""
    items = {item.id: item for item in items_of(session, meeting_id)}
    texts = [plain_text(item.title) for item in items.values() if not may_see(audience, item.audience)]
    meeting, _ = _meeting_and_group(session, meeting_id)
    actions = SaidActions(session, meeting, actions_of_meeting(session, meeting_id, Audience.RESTRICTED))
    for point in _narrowed_points(session, meeting_id):
        if may_see(audience, narrower(items[point.item_id].audience, point.audience)):
            continue
        texts.append(plain_text(point.text))
        if point.kind == PointKind.ACTION:
            said = actions.sheet(point)
            texts += [plain_text(said.text), plain_text(said.sentence)]
    return tuple(dict.fromkeys(text for text in texts if text))


def withheld_from_each(session: Session, meeting_id: int) -> Mapping[Audience, tuple[str, ...]]:
    """Return the texts of `withheld_texts` for each audience."""
    return {reader: withheld_texts(session, meeting_id, reader) for reader in Audience}


def partnership_of(session: Session, group: Group) -> Group | None:
    """Return the partnership that `group` belongs to, None if it is in none or is one itself."""
    seen = {group.id}
    while group.parent_id is not None and group.parent_id not in seen:
        parent = session.get(Group, group.parent_id)
        if parent is None:
            return None
        if parent.kind == GroupKind.PARTNERSHIP:
            return parent
        seen.add(parent.id)
        group = parent
    return None


def default_title(group: Group, partnership: Group | None) -> str:
    """Return the house's title of a group's note, without its date."""
    if partnership is None or squash(group.name).startswith(squash(partnership.name)):
        return f"Key points discussed at {group.name}"
    return f"Key points discussed at {partnership.name} ({partnership.code}) {group.name}"


def _meeting_and_group(session: Session, meeting_id: int) -> tuple[Meeting, Group]:
    query = (
        select(Meeting, Group).join(Group, col(Group.id) == Meeting.group_id).where(Meeting.id == meeting_id)
    )
    found = session.exec(query).first()
    if found is None:
        raise UserError("That meeting is no longer there.")
    return found


def _permitted(
    session: Session, meeting_id: int, audience: Audience
) -> Iterator[tuple[ItemRow, list[PointRow]]]:
    """Yield the permitted items in order, each with its permitted points, narrowed by its audience."""
    points = defaultdict(list)
    for point in _narrowed_points(session, meeting_id):
        points[point.item_id].append(point)
    for item in items_of(session, meeting_id):
        if not may_see(audience, item.audience):
            continue
        narrowed = (point.within(item.audience) for point in points[item.id])
        yield item, [point for point in narrowed if may_see(audience, point.audience)]


def _items(
    permitted: Iterable[tuple[ItemRow, Sequence[PointRow]]], actions: SaidActions
) -> Iterator[ItemSheet]:
    for item, points in permitted:
        if item.title or points:
            yield item_sheet(item, tuple(point_sheet(point, actions.said_in(point)) for point in points))


def _raised_in(
    permitted: Iterable[tuple[ItemRow, Sequence[PointRow]]], rows: Iterable[ActionRow]
) -> tuple[ActionRow, ...]:
    """Return the actions of permitted points."""
    ids = {point.id for _, points in permitted for point in points}
    return tuple(row for row in rows if row.point_id in ids)


def _narrowed_points(session: Session, meeting_id: int) -> list[PointRow]:
    """Return the meeting's points, none wider than an earlier action of which it says what became.

    Nor is what stands under such a line.
    """
    points = points_of(session, meeting_id)
    named = audiences_of_named(session, points)
    if not named:
        return points
    items = defaultdict(list)
    for point in points:
        audience = narrower(point.audience, named.get(point.id, point.audience))
        items[point.item_id].append(point._replace(audience=audience))
    return [point for of_item in items.values() for point in _inherited(of_item)]


def _inherited(points: Sequence[PointRow]) -> Iterator[PointRow]:
    sheets = with_inherited_audiences([PointSheet(p.text, p.kind, p.level, p.audience) for p in points])
    for point, sheet in zip(points, sheets, strict=True):
        yield point._replace(audience=sheet.audience)


def people_at(session: Session, meeting_id: int) -> frozenset[int]:
    """Return the ids of the known people who are at a meeting: not those who sent apologies."""
    away = (AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)
    query = select(Attendance.person_id).where(Attendance.meeting_id == meeting_id)
    query = query.where(col(Attendance.status).not_in(away))
    return frozenset(id_ for id_ in session.exec(query) if id_ is not None)
