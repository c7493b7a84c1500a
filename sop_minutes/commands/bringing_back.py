"""Undo over restarts: one entry of the change log taken back, or all as it was at a moment."""

from sqlmodel import Session, select

from sop_minutes.commands.checks import check_unsettled
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.restoring import counted
from sop_minutes.domain.words import narrower
from sop_minutes.queries.audit import marks_touched, meetings_touched, unnamed_touched
from sop_minutes.queries.bringing_back import BroughtBack
from sop_minutes.storage import moments
from sop_minutes.storage.recorder import RecordedSession
from sop_minutes.storage.tables import Change, Meeting


def take_back_entry(session: Session, *, entry: int) -> None:
    """Take back what one entry of the change log did, whenever that was.

    Raises UserError where what it did was changed since, where something hangs on it, where minutes
    that it wrote are approved since, and where somebody would see what is kept from them now.
    """
    for meeting_id in meetings_touched(session, entry):
        meeting = session.get(Meeting, meeting_id)
        if meeting is not None:
            check_unsettled(meeting.state)
    seen, unnamed = marks_touched(session, entry), unnamed_touched(session, entry)
    moments.take_back(_recorded(session), entry)
    still = marks_touched(session, entry)
    wider = sum(key in still and narrower(still[key], was) != still[key] for key, was in seen.items())
    if wider:
        many = "1 thing" if wider == 1 else f"{wider} things"
        raise UserError(
            f"That would let more people see {many} again, and was not done: release what is restricted by "
            "itself, where its words and its reason are shown first."
        )
    if named := unnamed - unnamed_touched(session, entry):
        raise UserError(
            f"That would name {counted(len(named), 'person')} in public notes again who are to be named by "
            "role only, and was not done: say first that they may be named."
        )


def bring_back_moment(session: Session, *, entry: int) -> int:
    """Put all back as it was right after an entry, the first being 1; return how many rows that changes.

    What is restricted, or for members only, since then stays so, and who is to be named by role only:
    `BroughtBack`. Numbers that were given since, of actions, versions and invitations, are not given again,
    and files that went out stay kept.
    Raises UserError for an entry that is not there, or after which nothing was done that could be brought
    back, and where another program altered what it would bring back.
    """
    if session.exec(select(Change.id).where(Change.entry == entry)).first() is None:
        raise UserError(f"There is no entry {entry} in the change log.")
    rows = BroughtBack(session, entry).rows
    if not rows:
        raise UserError("All is as it was then; there is nothing to bring back.")
    moments.put_back(_recorded(session), rows)
    return len(rows)


def _recorded(session: Session) -> RecordedSession:
    if not isinstance(session, RecordedSession):
        raise TypeError("Only what a database does can be brought back.")
    return session
