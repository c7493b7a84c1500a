"""The review of actions at a meeting: the register moves on, and the meeting's note says so, at once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import takewhile

from sqlmodel import Session, col, select

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import cancel_action, hand_on_action, reopen_action, settle_action
from sop_minutes.commands.checks import line_of, meeting_to_change, row_of
from sop_minutes.commands.items import add_item
from sop_minutes.commands.points import add_point, edit_point, mark_point
from sop_minutes.commands.positions import after_openings
from sop_minutes.domain.actions import check_is_open
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import read_owners
from sop_minutes.domain.reviewing import (
    ESCALATED,
    REVIEW_TITLE,
    ReviewLine,
    Verb,
    is_referral_line,
    read_extension,
    read_note,
    referral_line,
    review_line,
    said_to,
    said_words,
)
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, ItemKind, PointKind, narrower
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.names import directory, group_called
from sop_minutes.queries.reviewing import said_at
from sop_minutes.storage.tables import Action, ActionUpdate, Group, Item, Meeting, Point


def review_action(
    session: Session,
    action_id: int,
    *,
    meeting_id: int,
    verb: Verb,
    text: str = "",
    on: date | None = None,
) -> None:
    """Say at a meeting what became of an action that was raised before, and keep it as a line of its note.

    `text` is the new due date of `EXTEND` (a note after a dash), the owners of `OWNER` with commas
    between, the group of `ESCALATE` ("" for the one above); for the others a note. All that is said
    of an action at a meeting is one line. `on` is the day of which all this is, and from which a date
    is read: the meeting's by default, today for one that is yet to be held. Raises UserError if the
    minutes are approved.
    """
    meeting, action = meeting_to_change(session, meeting_id), row_of(session, Action, action_id)
    _check_is_up(session, action, meeting)
    before = _line_of(session, action_id, meeting_id)
    day = on or meeting.on
    if verb in _SETTLING:
        _SETTLING[verb](session, action_id, on=day, meeting_id=meeting_id)
    if verb in _VERBS:
        _VERBS[verb](session, action_id, meeting, text, day)
    elif text.strip():
        _note(session, action_id, meeting, text, day)
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


def _check_is_up(session: Session, action: Action, meeting: Meeting) -> None:
    if action.group_id != meeting.group_id:
        raise UserError("That is an action of another group, and is reviewed at the meetings of that one.")
    point = session.get(Point, action.point_id) if action.point_id is not None else None
    here = point is not None and session.get_one(Item, point.item_id).meeting_id == meeting.id
    if here or action.raised_on > meeting.on:
        raise UserError("Only an action that was raised before the meeting can be reviewed at it.")


def _note(session: Session, action_id: int, meeting: Meeting, text: str, on: date) -> None:
    note, audience = read_note(text)
    update_action(
        session,
        action_id,
        on=on,
        note=line_of(note, "A note needs some words."),
        meeting_id=meeting.id,
        audience=audience,
    )


def _extend(session: Session, action_id: int, meeting: Meeting, text: str, on: date) -> None:
    _check_is_latest(session, action_id, meeting)
    due, then = read_extension(text)
    note, audience = read_note(then)
    update_action(
        session,
        action_id,
        on=on,
        due=line_of(due, "Type a date, as in 31 January or next meeting."),
        note=note,
        meeting_id=meeting.id,
        audience=audience,
    )


def _check_is_latest(session: Session, action_id: int, meeting: Meeting) -> None:
    query = select(Meeting).join(ActionUpdate, col(ActionUpdate.meeting_id) == Meeting.id)
    query = query.where(
        ActionUpdate.action_id == action_id,
        col(ActionUpdate.due_as_written).is_not(None),
        col(Meeting.on) > meeting.on,
    )
    later = session.exec(query.order_by(col(Meeting.on).desc())).first()
    if later is not None:
        raise UserError(
            f"A later meeting, on {format_date(later.on)}, has set its due date already: change it there."
        )


def _hand_on(session: Session, action_id: int, meeting: Meeting, text: str, on: date) -> None:
    check_is_open(row_of(session, Action, action_id).status)
    owners = read_owners(text, directory(session))
    hand_on_action(session, action_id, owners=owners, on=on, meeting_id=meeting.id)


def _escalate(session: Session, action_id: int, meeting: Meeting, text: str, on: date) -> None:
    to = _target(session, row_of(session, Action, action_id), text)
    escalate_action(session, action_id, to_id=to.id, on=on, meeting_id=meeting.id)


_VERBS: dict[Verb, Callable[[Session, int, Meeting, str, date], None]] = {
    Verb.NOTE: _note,
    Verb.EXTEND: _extend,
    Verb.OWNER: _hand_on,
    Verb.ESCALATE: _escalate,
}
_SETTLING: dict[Verb, Callable[..., None]] = {
    Verb.DONE: settle_action,
    Verb.CANCEL: cancel_action,
    Verb.REOPEN: reopen_action,
}


def _target(session: Session, action: Action, name: str) -> Group:
    """Return the group that is called `name`, for "" the one above the action's own."""
    if name.strip():
        return session.get_one(Group, group_called(session, name.strip()))
    own = session.get_one(Group, action.group_id)
    if own.parent_id is None:
        raise UserError(f"No group is above {own.name}: say to which one it is escalated.")
    return session.get_one(Group, own.parent_id)


