"""Circulating a note: who gets it, what is left out of it, and what has changed since it last went."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from sop_minutes.domain.actions import action_sentence
from sop_minutes.domain.grammar.attendance import write_attendance
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ActionRow, ItemSheet, MeetingSheet, NoteSheet, PointSheet
from sop_minutes.domain.templates import HOUSE_STYLE, NoteStyle
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS, Audience, MeetingState, PointKind


class LineKind(StrEnum):
    """What a line of a note is. `FACT` is one of those above its first item: its title, its time.

    `TABLE` is how it stands with an action, in the table at its end.
    """

    FACT = "fact"
    ITEM = "item"
    POINT = "point"
    DECISION = "decision"
    ACTION = "action"
    REFERRAL = "referral"
    TABLE = "action-table row"


class ChangeKind(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


class NoteLine(NamedTuple):
    """A line of a note that went out. `record` names its row, `part` the fact, "" for another line."""

    record: str
    kind: LineKind
    text: str
    part: str = ""


class NoteChange(NamedTuple):
    """A line that is not as it was in the version before: `before` and `after` "" where there is none."""

    record: str
    kind: LineKind
    change: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """Who gets a note. `standing` says as what; `refs` are their own actions of the meeting.

    `person_id` is None for an address alone. `sits` and `was_there` are as in `may_be_told`.
    """

    name: str
    address: str
    standing: str
    refs: tuple[str, ...] = ()
    person_id: int | None = None
    sits: bool = False
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class NotSentRow:
    """Who does not get a note, and the sentence that says why; `person_id` None where nobody is known."""

    name: str
    why: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class OmittedRow:
    """What is left out of an item: so many points of an audience, or the item as a whole.

    `item` is its number in the full record, 0 for what stands before the first; `record` names its row.
    """

    item: int
    audience: Audience
    points: int
    record: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since an audience was last sent the note: version `number`, `at` in UTC."""

    number: int
    at: datetime
    changes: tuple[NoteChange, ...]


@dataclass(frozen=True, slots=True)
class CirculationPlan:
    """All that is to be looked at before a note goes out. `since` is None for the first version."""

    meeting_id: int
    key: str
    heading: str
    group: str
    audience: Audience
    state: MeetingState
    recipients: tuple[RecipientRow, ...]
    not_sent: tuple[NotSentRow, ...]
    omitted: tuple[OmittedRow, ...]
    since: Since | None
    approved: bool = False


