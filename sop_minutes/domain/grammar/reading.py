"""The text of a note, read into a sheet. Any text can be read; no word of it is lost."""

from dataclasses import dataclass, field, replace
from datetime import date

from sop_minutes.domain.due import find_dates
from sop_minutes.domain.grammar.attendance import LISTS, each_once, read_attendance
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.grammar.lines import Line, read_line
from sop_minutes.domain.sheets import AttendanceSheet, ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience, PointKind, narrower

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
    for raw in clean_text(text).split("\n"):
        reader.take(raw)
    return reader.finish()


def with_inherited_audiences(points: list[PointSheet]) -> tuple[PointSheet, ...]:
    """Return `points` with each bullet at least as narrow as what it stands under.

    A bullet stands under the nearest shallower bullet before it, and under a paragraph that ends
    with a colon.
    """
    above: list[tuple[int, Audience]] = []
    narrowed = []
    for point in points:
        while above and above[-1][0] >= point.level:
            above.pop()
        audience = narrower(point.audience, above[-1][1] if above else Audience.PUBLIC)
        leads_in = point.level > 0 or point.text.endswith(":")
        above.append((point.level, audience if leads_in else Audience.PUBLIC))
        narrowed.append(point if audience is point.audience else replace(point, audience=audience))
    return tuple(narrowed)


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
    provisional: bool = False
    attendance: list[AttendanceSheet] = field(default_factory=list)
    items: list[ItemSheet] = field(default_factory=lambda: [ItemSheet("")])
    points: list[PointSheet] = field(default_factory=list)
    above: list[tuple[int, Audience]] = field(default_factory=list)
    label: _Label | None = None
    names_of: str = ""
    names_label: str = ""
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
        elif self.names_of:
            self.attendance.extend(read_attendance(self.names_of, line.text))
            self.names_seen = True
        else:
            self._take_block(line, raw.strip())

    def finish(self) -> NoteSheet:
        self._end_item()
        items = self.items if self.items[0].points else self.items[1:]
        return NoteSheet(
            on=self.on,
            date_as_written=self.date_as_written,
            provisional=self.provisional,
            attendance=each_once(self.attendance),
            items=tuple(items),
            **self.facts,
        )

    def _take_block(self, line: Line, raw: str) -> None:
        if not line.text:
            self._end_label()
            self.label = _Label(line, raw)
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
        self.points = []

    def _take_header(self, line: Line, raw: str) -> None:
        if line.header in LISTS:
            entries = read_attendance(line.header, line.text)
            self.attendance.extend(entries)
            if line.text and not entries:
                self._keep(Line(raw))
            if not line.text:
                self.names_of, self.names_label = line.header, raw
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
        beside = f"{said[:start]} {said[end:]}".lower().replace(",", " ").split()
        if any(word not in _WEEKDAYS for word in beside):
            self._keep(Line(raw))


def _ends_in_words(text: str, words: str) -> bool:
    before = text.removesuffix(words)
    return before != text and not (words[0].isalpha() and before[-1:].isalnum())
