"""What is to be looked at before minutes are approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.domain.approving import Difference, Standing
from sop_minutes.domain.circulating import Since, note_lines
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import NOT_HELD_STATES, SETTLED_STATES, Audience, MeetingState
from sop_minutes.queries.approving import (
    approved_versions,
    approving_meetings,
    version_differences,
)
from sop_minutes.queries.circulating import circulation_plan, circulations_of
from sop_minutes.queries.meetings import list_meetings, meeting_sheet, withheld_from_each
from sop_minutes.queries.note_texts import note_texts
from sop_minutes.queries.returned_copies import CopyRow, list_copies
from sop_minutes.queries.standings import standing_of, standings
from sop_minutes.storage.tables import Meeting


class MinutesToApprove(NamedTuple):
    """The minutes that are to be approved at a meeting, None for none.

    Where later ones than those are approved already, `approved` are these, and `at` is the key of the
    meeting that approved them, "" for none known.
    """

    waiting: MeetingRow | None
    approved: MeetingRow | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalPlan:
    """Minutes that wait to be approved, and where they may be: at `meetings`, the likeliest first.

    `since` is what has changed since they were circulated last, to `audience`, and `unseen` are the lines
    that that left out; None and () if they never were. `corrected` is what differs from the version
    approved last. `withheld` are the texts that a correction must not tell an audience; `said` is all that
    the note says, and who may see it. `returned` are the copies that came back with changes that nobody has
    decided on: none of those is approved.
    """

    row: MeetingRow
    standing: Standing
    meetings: tuple[MeetingRow, ...]
    audience: Audience | None
    since: Since | None
    unseen: tuple[str, ...]
    corrected: tuple[Difference, ...]
    withheld: Mapping[Audience, tuple[str, ...]]
    said: tuple[tuple[str, Audience], ...]
    returned: tuple[CopyRow, ...]


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
        withheld=withheld_from_each(session, meeting_id),
        said=tuple(note_texts(session, meeting_id, meeting_sheet(session, meeting_id))),
        returned=tuple(copy for copy in list_copies(session, meeting_id) if copy.waiting),
    )


def _unseen(session: Session, meeting_id: int, audience: Audience) -> tuple[str, ...]:
    """Return the lines of the full record that the note for `audience` does not hold."""
    shown = {line.record for line in note_lines(meeting_sheet(session, meeting_id, audience), audience)}
    full = note_lines(meeting_sheet(session, meeting_id), Audience.RESTRICTED)
    return tuple(line.text for line in full if line.record not in shown)


def minutes_to_approve(session: Session, meeting_id: int) -> MinutesToApprove:
    """Return which minutes of earlier meetings of its group are to be approved at a meeting.

    Those are the last ones that are circulated or being corrected; where none are, the last that have a
    note and are not approved. Older ones than some that are approved only where none are later.
    """
    at = session.get(Meeting, meeting_id)
    if at is None:
        return MinutesToApprove(None)
    held = standings(session, at.group_id)
    rows = list_meetings(session, at.group_id)
    before = rows[: [row.id for row in rows].index(meeting_id)]
    noted = [row for row in reversed(before) if row.state not in NOT_HELD_STATES]
    newest = next((number for number, row in enumerate(noted) if held[row.id].is_approved), len(noted))
    if (waiting := _expected(noted[:newest], held)) is not None or newest == len(noted):
        return MinutesToApprove(waiting)
    approved = noted[newest]
    at_key = approved_versions(session, approved.id)[-1].at
    return MinutesToApprove(_expected(noted[newest:], held), approved, at_key)


def _expected(noted: Sequence[MeetingRow], held: Mapping[int, Standing]) -> MeetingRow | None:
    """Return which of some minutes, the newest first, are expected to be approved next; None for none."""
    unsettled = [row for row in noted if row.state in (MeetingState.CIRCULATED, MeetingState.DRAFT)]
    expected = [row for row in unsettled if row.state is MeetingState.CIRCULATED or held[row.id].correcting]
    return next(iter([*expected, *unsettled]), None)
