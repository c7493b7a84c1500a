"""Frozen sheets: a whole note, and the rows lists are made of, between the layers.

What a list of actions has one of in every row is a tuple: it is made in a third of the time.
A sheet holds what was said as written, and what was understood beside it. It knows no ids of the
database but those it is asked to carry back.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sop_minutes.domain.words import (
    ActionStatus,
    AttendanceStatus,
    Audience,
    DuePrecision,
    DueRemark,
    GroupKind,
    ItemKind,
    MeetingState,
    PointKind,
)


class Due(NamedTuple):
    """When something is due: as written, and as understood.

    `on` is the last day that is still in time, None where it could not be read, was not said, or
    (for the next meeting) where the diary holds no later meeting. `remark` is what is odd about it:
    a day gone by, one that only comes in almost a year since no year was said, not the day of the
    week that was said, no day at all, or the first of several that were said.
    It is known of a line just read, not of a stored date.
    """

    as_written: str = ""
    on: date | None = None
    precision: DuePrecision = DuePrecision.NONE
    remark: DueRemark = DueRemark.NONE


_NOT_DUE = Due()


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """One name of an attendance list. `detail` is what stood in brackets: "chair", "from 10:40"."""

    name: str
    status: AttendanceStatus = AttendanceStatus.PRESENT
    detail: str = ""
    substitute_for: str = ""


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """What was understood of an action's line. `ref` is None until the register has given one.

    `owners` are as shown (a known person's full name, else as written); the first one leads.
    `due` is today's due date, after any change since it was raised. `sentence` is how a note words
    it, as it was said in its meeting.
    """

    text: str
    owners: tuple[str, ...] = ()
    due: Due = _NOT_DUE
    ref: str | None = None
    status: ActionStatus = ActionStatus.OPEN
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a file says has become of an action, in lines; the first is what tells its status.

    `status` is None where it leaves that as it was, `on` where it does not say when.
    """

    status: ActionStatus | None
    on: date | None
    as_written: str


@dataclass(frozen=True, slots=True)
class PointSheet:
    """One block of a note.

    `text` is as typed, without bullet and prefixes, with its inline markup. `level` 0 is a
    paragraph, 1 a bullet, 2 a bullet under a bullet. `audience` is the block's own, not narrowed
    by its item's. `action` is set when `kind` is an action. `ref` is a reference that was typed with
    the block, "" for none. `became` is what an imported file says of its action. `record` names the row
    it was read from ("p12"), "" for none: no part of what it says.
    """

    text: str
    kind: PointKind = PointKind.POINT
    level: int = 0
    audience: Audience = Audience.PUBLIC
    action: ActionSheet | None = None
    ref: str = ""
    became: Progress | None = None
    record: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """An agenda item and what was said under it.

    A `title` of "" is the opening of the note: what stands before its first heading.
    `minutes_planned` is None where no time was set. `record` is as a point's ("i3").
    """

    title: str
    presenter: str = ""
    kind: ItemKind = ItemKind.ITEM
    audience: Audience = Audience.PUBLIC
    points: tuple[PointSheet, ...] = ()
    minutes_planned: int | None = None
    record: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """A note, whole.

    `group` is a name or code as written; `on` is None and `date_as_written` set where the date
    could not be read. `other_weekday` is a day of the week typed with the date that it is not. `title`
    is "" for the house's own title. `provisional` is a date to be confirmed. `listed` are the entries of
    the lists of decisions and actions that a note which went out from here ends with: they only repeat it.
    """

    group: str = ""
    on: date | None = None
    date_as_written: str = ""
    other_weekday: str = ""
    provisional: bool = False
    title: str = ""
    time: str = ""
    place: str = ""
    marking: str = ""
    attendance: tuple[AttendanceSheet, ...] = ()
    items: tuple[ItemSheet, ...] = ()
    listed: tuple[PointSheet, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What a file holds. `digest` is its SHA-256; `sentences` say what was found and left out.

    `unmarked` are its notes as they would be without the marking of the file as a whole, which closes
    every item. `reader` is whom a note that went out from here was for, None for another file.
    `next_meetings` are the days of the next meetings that its notes name.
    """

    notes: tuple[NoteSheet, ...]
    sentences: tuple[str, ...]
    digest: str
    unmarked: tuple[NoteSheet, ...]
    reader: Audience | None = None
    next_meetings: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of a list. `parent` is its parent's code, "" for none."""

    id: int
    code: str
    name: str
    kind: GroupKind
    parent: str
    aliases: tuple[str, ...]
    former_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list. `organisation` is its name, "" for none."""

    id: int
    name: str
    initials: str
    organisation: str
    role: str
    email: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation of a list. `parent` is the name of what it is a unit of, "" for none."""

    id: int
    name: str
    short_name: str
    parent: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of a group and who fills it, or deputises in it; `person` is "" for an empty one.

    `group` is a code. Dates are None where they are open.
    """

    id: int
    group: str
    organisation: str
    role: str
    person: str
    person_id: int | None
    deputy: bool
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One thing found. `kind` is item, a kind of point, action or update; `meeting` is a key.

    `meeting` and `item` are "" for an action raised outside a note; `ref` is "" for what is no
    action. `audience` is the effective one.
    """

    id: int
    kind: str
    text: str
    meeting: str
    item: str
    ref: str = ""
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class LogScope:
    """What a list of actions is a list of; "" does not narrow. `statuses` None is all not closed.

    `review`: those up for review at a meeting, in its order, with room to write in what is said.
    `called` is what a list is called that the rest does not tell; then it alone says what is listed.
    `database` is the one it is of, by which calendars know its events again.
    """

    group: str = ""
    owner: str = ""
    topic: str = ""
    organisation: str = ""
    priority: str = ""
    statuses: tuple[ActionStatus, ...] | None = None
    overdue: bool = False
    review: bool = False
    called: str = ""
    database: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of a list."""

    id: int
    key: str
    group_id: int
    group: str
    on: date
    provisional: bool
    state: MeetingState


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting as it stands in the database: its note, and what it is called.

    `heading` is the whole title of the note, date included. `partnership` is the name of the
    top-level partnership ("" if there is none). `record` names its row ("m5"). `handling` is what its
    readers are asked to mind, "" for nothing. `approved` says whether its minutes stand approved.
    """

    key: str
    group_code: str
    group_name: str
    partnership: str
    heading: str
    state: MeetingState
    note: NoteSheet
    actions: tuple["ActionRow", ...] = ()
    handling: str = ""
    approved: bool = False
    record: str = field(default="", compare=False, repr=False)


class ActionRow(NamedTuple):
    """One action of the register.

    `audience` is the effective one. `meeting` is the key of the meeting it was raised in and `item`
    that item's title, both "" where it was raised outside a note. `last_note` is the newest
    update's.
    """

    id: int
    ref: str
    text: str
    owners: tuple[str, ...]
    due: Due
    status: ActionStatus
    audience: Audience
    meeting: str
    item: str
    group: str
    raised_on: date | None
    done_on: date | None = None
    last_note: str = ""
    point_id: int | None = None
