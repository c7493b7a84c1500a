"""What went out of a note and what came back: circulations, returned copies, approvals, publications."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from sop_minutes.domain.words import Audience, ChangeState, NoteLayout
from sop_minutes.storage.tables.columns import Row, own_id, ref_to, word


class FrozenFile(SQLModel, table=True):
    """A file that went out or is worked from, kept once. `digest` is its SHA-256, in hexadecimal.

    Only ever added to, and outside the change log: what was sent is not unsent by an undo.
    """

    __tablename__ = "frozen_files"
    __table_args__: Any = {"sqlite_autoincrement": True}

    id: int = own_id()
    digest: str = Field(unique=True)
    content: bytes


class NoteTemplate(Row, table=True):
    """A user's own Word file that says how notes look; `layout` is how their actions stand in them.

    The file is kept as it was made fit to be filled. Groups name the template that they take unasked.
    """

    __tablename__ = "note_templates"

    id: int = own_id()
    name: str = Field(unique=True)
    layout: str = word(NoteLayout.SENTENCES)
    frozen_file_id: int = ref_to("frozen_files.id", index=False)


class Circulation(Row, table=True):
    """A version of a note that went out. `number` counts those of its meeting and is not given twice.

    `code` stands in its files, by which a returned copy is known. `approved` says whether the minutes
    were approved as they went out. `lines_id` is the frozen file of what it said, line by line
    (`domain.circulating`), with which a later version is compared.
    """

    __tablename__ = "circulations"

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id")
    number: int
    at: datetime
    audience: str = word(Audience.MEMBERS)
    approved: bool = False
    code: str = Field(unique=True)
    lines_id: int = ref_to("frozen_files.id", index=False)


class CirculatedFile(Row, table=True):
    """A file of a circulation, as it was named."""

    __tablename__ = "circulated_files"

    id: int = own_id()
    circulation_id: int = ref_to("circulations.id")
    name: str
    frozen_file_id: int = ref_to("frozen_files.id", index=False)


class Recipient(Row, table=True):
    """Whom a circulation went to; `standing` says as what: the seat they fill or deputise in."""

    __tablename__ = "recipients"

    id: int = own_id()
    circulation_id: int = ref_to("circulations.id")
    person_id: int | None = ref_to("people.id", nullable=True)
    name: str
    address: str
    standing: str = ""


class Invitation(Row, table=True):
    """A calendar file made for a meeting: what it said. `sequence` counts those of its meeting from 0."""

    __tablename__ = "invitations"

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id")
    sequence: int
    at: datetime
    on: date
    time: str = ""
    place: str = ""
    provisional: bool = False
    cancelled: bool = False


class ReturnedCopy(Row, table=True):
    """A copy of a note that somebody edited and sent back; `circulation_id` is None where it is not known.

    `audience` is whom it was for. `digest` is the SHA-256 of the file, so that the same one is not taken
    twice; `frozen_file_id` is the file, as it came.
    """

    __tablename__ = "returned_copies"
    __table_args__: Any = (
        Index("ux_returned_copies_digest", "meeting_id", "digest", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id", index=False)
    circulation_id: int | None = ref_to("circulations.id", nullable=True)
    audience: str = word(Audience.MEMBERS)
    name: str
    digest: str
    frozen_file_id: int = ref_to("frozen_files.id", index=False)
    from_name: str
    received_at: datetime


class ReturnedChange(Row, table=True):
    """One change of a returned copy, until the secretary takes or refuses it. Order is by `position`.

    `kind` is what was done (`domain.returned`). `mark` names the records it was done to ("p12", "i3", "m5";
    several, parted by spaces, where blocks were joined, "" for a new one); for one that was gone already
    it is the mark in the file. Once a new block or a split is accepted, what came of it is named there
    too. `after_mark` names what it stands after, the nearest first, up to its heading. `before` and
    `after` are blocks as printed, a line each, bullets and headings marked as they are typed; "" where
    there was or is none. `instead` is what it was accepted with in their stead, "" for the copy's words.
    `who` and `at` are of those who changed it, "" and None where tracking was off.
    """

    __tablename__ = "returned_changes"

    id: int = own_id()
    copy_id: int = ref_to("returned_copies.id")
    position: int
    kind: str
    mark: str = ""
    after_mark: str = ""
    before: str = ""
    after: str = ""
    who: str = ""
    at: datetime | None = None
    comment: str = ""
    instead: str = ""
    state: str = word(ChangeState.WAITING)


class Approval(Row, table=True):
    """Minutes as they were approved. `number` counts those of a meeting; all but the first have a `reason`,
    why they were reopened.

    `at_meeting_id` is the meeting that approved them, None where it is not in the diary. `corrections`
    are those they were approved with, a line each. `note` is the whole record in the note's grammar as it
    stood then, and `digest` the SHA-256 of its UTF-8.
    """

    __tablename__ = "approvals"

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id")
    number: int
    on: date
    at_meeting_id: int | None = ref_to("meetings.id", nullable=True)
    corrections: str = ""
    reason: str = ""
    note: str
    digest: str


class Publication(Row, table=True):
    """A public note that was put into a folder to be uploaded; `digest` is the SHA-256 of its web page."""

    __tablename__ = "publications"

    id: int = own_id()
    meeting_id: int = ref_to("meetings.id")
    at: datetime
    digest: str
