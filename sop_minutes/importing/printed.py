"""Notes that went out from here, in a form that is known: read for what they say, and no more."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sop_minutes.domain.due import read_date
from sop_minutes.domain.grammar.attendance import STATUSES, read_attendance
from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.grammar.prefixes import REFERENCE, split_audience
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import AttendanceSheet, ItemSheet, NoteSheet, PointSheet, Progress
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import (
    FOR_MEMBERS,
    HANDLING,
    NOTE_NAMES,
    NOTE_SUBJECT,
    Audience,
    PointKind,
    narrower,
)
from sop_minutes.importing.minutes.entries import Entry, Heads, Points
from sop_minutes.importing.minutes.labels import kind_label
from sop_minutes.importing.minutes.lines import Line, without_start

_STATUS_AS_AT = re.compile(r"Status as at\b.{0,40}")
_REF_CELL = re.compile(rf"\(Ref: ({REFERENCE})\)")
_FACTS: Final = ("Date", "Time", "Place")
_ITEM: Final = 2
_ALIKE: Final = 75
_REPEATED: Final = 0.5
_ENTRIES: Final = frozenset({PointKind.POINT, PointKind.DECISION})
_READERS: Final = {squash(f"{NOTE_SUBJECT}{name}"): audience for audience, name in NOTE_NAMES.items()}


def reader_of(subject: str, entries: Iterable[Entry]) -> Audience | None:
    """Return whom a note was written for; None if it did not go out from here, as far as can be seen.

    The subject of its file says so. Where another program has dropped that, a list of actions of ours
    does, and lines marked "Restricted:", which only the full record has.
    """
    known = _READERS.get(squash(subject))
    texts = [entry.text for entry in entries if isinstance(entry, Line)]
    if known or not any(map(_STATUS_AS_AT.fullmatch, texts)):
        return known
    return narrower(Audience.MEMBERS, *(split_audience(text)[0] for text in texts))


def printed_note(entries: Sequence[Entry]) -> NoteSheet | None:
    """Return the one meeting's note that went out from here and holds `entries`; None if it has another form.

    Headings are what is styled so, and no line is taken apart.
    """
    first, rest = entries[0] if entries else None, entries[1:]
    if not isinstance(first, Line) or first.heading != 1:
        return None
    title, _, day = first.text.rpartition(" – ")
    on = read_date(day)
    if on is None or not all(_is_ours(entry) for entry in rest):
        return None
    facts: dict[str, str] = {}
    attendance: list[AttendanceSheet] = []
    taken = 0
    for entry in rest:
        if not (isinstance(entry, Line) and _take_detail(entry.raw, facts, attendance)):
            break
        taken += 1
    items = tuple(_items(rest[taken:]))
    time, place = facts.get("Time", ""), facts.get("Place", "")
    return NoteSheet(on=on, title=title, time=time, place=place, attendance=tuple(attendance), items=items)


def _is_ours(entry: Entry) -> bool:
    return isinstance(entry, Points | Heads) or (isinstance(entry, Line) and entry.heading in (0, _ITEM))


def _take_detail(raw: str, facts: dict[str, str], attendance: list[AttendanceSheet]) -> bool:
    """Take what a line before the note says of the meeting or of who was there; say whether it did."""
    if raw.startswith(f"{HANDLING}:"):
        return True
    header = read_header(raw)
    if header is None:
        return False
    if header.name in STATUSES:
        attendance += read_attendance(header.name, header.text)
    elif header.name in _FACTS:
        facts[header.name] = header.text.strip()
    return header.name in STATUSES or header.name in _FACTS


def _items(entries: Iterable[Entry]) -> Iterator[ItemSheet]:
    heading, points = read_heading(""), list[PointSheet]()
    for entry in entries:
        if isinstance(entry, Line) and entry.heading:
            if heading.title or points:
                yield ItemSheet(
                    heading.title, heading.presenter, heading.kind, heading.audience, tuple(points)
                )
            heading, points = read_heading(entry.text), []
        elif isinstance(entry, Line):
            points.append(_point(entry))
        elif isinstance(entry, Points):
            points += entry.points
    if heading.title or points:
        yield ItemSheet(heading.title, heading.presenter, heading.kind, heading.audience, tuple(points))


def _point(line: Line) -> PointSheet:
    level = line.bullet[1] + 1 if line.bullet else 0
    label = kind_label(line.raw)
    if label is None:
        return PointSheet(line.marked, level=level, audience=line.audience)
    text = without_start(line, label.end).marked if label.end else line.marked
    return PointSheet(text, label.kind, level, narrower(label.audience, line.audience), ref=label.ref)


def without_remarks(entries: Iterable[Entry]) -> list[Entry]:
    """Return `entries` without the sentence that says what is for members only."""
    return [entry for entry in entries if not (isinstance(entry, Line) and _is_remark(entry.text))]


def _is_remark(text: str) -> bool:
    return len(text) < 2 * len(FOR_MEMBERS) and squash(text).endswith(squash(FOR_MEMBERS))


def without_printed_lists(sheet: NoteSheet) -> NoteSheet:
    """Return `sheet` with the lists of decisions and actions that only repeat what it says set apart.

    What the list of actions says has become of one is kept with that action. A row that is not in the
    note itself stays in it too.
    """
    refs = {point.ref for item in sheet.items for point in item.points if point.ref}
    decisions = list(_decisions(sheet))
    became: dict[str, Progress] = {}
    listed: list[PointSheet] = []
    kept = []
    for item in sheet.items:
        if _is_list_of_actions(item):
            rows = list(_rows(item))
            listed += [replace(point, ref=ref) for ref, point in rows if ref]
            became |= {ref: point.became for ref, point in rows if point.became}
            rest = [point for ref, point in rows if ref not in refs]
            kept += [replace(item, points=tuple(rest))] if rest else []
        elif _repeats(item, decisions):
            listed += [replace(point, kind=PointKind.DECISION) for point in item.points]
        else:
            kept.append(item)
    items = tuple(_with_progress(item, became) for item in kept)
    return replace(sheet, items=items, listed=tuple(listed))


def _decisions(sheet: NoteSheet) -> Iterator[str]:
    """Yield how the list of decisions words those of `sheet`."""
    for item in sheet.items:
        for point in item.points:
            if point.kind is PointKind.DECISION:
                yield squash(f"{plain_text(point.text)}{item.title}")


def _is_list_of_actions(item: ItemSheet) -> bool:
    """Say whether `item` is the list of actions, whatever somebody may have made of its heading."""
    if not item.points or not _STATUS_AS_AT.fullmatch(item.points[0].text):
        return False
    return item.title == "Actions" or any(ref for ref, _ in _rows(item))


def _rows(item: ItemSheet) -> Iterator[tuple[str, PointSheet]]:
    for point in item.points[1:]:
        found = _REF_CELL.search(point.text)
        yield (found[1] if found else ""), point


def _repeats(item: ItemSheet, decisions: list[str]) -> bool:
    """Say whether `item` is the list of decisions: bullets, most of which the note has, or a part of each."""
    from rapidfuzz import fuzz, process

    if item.title != "Decisions" or not item.points:
        return False
    if any(point.kind not in _ENTRIES or point.level == 0 for point in item.points):
        return False
    texts = [squash(plain_text(point.text)) for point in item.points]
    alike = sum(
        any(text in decision for decision in decisions)
        or process.extractOne(text, decisions, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
        for text in texts
    )
    return alike >= _REPEATED * len(texts)


def _with_progress(item: ItemSheet, became: dict[str, Progress]) -> ItemSheet:
    points = (replace(p, became=became[p.ref]) if p.ref in became else p for p in item.points)
    return replace(item, points=tuple(points))
