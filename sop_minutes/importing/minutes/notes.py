"""The stream of a meeting as a note sheet: title, facts, items, points."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise
from typing import NamedTuple

from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import AttendanceStatus, Audience, PointKind, narrower
from sop_minutes.importing.minutes.closed_rows import said_audience
from sop_minutes.importing.minutes.dates import find_day, find_place, find_time
from sop_minutes.importing.minutes.entries import Entry, Fact, Heads, Person, Points
from sop_minutes.importing.minutes.facts import Facts
from sop_minutes.importing.minutes.headings import Heading, headings, label_length, label_title
from sop_minutes.importing.minutes.labels import kind_label, lists_actions
from sop_minutes.importing.minutes.lines import Line, plain_line, without_start
from sop_minutes.importing.minutes.numbers import lists_spoken_of
from sop_minutes.importing.minutes.opening import as_lines, fact_lines, people_in, read_opening
from sop_minutes.importing.minutes.people import listed
from sop_minutes.importing.minutes.points import Points as PointMaker
from sop_minutes.importing.minutes.points import bold_point, owned, owner_after_label
from sop_minutes.importing.minutes.titles import Title, group_in, read_title
from sop_minutes.importing.minutes.vocabulary import ATTENDANCE, fact_key, find_label

_ITEM_NUMBER = re.compile(
    r"(?:agenda )?item\s*(?:no\.?\s*)?\d{1,3}(?:\.\d+)*\s*[:.)–—-]+\s*(?=\S)", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=[^\W\d])")
# A number in three parts or with leading zeros is a minute's own reference, and stays in its title.
_REFERENCE = re.compile(r"\d+[./]\d+[./]\d|\d+[./]0\d|0\d")
_HELD = re.compile(r"\b(?:held|meeting|met|minutes|dated?)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:next|future|forthcoming|previous|last)\b", re.IGNORECASE)
_EARLY = 12
_WORD = re.compile(r"\w+")
_GLUE = frozenset("held on at in via the from to until commencing starting".split())
_FACT_ITEMS = 2


class Made(NamedTuple):
    """A note, the notes its lines refer to item by item, and the lines that belong nowhere."""

    sheet: NoteSheet
    stray: tuple[Line, ...]


def note_of(entries: Sequence[Entry], notes: dict[str, tuple[Line, ...]]) -> Made:
    """Return the sheet of one meeting. Foot- and endnotes of `notes` that it refers to are taken out."""
    title = read_title(entries)
    rest = [entry for entry in entries[title.taken :] if not _is_contents(entry)]
    stray = tuple(
        entry for entry in entries[title.taken :] if isinstance(entry, Line) and _is_contents(entry)
    )
    kinds = _kinds(rest)
    first = _first_item(rest, kinds)
    facts = Facts(title=title.text, day=title.day)
    facts.time = next(filter(None, (find_time(line.text) for line in title.kept)), "")
    facts.place = next(filter(None, (find_place(line.text) for line in title.kept)), "")
    kept = (line for line in title.kept if not _is_held(line, facts))
    before = list(chain(kept, read_opening(rest[:first], facts)))
    titled = [entry for entry in entries[: title.taken] if isinstance(entry, Line)]
    items = _Items(facts, notes, lists_spoken_of(entry for entry in rest if isinstance(entry, Line)))
    for line in titled:
        items.note(line)
    for entry in before:
        items.add(entry, Heading.NONE)
    for entry, kind in zip(rest[first:], kinds[first:], strict=True):
        items.add(entry, kind)
    sheet = _sheet(title, facts, items.made(), rest[:_EARLY])
    labels = (plain_line(f"Labels: {'; '.join(facts.labels)}"),) if facts.unusual else ()
    return Made(sheet, (*stray, *labels))


def _is_held(line: Line, facts: Facts) -> bool:
    """Say whether `facts` hold all that a line of the title says after its date."""
    day = find_day(line.text)
    after = line.text[day.end :] if day else line.text
    for said in (facts.time, facts.place):
        after = after.replace(said, " ", 1)
    return day is not None and not set(_WORD.findall(after.casefold())) - _GLUE


def _sheet(title: Title, facts: Facts, items: tuple[ItemSheet, ...], early: Sequence[Entry]) -> NoteSheet:
    on = facts.day or _day_among(early)
    return NoteSheet(
        group=facts.group or group_in(title.text),
        on=on,
        title=title.text or facts.group,
        time=facts.time,
        place=facts.place,
        marking=facts.marking,
        attendance=tuple(facts.attendance),
        items=items,
    )


def _day_among(entries: Sequence[Entry]) -> date | None:
    """Return the day that an early line says the meeting was held on."""
    for entry in entries:
        if isinstance(entry, Line) and _HELD.search(entry.text[:300]):
            day = find_day(entry.text)
            if day:
                return day.on
    return None


def _is_contents(entry: Entry) -> bool:
    return isinstance(entry, Line) and entry.role == "contents"


def _kinds(entries: Sequence[Entry]) -> list[Heading]:
    lines = [entry for entry in entries if isinstance(entry, Line)]
    found = iter(headings(lines))
    kinds = [next(found) if isinstance(entry, Line) else Heading.NONE for entry in entries]
    for at, (entry, below) in enumerate(pairwise(entries)):
        if isinstance(entry, Line) and isinstance(below, Points | Heads) and lists_actions(entry.title):
            kinds[at] = Heading.ITEM
    return kinds


def _first_item(entries: Sequence[Entry], kinds: Sequence[Heading]) -> int:
    """Return where the first item begins: a heading that is not that of an attendance list."""
    for at, (entry, kind) in enumerate(zip(entries, kinds, strict=True)):
        if isinstance(entry, Line) and kind in (Heading.ITEM, Heading.LABEL):
            listing = fact_key(entry.title) and not entry.numbered and kind is Heading.ITEM
            if not listing and not _is_name_in_list(entries, at):
                return at
    return len(entries)


def _is_name_in_list(entries: Sequence[Entry], at: int) -> bool:
    """Say whether a bold line is but a name under "Present" or the like."""
    entry, before = entries[at], entries[at - 1] if at else None
    if not isinstance(entry, Line) or not isinstance(before, Line) or entry.heading:
        return False
    return fact_key(before.title) in ATTENDANCE and bool(listed(entry.raw, AttendanceStatus.PRESENT).people)


class _Items:
    """Gathers items and their points in order."""

    def __init__(self, facts: Facts, notes: dict[str, tuple[Line, ...]], spoken_of: frozenset[str]) -> None:
        self._facts = facts
        self._notes = notes
        self._items: list[ItemSheet] = []
        self._heading = read_heading("")
        self._points: list[PointSheet] = []
        self._spoken_of = spoken_of
        self._maker = PointMaker(spoken_of=spoken_of)

    def add(self, entry: Entry, kind: Heading) -> None:
        """Take one entry of the stream."""
        if isinstance(entry, Points):
            self._points += entry.points
        elif isinstance(entry, Person):
            self._facts.add([entry.sheet])
        elif isinstance(entry, Fact):
            for line in fact_lines(entry, self._facts) if self._may_hold_facts() else as_lines(entry):
                self._line(line, Heading.NONE)
        elif isinstance(entry, Line):
            self._line(entry, kind)

    def note(self, line: Line) -> None:
        """Take the foot- and endnotes that `line` refers to: under it, and as narrow as it is."""
        above = self._points[-1].level if self._points else 0
        for note in chain.from_iterable(self._notes.pop(name, ()) for name in line.notes):
            level = above + 1 if above else 0
            self._points.append(PointSheet(note.marked, level=level, audience=said_audience(line)))

    def made(self) -> tuple[ItemSheet, ...]:
        """Return all items."""
        self._close()
        return tuple(self._items)

    def _line(self, line: Line, kind: Heading) -> None:
        if kind is Heading.ITEM:
            self._open(item_title(line), line.audience)
        elif kind is Heading.LABEL:
            title = label_title(line)
            self._open(title, line.audience)
            line = without_start(line, label_length(line))._replace(bullet=None, auto="", number="")
            if fact_key(title) in ATTENDANCE:
                self._facts.add(listed(line.raw, ATTENDANCE[fact_key(title)]).people)
            self._points += self._made_of(line)
        elif kind is Heading.INNER:
            self._points += self._inner(line)
        else:
            if self._heading.title:
                if self._is_early_fact(line):
                    return
                self._facts.add(people_in(line))
            self._take(line)
        self.note(line)

    def _take(self, line: Line) -> None:
        """Take what `line` says; "ACTION: SC" below a paragraph says whose that paragraph is."""
        owner = owner_after_label(line)
        above = self._points[-1] if self._points else None
        if owner and above and above.kind is PointKind.POINT and above.audience is line.audience:
            self._points[-1] = owned(above, owner)
        else:
            self._points += self._made_of(line)

    def _made_of(self, line: Line) -> Iterator[PointSheet]:
        for point in self._maker.of(line):
            yield replace(point, audience=narrower(point.audience, line.audience))

    def _may_hold_facts(self) -> bool:
        """Say whether labels here are still those of the meeting, not of its next one."""
        early = len(self._items) < _FACT_ITEMS and not self._points
        return early and not _LATER.search(self._heading.title)

    def _is_early_fact(self, line: Line) -> bool:
        label = find_label(line.raw)
        if label is None or label.key not in ("date", "time", "place") or not self._may_hold_facts():
            return False
        return not line.bullet and self._facts.take(label.key, label.written, line.raw[label.end :])

    def _inner(self, line: Line) -> Iterator[PointSheet]:
        if kind_label(line.raw) and not line.heading:
            yield from self._made_of(line)
        else:
            self._maker = PointMaker(actions=lists_actions(line.title), spoken_of=self._spoken_of)
            yield replace(bold_point(line), audience=line.audience)

    def _open(self, title: str, audience: Audience = Audience.PUBLIC) -> None:
        self._close()
        heading = read_heading(title)
        self._heading = replace(heading, audience=narrower(heading.audience, audience))
        self._maker = PointMaker(actions=lists_actions(title), spoken_of=self._spoken_of)

    def _close(self) -> None:
        if self._points or self._heading.title:
            heading = self._heading
            self._items.append(
                ItemSheet(
                    heading.title,
                    heading.presenter,
                    heading.kind,
                    heading.audience,
                    tuple(self._points),
                    heading.minutes_planned,
                )
            )
        self._points = []


def item_title(line: Line) -> str:
    """Return the title of an item as its heading says it, without its number."""
    title = line.text if _REFERENCE.match(line.text) else line.title
    for number in (_ITEM_NUMBER, _BARE_NUMBER):
        found = number.match(title)
        if found and found.end() < len(title):
            title = title[found.end() :]
    return title.rstrip(" :").strip() or line.text
