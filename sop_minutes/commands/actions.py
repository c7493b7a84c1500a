"""Actions of the register: what happens to them between being raised and being closed."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.owners import name_owners, set_owners
from sop_minutes.commands.points import mark_point
from sop_minutes.commands.understanding import next_number
from sop_minutes.domain.actions import check_is_open, is_open
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_action, split_audience
from sop_minutes.domain.reviewing import handed_on_words
from sop_minutes.domain.words import ActionStatus, Audience, narrower, seen_by
from sop_minutes.queries.action_life import parts_of
from sop_minutes.queries.diary import diary
from sop_minutes.queries.names import directory
from sop_minutes.queries.owners import owners_of
from sop_minutes.storage.tables import Action, ActionUpdate, Group, Item, Point


def raise_action(
    session: Session, *, group_id: int, text: str, on: date, audience: Audience = Audience.MEMBERS
) -> int:
    """Raise an action outside a note, from a line as it would be typed in one.

    `on` is the day it is raised, against which its due date is read. A line that begins with a prefix
    ("Restricted: …") is for no more than that says.
    """
    group = row_of(session, Group, group_id)
    marked, line = split_audience(line_of(text, "An action needs some text."))
    parsed = read_action(line, on, directory(session), diary=diary(session, group.id))
    action = Action(
        group_id=group.id,
        year=on.year,
        number=next_number(session, group.id, on.year),
        text=parsed.text,
        audience=narrower(audience, marked),
        raised_on=on,
        due_as_written=parsed.due.as_written,
        due_on=parsed.due.on,
        due_precision=parsed.due.precision,
        due_from=on,
    )
    session.add(action)
    session.flush()
    set_owners(session, action, parsed.owners)
    return action.id


def close_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    note: str = "",
    meeting_id: int | None = None,
    audience: Audience = Audience.MEMBERS,
) -> None:
    """Say that an action was done on a day, at which meeting that was said, and who may see the note."""
    check_is_open(row_of(session, Action, action_id).status)
    status = ActionStatus.DONE
    update_action(
        session, action_id, on=on, status=status, note=note, meeting_id=meeting_id, audience=audience
    )


def settle_action(
    session: Session, action_id: int, *, on: date, note: str = "", meeting_id: int | None = None
) -> None:
    """Say that an action was done; one that was said to be done before is confirmed.

    Raises UserError if that was said at the same meeting, or after the day of this one.
    """
    action = row_of(session, Action, action_id)
    if action.status != ActionStatus.DONE:
        close_action(session, action_id, on=on, note=note, meeting_id=meeting_id)
        return
    if meeting_id is not None and not _was_claimed_before(session, action_id, on, meeting_id):
        raise UserError("That action is done already; the next meeting confirms it.")
    confirm_action(session, action_id, on=on, note=note, meeting_id=meeting_id)


def _was_claimed_before(session: Session, action_id: int, on: date, meeting_id: int) -> bool:
    """Say whether an action was said to be done before a meeting on a day."""
    query = select(ActionUpdate).where(
        ActionUpdate.action_id == action_id, ActionUpdate.status == ActionStatus.DONE
    )
    claim = session.exec(query.order_by(col(ActionUpdate.id).desc())).first()
    return claim is None or (claim.meeting_id != meeting_id and claim.on <= on)


def cancel_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    note: str = "",
    meeting_id: int | None = None,
    audience: Audience = Audience.MEMBERS,
) -> None:
    """Say that an action is no longer wanted."""
    check_is_open(row_of(session, Action, action_id).status)
    status = ActionStatus.CANCELLED
    update_action(
        session, action_id, on=on, status=status, note=note, meeting_id=meeting_id, audience=audience
    )


def start_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    note: str = "",
    due: str | None = None,
    audience: Audience = Audience.MEMBERS,
) -> None:
    """Say that an open action is in progress, with another due date if one is given."""
    check_is_open(row_of(session, Action, action_id).status)
    status = ActionStatus.IN_PROGRESS
    update_action(session, action_id, on=on, status=status, note=note, due=due, audience=audience)


def confirm_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    note: str = "",
    meeting_id: int | None = None,
    audience: Audience = Audience.MEMBERS,
) -> None:
    """Say that it is agreed that an action is done; one not closed yet is done that day."""
    status = ActionStatus(row_of(session, Action, action_id).status)
    if status is not ActionStatus.DONE and not is_open(status):
        raise UserError(f"That action is {status} already; only one that is done can be confirmed.")
    status = ActionStatus.CONFIRMED
    update_action(
        session, action_id, on=on, status=status, note=note, meeting_id=meeting_id, audience=audience
    )


def reopen_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    note: str = "",
    due: str | None = None,
    meeting_id: int | None = None,
    audience: Audience = Audience.MEMBERS,
) -> None:
    """Open an action again that was closed, with another due date if one is given."""
    if is_open(ActionStatus(row_of(session, Action, action_id).status)):
        raise UserError("That action is open; there is nothing to reopen.")
    status = ActionStatus.OPEN
    update_action(
        session,
        action_id,
        on=on,
        status=status,
        note=note,
        due=due,
        meeting_id=meeting_id,
        audience=audience,
    )


def extend_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    due: str,
    note: str = "",
    meeting_id: int | None = None,
    audience: Audience = Audience.MEMBERS,
) -> None:
    """Give an action a new due date, in words that are read against `on`."""
    said = line_of(due, "Type a date, as in 31 January or next meeting.")
    update_action(session, action_id, on=on, due=said, note=note, meeting_id=meeting_id, audience=audience)


def assign_action(session: Session, action_id: int, *, owners: Sequence[str]) -> None:
    """Give an action these owners instead of those it has, the lead first; one who stays keeps a part done.

    Where nobody else is left with something to do in an open action, it is theirs to do again. Names
    are those that people are called by; one that nobody is known by is kept as written. Raises
    UserError without any.
    """
    action = row_of(session, Action, action_id)
    names = [line_of(name, "An owner needs a name.") for name in owners]
    if not names:
        raise UserError("Say who owns the action.")
    name_owners(session, action, names)
    owners_now = owners_of(session, action_id)
    if is_open(ActionStatus(action.status)) and all(owner.done_on for owner in owners_now):
        for owner in owners_now:
            owner.done_on = None


def hand_on_action(
    session: Session, action_id: int, *, owners: Sequence[str], on: date, meeting_id: int | None = None
) -> None:
    """Give an action other owners, as `assign_action` does, and keep who has it now in its history.

    The update says no more than the action itself, and so is for whoever may see that.
    """
    before = [part.name for part in parts_of(session, action_id)]
    assign_action(session, action_id, owners=owners)
    session.flush()
    after = [part.name for part in parts_of(session, action_id)]
    if after != before:
        update_action(
            session,
            action_id,
            on=on,
            note=handed_on_words(after, before),
            meeting_id=meeting_id,
            audience=Audience.PUBLIC,
        )


def mark_action(session: Session, action_id: int, *, audience: Audience) -> None:
    """Say who may see an action: its line in the note too, if it has one.

    That line is never wider again, whatever a note that is recorded says, until this says so.
    Raises UserError if what it stands under is for fewer.
    """
    action = row_of(session, Action, action_id)
    point = session.get(Point, action.point_id) if action.point_id is not None else None
    if point is not None:
        mark_point(session, point.id, audience=audience)
        under = narrower(Audience(point.audience), Audience(row_of(session, Item, point.item_id).audience))
        if under is not audience:
            raise UserError(f"That action stands under something {seen_by(under)}; mark that first.")
    action.audience = audience
