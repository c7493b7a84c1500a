"""The action register: lists of actions, and one action's life."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row
from sqlmodel import Session, col, select

from sop_minutes.domain.actions import format_ref, read_ref
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.names import Directory, KnownName, NameKind
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.words import (
    ActionStatus,
    Audience,
    DuePrecision,
    may_see,
    narrower,
)
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import (
    OPEN,
    Action,
    ActionOwner,
    ActionUpdate,
    Group,
    Item,
    Meeting,
    Organisation,
    Person,
    Point,
    Seat,
)


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions are wanted. None or "" in a field does not narrow.

    `statuses` None is all that are not closed. `owner` is a name as people write it: a known one
    finds all its forms, an unknown one finds what was written. `overdue_on` keeps what is late on
    that day. `audience` keeps what that audience may see.
    """

    group_id: int | None = None
    owner: str = ""
    statuses: tuple[ActionStatus, ...] | None = None
    overdue_on: date | None = None
    audience: Audience = Audience.RESTRICTED
    meeting_id: int | None = None
    action_id: int | None = None


def list_actions(
    session: Session, wanted: ActionFilter, *, limit: int | None = None, offset: int = 0
) -> tuple[ActionRow, ...]:
    """Return the actions wanted, the earliest due first, those without a date last."""
    query = _narrowed(_actions(), session, wanted)
    if wanted.meeting_id is None:
        query = query.order_by(col(Action.due_on).nulls_last(), col(Action.id))
    else:
        query = query.order_by(col(Item.position), col(Point.position), col(Action.id))
    rows = session.connection().execute(query.limit(limit).offset(offset)).all()
    return _rows(session, rows, wanted.audience)


def actions_of_meeting(session: Session, meeting_id: int, audience: Audience) -> tuple[ActionRow, ...]:
    """Return the actions raised in a meeting's note, closed ones too, in the order of the note."""
    wanted = ActionFilter(statuses=tuple(ActionStatus), audience=audience, meeting_id=meeting_id)
    return list_actions(session, wanted)


def find_action(session: Session, ref: str) -> int:
    """Return the id of the action with this reference; without a group's code if only one group has it.

    Raises UserError where there is none, or more than one.
    """
    parts = read_ref(ref)
    if parts is None:
        raise UserError(f"“{ref}” is not an action's reference; one looks like CG 17/31.")
    code, year, number = parts
    query = select(Action.id, Group.code, Action.year).join(Group, col(Group.id) == Action.group_id)
    query = query.where(col(Action.year) % 100 == year, Action.number == number)
    if code:
        query = query.where(Group.code == code)
    found = session.exec(query).all()
    if not found:
        raise UserError(f"There is no action {ref.strip()}.")
    if len(found) > 1:
        refs = ", ".join(format_ref(group, raised, number) for _, group, raised in found)
        raise UserError(f"{ref.strip()} could be {refs}: give the group's code too.")
    return found[0][0]


def action_row(session: Session, action_id: int) -> ActionRow:
    """Return one action as the register shows it. Raises UserError if there is none."""
    wanted = ActionFilter(statuses=tuple(ActionStatus), action_id=action_id)
    rows = list_actions(session, wanted)
    if not rows:
        raise UserError("That action is no longer there.")
    return rows[0]


def withheld_action_texts(session: Session, wanted: ActionFilter) -> tuple[str, ...]:
    """Return the texts of the actions that `wanted` holds back for its audience's sake alone."""
    everything = replace(wanted, audience=Audience.RESTRICTED)
    rows = session.connection().execute(_narrowed(_actions(), session, everything)).all()
    hidden = [
        row
        for row in rows
        if not may_see(wanted.audience, _narrowest(row.audience, row.point_audience, row.item_audience))
    ]
    titles = [
        row.item for row in hidden if row.item and not may_see(wanted.audience, Audience(row.item_audience))
    ]
    notes = _withheld_notes(session, [row.id for row in rows], wanted.audience)
    return tuple(dict.fromkeys(plain_text(text) for text in (*(row.text for row in hidden), *titles, *notes)))


