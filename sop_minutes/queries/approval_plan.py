"""What is to be looked at before minutes are approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from sop_minutes.domain.approving import Difference, Standing
from sop_minutes.domain.circulating import Since, note_lines
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import NOT_HELD_STATES, SETTLED_STATES, Audience, MeetingState
from sop_minutes.queries.approving import approving_meetings, standing_of, version_differences
from sop_minutes.queries.circulating import circulation_plan, circulations_of
from sop_minutes.queries.meetings import list_meetings, meeting_sheet, withheld_texts
from sop_minutes.storage.tables import Meeting


@dataclass(frozen=True, slots=True)
class ApprovalPlan:
    """Minutes that wait to be approved, and where they may be: at `meetings`, the likeliest first.

    `since` is what has changed since they were circulated last, to `audience`, and `unseen` are the lines
    that that left out; None and () if they never were. `corrected` is what differs from the version
    approved last. `withheld` are the texts that a correction must not tell an audience.
    """

    row: MeetingRow
    standing: Standing
    meetings: tuple[MeetingRow, ...]
    audience: Audience | None
    since: Since | None
    unseen: tuple[str, ...]
    corrected: tuple[Difference, ...]
    withheld: Mapping[Audience, tuple[str, ...]]


def approval_plan(session: Session, meeting_id: int, *, on: date) -> ApprovalPlan:
    """Return what is to be looked at on a day before a meeting's minutes are approved.

    Raises UserError for minutes that are approved, or not there.
    """
    standing = standing_of(session, meeting_id)
    row = next(row for row in list_meetings(session) if row.id == meeting_id)
    if standing.state in SETTLED_STATES:
        raise UserError(f"The minutes of {row.key} are {standing.state} already.")
    if standing.state in NOT_HELD_STATES:
        raise UserError(f"{row.key} has no note yet, so it cannot be approved.")
    sent = circulations_of(session, meeting_id)
    plan = circulation_plan(session, meeting_id, sent[-1].audience, on=on) if sent else None
    return ApprovalPlan(
        row=row,
        standing=standing,
        meetings=approving_meetings(session, meeting_id),
        audience=plan.audience if plan else None,
        since=plan.since if plan else None,
        unseen=_unseen(session, meeting_id, plan.audience) if plan else (),
        corrected=version_differences(session, meeting_id, standing.version) if standing.version else (),
        withheld={reader: withheld_texts(session, meeting_id, reader) for reader in Audience},
    )


def _unseen(session: Session, meeting_id: int, audience: Audience) -> tuple[str, ...]:
    """Return the lines of the full record that the note for `audience` does not hold."""
    shown = {line.record for line in note_lines(meeting_sheet(session, meeting_id, audience), audience)}
    full = note_lines(meeting_sheet(session, meeting_id), Audience.RESTRICTED)
    return tuple(line.text for line in full if line.record not in shown)


def minutes_to_approve(session: Session, meeting_id: int) -> int | None:
    """Return the meeting whose minutes are to be approved at another of its group; None for none.

    That is the last one before it whose minutes are circulated; where none are, the last that has a
    note which is not approved.
    """
    at = session.get(Meeting, meeting_id)
    if at is None:
        return None
    earlier = or_(col(Meeting.on) < at.on, (col(Meeting.on) == at.on) & (col(Meeting.sequence) < at.sequence))
    unsettled = (MeetingState.CIRCULATED, MeetingState.DRAFT)
    query = select(Meeting.id, Meeting.state).where(
        Meeting.group_id == at.group_id, col(Meeting.state).in_(unsettled), earlier
    )
    rows = session.exec(query.order_by(col(Meeting.on).desc(), col(Meeting.sequence).desc())).all()
    circulated = [id_ for id_, state in rows if state == MeetingState.CIRCULATED]
    return next(iter([*circulated, *(id_ for id_, _ in rows)]), None)
