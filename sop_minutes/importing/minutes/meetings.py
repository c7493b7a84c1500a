"""Several meetings in one file: where each begins."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from sop_minutes.domain.text import squash
from sop_minutes.importing.minutes.dates import find_day
from sop_minutes.importing.minutes.entries import Entry, Fact
from sop_minutes.importing.minutes.lines import Line
from sop_minutes.importing.minutes.titles import is_date_only, read_title
from sop_minutes.importing.minutes.vocabulary import find_label

_NAMED = re.compile(r"\b(?:minutes|notes|key points|meeting|week|sprint)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:last|previous|next|future|arising|approv\w+|confirm\w*|accuracy|accept\w*|review|sign\w*"
    r"|minutes of the meeting|adopt\w*|agree\w*|schedule\w*|forthcoming|actions?|closed|ended|finish\w*)\b",
    re.IGNORECASE,
)
_FEWEST: Final = 3
_SHAPED: Final = 6
_OPENING: Final = 8
_FRONT: Final = 30
_LONGEST: Final = 200


def split_meetings(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Return `entries` in as many parts as there are meetings, in order."""
    starts = [_Start(entries, 0)]
    for at in range(max(1, read_title(entries).taken), len(entries)):
        if at - starts[-1].at >= _FEWEST and _begins(entries, at, starts[-1]):
            starts.append(_Start(entries, at))
    ends = [start.at for start in starts[1:]]
    return [entries[start.at : end] for start, end in zip(starts, [*ends, len(entries)], strict=True)]


class _Start:
    """How a meeting opens: its first line, and the days it names."""

    def __init__(self, entries: Sequence[Entry], at: int) -> None:
        self.at = at
        first = entries[at] if entries else None
        self.first = first if isinstance(first, Line) else None
        self.shape = _shape(first) if isinstance(first, Line) else ""
        self.dated = isinstance(first, Line) and is_date_only(first)
        self.day = _opening_day(entries[at : at + _OPENING])
        self.labelled = _labelled_day(entries[at : at + _FRONT])


def _begins(entries: Sequence[Entry], at: int, last: _Start) -> bool:
    """Say whether a new meeting begins at `at`, the one before it having begun at `last`."""
    entry, before = entries[at], entries[max(last.at, at - 4) : at]
    if isinstance(entry, Fact):
        if entry.key != "date" or last.labelled is None:
            return False
        later = any(isinstance(other, Line) and _is_later(other) for other in before)
        return not later and _day_of(entry) not in (None, last.labelled)
    if not isinstance(entry, Line) or last.first is None or len(entry.text) > _LONGEST:
        return False
    if entry.bullet or entry.in_table or entry.boxed or len(entries) - at < _FEWEST:
        return False
    if _is_alike(last, entry):
        return _opening_day(entries[at : at + _OPENING]) not in (None, last.day)
    above = before[-1]
    return _is_dated_heading(last, entry) and not (isinstance(above, Line) and _is_later(above))


def _is_alike(last: _Start, line: Line) -> bool:
    """Say whether `line` opens as the meeting before did."""
    if last.first is None or line.heading != last.first.heading or line.bold != last.first.bold:
        return False
    if len(last.shape) < _SHAPED and not last.dated:
        return False
    letters = next((char for char in line.text.casefold() if char.isalpha()), "")
    return (last.dated or letters == last.shape[:1]) and _shape(line) == last.shape


def _is_dated_heading(last: _Start, line: Line) -> bool:
    """Say whether `line` is a heading as high as the first one, and names a meeting and another day."""
    if not (line.role == "title" or line.heading or line.bold or line.underlined) or line.numbered:
        return False
    top = last.first.heading if last.first else 0
    if top and (line.heading == 0 or line.heading > top):
        return False
    day = find_day(line.text)
    if day is None or last.day in (None, day.on) or _PAST.search(line.text):
        return False
    return bool(_NAMED.search(line.text)) or is_date_only(line)


def _is_later(line: Line) -> bool:
    """Say whether `line` is short and speaks of another meeting: the next, the last."""
    return len(line.text) < 60 and bool(_PAST.search(line.text))


def _shape(line: Line) -> str:
    """Return what a title says beside its date and numbers."""
    day = find_day(line.text)
    text = f"{line.text[: day.start]} {line.text[day.end :]}" if day else line.text
    return "".join(char for char in squash(text) if not char.isdigit())


def _opening_day(entries: Sequence[Entry]) -> date | None:
    """Return the first day that a short line or a labelled date among `entries` names."""
    for entry in entries:
        if isinstance(entry, Fact) and entry.key == "date":
            return _day_of(entry)
        if isinstance(entry, Line) and len(entry.text) < 160:
            day = find_day(entry.text)
            if day:
                return day.on
    return None


def _labelled_day(entries: Sequence[Entry]) -> date | None:
    for entry in entries:
        if isinstance(entry, Fact) and entry.key == "date":
            return _day_of(entry)
        if isinstance(entry, Line):
            label = find_label(entry.raw)
            if label and label.key == "date" and find_day(entry.text):
                found = find_day(entry.text)
                return found.on if found else None
    return None


def _day_of(fact: Fact) -> date | None:
    day = find_day(" ".join([line.text for line in fact.lines]))
    return day.on if day else None
