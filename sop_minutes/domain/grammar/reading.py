"""The text of a note, read into a sheet. Any text can be read; no word of it is lost."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from sop_minutes.domain.due import find_dates, other_weekday
from sop_minutes.domain.grammar.attendance import LISTS, each_once, read_attendance
from sop_minutes.domain.grammar.headers import one_name
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.grammar.inherited import with_inherited_audiences
from sop_minutes.domain.grammar.lines import Line, indent_of, read_line
from sop_minutes.domain.sheets import AttendanceSheet, ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience, PointKind, narrower

_SOFT_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""What other programs break a line with inside a paragraph: what follows hangs under what came before."""

_FIELDS = {"Group": "group", "Title": "title", "Time": "time", "Place": "place", "Marking": "marking"}
_PROVISIONAL = ("(tbc)", "tbc", "(to be confirmed)", "to be confirmed", "(provisional)", "provisional")
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split()
)


def read_note_text(text: str) -> NoteSheet:
    """Return the sheet of a note written in the grammar of docs/grammar.md.

    Never raises. Every word of `text` (after `clean_text`) stands again in what
    `write_note_text` makes of the sheet. Actions are left as typed: `PointSheet.action` is None.
    """
    reader = _Reader()
    for whole in re.split("\r\n|[\r\n]", text):
        first, *rest = _SOFT_BREAK.split(whole)
        reader.take(clean_text(first))
        under = " " * (indent_of(first) + 2)
        for raw in filter(str.strip, rest):
            reader.take(f"{under}{clean_text(raw).strip()}")
    return reader.finish()


@dataclass(slots=True)
class _Label:
    """A prefix alone on its line: it covers what follows, up to the next blank line, or a heading."""

    line: Line
    raw: str
    used: bool = False

    def cover(self, block: Line) -> Line | None:
        """Return `block` as covered, None where this label does not cover it."""
        covers_kind = self.line.kind is not PointKind.POINT
        if covers_kind and (block.level == 0 or block.kind is not PointKind.POINT):
            return None
        self.used = True
        audience = narrower(self.line.audience, block.audience)
        return replace(block, audience=audience, kind=self.line.kind if covers_kind else block.kind)


