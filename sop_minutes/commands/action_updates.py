"""What is said of an action on a day: the one way in which its status and its due date change."""

import re
from datetime import date

from sqlmodel import Session

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.dues import follow_diary
from sop_minutes.domain.actions import check_is_open, is_open
from sop_minutes.domain.due import read_due
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import split_audience
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision, narrower
from sop_minutes.queries.diary import diary
from sop_minutes.queries.owners import owners_of
from sop_minutes.storage.tables import Action, ActionUpdate, Meeting

_BRACKETED = re.compile(r"\(\s*(?:due:?\s+)?(.*\S)\s*\)")


def update_action(
    session: Session,
    action_id: int,
    *,
    on: date,
    note: str = "",
    status: ActionStatus | None = None,
    due: str | None = None,
    meeting_id: int | None = None,
    audience: Audience = Audience.MEMBERS,
    done_on: date | None = None,
) -> int:
    """Note on a day what became of an action, with the status or due date it changed to.

    `due` is read against `on`; in brackets it is kept as written, "" is no due date any more. `done_on`
    is the day on which it was done, if not that on which it is said. A note that begins with a prefix
    ("Restricted: …") is for no more than that says.
    Raises UserError if nothing is said, if the due date cannot be read, if it is one of an action that
    is closed and stays so, or if the action was done before it was raised.
    """
    action = row_of(session, Action, action_id)
    marked, note = split_audience(clean_line(note))
    audience = narrower(audience, marked)
    if not note and status is None and due is None:
        raise UserError("Say what became of the action: a note, a status or a new due date.")
    if meeting_id is not None:
        row_of(session, Meeting, meeting_id)
    update = ActionUpdate(action_id=action.id, meeting_id=meeting_id, on=on, note=note, audience=audience)
    if due is not None:
        if status is None or not is_open(status):
            check_is_open(action.status)
        _set_due(action, update, _understood(due, on, diary(session, action.group_id)))
    if status is not None:
        _set_status(session, action, update, status, done_on or on)
    session.add(update)
    session.flush()
    return update.id


def _set_due(action: Action, update: ActionUpdate, due: Due) -> None:
    update.due_was_on = action.due_on
    action.due_as_written, action.due_on, action.due_precision = due.as_written, due.on, due.precision
    action.due_from = update.on
    update.due_as_written, update.due_on, update.due_precision = due.as_written, due.on, due.precision


def _understood(phrase: str, on: date, dates: tuple[date, ...]) -> Due:
    said = clean_line(phrase)
    bracketed = _BRACKETED.fullmatch(said)
    due = read_due(bracketed[1] if bracketed else said, on, dates)
    if due.precision is DuePrecision.NONE and said and not bracketed:
        raise UserError(
            f"“{said}” is not a date that can be read; try 31 January or next meeting, "
            f"or keep it as written in brackets: ({said})."
        )
    return due


def _set_status(
    session: Session, action: Action, update: ActionUpdate, status: ActionStatus, on: date
) -> None:
    closing = status in {ActionStatus.DONE, ActionStatus.CONFIRMED, ActionStatus.CANCELLED}
    if closing:
        _check_was_raised(action, on)
    update.status = status
    reopens = is_open(status) and not is_open(ActionStatus(action.status))
    already = action.status == ActionStatus.DONE and status is ActionStatus.CONFIRMED
    action.status = status
    if status is not ActionStatus.MERGED:
        action.merged_into_id = None
    if not already:
        action.done_on = on if closing else None
    for owner in owners_of(session, action.id):
        if reopens:
            owner.done_on = None
        elif status in {ActionStatus.DONE, ActionStatus.CONFIRMED}:
            owner.done_on = owner.done_on or on
    session.flush()
    if is_open(status):
        follow_diary(session, action.group_id)


def close_part(
    session: Session, action_id: int, *, owner_id: int, on: date, said_on: date | None = None
) -> None:
    """Say that one owner has done their part on a day; the action is done when the last one has.

    `said_on` is the day on which that is said, if not the same.
    """
    action = row_of(session, Action, action_id)
    check_is_open(action.status)
    _check_was_raised(action, on)
    owners = owners_of(session, action_id)
    part = next((owner for owner in owners if owner.id == owner_id), None)
    if part is None:
        raise UserError("That owner is no longer on the action.")
    part.done_on = on
    if all(owner.done_on for owner in owners):
        update_action(session, action_id, on=said_on or on, status=ActionStatus.DONE, done_on=on)


def _check_was_raised(action: Action, on: date) -> None:
    if on < action.raised_on:
        raise UserError("An action cannot be closed before the day it was raised.")
