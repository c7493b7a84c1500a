"""What is looked at before a note goes out: each thing found, in a sentence, and where it stands."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import ItemKind


class CheckKind(StrEnum):
    """What a check is about, in the order in which they are shown."""

    ACCESSIBLE = "accessibility"
    SPELLING = "spelling"
    OWNER = "owners"
    DATE = "due dates"
    ACRONYM = "acronyms"
    EMPTY = "empty items"
    AS_ROLE = "names"
    RESTRICTION = "restrictions"
    NOT_PLACED = "not placed"
    UNSETTLED = "to be confirmed"


class CheckRow(NamedTuple):
    """Something to look at, or that all is well with it (`ok`); `is_doubtful` may be nothing at all.

    `record` is where: "p12" a point, "i3" an item, "m5" the meeting, "CG 17/35" an action, "" nowhere.
    """

    kind: CheckKind
    sentence: str
    record: str = ""
    ok: bool = False
    is_doubtful: bool = False


class Said(NamedTuple):
    """A text of a note, without its markup, and the record it stands in."""

    record: str
    text: str


_UNSETTLED = re.compile(
    r"\b(?:tbc|tbd|tba)\b|\bto be (?:confirmed|agreed|decided|added|checked)\b|\?{2,}|\bxx+\b",
    re.IGNORECASE,
)


def texts_of(meeting: MeetingSheet) -> tuple[Said, ...]:
    """Return what a note says, in its order, without the lists at its end."""
    return tuple(_texts(meeting))


def place_of(meeting: MeetingSheet, record: str) -> str:
    """Return where in a note a record stands, as its reader would find it: under which heading, or in one."""
    for item in meeting.note.items:
        title = plain_text(item.title).strip()
        if item.record == record:
            return f"in the heading “{title}”"
        if any(point.record == record for point in item.points):
            return f"under “{title}”" if title else "before the first heading"
    return "in its title"


def empty_items(meeting: MeetingSheet) -> Iterator[CheckRow]:
    """Yield the items under which nothing stands."""
    for item in meeting.note.items:
        if item.title.strip() and not any(point.text.strip() for point in item.points):
            title = plain_text(item.title).strip()
            yield CheckRow(CheckKind.EMPTY, f"Nothing stands under “{title}”.", item.record)


def not_placed(meeting: MeetingSheet) -> Iterator[CheckRow]:
    """Yield the items in which an imported file's text waits for its place."""
    for item in meeting.note.items:
        if item.kind is ItemKind.NOT_PLACED and item.points:
            number = len(item.points)
            said = "1 line that has no place yet is" if number == 1 else f"{number} lines without a place are"
            yield CheckRow(CheckKind.NOT_PLACED, f"{said} in it.", item.record)


def unsettled(meeting: MeetingSheet) -> Iterator[CheckRow]:
    """Yield where something is still to be confirmed."""
    if meeting.note.provisional:
        yield CheckRow(CheckKind.UNSETTLED, "The meeting's date is still to be confirmed.", meeting.record)
    for record, text in texts_of(meeting):
        found = _UNSETTLED.search(text)
        if found:
            yield CheckRow(CheckKind.UNSETTLED, f"“{found[0]}” is still in the text.", record)


def _texts(meeting: MeetingSheet) -> Iterator[Said]:
    yield Said(meeting.record, meeting.heading)
    for item in meeting.note.items:
        if item.title.strip():
            yield Said(item.record, plain_text(item.title).strip())
        for point in item.points:
            said = point.action.sentence if point.action and point.action.sentence else point.text
            yield Said(point.record, plain_text(said).strip())