@dataclass(frozen=True, slots=True)
class NoteOut:
    """A note that is to go out: its plan, what it says, its own actions, and the texts it must not hold.

    `typed` is the note as typed, for the text file of the full record, None for other audiences.
    `owed` are the meeting's actions by reference. `style` is how its files look.
    """

    plan: CirculationPlan
    sheet: MeetingSheet
    withheld: tuple[str, ...]
    owed: Mapping[str, ActionRow]
    typed: NoteSheet | None = None
    style: NoteStyle = HOUSE_STYLE


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a circulation."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """A circulation as it is kept: what went out, to whom, and by which code a copy is known again."""

    meeting_id: int
    audience: Audience
    code: str
    lines: tuple[NoteLine, ...]
    files: tuple[SentFile, ...]
    recipients: tuple[RecipientRow, ...]


def note_lines(meeting: MeetingSheet, audience: Audience) -> tuple[NoteLine, ...]:
    """Return what a note for `audience` says, line by line, but for the lists at its end."""
    return tuple(line for line in _lines(meeting, audience) if line.text.strip())


def write_lines(lines: Iterable[NoteLine]) -> bytes:
    """Return lines as a file from which `read_lines` reads them."""
    return json.dumps([list(line) for line in lines], ensure_ascii=False).encode()


def read_lines(content: bytes) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(record, LineKind(kind), text, part) for record, kind, text, part in json.loads(content)
    )


def changes_between(before: Sequence[NoteLine], after: Sequence[NoteLine]) -> tuple[NoteChange, ...]:
    """Return what has changed from one version to the next, in its order; what is gone comes last.

    A row of the table of actions is named where it is in both and differs.
    """
    old = {(line.record, line.part): line for line in before}
    new = {(line.record, line.part): line for line in after if line.kind is not LineKind.TABLE}
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    found = []
    for key, line in new.items():
        was = old.get(key)
        if was is None:
            found.append(NoteChange(line.record, line.kind, ChangeKind.ADDED, "", line.text))
        elif was.text != line.text:
            found.append(NoteChange(line.record, line.kind, ChangeKind.REWORDED, was.text, line.text))
        elif key in moved:
            found.append(NoteChange(line.record, line.kind, ChangeKind.MOVED, was.text, line.text))
    for row in (line for line in after if line.kind is LineKind.TABLE):
        was = old.get((row.record, row.part))
        if was is not None and was.text != row.text:
            found.append(NoteChange(row.record, row.kind, ChangeKind.REWORDED, was.text, row.text))
    gone = [line for key, line in old.items() if key not in new and line.kind is not LineKind.TABLE]
    return (*found, *(NoteChange(each.record, each.kind, ChangeKind.REMOVED, each.text, "") for each in gone))


def changes_counted(changes: Iterable[NoteChange]) -> str:
    """Return how much has changed: "2 points reworded · 1 action added", or "Nothing has changed"."""
    counts: dict[tuple[str, ChangeKind], int] = {}
    for change in changes:
        key = (_NOUNS.get(change.kind, change.kind.value), change.change)
        counts[key] = counts.get(key, 0) + 1
    said = [f"{counted(number, noun)} {change}" for (noun, change), number in counts.items()]
    return " · ".join(said) or "Nothing has changed"


def omitted_sentences(rows: Sequence[OmittedRow]) -> tuple[str, ...]:
    """Return what is left out: "1 restricted point left out: item 4." """
    found = []
    for whole in (False, True):
        for audience in (Audience.RESTRICTED, Audience.MEMBERS):
            chosen = [row for row in rows if row.whole is whole and row.audience is audience]
            number = len(chosen) if whole else sum(row.points for row in chosen)
            if chosen:
                what = _left_out(number, "item" if whole else "point", audience)
                found.append(f"{what} left out: {_items_named([row.item for row in chosen])}.")
    return tuple(found)


DRAFTS_LEFT = (
    "The drafts are still there, and may have been sent. A copy of one that comes back is still known here."
)


def counted(number: int, noun: str) -> str:
    """Return so many of a thing: "1 point", "2 points"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


_NOUNS = {LineKind.FACT: "detail"}


def _left_out(number: int, noun: str, audience: Audience) -> str:
    if audience is Audience.RESTRICTED:
        return counted(number, f"restricted {noun}")
    return f"{counted(number, noun)} for members only"


def _items_named(numbers: Sequence[int]) -> str:
    numbered = [str(number) for number in dict.fromkeys(numbers) if number]
    named = ["before the first item"] if 0 in numbers else []
    if numbered:
        listed = " and ".join(filter(None, (", ".join(numbered[:-1]), numbered[-1])))
        named.append(f"item{'' if len(numbered) == 1 else 's'} {listed}")
    return " and ".join(named)


def _moved(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return what does not stand where it stood among the others."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = {key for block in matcher.get_matching_blocks() for key in after[block.b : block.b + block.size]}
    return set(after) - kept


def _lines(meeting: MeetingSheet, audience: Audience) -> Iterator[NoteLine]:
    yield NoteLine(meeting.record, LineKind.FACT, meeting.heading, "Title")
    if audience is not Audience.PUBLIC:
        note = meeting.note
        tbc = "to be confirmed" if note.provisional else ""
        facts = [
            ("Date", tbc),
            ("Time", note.time),
            ("Place", note.place),
            *write_attendance(note.attendance),
        ]
        for name, text in facts:
            yield NoteLine(meeting.record, LineKind.FACT, f"{name}: {text}" if text.strip() else "", name)
    for item in meeting.note.items:
        yield NoteLine(item.record, LineKind.ITEM, _item_text(item, audience))
        for point in item.points:
            yield NoteLine(point.record, LineKind(point.kind.value), _point_text(point, audience))


def _item_text(item: ItemSheet, audience: Audience) -> str:
    title = plain_text(item.title).strip()
    if audience is Audience.PUBLIC or not title:
        return title
    presenter = f" ({item.presenter.strip()})" if item.presenter.strip() else ""
    return f"{AUDIENCE_LABELS[item.audience]}{title}{presenter}"


def _point_text(point: PointSheet, audience: Audience) -> str:
    label = "" if audience is Audience.PUBLIC else AUDIENCE_LABELS[point.audience]
    said = action_sentence(point) if point.kind is PointKind.ACTION else point.text
    text = plain_text(said).strip()
    return f"{label}{KIND_LABELS[point.kind]}{text}" if text else ""