@dataclass(slots=True)
class _Reader:
    facts: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    date_as_written: str = ""
    other_weekday: str = ""
    provisional: bool = False
    attendance: list[AttendanceSheet] = field(default_factory=list)
    items: list[ItemSheet] = field(default_factory=lambda: [ItemSheet("")])
    points: list[PointSheet] = field(default_factory=list)
    above: list[tuple[int, Audience]] = field(default_factory=list)
    indents: list[tuple[int, Audience]] = field(default_factory=list)
    label: _Label | None = None
    names_of: str = ""
    names_label: str = ""
    names_beside: bool = False
    names_seen: bool = False

    @property
    def opening(self) -> bool:
        return len(self.items) == 1

    def take(self, raw: str) -> None:
        line = read_line(raw, opening=self.opening)
        if line is None:
            if self.label and self.label.used:
                self._end_label()
            self._end_names()
        elif line.header:
            self._end_label()
            self._end_names()
            self._take_header(line, raw.strip())
        elif line.depth:
            covering = self.label if self.label and not self.label.used else None
            if covering and covering.line.audience is not Audience.PUBLIC:
                line = replace(line, audience=narrower(line.audience, covering.line.audience))
                self.label = None
            self._end_item()
            self._begin_item(line)
        elif self.names_of and self._takes_name(line):
            self.attendance.extend(read_attendance(self.names_of, one_name(line.text) or line.text))
            self.names_seen = True
        else:
            self._end_names()
            self._take_block(self._hanging(line, indent_of(raw)), raw.strip())

    def finish(self) -> NoteSheet:
        self._end_item()
        items = self.items if self.items[0].points else self.items[1:]
        return NoteSheet(
            on=self.on,
            date_as_written=self.date_as_written,
            other_weekday=self.other_weekday,
            provisional=self.provisional,
            attendance=each_once(self.attendance),
            items=tuple(items),
            listed=(),
            **self.facts,
        )

    def _hanging(self, line: Line, indent: int) -> Line:
        """Return `line` at least as narrow as the one it is indented under, if it is no bullet itself."""
        while self.indents and self.indents[-1][0] > indent - 2:
            self.indents.pop()
        audience = narrower(line.audience, *(audience for _, audience in self.indents))
        self.indents.append((indent, audience))
        return line if line.level else replace(line, audience=audience)

    def _take_block(self, line: Line, raw: str) -> None:
        if not line.text:
            covering = self.label.line.audience if self.label else Audience.PUBLIC
            self._end_label()
            self.label = _Label(replace(line, audience=narrower(line.audience, covering)), raw)
            return
        if self.label:
            covered = self.label.cover(line)
            if covered is None:
                self._end_label()
            line = covered or line
        self._keep(line)

    def _keep(self, line: Line) -> None:
        self.points.append(PointSheet(line.text, line.kind, line.level, line.audience, ref=line.ref))

    def _end_label(self) -> None:
        if self.label and not self.label.used:
            held = self.label.line
            self._keep(Line(self.label.raw, level=held.level, audience=held.audience))
        self.label = None

    def _takes_name(self, line: Line) -> bool:
        """Whether a line under a header of attendance is one of its names.

        Any line is, under a header that has none beside it; else one that reads as a name.
        """
        is_plain = (line.kind, line.audience) == (PointKind.POINT, Audience.PUBLIC)
        return not self.names_beside or (is_plain and one_name(line.text) is not None)

    def _end_names(self) -> None:
        if self.names_of and not self.names_seen:
            self._keep(Line(self.names_label))
        self.names_of, self.names_label, self.names_seen = "", "", False

    def _begin_item(self, line: Line) -> None:
        """Begin an item; one with more marks than a heading above it is at least as narrow."""
        self.above = [(depth, audience) for depth, audience in self.above if depth < line.depth]
        heading = read_heading(line.text)
        audience = narrower(line.audience, heading.audience, *(audience for _, audience in self.above))
        self.above.append((line.depth, audience))
        planned = heading.minutes_planned
        self.items.append(
            ItemSheet(heading.title, heading.presenter, heading.kind, audience, minutes_planned=planned)
        )

    def _end_item(self) -> None:
        self._end_label()
        self._end_names()
        self.items[-1] = replace(self.items[-1], points=with_inherited_audiences(self.points))
        self.points, self.indents = [], []

    def _take_header(self, line: Line, raw: str) -> None:
        if line.header in LISTS:
            entries = read_attendance(line.header, line.text)
            self.attendance.extend(entries)
            if line.text and not entries:
                self._keep(Line(raw))
            self.names_of, self.names_label = line.header, raw
            self.names_beside = self.names_seen = bool(line.text)
        elif line.header == "Date" and line.text and not (self.on or self.date_as_written):
            self._take_date(line.text, raw)
        elif line.header in _FIELDS and line.text and _FIELDS[line.header] not in self.facts:
            self.facts[_FIELDS[line.header]] = line.text
        else:
            self._keep(Line(raw))

    def _take_date(self, text: str, raw: str) -> None:
        ending = next((p for p in _PROVISIONAL if _ends_in_words(text.lower(), p)), "")
        self.provisional = bool(ending)
        said = text[: len(text) - len(ending)].strip()
        found = find_dates(said)
        if not found:
            self.date_as_written = said or text
            self.provisional = bool(ending and said)
            return
        start, end, self.on = found[0]
        self.other_weekday = other_weekday(said, self.on)
        beside = f"{said[:start]} {said[end:]}".lower().replace(",", " ").split()
        if any(word not in _WEEKDAYS for word in beside):
            self._keep(Line(raw))


def _ends_in_words(text: str, words: str) -> bool:
    before = text.removesuffix(words)
    return before != text and not (words[0].isalpha() and before[-1:].isalnum())
