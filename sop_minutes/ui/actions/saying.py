"""What is said of an action outside a review: from the answer in the line to the command."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication

from sop_minutes.commands.action_links import link_action, merge_action, prioritise_action
from sop_minutes.commands.actions import (
    assign_action,
    cancel_action,
    close_part,
    settle_action,
    update_action,
)
from sop_minutes.commands.reviewing import escalate_action
from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.addresses import read_link
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import read_extension, read_note
from sop_minutes.domain.text import squash
from sop_minutes.queries.action_life import ActionLife
from sop_minutes.queries.actions import action_row, find_action
from sop_minutes.queries.completing import completions
from sop_minutes.queries.diary import diary
from sop_minutes.queries.names import group_called
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.plan import list_priorities
from sop_minutes.ui.actions.questions import Asked, Known
from sop_minutes.ui.workspace import Workspace


def _tr(words: str) -> str:
    return QCoreApplication.translate("Saying", words)


def known_of(workspace: Workspace, life: ActionLife, today: date) -> Known:
    """Return what answers about an action are read with."""
    rows = workspace.read(list_groups)
    own = next((row for row in rows if row.name == life.row.group), None)
    above = next((row.name for row in rows if own and row.code == own.parent), "")
    return Known(
        on=today,
        diary=workspace.read(diary, own.id) if own else (),
        owners=workspace.read(completions),
        groups=tuple(row.name for row in rows if row is not own),
        parent=above,
        priorities=tuple(title for _, title in workspace.read(list_priorities)),
        parts=tuple(part.name for part in life.parts if part.done_on is None),
        action_called=partial(_action_called, workspace, life),
    )


def say_of(workspace: Workspace, life: ActionLife, asked: Asked, text: str, today: date) -> str:
    """Do what is said of an action; return what was done, in words. Raises UserError."""
    label, command, what = _what(workspace, life, asked, text, today)
    workspace.do(label, command, life.row.id, **what)
    return label


def _what(
    workspace: Workspace, life: ActionLife, asked: Asked, text: str, today: date
) -> tuple[str, Callable[..., object], dict[str, object]]:
    match asked:
        case Asked.DONE:
            return _tr("Close action"), settle_action, {"on": today, "note": text}
        case Asked.CANCEL:
            return _tr("Cancel action"), cancel_action, {"on": today, "note": text}
        case Asked.OWNER:
            names = [name.strip() for name in text.split(",") if name.strip()]
            return _tr("Assign action"), assign_action, {"owners": names}
        case Asked.LINK:
            title, address = read_link(text)
            return _tr("Link action"), link_action, {"title": title, "address": address}
    return _what_else(workspace, life, asked, text, today)


def _what_else(
    workspace: Workspace, life: ActionLife, asked: Asked, text: str, today: date
) -> tuple[str, Callable[..., object], dict[str, object]]:
    match asked:
        case Asked.ESCALATE:
            to_id = workspace.read(group_called, text)
            return _tr("Escalate action"), escalate_action, {"to_id": to_id, "on": today}
        case Asked.MERGE:
            into_id = workspace.read(find_action, _with_code(text, life))
            return _tr("Merge action"), merge_action, {"into_id": into_id, "on": today}
        case Asked.PART:
            return _tr("Close a part"), close_part, {"owner_id": _part(life, text), "on": today}
        case Asked.PRIORITY:
            return _tr("Prioritise action"), prioritise_action, {"priority_id": _priority(workspace, text)}
        case Asked.EXTEND:
            due, then = read_extension(text)
            note, audience = read_note(then)
            what: dict[str, object] = {"on": today, "due": due or None, "note": note, "audience": audience}
            return _tr("Extend action"), update_action, what
    note, audience = read_note(text)
    return _tr("Note on action"), update_action, {"on": today, "note": note, "audience": audience}


def _with_code(text: str, life: ActionLife) -> str:
    """Return a reference with a group's code; without one it is of the action's own group."""
    parts = read_ref(text)
    return text if parts is None or parts[0] else f"{life.row.ref.rpartition(' ')[0]} {text.strip()}"


def _action_called(workspace: Workspace, life: ActionLife, typed: str) -> str:
    """Return the action that a reference is of, in words; "" while it is of none."""
    try:
        row = workspace.read(action_row, workspace.read(find_action, _with_code(typed, life)))
    except UserError:
        return ""
    return f"{row.ref}: {row.text}"


def _part(life: ActionLife, name: str) -> int:
    for part in life.parts:
        if squash(part.name) == squash(name):
            return part.owner_id
    raise UserError(_tr("“{0}” is no owner of that action.").format(name))


def _priority(workspace: Workspace, title: str) -> int | None:
    if not title.strip():
        return None
    for priority_id, known in workspace.read(list_priorities):
        if squash(known) == squash(title):
            return priority_id
    raise UserError(_tr("There is no priority called “{0}”.").format(title))
