"""What has been brought in from files."""

from collections import Counter
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.domain.keys import format_key
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import MeetingState
from sop_minutes.storage.tables import Group, ImportedFile, Item, Meeting, Point

_ALIKE = 0.6
"""The share of the longer note's words that two versions of one note have in common at least."""


def imported_before(session: Session, digest: str) -> tuple[str, ...]:
    """Return the keys of the meetings that a file with this SHA-256 became, none if it is new."""
    query = (
        select(Group.code, Meeting.on, Meeting.sequence)  # type: ignore[call-overload]
        .join(Meeting, col(Meeting.group_id) == col(Group.id))
        .join(ImportedFile, col(ImportedFile.id) == col(Meeting.imported_file_id))
        .where(ImportedFile.digest == digest)
        .order_by(col(Meeting.id))
    )
    return tuple(format_key(code, on, sequence) for code, on, sequence in session.exec(query))


def meeting_said_alike(session: Session, note: NoteSheet, group_id: int) -> int | None:
    """Return the id of the group's meeting of that day whose note says much the same as `note`.

    None if there is none, or if the day of `note` is only a guess.
    """
    if note.on is None or note.provisional:
        return None
    words = _words([text for item in note.items for text in (item.title, *(p.text for p in item.points))])
    query = select(Meeting.id).where(Meeting.group_id == group_id, Meeting.on == note.on)
    for meeting_id in session.exec(query.order_by(col(Meeting.sequence))).all():
        held = _words_of(session, meeting_id)
        if words and (words & held).total() >= _ALIKE * max(words.total(), held.total()):
            return meeting_id
    return None


def planned_meeting(session: Session, group_id: int, on: date) -> int | None:
    """Return the id of the group's meeting that is in the diary for that day, and has no note yet."""
    noted = select(Item.id).where(Item.meeting_id == Meeting.id).exists()
    query = select(Meeting.id).where(
        Meeting.group_id == group_id, Meeting.on == on, Meeting.state == MeetingState.PLANNED, ~noted
    )
    return session.exec(query.order_by(col(Meeting.sequence))).first()


def meets_on(session: Session, group_id: int, on: date) -> bool:
    """Say whether the group has a meeting on that day, be it planned, held or called off."""
    query = select(Meeting.id).where(Meeting.group_id == group_id, Meeting.on == on)
    return session.exec(query).first() is not None


def _words_of(session: Session, meeting_id: int) -> Counter[str]:
    items = session.exec(select(Item.title).where(Item.meeting_id == meeting_id)).all()
    points = session.exec(
        select(Point.text).join(Item, col(Item.id) == col(Point.item_id)).where(Item.meeting_id == meeting_id)
    ).all()
    return _words([*items, *points])


def _words(texts: list[str]) -> Counter[str]:
    return Counter(fold(" ".join(texts)).split())


def group_code(session: Session, group_id: int) -> str:
    """Return a group's code."""
    return session.get_one(Group, group_id).code
