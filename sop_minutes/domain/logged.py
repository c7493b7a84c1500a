"""The change log in words: what its tables and columns are called on screen and on paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sop_minutes.domain.text import fold
from sop_minutes.domain.words import Audience, may_see

NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "action_links": "link",
        "action_owners": "owner",
        "action_updates": "update",
        "actions": "action",
        "approvals": "approval",
        "attendance": "attendance",
        "change": "change log",
        "chaser_actions": "reminder",
        "chasers": "reminder",
        "circulated_files": "circulated file",
        "circulations": "circulation",
        "frozen_files": "kept file",
        "group_names": "name of a group",
        "groups": "group",
        "imported_files": "imported file",
        "invitations": "invitation",
        "items": "item",
        "leads": "lead agency",
        "meetings": "meeting",
        "note_templates": "template",
        "objectives": "objective",
        "organisation_names": "name of an organisation",
        "organisations": "organisation",
        "outcomes": "outcome",
        "people": "person",
        "person_names": "name of a person",
        "points": "line",
        "priorities": "priority",
        "proposals": "proposal",
        "publications": "publication",
        "rag_rules": "colour",
        "recipients": "recipient",
        "referrals": "referral",
        "reports": "report",
        "returned_changes": "returned change",
        "returned_copies": "returned copy",
        "seat_holders": "holder of a seat",
        "seats": "seat",
        "timetable": "timetable entry",
        "topics": "topic",
    }
)
"""What a row of each table is called."""

DONE_BACK: Mapping[str, str] = MappingProxyType({"undo": "Undo: ", "redo": "Redo: "})
"""What stands before what was done, by the kind of an entry that took something back, or did it again."""

HIDDEN = frozenset({"id", "position", "key", "digest", "mark", "after_mark", "owner_ids"})
"""Columns that nobody typed and that mean nothing to a reader."""

_FIELDS = {
    "address": "address",
    "approved": "approved",
    "arrived": "arrived",
    "as_role": "named by role only",
    "as_written": "as written",
    "at": "time",
    "audience": "audience",
    "cancelled": "cancelled",
    "code": "code",
    "colour": "colour",
    "correcting": "why it is corrected",
    "deputy": "deputy",
    "due_as_written": "due, as written",
    "due_from": "due date counted from",
    "due_on": "due",
    "due_was_on": "due before",
    "done_on": "done on",
    "former": "former name",
    "from_name": "from",
    "from_on": "from",
    "imported_file_id": "imported from",
    "lines_id": "what it said",
    "minutes_planned": "minutes planned",
    "note": "note",
    "on": "date",
    "provisional": "provisional",
    "quorum": "quorum",
    "raised_on": "raised on",
    "received_at": "received",
    "received_on": "received on",
    "restricted_reason": "why it is not public",
    "review_on": "looked at again on",
    "sequence": "number of the day",
    "short_name": "short name",
    "to_as_written": "to, as written",
    "until_on": "until",
}
_OF_TABLE = {
    ("groups", "kind"): "kind of group",
    ("imported_files", "at"): "imported",
    ("invitations", "sequence"): "number",
    ("meetings", "on"): "date of the meeting",
    ("approvals", "note"): "the minutes as approved",
}


def field_name(table: str, column: str) -> str:
    """Return what a column is called in words."""
    said = _OF_TABLE.get((table, column)) or _FIELDS.get(column)
    return said or column.removesuffix("_id").replace("_", " ")


def label_of(kind: str, label: str) -> str:
    """Return in words what an entry did; an undo bears the label of what it took back."""
    return DONE_BACK.get(kind, "") + label


def noun_of(table: str) -> str:
    """Return what a row of a table is called."""
    return NOUNS.get(table, table.replace("_", " "))


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """An entry of the change log: who did what and when, in UTC; of how many rows, and what the first is.

    `audience` is for whom that is. `first` is the first of the numbers that it had: typing that goes on
    takes the next each time. `seal` is its last row's, in hexadecimal digits; "" while typing may go on.
    """

    entry: int
    at: datetime
    who: str
    label: str
    kind: str
    rows: int
    about: str
    audience: Audience
    first: int
    seal: str

    @property
    def numbers(self) -> str:
        """Its number; all that it had, where it had others before."""
        return f"{self.first}–{self.entry}" if self.first < self.entry else str(self.entry)


@dataclass(frozen=True, slots=True)
class LoggedField:
    """What one thing said before and after, in words; "" for nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """What became of one row: what it is, where it stands, and each field that changed.

    `audience` is the narrowest of those who might ever see what is said here.
    """

    what: str
    where: str
    deed: str
    audience: Audience
    fields: tuple[LoggedField, ...]


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry with its rows in words; `left_out` are so many more that are not told."""

    head: LoggedEntry
    rows: tuple[LoggedRow, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class MomentPreview:
    """What would be otherwise if all were as it was right after an entry.

    `counts` say of how many of each thing, `remarks` what stays as it is, `rows` the first so many, from
    what is now to what was then; `left_out` are the others.
    """

    head: LoggedEntry
    entries_since: int
    counts: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]
    rows: tuple[LoggedRow, ...]
    left_out: int


class LoggedSeal(NamedTuple):
    """The seal of an entry, which all up to it has gone into. `entry` is 0 before the first."""

    entry: int
    digits: str

    @property
    def words(self) -> str:
        """Which entry it is of, and what it is."""
        return f"entry {self.entry}, {self.digits}" if self.entry else "none yet"


WITHHELD = "withheld"
"""What stands in place of what the reader of a log may not see."""


_NAMES_A_FILE = re.compile(r"\b(?:Record|Import|Put back) \S|[/\\](?!\d)|\.\w{2,5}$")
"""What was done says how a file is called, and that may be anything."""


def entry_for_reader(told: ToldEntry, reader: Audience) -> ToldEntry:
    """Return an entry as a reader may see it: what was done is said if all that it did may be seen.

    How files were called is for the record alone.
    """
    label = told.head.label
    if reader is not Audience.RESTRICTED and (
        _NAMES_A_FILE.search(label) or not all(may_see(reader, row.audience) for row in told.rows)
    ):
        verb = re.match(r"(?:\w[\w ]*: )*(?:Put back|\w+)", label)
        label = f"{verb[0] if verb else ''} ({WITHHELD})".strip()
    rows = tuple(for_reader(row, reader) for row in told.rows)
    return replace(told, head=replace(told.head, label=label), rows=rows)


def says_words(told: ToldEntry, words: str) -> bool:
    """Say whether each word stands in what an entry did, or in what something was before or after."""
    said = [told.head.label]
    for row in told.rows:
        said += [row.what, row.where]
        said += [text for field in row.fields for text in (field.before, field.after)]
    text = fold(" ".join(said))
    return all(word in text for word in fold(words).split())


def for_reader(row: LoggedRow, reader: Audience) -> LoggedRow:
    """Return a row as a reader may see it: that something changed, but not what it says."""
    is_seen, records = may_see(reader, row.audience), reader is Audience.RESTRICTED
    fields = tuple(
        field if is_seen and (records or field.name != _OF_A_FILE) else _withheld(field)
        for field in row.fields
    )
    if is_seen:
        return replace(row, fields=fields)
    return replace(row, what=row.what.split(" “")[0], where=row.where.split(" · ")[0], fields=fields)


def _withheld(field: LoggedField) -> LoggedField:
    return LoggedField(field.name, WITHHELD if field.before else "", WITHHELD if field.after else "")


_OF_A_FILE = field_name("meetings", "imported_file_id")
