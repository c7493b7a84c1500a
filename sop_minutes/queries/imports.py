"""What has been brought in from files, and which meeting a file is of."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, or_, select

from sop_minutes.domain.approving import has_no_note
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.sheets import ImportedFile as ImportedFileSheet
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import Audience, MeetingState, may_see, narrower
from sop_minutes.queries.approving import texts_of_approvals
from sop_minutes.queries.blocks import items_of, points_of
from sop_minutes.queries.meetings import meeting_key, typed_note
from sop_minutes.storage.tables import Group, ImportedFile, Item, Meeting

_MUCH = 0.6
"""The share of the longer note's words that two versions of one note have in common at least."""
_SOME = 0.3
"""The same, where the day or the file's name says as well that they are of one meeting."""
_NEARLY_AS_MUCH = 0.05
_SAME_DAY = 0.2
_SAME_FILE = 0.1
_NEAR = timedelta(days=60)
_WORD = re.compile(r"\w+")


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


def file_remembered(session: Session, digest: str) -> tuple[str, date] | None:
    """Return as what and when a file with this SHA-256 was brought in; None if it is new."""
    found = session.exec(select(ImportedFile).where(ImportedFile.digest == digest)).first()
    return (found.name, found.at.date()) if found else None


def meeting_said_alike(session: Session, note: NoteSheet, group_id: int) -> int | None:
    """Return the id of the group's meeting of that day whose note says much the same as `note`.

    None if there is none, or if the day of `note` is only a guess.
    """
    if note.on is None or note.provisional:
        return None
    words = _words(_texts(note))
    query = select(Meeting.id).where(Meeting.group_id == group_id, Meeting.on == note.on)
    ids = session.exec(query.order_by(col(Meeting.sequence))).all()
    return next((id_ for id_ in ids if _share_of(session, id_, words) >= _MUCH), None)


class _Likely(NamedTuple):
    """A meeting that a copy may be of; the higher `rank`, the more likely."""

    rank: float
    share: float
    same_day: bool
    same_file: bool
    id: int

    @property
    def is_it(self) -> bool:
        return self.share >= (_SOME if self.same_day or self.same_file else _MUCH)


def meeting_of_copy(
    session: Session, note: NoteSheet, group_id: int, *, name: str, taken: Collection[int] = ()
) -> int:
    """Return the meeting whose note `note`, from a file called `name`, is a corrected copy of.

    It says much the same; some is enough if it is of the same day, or a file of that name was brought in
    as it before. Looked for among the group's meetings near that day, or all if that is only a guess; not
    those `taken`. Raises UserError, with the nearest, if there is none, or more than one.
    """
    likely = sorted(_likely(session, note, group_id, name, taken), reverse=True)
    found = [each for each in likely if each.is_it]
    if not found:
        raise UserError(_nothing_like_it(session, note, group_id, likely))
    if len(found) > 1 and found[0].rank - found[1].rank < _NEARLY_AS_MUCH:
        keys = " or ".join(meeting_key(session, each.id) for each in found[:2])
        raise UserError(f"It could be a copy of {keys}. Nothing was changed; delete the one that is not it.")
    return found[0].id


def meetings_of_copies(
    session: Session, notes: Iterable[NoteSheet], group_id: int, *, name: str
) -> tuple[int, ...]:
    """Return for each of `notes`, of one file called `name`, what `meeting_of_copy` says: all different."""
    found: list[int] = []
    for note in notes:
        found.append(meeting_of_copy(session, note, group_id, name=name, taken=found))
    return tuple(found)


def _likely(
    session: Session, note: NoteSheet, group_id: int, name: str, taken: Collection[int]
) -> Iterator[_Likely]:
    noted = select(Item.id).where(Item.meeting_id == Meeting.id).exists()
    query = (
        select(Meeting.id, Meeting.on, ImportedFile.name)  # type: ignore[call-overload]
        .outerjoin(ImportedFile, col(ImportedFile.id) == col(Meeting.imported_file_id))
        .where(Meeting.group_id == group_id, noted)
    )
    if note.on is not None and not note.provisional:
        near = col(Meeting.on).between(note.on - _NEAR, note.on + _NEAR)
        query = query.where(or_(near, col(ImportedFile.name) == name))
    words = _words(_texts(note))
    for id_, on, file_name in session.exec(query).all():
        if id_ not in taken:
            share = _share_of(session, id_, words)
            same_day, same_file = on == note.on, file_name == name
            rank = share + _SAME_DAY * same_day + _SAME_FILE * same_file
            yield _Likely(rank, share, same_day, same_file, id_)


def _nothing_like_it(session: Session, note: NoteSheet, group_id: int, likely: list[_Likely]) -> str:
    code = group_code(session, group_id)
    day = f" on {format_date(note.on)}" if note.on and not note.provisional else ""
    said = f"No note of {code} that is kept says much the same as this one{day}, so there is none to update."
    nearest = next((each for each in likely if each.same_day), likely[0] if likely else None)
    if nearest is not None:
        which = "which is of that day" if nearest.same_day else "which has the most of it"
        said += f" The nearest is {meeting_key(session, nearest.id)}, {which}."
    return f"{said} If this is a note of its own, import it without --again."


def planned_meeting(session: Session, group_id: int, on: date) -> int | None:
    """Return the id of the group's meeting that is in the diary for that day, and has no note yet."""
    query = select(Meeting.id).where(
        Meeting.group_id == group_id, Meeting.on == on, Meeting.state == MeetingState.PLANNED
    )
    planned = session.exec(query.order_by(col(Meeting.sequence))).all()
    return next((id_ for id_ in planned if _has_no_note(session, id_)), None)


def _has_no_note(session: Session, meeting_id: int) -> bool:
    return has_no_note(typed_note(session, meeting_id), texts_of_approvals(session, meeting_id))


def meets_on(session: Session, group_id: int, on: date) -> bool:
    """Say whether the group has a meeting on that day, be it planned, held or called off."""
    query = select(Meeting.id).where(Meeting.group_id == group_id, Meeting.on == on)
    return session.exec(query).first() is not None


def days_to_plan(session: Session, group_id: int, file: ImportedFileSheet) -> tuple[date, ...]:
    """Return the days of next meetings that a file names and of which nothing is known yet."""
    held = {note.on for note in file.notes}
    days = (day for day in file.next_meetings if day not in held)
    return tuple(day for day in days if not meets_on(session, group_id, day))


def _share_of(session: Session, meeting_id: int, words: Counter[str]) -> float:
    """Return how much of the longer of two notes is in both: of `words`, and of the likest copy."""
    items = {item.id: item for item in items_of(session, meeting_id)}
    rows = [(item.title, item.audience) for item in items.values()]
    rows += [
        (point.text, narrower(items[point.item_id].audience, point.audience))
        for point in points_of(session, meeting_id)
    ]
    shares = []
    for reader in Audience:
        held = _words(text for text, audience in rows if may_see(reader, audience))
        longer = max(words.total(), held.total())
        shares.append((words & held).total() / longer if words and longer else 0.0)
    return max(shares)


def _texts(note: NoteSheet) -> Iterator[str]:
    for item in note.items:
        yield item.title
        yield from (point.text for point in item.points)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(_WORD.findall(fold(" ".join(texts))))


def group_code(session: Session, group_id: int) -> str:
    """Return a group's code."""
    return session.get_one(Group, group_id).code
