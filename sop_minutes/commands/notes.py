"""A whole note, kept: it becomes a meeting, or brings the one that is there up to date."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from sop_minutes.commands.alignment import aligned
from sop_minutes.commands.checks import row_of
from sop_minutes.commands.items import topic_for
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.people import add_person
from sop_minutes.commands.understanding import Understanding
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar.attendance import arrived_at, left_at
from sop_minutes.domain.grammar.headings import looks_like_people
from sop_minutes.domain.names import Directory, NameKind
from sop_minutes.domain.sheets import AttendanceSheet, ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.domain.words import MeetingState, PointKind
from sop_minutes.queries.meetings import default_title, partnership_of
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import Attendance, Group, ImportedFile, Item, Meeting, Point

_EARLY_STATES = frozenset({MeetingState.PLANNED, MeetingState.RECORDING})
_SETTLED_STATES = frozenset({MeetingState.APPROVED, MeetingState.PUBLISHED})


def record_note(session: Session, note: NoteSheet, *, group_id: int) -> int:
    """Keep a typed note as its group's meeting of that day, and return the meeting's id.

    What is there already is brought up to date: items, points and actions that are still in the
    note keep their ids and references. Raises UserError without a date, or if the meeting's
    minutes are approved.
    """
    if note.on is None:
        raise UserError(_no_date(note))
    query = select(Meeting).where(Meeting.group_id == group_id, Meeting.on == note.on)
    meeting = session.exec(query.order_by(col(Meeting.sequence))).first()
    if meeting is None:
        meeting = row_of(session, Meeting, add_meeting(session, group_id=group_id, on=note.on))
    elif meeting.state in _SETTLED_STATES:
        raise UserError("The minutes of that meeting are approved; they are corrected in a new version.")
    _keep(session, meeting, note)
    return meeting.id


def import_note(session: Session, note: NoteSheet, *, group_id: int, file_id: int) -> int:
    """Keep a note that was brought in from a file, always as a meeting of its own."""
    if note.on is None:
        raise UserError(_no_date(note))
    meeting_id = add_meeting(session, group_id=group_id, on=note.on, another=True)
    meeting = row_of(session, Meeting, meeting_id)
    meeting.imported_file_id = file_id
    _keep(session, meeting, note)
    return meeting_id


def add_imported_file(session: Session, *, digest: str, name: str, at: datetime) -> int:
    """Remember that a file has been brought in. Raises UserError if it was before."""
    held = session.exec(select(ImportedFile).where(ImportedFile.digest == digest)).first()
    if held is not None:
        when = f"as {held.name} on {format_date(held.at.date())}"
        raise UserError(f"{name} was imported before, {when}; nothing was changed.")
    row = ImportedFile(digest=digest, name=clean_line(name), at=at)
    session.add(row)
    session.flush()
    return row.id


def _no_date(note: NoteSheet) -> str:
    if note.date_as_written:
        return f"“{note.date_as_written}” is not a date that can be read; write it as 15 November 2017."
    return "The note does not say when the meeting was: add a line like “Date: 15 November 2017”."


def _keep(session: Session, meeting: Meeting, note: NoteSheet) -> None:
    group = row_of(session, Group, meeting.group_id)
    title = clean_line(note.title)
    ours = default_title(group, partnership_of(session, group))
    meeting.title = "" if fold(title) == fold(ours) else title
    meeting.time, meeting.place = clean_line(note.time), clean_line(note.place)
    meeting.marking = clean_line(note.marking)
    meeting.provisional = note.provisional
    if meeting.state in _EARLY_STATES:
        meeting.state = MeetingState.DRAFT
    session.flush()
    _keep_attendance(session, meeting, note.attendance)
    _keep_items(session, meeting, note.items)


def _keep_attendance(session: Session, meeting: Meeting, listed: Iterable[AttendanceSheet]) -> None:
    known = directory(session)
    query = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(col(Attendance.position))
    held = list(session.exec(query))
    wanted = list(listed)
    pairs, gone = aligned(held, wanted, [lambda row, entry: fold(row.name) == fold(entry.name)])
    for row in gone:
        session.delete(row)
    for position, (listed_row, entry) in enumerate(pairs, start=1):
        kept = listed_row or Attendance(meeting_id=meeting.id, position=0, name="")
        kept.position = float(position)
        kept.name, kept.detail = clean_line(entry.name), clean_line(entry.detail)
        kept.status, kept.substitute_for = entry.status, clean_line(entry.substitute_for)
        kept.arrived, kept.left = arrived_at(entry.detail), left_at(entry.detail)
        kept.person_id = _person(session, known, kept.name)
        session.add(kept)
    session.flush()


def _person(session: Session, known: Directory, name: str) -> int | None:
    """Return the person of that name, made if the name reads as a person's and nobody has it."""
    matches = [match for match in known.match(name) if match.kind is NameKind.PERSON]
    if matches:
        return matches[0].id if len(matches) == 1 else None
    if known.match(name) or not looks_like_people(name):
        return None
    return add_person(session, name)