def _actions() -> Any:
    """The columns of a row of the register, over every action."""
    return (
        sa.select(
            col(Action.id),
            col(Action.point_id),
            col(Group.code),
            col(Group.name).label("group_name"),
            col(Action.year),
            col(Action.number),
            col(Action.text),
            col(Action.due_as_written),
            col(Action.due_on),
            col(Action.due_precision),
            col(Action.status),
            col(Action.done_on),
            col(Action.raised_on),
            col(Action.audience),
            col(Point.audience).label("point_audience"),
            col(Item.title).label("item"),
            col(Item.audience).label("item_audience"),
            col(Meeting.on).label("meeting_on"),
            col(Meeting.sequence),
        )
        .join(Group, col(Group.id) == col(Action.group_id))
        .outerjoin(Point, col(Point.id) == col(Action.point_id))
        .outerjoin(Item, col(Item.id) == col(Point.item_id))
        .outerjoin(Meeting, col(Meeting.id) == col(Item.meeting_id))
    )


def _narrowed(query: Any, session: Session, wanted: ActionFilter) -> Any:
    if wanted.statuses is None or wanted.overdue_on is not None:
        query = query.where(OPEN)
    if wanted.statuses is not None and len(wanted.statuses) < len(ActionStatus):
        query = query.where(col(Action.status).in_(wanted.statuses))
    if wanted.group_id is not None:
        query = query.where(col(Action.group_id) == wanted.group_id)
    if wanted.meeting_id is not None:
        points = sa.select(col(Point.id)).join(Item, col(Item.id) == col(Point.item_id))
        query = query.where(col(Action.point_id).in_(points.where(col(Item.meeting_id) == wanted.meeting_id)))
    if wanted.action_id is not None:
        query = query.where(col(Action.id) == wanted.action_id)
    if wanted.overdue_on is not None:
        query = query.where(col(Action.due_on) < wanted.overdue_on)
    if wanted.owner:
        query = query.where(_owned_by(session, wanted.owner))
    allowed = _allowed(wanted.audience)
    if len(allowed) < len(Audience):
        query = query.where(
            col(Action.audience).in_(allowed),
            sa.or_(col(Point.audience).is_(None), col(Point.audience).in_(allowed)),
            sa.or_(col(Item.audience).is_(None), col(Item.audience).in_(allowed)),
        )
    return query


_OWNER_COLUMNS = {
    NameKind.PERSON: ActionOwner.person_id,
    NameKind.SEAT: ActionOwner.seat_id,
    NameKind.GROUP: ActionOwner.group_id,
    NameKind.ORGANISATION: ActionOwner.organisation_id,
}


def _owned_by(session: Session, name: str) -> Any:
    """Return the condition that an action is owned by whoever is called `name`, or was written so."""
    known = directory(session).match(name)
    owned = [col(_OWNER_COLUMNS[match.kind]) == match.id for match in known]
    owned.append(sa.func.lower(col(ActionOwner.as_written)) == name.strip().lower())
    return col(Action.id).in_(sa.select(col(ActionOwner.action_id)).where(sa.or_(*owned)))


def _rows(session: Session, found: Sequence[Row[Any]], reader: Audience) -> tuple[ActionRow, ...]:
    owners = _owners(session, [row.id for row in found])
    notes = _last_notes(session, [row.id for row in found], reader)
    return tuple(
        ActionRow(
            id=row.id,
            point_id=row.point_id,
            ref=format_ref(row.code, row.year, row.number),
            text=row.text,
            owners=tuple(owners[row.id]),
            due=Due(row.due_as_written, row.due_on, _PRECISIONS[row.due_precision]),
            status=_STATUSES[row.status],
            audience=_narrowest(row.audience, row.point_audience, row.item_audience),
            meeting=format_key(row.code, row.meeting_on, row.sequence) if row.meeting_on else "",
            item=row.item or "",
            group=row.group_name,
            raised_on=row.raised_on,
            done_on=row.done_on,
            last_note=notes.get(row.id, ""),
        )
        for row in found
    )


