"""The review of actions at a meeting: the register moves on, and the meeting's note says so, at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from sop_minutes.commands.actions import assign_action, cancel_action, settle_action, update_action
from sop_minutes.commands.checks import line_of, meeting_to_change, row_of
from sop_minutes.commands.items import add_item
from sop_minutes.commands.points import add_point, edit_point, mark_point
from sop_minutes.commands.positions import LAST
from sop_minutes.domain.actions import check_is_open
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import read_owners
from sop_minutes.domain.reviewing import (
    ESCALATED,
    HANDED_ON,
    REVIEW_TITLE,
    Verb,
    read_extension,
    read_note,
    review_line,
    said_to,
    said_words,
)
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, ItemKind, PointKind, narrower
from sop_minutes.queries.action_life import parts_of
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.names import directory, group_called
from sop_minutes.queries.reviewing import said_at
from sop_minutes.storage.tables import Action, Group, Item, Meeting, Point

_OPENINGS = ("welcome", "introduction", "apolog")


def review_action(session: Session, action_id: int, *, meeting_id: int, verb: Verb, text: str = "") -> None:
    """Say at a meeting what became of an action that was raised before, and keep it as a line of its note.

    `text` is the new due date of `EXTEND` (a note after a dash), the owners of `OWNER` with commas
    between, the group of `ESCALATE` ("" for the one above); for the others a note. All that is said
    of an action at a meeting is one line. Raises UserError if the minutes are approved.
    """
    meeting, action = meeting_to_change(session, meeting_id), row_of(session, Action, action_id)
    _check_was_raised_before(session, action, meeting)
    before = said_words(said_at(session, meeting_id)[action_id])
    _VERBS[verb](session, action_id, meeting, text)
    session.flush()
    line_id = _keep_line(session, action_id, meeting_id, before)
    if verb is Verb.ESCALATE:
        _keep_referral(session, action_id, line_id, _target(session, action, text))


def escalate_action(
    session: Session, action_id: int, *, to_id: int, on: date, meeting_id: int | None = None
) -> None:
    """Note on an action that it was put before another group. Its own group keeps it."""
    action, group = row_of(session, Action, action_id), row_of(session, Group, to_id)
    check_is_open(action.status)
    if group.id == action.group_id:
        raise UserError(f"That action is {group.name}'s own.")
    update_action(
        session,
        action_id,
        on=on,
        note=f"{ESCALATED}{group.name}",
        meeting_id=meeting_id,
        audience=Audience.PUBLIC,
    )


def _check_was_raised_before(session: Session, action: Action, meeting: Meeting) -> None:
    point = session.get(Point, action.point_id) if action.point_id is not None else None
    here = point is not None and session.get_one(Item, point.item_id).meeting_id == meeting.id
    if here or action.raised_on > meeting.on:
        raise UserError("Only an action that was raised before the meeting can be reviewed at it.")


def _done(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    settle_action(session, action_id, on=meeting.on, meeting_id=meeting.id)
    _note_if_said(session, action_id, meeting, text)


def _cancel(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    cancel_action(session, action_id, on=meeting.on, meeting_id=meeting.id)
    _note_if_said(session, action_id, meeting, text)


def _note(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    note, audience = read_note(text)
    update_action(
        session,
        action_id,
        on=meeting.on,
        note=line_of(note, "A note needs some words."),
        meeting_id=meeting.id,
        audience=audience,
    )


def _extend(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    due, then = read_extension(text)
    note, audience = read_note(then)
    update_action(
        session,
        action_id,
        on=meeting.on,
        due=line_of(due, "A due date needs some words."),
        note=note,
        meeting_id=meeting.id,
        audience=audience,
    )


def _hand_on(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    check_is_open(row_of(session, Action, action_id).status)
    assign_action(session, action_id, owners=read_owners(text, directory(session)))
    owners = ", ".join(part.name for part in parts_of(session, action_id))
    update_action(
        session,
        action_id,
        on=meeting.on,
        note=f"{HANDED_ON}{owners}",
        meeting_id=meeting.id,
        audience=Audience.PUBLIC,
    )


def _escalate(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    to = _target(session, row_of(session, Action, action_id), text)
    escalate_action(session, action_id, to_id=to.id, on=meeting.on, meeting_id=meeting.id)


_VERBS: dict[Verb, Callable[[Session, int, Meeting, str], None]] = {
    Verb.DONE: _done,
    Verb.NOTE: _note,
    Verb.EXTEND: _extend,
    Verb.OWNER: _hand_on,
    Verb.ESCALATE: _escalate,
    Verb.CANCEL: _cancel,
}


def _note_if_said(session: Session, action_id: int, meeting: Meeting, text: str) -> None:
    if text.strip():
        _note(session, action_id, meeting, text)


def _target(session: Session, action: Action, name: str) -> Group:
    """Return the group that is called `name`, for "" the one above the action's own."""
    if name.strip():
        return session.get_one(Group, group_called(session, name.strip()))
    own = session.get_one(Group, action.group_id)
    if own.parent_id is None:
        raise UserError(f"No group is above {own.name}: say to which one it is escalated.")
    return session.get_one(Group, own.parent_id)


