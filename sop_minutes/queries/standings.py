"""How it stands with the minutes of meetings."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.approving import Standing
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import MeetingState
from sop_minutes.storage.tables import Approval, Meeting


def standing_of(session: Session, meeting_id: int) -> Standing:
    """Return how it stands with a meeting's minutes. Raises UserError if the meeting is gone."""
    found = _standings(session, col(Meeting.id) == meeting_id)
    if not found:
        raise UserError("That meeting is no longer there.")
    return found[meeting_id]


def standings(session: Session, group_id: int | None = None) -> dict[int, Standing]:
    """Return by meeting how it stands with its minutes, of one group if `group_id` is given."""
    return _standings(session, sa.true() if group_id is None else col(Meeting.group_id) == group_id)


def _standings(session: Session, wanted: Any) -> dict[int, Standing]:
    newest = (
        sa.select(col(Approval.meeting_id), sa.func.max(col(Approval.number)).label("number"))
        .group_by(col(Approval.meeting_id))
        .subquery()
    )
    rows: Any = session.connection().execute(
        sa.select(
            col(Meeting.id),
            col(Meeting.state),
            col(Meeting.correcting),
            sa.func.coalesce(col(Approval.number), 0),
            col(Approval.on),
            sa.func.coalesce(col(Approval.corrections), ""),
        )
        .outerjoin(newest, newest.c.meeting_id == col(Meeting.id))
        .outerjoin(
            Approval,
            (col(Approval.meeting_id) == col(Meeting.id)) & (col(Approval.number) == newest.c.number),
        )
        .where(wanted)
    )
    return {
        id_: Standing(MeetingState(state), number, on, why, bool(listed))
        for id_, state, why, number, on, listed in rows
    }
