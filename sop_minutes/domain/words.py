"""The field's standard terms, as stored and as shown."""

from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Who may see a row. Ordered from the widest to the narrowest by `narrower`."""

    PUBLIC = "public"
    MEMBERS = "members"
    RESTRICTED = "restricted"


class GroupKind(StrEnum):
    PARTNERSHIP = "partnership"
    BOARD = "board"
    COMMITTEE = "committee"
    GROUP = "group"
    SUBGROUP = "sub-group"


class MeetingState(StrEnum):
    PLANNED = "planned"
    RECORDING = "recording"
    DRAFT = "draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


SETTLED_STATES = frozenset({MeetingState.APPROVED, MeetingState.PUBLISHED})
"""The minutes are approved: nothing of the note changes until the meeting is reopened."""


NOT_HELD_STATES = frozenset({MeetingState.PLANNED, MeetingState.CANCELLED})
"""There is no note of such a meeting: it is to come, was called off, or nobody took one."""


class ItemKind(StrEnum):
    """What an agenda item is for. `ITEM` is an ordinary one, and the default."""

    ITEM = "item"
    STANDING = "standing"
    DECISION = "for decision"
    INFORMATION = "for information"
    LAST_MINUTES = "minutes of the last meeting"
    MATTERS_ARISING = "matters arising"
    AOB = "any other business"
    NOT_PLACED = "not placed"


class PointKind(StrEnum):
    """What one block of a note is. A referral is a point that also asks another group for something."""

    POINT = "point"
    DECISION = "decision"
    ACTION = "action"
    REFERRAL = "referral"


class NoteLayout(StrEnum):
    """How a note shows its actions: as sentences where they were agreed, or there as rows of a table."""

    SENTENCES = "sentences"
    TABLES = "tables"


class AttendanceStatus(StrEnum):
    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class ActionStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    MERGED = "merged"


class ProposalState(StrEnum):
    """How it stands with what an owner proposed: waiting for the secretary, taken, or refused."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ChangeState(StrEnum):
    """How it stands with a change of a returned copy."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


CLOSED_STATUSES = frozenset(
    {
        ActionStatus.DONE,
        ActionStatus.CONFIRMED,
        ActionStatus.CANCELLED,
        ActionStatus.MERGED,
    }
)


class DuePrecision(StrEnum):
    """How exactly a due date was said. `NONE` means none was said, or none could be read."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    NEXT_MEETING = "next meeting"
    NONE = "none"


class DueRemark(StrEnum):
    """What a minute-taker should be told of how a due date was read; `NONE` is nothing."""

    NONE = ""
    PAST = "before the meeting"
    YEAR_AHEAD = "almost a year ahead"
    NO_SUCH_DAY = "no such day"
    OTHER_WEEKDAY = "another day of the week"
    FIRST_OF_SEVERAL = "the first of several dates"


class Season(StrEnum):
    SPRING = "Spring"
    SUMMER = "Summer"
    AUTUMN = "Autumn"
    WINTER = "Winter"


class ReportRole(StrEnum):
    """What a body does with a report in the reporting timetable."""

    AGREE = "agree"
    INFORM = "inform"
    CONSULT = "consult"


# How a note words what a block is and who may see it, as typed and as printed.
AUDIENCE_LABELS = {
    Audience.PUBLIC: "",
    Audience.MEMBERS: "Members: ",
    Audience.RESTRICTED: "Restricted: ",
}
KIND_LABELS = {
    PointKind.POINT: "",
    PointKind.DECISION: "Agreed: ",
    PointKind.ACTION: "Action: ",
    PointKind.REFERRAL: "Refer: ",
}

# What a note that goes out says of itself: its subject, and the sentence on what is for members only.
NOTE_NAMES = {
    Audience.PUBLIC: "public note",
    Audience.MEMBERS: "members’ note",
    Audience.RESTRICTED: "full record",
}
NOTE_SUBJECT = "Key points: "
HANDLING = "Handling"
FOR_MEMBERS = "what is marked “Members:” is not to be passed on"

_BREADTH = (Audience.PUBLIC, Audience.MEMBERS, Audience.RESTRICTED)


def season_of(on: date) -> Season:
    """Return the season a day is in: Spring is March to May, Winter December to February."""
    return (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)[on.month % 12 // 3]


def narrower(*audiences: Audience) -> Audience:
    """Return the narrowest of `audiences`; public when there are none."""
    return max(audiences, key=_BREADTH.index, default=Audience.PUBLIC)


def seen_by(audience: Audience) -> str:
    """Return who may see a row, as the end of a sentence: it is so."""
    return "for members only" if audience is Audience.MEMBERS else str(audience)


def may_see(reader: Audience, row: Audience) -> bool:
    """Say whether a note for `reader` may hold a row marked `row`.

    `reader` restricted is the full record, which holds everything.
    """
    return _BREADTH.index(row) <= _BREADTH.index(reader)
