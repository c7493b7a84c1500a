"""What is said of actions outside a review, of one or of many at once: of all of them, or of none."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from sqlmodel import Session

from sop_minutes.commands.action_links import link_action, merge_action, prioritise_action, unlink_action
from sop_minutes.commands.action_updates import close_part, update_action
from sop_minutes.commands.actions import (
    cancel_action,
    close_action,
    confirm_action,
    extend_action,
    hand_on_action,
    mark_action,
    reopen_action,
    start_action,
)
from sop_minutes.commands.checks import line_of
from sop_minutes.commands.reviewing import escalate_action
from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.addresses import read_link
from sop_minutes.domain.asked import Asked, number_called, read_audience
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import read_owners
from sop_minutes.domain.reviewing import read_extension, read_note
from sop_minutes.queries.action_life import links_of, parts_of
from sop_minutes.queries.actions import action_ref, find_action
from sop_minutes.queries.names import directory, group_called
from sop_minutes.queries.plan import list_priorities


def say_of_actions(session: Session, action_ids: Sequence[int], *, asked: Asked, text: str, on: date) -> None:
    """Say the same of each action, as it was typed in answer to what was asked.

    A note begins with whom it is for, if not for members. What one action refuses, with its reference
    before it, is refused for all.
    """
    for action_id in dict.fromkeys(action_ids):
        try:
            _VERBS[asked](session, action_id, text, on)
        except UserError as error:
            if len(action_ids) == 1:
                raise
            raise UserError(f"{action_ref(session, action_id)}: {error} Nothing was changed.") from error


def _noted(command: Callable[..., object], session: Session, action_id: int, text: str, on: date) -> None:
    note, audience = read_note(text)
    command(session, action_id, on=on, note=note, audience=audience)


def _note(session: Session, action_id: int, text: str, on: date) -> None:
    note, audience = read_note(text)
    said = line_of(note, "A note needs some words.")
    update_action(session, action_id, on=on, note=said, audience=audience)


def _extend(session: Session, action_id: int, text: str, on: date) -> None:
    due, then = read_extension(text)
    note, audience = read_note(then)
    extend_action(session, action_id, on=on, due=due, note=note, audience=audience)


def _hand_on(session: Session, action_id: int, text: str, on: date) -> None:
    hand_on_action(session, action_id, owners=read_owners(text, directory(session)), on=on)


def _escalate(session: Session, action_id: int, text: str, on: date) -> None:
    to = line_of(text, "Say to which group it is escalated.")
    escalate_action(session, action_id, to_id=group_called(session, to), on=on)


def _close_part(session: Session, action_id: int, text: str, on: date) -> None:
    parts = parts_of(session, action_id)
    number = number_called(text, [part.name for part in parts])
    if number is None:
        raise UserError(f"“{text}” is no owner of that action.")
    close_part(session, action_id, owner_id=parts[number].owner_id, on=on)


def _prioritise(session: Session, action_id: int, text: str, _on: date) -> None:
    known = list_priorities(session)
    number = number_called(text, [title for _, title in known])
    if text.strip() and number is None:
        raise UserError(f"There is no priority called “{text}”.")
    prioritise_action(session, action_id, priority_id=known[number][0] if number is not None else None)


def _mark(session: Session, action_id: int, text: str, _on: date) -> None:
    mark_action(session, action_id, audience=read_audience(text))


def _link(session: Session, action_id: int, text: str, _on: date) -> None:
    title, address = read_link(text)
    link_action(session, action_id, title=title, address=address)


def _unlink(session: Session, action_id: int, text: str, _on: date) -> None:
    links = links_of(session, action_id)
    number = number_called(text, [link.title for link in links])
    if number is None:
        raise UserError(f"There is no link called “{text}” on that action.")
    unlink_action(session, links[number].id)


def _merge(session: Session, action_id: int, text: str, on: date) -> None:
    """Merge into the action of a reference; one without a group's code is of the action's own group."""
    parts = read_ref(text)
    own = action_ref(session, action_id).rpartition(" ")[0]
    ref = f"{own} {text.strip()}" if parts and not parts[0] else text
    merge_action(session, action_id, into_id=find_action(session, ref), on=on)


_VERBS: dict[Asked, Callable[[Session, int, str, date], object]] = {
    Asked.DONE: partial(_noted, close_action),
    Asked.NOTE: _note,
    Asked.EXTEND: _extend,
    Asked.OWNER: _hand_on,
    Asked.ESCALATE: _escalate,
    Asked.CANCEL: partial(_noted, cancel_action),
    Asked.CONFIRM: partial(_noted, confirm_action),
    Asked.START: partial(_noted, start_action),
    Asked.REOPEN: partial(_noted, reopen_action),
    Asked.PART: _close_part,
    Asked.PRIORITY: _prioritise,
    Asked.AUDIENCE: _mark,
    Asked.LINK: _link,
    Asked.UNLINK: _unlink,
    Asked.MERGE: _merge,
}
