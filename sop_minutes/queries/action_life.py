"""One action's whole life: where it was raised, all that became of it, what hangs on it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.actions import format_ref
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.queries.action_history import UpdateRow, action_history
from sop_minutes.queries.actions import action_ref, action_row
from sop_minutes.queries.due_changes import DueChange, due_changes
from sop_minutes.queries.line_changes import LineLife, line_life
from sop_minutes.queries.logged import in_force, makers
from sop_minutes.queries.mark_changes import MarkChange, mark_changes
from sop_minutes.queries.owners import OWNER_NAME, owner_rows
from sop_minutes.queries.replies import ProposalRow, list_proposals
from sop_minutes.storage.tables import (
    Action,
    ActionLink,
    ActionOwner,
    Chaser,
    ChaserAction,
    Group,
    Item,
    Point,
    Priority,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One owner's part; the first one leads. `done_on` is None while it is still to do."""

    owner_id: int
    name: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A document or a page beside an action."""

    id: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ChaserRow:
    """That an owner was asked after the action, and when it was due then."""

    at: datetime
    to_name: str
    to_address: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """An update, with who made it and when ("" and None where the log does not say).

    `due_before` is what the due date was before it, None where it left that; `merged_into` the reference
    of the action in which it said that this one goes on.
    """

    update: UpdateRow
    who: str
    at: datetime | None
    due_before: Due | None
    merged_into: str


@dataclass(frozen=True, slots=True)
class ActionLife:
    """All that is known of an action. `row` has its effective audience, and where it was raised by name.

    `meeting_id` is None, and `said` (its line in the note, as typed) "", for one raised outside a
    note; `line` is what that was when it was raised, and its changes since. `due_changes` are those that
    no step says. `priority` is its own or its topic's. `merged_into` and `merged_from` are references.
    """

    row: ActionRow
    meeting_id: int | None
    said: str
    line: LineLife
    steps: tuple[Step, ...]
    due_changes: tuple[DueChange, ...]
    mark_changes: tuple[MarkChange, ...]
    parts: tuple[Part, ...]
    links: tuple[LinkRow, ...]
    priority: str
    is_own_priority: bool
    chasers: tuple[ChaserRow, ...]
    proposals: tuple[ProposalRow, ...]
    merged_into: str
    merged_from: tuple[str, ...]


def action_life(session: Session, action_id: int) -> ActionLife:
    """Return an action's whole life. Raises UserError if it is no longer there."""
    row = action_row(session, action_id)
    action = session.get_one(Action, action_id)
    changes = due_changes(session, action_id)
    meeting_id, said, topics_priority = _origin(session, action.point_id)
    priority_id = action.priority_id or topics_priority
    return ActionLife(
        row=row,
        meeting_id=meeting_id,
        said=said,
        line=line_life(session, action_id, action.point_id) if action.point_id else LineLife("", ()),
        steps=_steps(session, action_id, changes),
        due_changes=tuple(change for change in changes if change.update_id is None),
        mark_changes=mark_changes(session, action_id, action.point_id),
        parts=parts_of(session, action_id),
        links=links_of(session, action_id),
        priority=session.get_one(Priority, priority_id).title if priority_id else "",
        is_own_priority=action.priority_id is not None,
        chasers=_chasers(session, action_id),
        proposals=list_proposals(session, action_id=action_id),
        merged_into=action_ref(session, action.merged_into_id) if action.merged_into_id else "",
        merged_from=_merged_from(session, action_id),
    )


def parts_of(session: Session, action_id: int) -> tuple[Part, ...]:
    """Return the owners of an action, the lead first, each with their own part."""
    query = owner_rows(col(ActionOwner.id), OWNER_NAME, col(ActionOwner.done_on))
    query = query.where(col(ActionOwner.action_id) == action_id).order_by(col(ActionOwner.position))
    return tuple(Part(*row) for row in session.connection().execute(query))


def _origin(session: Session, point_id: int | None) -> tuple[int | None, str, int | None]:
    """Return the meeting an action was raised in, its line, and its topic's priority."""
    query: Any = (
        sa.select(col(Item.meeting_id), col(Point.text), col(Topic.priority_id))
        .join(Item, col(Item.id) == col(Point.item_id))
        .outerjoin(Topic, col(Topic.id) == col(Item.topic_id))
        .where(col(Point.id) == point_id)
    )
    found = session.connection().execute(query).first()
    return (found[0], found[1], found[2]) if found else (None, "", None)


def _steps(session: Session, action_id: int, changes: tuple[DueChange, ...]) -> tuple[Step, ...]:
    made = makers(session, action_id)
    before = {change.update_id: change.before for change in changes}
    merged = _merged(session, action_id)
    return tuple(
        Step(
            update,
            who=by.who if by else "",
            at=by.at if by else None,
            due_before=before.get(update.id),
            merged_into=merged.get(by.entry, "") if by else "",
        )
        for update in action_history(session, action_id)
        for by in [made.get(update.id)]
    )


def _merged(session: Session, action_id: int) -> dict[int, str]:
    """Return in which entry of the change log an action was merged, and into which one."""
    logged = in_force(session, str(Action.__tablename__), action_id)
    into = {change.entry: (change.after or {}).get("merged_into_id") for change in logged}
    there = ((entry, session.get(Action, id_)) for entry, id_ in into.items() if id_)
    return {entry: action_ref(session, other.id) for entry, other in there if other}


def links_of(session: Session, action_id: int) -> tuple[LinkRow, ...]:
    """Return the documents and pages beside an action."""
    query = select(ActionLink.id, ActionLink.title, ActionLink.address)
    query = query.where(ActionLink.action_id == action_id).order_by(col(ActionLink.id))
    return tuple(LinkRow(*row) for row in session.exec(query))


def _chasers(session: Session, action_id: int) -> tuple[ChaserRow, ...]:
    query = (
        sa.select(col(Chaser.at), col(Chaser.to_name), col(Chaser.to_address), col(ChaserAction.due_on))
        .join(ChaserAction, col(ChaserAction.chaser_id) == col(Chaser.id))
        .where(col(ChaserAction.action_id) == action_id)
        .order_by(col(Chaser.at), col(Chaser.id))
    )
    return tuple(ChaserRow(*row) for row in session.connection().execute(query))


def _merged_from(session: Session, action_id: int) -> tuple[str, ...]:
    query = select(Group.code, Action.year, Action.number).join(Group, col(Group.id) == col(Action.group_id))
    query = query.where(Action.merged_into_id == action_id).order_by(col(Action.id))
    return tuple(format_ref(*row) for row in session.exec(query))