def _keep_items(session: Session, meeting: Meeting, sheets: tuple[ItemSheet, ...]) -> None:
    query = select(Item).where(Item.meeting_id == meeting.id).order_by(col(Item.position), col(Item.id))
    held = list(session.exec(query))
    same_title = [lambda row, sheet: squash(row.title) == squash(sheet.title), _like_title]
    pairs, gone = aligned(held, list(sheets), same_title)
    old_points = _points_of(session, held)
    kept: list[tuple[Item, ItemSheet]] = []
    for position, (row, sheet) in enumerate(pairs, start=1):
        item = row or Item(meeting_id=meeting.id, position=0, title="")
        item.position, item.title, item.presenter = float(position), clean_line(sheet.title), sheet.presenter
        item.kind, item.audience = sheet.kind, sheet.audience
        item.topic_id = topic_for(session, item.title, sheet.kind)
        session.add(item)
        kept.append((item, sheet))
    session.flush()
    _keep_points(session, meeting, old_points, kept)
    for row in gone:
        session.delete(row)
    session.flush()


def _points_of(session: Session, items: Iterable[Item]) -> list[Point]:
    ids = [item.id for item in items]
    query = select(Point).where(col(Point.item_id).in_(ids)).join(Item, col(Item.id) == col(Point.item_id))
    return list(session.exec(query.order_by(col(Item.position), col(Point.position), col(Point.id))))


def _keep_points(
    session: Session, meeting: Meeting, held: list[Point], kept: list[tuple[Item, ItemSheet]]
) -> None:
    wanted = [(item.id, place, sheet) for item, s in kept for place, sheet in enumerate(s.points, start=1)]
    pairs, gone = aligned(held, wanted, [_same_place, _same_text, _like_text])
    understanding = Understanding(session, meeting)
    for point in gone:
        understanding.forget(point)
        session.delete(point)
    session.flush()
    changed: list[tuple[Point, str | None]] = []
    for row, (item_id, place, sheet) in pairs:
        point = row or Point(item_id=item_id, position=0, text="")
        was = (point.kind, point.text) if row else None
        _fill(point, item_id, place, sheet)
        session.add(point)
        if was != (point.kind, point.text):
            changed.append((point, was[1] if was else None))
    session.flush()
    for point, before in changed:
        if before is not None or point.kind in {PointKind.ACTION, PointKind.REFERRAL}:
            understanding.keep(point, was=before)
    session.flush()


def _fill(point: Point, item_id: int, place: int, sheet: PointSheet) -> None:
    point.item_id, point.position = item_id, float(place)
    point.kind, point.level, point.audience = sheet.kind, sheet.level, sheet.audience
    point.text = clean_line(sheet.text)


def _like_title(row: Item, sheet: ItemSheet) -> bool:
    return bool(row.title and sheet.title) and _alike(row.title, sheet.title) >= 80


def _same_place(point: Point, wanted: tuple[int, int, PointSheet]) -> bool:
    return point.item_id == wanted[0] and point.text == wanted[2].text


def _same_text(point: Point, wanted: tuple[int, int, PointSheet]) -> bool:
    return point.text == wanted[2].text


def _like_text(point: Point, wanted: tuple[int, int, PointSheet]) -> bool:
    same_kind = point.kind == wanted[2].kind
    return point.item_id == wanted[0] and same_kind and _alike(point.text, wanted[2].text) >= 60


def _alike(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b)
