"""What ``action`` ties an action to: other actions, groups, priorities, papers, and its owners' parts."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sop_minutes.cli.context import given_text, today
from sop_minutes.domain.actions import check_is_past, read_ref
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import squash

if TYPE_CHECKING:
    from sqlmodel import Session

Change = Callable[["Session", int], Any]
_NONE = frozenset({"none", "no priority"})


def tying(
    day: date,
    *,
    parts: Sequence[str] | None,
    merge_into: str | None,
    escalate_to: str | None,
    priority: str | None,
    links: Sequence[str] | None,
    unlinks: Sequence[str] | None,
    changed: bool,
) -> list[Change]:
    """Return the commands that do what was given. Raises UserError for what does not go together."""
    if merge_into is not None and changed:
        raise UserError("An action that goes on in another one has no other news: give --merge-into alone.")
    if parts or merge_into is not None:
        check_is_past(day, today())
    changes: list[Change] = [partial(_close_part, name=name, on=day) for name in parts or ()]
    if escalate_to is not None:
        group = given_text(escalate_to, "Say which group: --escalate-to needs a name.")
        changes.append(partial(_escalate, group=group, on=day))
    if priority is not None:
        title = given_text(priority, "Say which: --priority needs a title, or none.")
        changes.append(partial(_prioritise, title=title))
    changes += [partial(_link, typed=typed) for typed in links or ()]
    changes += [partial(_unlink, typed=typed) for typed in unlinks or ()]
    if merge_into is not None:
        ref = given_text(merge_into, "Say which action: --merge-into needs a reference.")
        changes.append(partial(_merge, ref=ref, on=day))
    return changes


def _close_part(session: "Session", action_id: int, *, name: str, on: date) -> None:
    from sop_minutes.commands.action_updates import close_part
    from sop_minutes.queries.action_life import parts_of
    from sop_minutes.queries.names import directory

    parts = parts_of(session, action_id)
    called = {squash(name), *(squash(match.name) for match in directory(session).match(name))}
    found = [part for part in parts if squash(part.name) in called]
    if len(found) != 1:
        owners = ", ".join(part.name for part in parts) or "nobody"
        raise UserError(f"“{name}” is not one owner of that action; its owners: {owners}.")
    close_part(session, action_id, owner_id=found[0].owner_id, on=on)


def _escalate(session: "Session", action_id: int, *, group: str, on: date) -> None:
    """Escalate an action in the note of its group's meeting of the day, else in the register alone."""
    from sop_minutes.commands.reviewing import escalate_action, review_action
    from sop_minutes.domain.reviewing import Verb
    from sop_minutes.queries.names import group_called
    from sop_minutes.queries.reviewing import meeting_that_reviews

    to_id = group_called(session, group)
    meeting_id = meeting_that_reviews(session, action_id, on)
    if meeting_id is None:
        escalate_action(session, action_id, to_id=to_id, on=on)
    else:
        review_action(session, action_id, meeting_id=meeting_id, verb=Verb.ESCALATE, text=group)


def _prioritise(session: "Session", action_id: int, *, title: str) -> None:
    from sop_minutes.commands.action_links import prioritise_action
    from sop_minutes.queries.plan import priority_called

    none = squash(title) in {squash(word) for word in _NONE}
    prioritise_action(session, action_id, priority_id=None if none else priority_called(session, title))


def _link(session: "Session", action_id: int, *, typed: str) -> None:
    from sop_minutes.commands.action_links import link_action
    from sop_minutes.domain.addresses import read_link

    title, address = read_link(typed)
    link_action(session, action_id, title=title, address=address)


def _unlink(session: "Session", action_id: int, *, typed: str) -> None:
    from sop_minutes.commands.action_links import unlink_action
    from sop_minutes.queries.action_life import links_of

    found = [link for link in links_of(session, action_id) if typed.strip() in {link.address, link.title}]
    if not found:
        raise UserError(f"“{typed}” is no link of that action.")
    for link in found:
        unlink_action(session, link.id)


def _merge(session: "Session", action_id: int, *, ref: str, on: date) -> None:
    """Merge an action into another; without a group's code that is one of its own group."""
    from sop_minutes.commands.action_links import merge_action
    from sop_minutes.queries.actions import action_ref, find_action

    parts = read_ref(ref)
    code = "" if parts is None or parts[0] else f"{action_ref(session, action_id).rpartition(' ')[0]} "
    merge_action(session, action_id, into_id=find_action(session, f"{code}{ref}"), on=on)