def _keep_line(session: Session, action_id: int, meeting_id: int, before: str) -> int:
    """Write what has been said of an action at a meeting as its line; return the point's id.

    The line that said what was said `before` is rewritten, with whatever was typed after that.
    """
    row, said = action_row(session, action_id), said_at(session, meeting_id)[action_id]
    words = said_words(said)
    line = review_line(row.ref, row.text, row.owners, words)
    audience = narrower(row.audience, said_to(said))
    held = _held_line(session, meeting_id, row.ref, before)
    if held is None:
        item_id = _review_item(session, meeting_id)
        return add_point(session, item_id=item_id, text=line, level=1, audience=audience)
    typed_after = held.text.rpartition(f": {before}")[2]
    edit_point(session, held.id, text=f"{line}{typed_after}")
    session.expire(held)
    mark_point(session, held.id, audience=narrower(audience, Audience(held.audience)))
    return held.id


def _held_line(session: Session, meeting_id: int, ref: str, before: str) -> Point | None:
    """Return the line of a reference that says `before`: what somebody typed otherwise is left alone."""
    if not before:
        return None
    lines = session.exec(_points(meeting_id).where(Point.kind == PointKind.POINT)).all()
    return next(
        (line for line in lines if line.text.startswith(f"{ref} ") and f": {before}" in line.text), None
    )


def _keep_referral(session: Session, action_id: int, line_id: int, to: Group) -> None:
    """Write under an action's line that it is referred to a group; to another one than before, instead."""
    row, line = action_row(session, action_id), row_of(session, Point, line_id)
    code = to.code if " " not in to.code else f"[{to.name}]"
    text = f">{code} {row.ref} {row.text.rstrip(' .;:')}, for action"
    query = _points(row_of(session, Item, line.item_id).meeting_id).where(
        Point.kind == PointKind.REFERRAL, col(Point.text).contains(f" {row.ref} ", autoescape=True)
    )
    held = session.exec(query).first()
    if held is not None:
        edit_point(session, held.id, text=text)
        return
    add_point(
        session,
        item_id=line.item_id,
        text=text,
        kind=PointKind.REFERRAL,
        level=2,
        audience=row.audience,
        after_id=line_id,
    )


def _points(meeting_id: int) -> Any:
    """Select the blocks under a meeting's matters arising, in order."""
    query = select(Point).join(Item, col(Item.id) == col(Point.item_id))
    query = query.where(Item.meeting_id == meeting_id, Item.kind == ItemKind.MATTERS_ARISING)
    return query.order_by(col(Item.position), col(Point.position))


def _review_item(session: Session, meeting_id: int) -> int:
    """Return the item that the review is kept under: the first of matters arising, made if there is none."""
    query = select(Item).where(Item.meeting_id == meeting_id)
    items = session.exec(query.order_by(col(Item.position), col(Item.id))).all()
    arising = [item for item in items if item.kind == ItemKind.MATTERS_ARISING]
    wanted = squash(REVIEW_TITLE)
    named = [item for item in arising if squash(item.title) == wanted]
    if arising:
        return (named or arising)[0].id
    after: int | None = None
    for item in items:
        if item.title and not squash(item.title).startswith(_OPENINGS):
            break
        after = item.id
    return add_item(
        session,
        meeting_id=meeting_id,
        title=REVIEW_TITLE,
        kind=ItemKind.MATTERS_ARISING,
        after_id=after if items else LAST,
    )