def _line_of(session: Session, action_id: int, meeting_id: int) -> ReviewLine:
    """Return the line that keeps what has been said of an action at a meeting."""
    row, said = action_row(session, action_id), said_at(session, meeting_id)[action_id]
    return review_line(row.ref, row.text, row.owners, said_words(said))


def _keep_line(session: Session, action_id: int, meeting_id: int, before: ReviewLine) -> int:
    """Write what has been said of an action at a meeting as its line; return the point's id.

    The line that stood there `before` is rewritten, with whatever was typed after that.
    """
    line = _line_of(session, action_id, meeting_id)
    said = said_at(session, meeting_id)[action_id]
    audience = narrower(action_row(session, action_id).audience, said_to(said))
    for held in _lines_of(session, meeting_id, line.ref):
        typed_after = before.followed_by(held.text)
        if typed_after is not None:
            edit_point(session, held.id, text=f"{line}{typed_after}")
            session.expire(held)
            mark_point(session, held.id, audience=narrower(audience, Audience(held.audience)))
            return held.id
    item_id = _review_item(session, meeting_id)
    return add_point(session, item_id=item_id, text=str(line), level=1, audience=audience)


def _lines_of(session: Session, meeting_id: int, ref: str) -> Sequence[Point]:
    """Return the points of a meeting that begin with a reference, wherever they were moved to."""
    query = select(Point).join(Item, col(Item.id) == col(Point.item_id))
    query = query.where(
        Item.meeting_id == meeting_id,
        Point.kind == PointKind.POINT,
        col(Point.text).startswith(f"{ref} ", autoescape=True),
    )
    return session.exec(query.order_by(col(Item.position), col(Point.position))).all()


def _keep_referral(session: Session, action_id: int, line_id: int, to: Group) -> None:
    """Write under an action's line that it is referred to a group.

    If we wrote there that it is referred to another one, that is rewritten.
    """
    row, line = action_row(session, action_id), row_of(session, Point, line_id)
    text = referral_line(to.code if " " not in to.code else f"[{to.name}]", row.ref, row.text)
    for under in _under(session, line):
        if under.kind == PointKind.REFERRAL and is_referral_line(under.text, row.ref):
            edit_point(session, under.id, text=text)
            return
    add_point(
        session,
        item_id=line.item_id,
        text=text,
        kind=PointKind.REFERRAL,
        level=line.level + 1,
        audience=row.audience,
        after_id=line_id,
    )


def _under(session: Session, line: Point) -> Iterator[Point]:
    """Yield the points that stand under another one."""
    query = select(Point).where(Point.item_id == line.item_id, Point.position > line.position)
    found = session.exec(query.order_by(col(Point.position), col(Point.id))).all()
    return takewhile(lambda point: point.level > line.level, found)


def _review_item(session: Session, meeting_id: int) -> int:
    """Return the item that the review is kept under: the first of matters arising, made if there is none."""
    query = select(Item).where(Item.meeting_id == meeting_id)
    items = session.exec(query.order_by(col(Item.position), col(Item.id))).all()
    arising = [item for item in items if item.kind == ItemKind.MATTERS_ARISING]
    wanted = squash(REVIEW_TITLE)
    named = [item for item in arising if squash(item.title) == wanted]
    if arising:
        return (named or arising)[0].id
    return add_item(
        session,
        meeting_id=meeting_id,
        title=REVIEW_TITLE,
        kind=ItemKind.MATTERS_ARISING,
        after_id=after_openings(items),
    )