def _allowed(reader: Audience) -> list[Audience]:
    return [audience for audience in Audience if may_see(reader, audience)]


_STATUSES = {status.value: status for status in ActionStatus}
_PRECISIONS = {precision.value: precision for precision in DuePrecision}


@cache
def _narrowest(*words: str | None) -> Audience:
    """Return the narrowest of stored audiences; there are so few that each is worked out once."""
    return narrower(*(Audience(word) for word in words if word))


def _owners(session: Session, action_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Return the owners' names as shown, by action, the lead first."""
    query = _owner_rows(col(ActionOwner.action_id), _OWNER_NAME.label("name"))
    names: defaultdict[int, list[str]] = defaultdict(list)
    for batch in _batches(action_ids):
        rows: Any = session.connection().execute(query.where(col(ActionOwner.action_id).in_(batch)))
        for action_id, name in rows:
            names[action_id].append(name)
    return names


_OWNER_NAME = sa.func.coalesce(
    col(Person.name), col(Seat.role), col(Organisation.name), col(Group.name), col(ActionOwner.as_written)
)


def owner_directories(session: Session, action_ids: Sequence[int]) -> defaultdict[int, Directory]:
    """Return for each action whom its owners, as written, were understood to be when it was raised."""
    query = _owner_rows(col(ActionOwner.action_id), col(ActionOwner.as_written), _OWNER_NAME.label("name"))
    known: defaultdict[int, list[KnownName]] = defaultdict(list)
    for batch in _batches(action_ids):
        rows: Any = session.connection().execute(query.where(col(ActionOwner.action_id).in_(batch)))
        for row in rows:
            entry = KnownName(NameKind.PERSON, len(known[row.action_id]), row.name, (row.as_written,))
            known[row.action_id].append(entry)
    return defaultdict(Directory, {action_id: Directory(names) for action_id, names in known.items()})


def _owner_rows(*columns: Any) -> Any:
    """The owners of actions with those they are known to be, the lead first."""
    return (
        sa.select(*columns)
        .select_from(ActionOwner)
        .outerjoin(Person, col(Person.id) == col(ActionOwner.person_id))
        .outerjoin(Seat, col(Seat.id) == col(ActionOwner.seat_id))
        .outerjoin(Organisation, col(Organisation.id) == col(ActionOwner.organisation_id))
        .outerjoin(Group, col(Group.id) == col(ActionOwner.group_id))
        .order_by(col(ActionOwner.action_id), col(ActionOwner.position))
    )


def _last_notes(session: Session, action_ids: Sequence[int], reader: Audience) -> dict[int, str]:
    """Return the newest note that `reader` may see, by action."""
    seen = _notes(session, action_ids, col(ActionUpdate.audience).in_(_allowed(reader)))
    return {row.action_id: row.note for row in seen}


def _withheld_notes(session: Session, action_ids: Sequence[int], reader: Audience) -> list[str]:
    hidden = _notes(session, action_ids, col(ActionUpdate.audience).not_in(_allowed(reader)))
    return [row.note for row in hidden]


def _notes(session: Session, action_ids: Sequence[int], condition: Any) -> Iterator[Row[Any]]:
    """Yield the notes on actions, oldest first."""
    query = sa.select(col(ActionUpdate.action_id), col(ActionUpdate.note))
    query = query.where(col(ActionUpdate.note) != "", condition)
    query = query.order_by(col(ActionUpdate.on), col(ActionUpdate.id))
    for batch in _batches(action_ids):
        rows: Any = session.connection().execute(query.where(col(ActionUpdate.action_id).in_(batch)))
        yield from rows


def _batches(ids: Sequence[int], size: int = 900) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
