"""When a note says that its group meets next."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sop_minutes.domain.due import find_dates, find_due
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, NoteSheet
from sop_minutes.domain.words import DuePrecision, PointKind

_LABEL = re.compile(
    r"\W*(?:[A-Z]{0,4}\d[\d./]*\W+)?(?:(?:dates?|times?|venue|place|location|details)[\s,/&]*(?:and\s+|of\s+)?)*(?:the\s+)?"
    r"(?:(?:next|future|forthcoming)\s+meetings?(?:\s+dates?)?|(?-i:DONM|DNM|DOTNM)|next\s+date)"
    r"\s*(?:$|[:.,(–—-]|\t|(?=\d))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\bnext\s+meeting(?:\s+of\s+(?:the\s+|this\s+)?(?:group|board|partnership|committee|panel|forum))?\s+"
    r"(?:is|was|will|would|to\s+be|takes|has\s+been|had\s+been|scheduled|planned|arranged)\b",
    re.IGNORECASE,
)
_LONGEST_AHEAD: Final = timedelta(days=400)
_READ: Final = 120
_LINES: Final = 4


def next_meeting(note: NoteSheet) -> date | None:
    """Return the day that `note` gives for its group's next meeting; None if it gives none after its own."""
    if note.on is None:
        return None
    days = (_day_in(text, note.on) for item in note.items for text in _sayings(item))
    return next((day for day in days if day and note.on < day <= note.on + _LONGEST_AHEAD), None)


def next_meetings(notes: Iterable[NoteSheet]) -> tuple[date, ...]:
    """Return the days that `notes` give for next meetings, each once."""
    return tuple(dict.fromkeys(day for note in notes if (day := next_meeting(note)) is not None))


def _sayings(item: ItemSheet) -> Iterator[str]:
    """Yield the texts of `item` that speak of the next meeting, without the words that say so."""
    texts = [plain_text(point.text) for point in item.points if point.kind is not PointKind.ACTION]
    label = _LABEL.match(item.title)
    if label:
        yield item.title[label.end() :]
        yield from texts[:_LINES]
        return
    for at, text in enumerate(texts):
        rest = _rest_of(text)
        if rest is not None:
            # A label that stands alone speaks of the line below it.
            yield rest if any(map(str.isalnum, rest)) else " ".join(texts[at + 1 : at + 2])


@lru_cache(maxsize=4096)  # a note is read again after each thing that is done to it
def _rest_of(text: str) -> str | None:
    """Return what follows the words with which a text speaks of the next meeting, None if it does not."""
    found = _LABEL.match(text) or _SENTENCE.search(text)
    return text[found.end() :] if found else None


def _day_in(text: str, said_on: date) -> date | None:
    """Return the first day that `text` names; a year that is not said is that of the next such day."""
    full = find_dates(text[:_READ])
    if full:
        return full[0][2]
    due = find_due(f"by {text[:_READ].strip()}", said_on)
    return due.due.on if due and due.due.precision is DuePrecision.DAY else None
