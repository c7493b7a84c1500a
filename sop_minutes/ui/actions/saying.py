"""What answers about actions are read with, while they are typed."""

from datetime import date
from functools import partial

from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.action_life import ActionLife
from sop_minutes.queries.actions import action_row, find_action
from sop_minutes.queries.completing import completions
from sop_minutes.queries.diary import diary
from sop_minutes.queries.names import directory
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.plan import list_priorities
from sop_minutes.ui.actions.questions import Known
from sop_minutes.ui.workspace import Workspace


def known_of(workspace: Workspace, life: ActionLife | None, today: date) -> Known:
    """Return what answers about an action are read with; None for those about several at once."""
    rows = workspace.read(list_groups)
    own = next((row for row in rows if life is not None and row.name == life.row.group), None)
    above = next((row.name for row in rows if own and row.code == own.parent), "")
    return Known(
        on=today,
        diary=workspace.read(diary, own.id) if own else (),
        owners=workspace.read(completions),
        names=workspace.read(directory),
        groups=tuple(row.name for row in rows if row is not own),
        parent=above,
        priorities=tuple(title for _, title in workspace.read(list_priorities)),
        parts=tuple(part.name for part in life.parts if part.done_on is None) if life else (),
        links=tuple(link.title for link in life.links) if life else (),
        action_called=partial(_action_called, workspace, life),
    )


def _action_called(workspace: Workspace, life: ActionLife | None, typed: str) -> str:
    """Return the action that a reference is of, in words; "" while it is of none."""
    parts = read_ref(typed)
    own = life.row.ref.rpartition(" ")[0] if life and parts and not parts[0] else ""
    try:
        row = workspace.read(action_row, workspace.read(find_action, f"{own} {typed}".strip()))
    except UserError:
        return ""
    return f"{row.ref}: {row.text}"
