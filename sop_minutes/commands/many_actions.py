"""What is done to many actions at once: to all of them, or to none."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from sqlmodel import Session

from sop_minutes.commands.action_links import prioritise_action
from sop_minutes.commands.actions import (
    assign_action,
    cancel_action,
    close_action,
    confirm_action,
    extend_action,
    update_action,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.actions import action_ref


def close_actions(session: Session, action_ids: Sequence[int], *, on: date, note: str = "") -> None:
    """Say of each action that it was done on a day."""
    _for_each(session, action_ids, partial(close_action, on=on, note=note))


def confirm_actions(session: Session, action_ids: Sequence[int], *, on: date, note: str = "") -> None:
    """Say of each action that it is agreed that it is done."""
    _for_each(session, action_ids, partial(confirm_action, on=on, note=note))


def cancel_actions(session: Session, action_ids: Sequence[int], *, on: date, note: str = "") -> None:
    """Say of each action that it is no longer wanted."""
    _for_each(session, action_ids, partial(cancel_action, on=on, note=note))


def extend_actions(
    session: Session, action_ids: Sequence[int], *, on: date, due: str, note: str = ""
) -> None:
    """Give each action a new due date, in words that are read against `on` and its own group's diary."""
    _for_each(session, action_ids, partial(extend_action, on=on, due=due, note=note))


def note_actions(session: Session, action_ids: Sequence[int], *, on: date, note: str) -> None:
    """Note the same on each action."""
    _for_each(session, action_ids, partial(update_action, on=on, note=note))


def assign_actions(session: Session, action_ids: Sequence[int], *, owners: Sequence[str]) -> None:
    """Give each action these owners instead of those it has, the lead first."""
    _for_each(session, action_ids, partial(assign_action, owners=owners))


def prioritise_actions(session: Session, action_ids: Sequence[int], *, priority_id: int | None) -> None:
    """Say which priority of the plan each action serves; None for its topic's."""
    _for_each(session, action_ids, partial(prioritise_action, priority_id=priority_id))


def _for_each(session: Session, action_ids: Sequence[int], command: Callable[[Session, int], object]) -> None:
    """Run `command` on each action; what one refuses, with its reference before it, is refused for all."""
    for action_id in dict.fromkeys(action_ids):
        try:
            command(session, action_id)
        except UserError as error:
            if len(action_ids) == 1:
                raise
            raise UserError(f"{action_ref(session, action_id)}: {error} Nothing was changed.") from error
