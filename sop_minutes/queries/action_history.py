"""What became of an action, update by update."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.domain.keys import format_key
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.storage.tables import ActionUpdate, Group, Meeting


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One update. `status` and `due` are None where it left them; `meeting` is a key, "" for none."""

    id: int
    on: date
    note: str
    status: ActionStatus | None
    due: Due | None
    meeting: str
    audience: Audience
    meeting_id: int | None = None


def action_history(session: Session, action_id: int) -> tuple[UpdateRow, ...]:
    """Return the updates of an action, oldest first."""
    query = (
        select(ActionUpdate, Meeting, Group.code)
        .outerjoin(Meeting, col(Meeting.id) == col(ActionUpdate.meeting_id))
        .outerjoin(Group, col(Group.id) == col(Meeting.group_id))
        .where(ActionUpdate.action_id == action_id)
        .order_by(col(ActionUpdate.on), col(ActionUpdate.id))
    )
    return tuple(
        UpdateRow(
            id=update.id,
            on=update.on,
            note=update.note,
            status=ActionStatus(update.status) if update.status else None,
            due=_due(update),
            meeting=format_key(code, meeting.on, meeting.sequence) if meeting else "",
            audience=Audience(update.audience),
            meeting_id=update.meeting_id,
        )
        for update, meeting, code in session.exec(query)
    )


def _due(update: ActionUpdate) -> Due | None:
    if update.due_as_written is None or update.due_precision is None:
        return None
    return Due(update.due_as_written, update.due_on, DuePrecision(update.due_precision))
