"""When a meeting was: days and times in titles, in labelled lines and in file names."""

import re
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from sop_minutes.domain.due import find_dates, read_date

_CLOCK = (
    r"\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.m\.|(?:am|pm|noon|midday|hrs|hours)\b)"
    r"|\d{1,2}[.:]\d{2}|\d{4}\s?(?:hrs|hours)"
)
_TIME = re.compile(
    rf"(?<![\d.:/])(?:(?:\d{{1,2}}\s*(?:-|–|—|to)\s*)?(?:{_CLOCK}))"
    rf"(?:\s*(?:-|–|—|to|until)\s*(?:{_CLOCK}|\d{{1,2}}))?(?![\d/])",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:\b(?:and|at|from|commencing|starting|beginning|finishing|ending|concluding|closing|until|to|till)"
    r"\b\s*)+"
)
_TIMES = re.compile(rf"[\s,;(–—-]*(?:{_WHEN})?\0(?:[\s,;–—-]*(?:{_WHEN})?\0)*", re.IGNORECASE)
_AROUND_PLACE = re.compile(
    r"^(?:[\s,;:|(–—-]|(?:at|from|commencing|starting)\s+(?=[\s,;–—-]|at\b|in\b|$))+"
    r"|(?:[\s,;:|)–—.-]|\b(?:at|from|commencing|starting))+$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<intro>(?:held )?(?:at|in|via)\s+)?(?:the\s+)?(?P<place>[A-Z0-9][^.;:]{2,80})")
_READ = 300
_COMPACT = re.compile(r"(?<!\d)([0-3]\d)([01]\d)((?:20)?\d{2})(?!\d)")


class Day(NamedTuple):
    """A day found in a text, from `start` to `end`."""

    start: int
    end: int
    on: date


def find_day(text: str) -> Day | None:
    """Return the first full date (year and all) in the first 300 characters of `text`."""
    start = text[:_READ]
    return _first_day(start) if any(map(str.isdigit, start)) else None


@lru_cache(maxsize=512)
def _first_day(text: str) -> Day | None:
    found = find_dates(text)
    return Day(*found[0]) if found else None


def find_time(text: str) -> str:
    """Return the time, or from when to when, that `text` says; "" for none."""
    day = find_day(text)
    rest = f"{text[: day.start]} {text[day.end :]}" if day else text
    found = _TIME.search(rest[:200])
    return found[0].strip() if found else ""


def find_place(text: str) -> str:
    """Return where the meeting was by a line that names its day, and its time or "at" or "in"; else ""."""
    day = find_day(text)
    if day is None:
        return ""
    after = text[day.end :][:200]
    rest = _AROUND_PLACE.sub("", _TIMES.sub(" ", _TIME.sub("\0", after.replace("\0", "")))).strip()
    found = _PLACE.fullmatch(rest)
    return found["place"] if found and (found["intro"] or _TIME.search(after)) else ""


def day_in_name(name: str) -> date | None:
    """Return the date in a file's name, None where there is none that is sure."""
    stem = PurePath(name).stem.replace("_", " ")
    found = read_date(stem)
    compact = _COMPACT.search(stem) if found is None else None
    if compact is None:
        return found
    year = int(compact[3]) if len(compact[3]) == 4 else 2000 + int(compact[3])
    try:
        return date(year, int(compact[2]), int(compact[1]))
    except ValueError:
        return None
