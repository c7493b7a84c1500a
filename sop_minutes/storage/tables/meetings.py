"""Meetings, and the note of each: attendance, items, points."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from sop_minutes.domain.words import AttendanceStatus, Audience, ItemKind, MeetingState, PointKind
from sop_minutes.storage.tables.columns import Row, added_text, own_id, ref_to, word


class ImportedFile(Row, table=True):
    """A file that was brought in. `digest` is its SHA-256 in hexadecimal."""

    __tablename__ = "imported_files"

    id: int = own_id()
    digest: str = Field(unique=True)
    name: str
    at: datetime


class Meeting(Row, table=True):
    """A group's meeting. `sequence` is 1, or 2 and up for further meetings of the group on one day.

    `correcting` is why its approved minutes were reopened, until they are approved again; else "".
    """

    __tablename__ = "meetings"
    __table_args__: Any = (
        Index("ux_meetings_key", "group_id", "on", "sequence", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: int = own_id()
    group_id: int = ref_to("groups.id", index=False)
    on: date = Field(index=True)
    sequence: int = 1
    provisional: bool = False
    state: str = word(MeetingState.PLANNED)
    title: str = ""
    time: str = ""
    place: str = ""
    marking: str = ""
    imported_file_id: int | None = ref_to("imported_files.id", nullable=True)
    correcting: str = added_text()


class Attendance(Row, table=True):
    """One name on a meeting's attendance list; `arrived` and `left` are ``HH:MM``, "" if not said."""

    __tablename__ = "attendance"

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id")
    position: float
    name: str
    person_id: int | None = ref_to("people.id", nullable=True)
    status: str = word(AttendanceStatus.PRESENT)
    detail: str = ""
    substitute_for: str = ""
    arrived: str = ""
    left: str = ""


class Topic(Row, table=True):
    """What items of several meetings are about. `key` is the title squashed, by which they meet."""

    __tablename__ = "topics"

    id: int = own_id()
    title: str
    key: str = Field(unique=True)
    priority_id: int | None = ref_to("priorities.id", nullable=True)


class Item(Row, table=True):
    """An agenda item; `title` "" is the opening of the note. Order is by `position`.

    `restricted_reason` and `review_on` say why a restricted one is, and when that is to be looked at again.
    """

    __tablename__ = "items"

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id")
    position: float
    title: str
    presenter: str = ""
    kind: str = word(ItemKind.ITEM)
    audience: str = word(Audience.PUBLIC)
    topic_id: int | None = ref_to("topics.id", nullable=True)
    minutes_planned: int | None = None
    restricted_reason: str = added_text()
    review_on: date | None = None


class Point(Row, table=True):
    """One block of a note, as typed. Order is by `position` within the item.

    `restricted_reason` and `review_on` are as an item's.
    """

    __tablename__ = "points"

    id: int = own_id()
    item_id: int = ref_to("items.id")
    position: float
    kind: str = word(PointKind.POINT)
    level: int = 0
    audience: str = word(Audience.PUBLIC)
    text: str
    restricted_reason: str = added_text()
    review_on: date | None = None
