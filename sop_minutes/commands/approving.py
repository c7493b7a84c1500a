"""Minutes, approved and published; and reopened, to be corrected as a new version."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import line_of, meeting_to_change, row_of
from sop_minutes.commands.dues import follow_diary
from sop_minutes.commands.last_minutes import write_of_approvals
from sop_minutes.domain.approving import (
    Correction,
    approval_lines,
    digest_of,
    read_corrections,
    told_too_widely,
)
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import write_note_text
from sop_minutes.domain.publishing import PublishedNote
from sop_minutes.domain.words import AUDIENCE_LABELS, NOT_HELD_STATES, SETTLED_STATES, MeetingState
from sop_minutes.queries.meetings import typed_note, withheld_from_each
from sop_minutes.queries.publishing import last_digest
from sop_minutes.queries.standings import standing_of
from sop_minutes.storage.tables import Approval, Meeting, Publication


def approve_minutes(
    session: Session,
    meeting_id: int,
    *,
    on: date,
    today: date,
    at_meeting_id: int | None = None,
    corrections: str = "",
) -> int:
    """Approve a meeting's minutes as they stand: the whole record is kept as a version; return that.

    `at_meeting_id` is the meeting of the same group that approved them, whose note says so from now on.
    `corrections` are those made, one a line, which may begin with who may see it: they are listed there.
    Raises UserError for minutes that are approved, or not there; for a day before the meeting or after
    `today`; for a meeting that cannot have approved them, or not on that day; and for a correction that
    tells its readers a withheld line.
    """
    meeting = meeting_to_change(session, meeting_id)
    if meeting.state in NOT_HELD_STATES:
        raise UserError("That meeting has no note yet, so it cannot be approved.")
    if on < meeting.on:
        raise UserError("Minutes cannot be approved before their meeting.")
    if on > today:
        raise UserError(f"{format_date(on)} is still to come: give the day they were approved.")
    said = read_corrections(corrections)
    _check_tells_no_more(session, meeting_id, said)
    if at_meeting_id is not None:
        _note_approval(session, meeting, at_meeting_id, said, on=on)
    note = write_note_text(typed_note(session, meeting_id))
    approval = Approval(
        meeting_id=meeting_id,
        number=_last_number(session, meeting_id) + 1,
        on=on,
        at_meeting_id=at_meeting_id,
        corrections="\n".join(f"{AUDIENCE_LABELS[each.audience]}{each.text}" for each in said),
        reason=meeting.correcting,
        note=note,
        digest=digest_of(note),
    )
    session.add(approval)
    meeting.correcting = ""
    _set_state(session, meeting, MeetingState.APPROVED)
    return approval.id


def correct_minutes(session: Session, meeting_id: int, *, reason: str) -> None:
    """Reopen approved or published minutes as the draft of a new version. Raises UserError without a reason.

    What was approved stays as it is, and is read by `queries.approving`.
    """
    meeting = row_of(session, Meeting, meeting_id)
    if meeting.state not in SETTLED_STATES:
        raise UserError("The minutes of that meeting are not approved; there is nothing to reopen.")
    meeting.correcting = line_of(reason, "Say why the minutes are corrected.")
    _set_state(session, meeting, MeetingState.DRAFT)


def record_publication(
    session: Session, meeting_id: int, *, at: datetime, digest: str = "", draft: bool = False
) -> int:
    """Note that a meeting's public note goes out into a folder to be uploaded; return the publication.

    `digest` is the SHA-256 of its web page, "" where it was published by other means. The minutes are
    published from now on, and kept from changes; a `draft` of them leaves them as they are. Raises
    UserError for a meeting without a note, and for a draft that is approved by now.
    """
    meeting = row_of(session, Meeting, meeting_id)
    if meeting.state in NOT_HELD_STATES:
        raise UserError("That meeting has no note yet, so it cannot be published.")
    if draft and standing_of(session, meeting_id).is_approved:
        raise UserError("The minutes of that meeting were approved meanwhile; publish them again.")
    publication = Publication(meeting_id=meeting_id, at=at.astimezone(UTC), digest=digest)
    session.add(publication)
    if not draft:
        _set_state(session, meeting, MeetingState.PUBLISHED)
    session.flush()
    return publication.id


def record_publications(session: Session, notes: Sequence[PublishedNote], *, at: datetime) -> None:
    """Note that notes go into a folder to be uploaded; those that are published as they are stay as noted.

    Raises UserError if minutes that are no draft were reopened meanwhile.
    """
    for note in notes:
        meeting = row_of(session, Meeting, note.meeting_id)
        if not note.draft and not standing_of(session, note.meeting_id).is_approved:
            raise UserError("Minutes were reopened meanwhile; publish again.")
        is_as_noted = note.digest == last_digest(session, note.meeting_id)
        if not is_as_noted or (meeting.state == MeetingState.APPROVED and not note.draft):
            record_publication(session, note.meeting_id, at=at, digest=note.digest, draft=note.draft)


def _set_state(session: Session, meeting: Meeting, state: MeetingState) -> None:
    meeting.state = state
    session.flush()
    follow_diary(session, meeting.group_id)


def _note_approval(
    session: Session, meeting: Meeting, at_meeting_id: int, corrections: Sequence[Correction], *, on: date
) -> None:
    """Write into the meeting that approved the minutes that it did."""
    at = meeting_to_change(session, at_meeting_id)
    if at.group_id != meeting.group_id:
        raise UserError("Minutes are approved at a meeting of their own group.")
    if (at.on, at.sequence) <= (meeting.on, meeting.sequence):
        raise UserError("Minutes are approved at a later meeting than their own.")
    if at.state == MeetingState.CANCELLED:
        raise UserError(f"The meeting on {format_date(at.on)} was cancelled.")
    if at.on != on:
        raise UserError(
            f"The meeting that approved them was on {format_date(at.on)}, not on {format_date(on)}."
        )
    was = at.state
    version = _last_number(session, meeting.id) + 1
    lines = approval_lines(meeting.on, corrections, version=version)
    write_of_approvals(session, at_meeting_id, lines)
    if was == MeetingState.PLANNED:
        at.state = was  # this is no note of its own yet
        session.flush()


def _check_tells_no_more(session: Session, meeting_id: int, corrections: Sequence[Correction]) -> None:
    needed = told_too_widely(corrections, withheld_from_each(session, meeting_id))
    if needed is not None:
        label = AUDIENCE_LABELS[needed].strip()
        raise UserError(f"A correction repeats a line that is for fewer readers; begin it with “{label}”.")


def _last_number(session: Session, meeting_id: int) -> int:
    query = select(Approval.number).where(Approval.meeting_id == meeting_id)
    return session.exec(query.order_by(col(Approval.number).desc())).first() or 0
