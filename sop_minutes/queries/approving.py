"""The versions of minutes that were approved, and how it stands with them now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.domain.approving import (
    Correction,
    Difference,
    TextState,
    approval_lines,
    differences,
    read_corrections,
    text_state,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import write_note_text
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import SETTLED_STATES, ItemKind, MeetingState
from sop_minutes.queries.meetings import list_meetings, meeting_key, typed_note
from sop_minutes.storage.tables import Approval, Item, Meeting


@dataclass(frozen=True, slots=True)
class ApprovedVersion:
    """Minutes as they were approved. `at` is the key of the meeting that approved them, "" for none known.

    `reason` is why there is this version, "" for the first. `note` is the whole record in the grammar.
    """

    number: int
    on: date
    at: str
    corrections: tuple[Correction, ...]
    reason: str
    note: str
    digest: str


def approved_versions(session: Session, meeting_id: int) -> tuple[ApprovedVersion, ...]:
    """Return the versions of a meeting's minutes that were approved, the first one first."""
    query = select(Approval).where(Approval.meeting_id == meeting_id).order_by(col(Approval.number))
    return tuple(
        ApprovedVersion(
            row.number,
            row.on,
            meeting_key(session, row.at_meeting_id) if row.at_meeting_id is not None else "",
            read_corrections(row.corrections),
            row.reason,
            row.note,
            row.digest,
        )
        for row in session.exec(query)
    )


def approved_version(session: Session, meeting_id: int, number: int) -> ApprovedVersion:
    """Return one version of a meeting's minutes. Raises UserError if there is none of that number."""
    for version in approved_versions(session, meeting_id):
        if version.number == number:
            return version
    raise UserError(f"{meeting_key(session, meeting_id)} has no approved version {number}.")


def lines_of_approvals(session: Session, meeting_id: int) -> tuple[Correction, ...]:
    """Return what the note of a meeting says of the minutes that were approved at it, in that order."""
    said_then = select(col(Meeting.on), col(Approval.corrections), col(Approval.number))
    query = said_then.join(Approval, col(Approval.meeting_id) == Meeting.id)
    rows = session.exec(query.where(Approval.at_meeting_id == meeting_id).order_by(col(Approval.id)))
    return tuple(
        line
        for on, said, number in rows
        for line in approval_lines(on, read_corrections(said), version=number)
    )


def texts_of_approvals(session: Session, meeting_id: int) -> frozenset[str]:
    """Return the texts of `lines_of_approvals`."""
    return frozenset(line.text for line in lines_of_approvals(session, meeting_id))


def version_differences(
    session: Session, meeting_id: int, number: int, other: int | None = None
) -> tuple[Difference, ...]:
    """Return the lines in which version `other` of a note differs from `number`; None is what stands now."""
    before = approved_version(session, meeting_id, number).note
    if other is None:
        return differences(before, write_note_text(typed_note(session, meeting_id)))
    return differences(before, approved_version(session, meeting_id, other).note)


def text_standing(session: Session, meeting_id: int) -> TextState | None:
    """Say whether what a note says now is what was approved last, by its hash; None if nothing was."""
    versions = approved_versions(session, meeting_id)
    return text_state(versions[-1].note, typed_note(session, meeting_id)) if versions else None


def approving_meetings(session: Session, meeting_id: int) -> tuple[MeetingRow, ...]:
    """Return the meetings of the group that can approve a meeting's minutes; the likeliest first.

    That is the first one with the minutes of the last meeting on its agenda, and nothing said yet of these.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise UserError("That meeting is no longer there.")
    rows = list_meetings(session, meeting.group_id)
    ids = [row.id for row in rows]
    later = [row for row in rows[ids.index(meeting_id) + 1 :] if row.state not in _CANNOT]
    waiting = select(Item.meeting_id).where(Item.kind == ItemKind.LAST_MINUTES)
    expecting = set(session.exec(waiting.where(col(Item.meeting_id).in_([row.id for row in later]))))
    return tuple(sorted(later, key=lambda row: row.id not in expecting))


def meeting_that_approves(session: Session, meeting_id: int, on: date) -> int | None:
    """Return the group's meeting of a day that can approve a meeting's minutes, None where there is none."""
    return next((row.id for row in approving_meetings(session, meeting_id) if row.on == on), None)


_CANNOT: Sequence[MeetingState] = (*SETTLED_STATES, MeetingState.CANCELLED)
