"""The title of a note, on one line or several, with the day and the group it names."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sop_minutes.importing.minutes.dates import Day, find_day, find_time
from sop_minutes.importing.minutes.entries import ITEM, Entry, Fact, Person
from sop_minutes.importing.minutes.labels import kind_label
from sop_minutes.importing.minutes.lines import Line, spaced
from sop_minutes.importing.minutes.vocabulary import fact_key, find_label

_MOST: Final = 6
_LONGEST: Final = 200
_MOST_WORDS: Final = 30
_NAMED = re.compile(
    r"\b(?:minutes|notes|key points|action points|meeting|agenda|record|proceedings|summary of discussion"
    r"|action log|log)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:was|were|agreed|noted|will be|would|reported|informed|updated|(?<!points )discussed)\b",
    re.IGNORECASE,
)
_KEY_POINTS: Final = "key points discussed"
_DANGLING = re.compile(r"\b(?:of|the|for|at|on|and|in|to|with)$", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"[\s,:;|(–—-]*(?:\b(?:which was |that was )?(?:held )?(?:on(?: the)?|dated|held|of(?: the)?))?"
    r"[\s,:;|(–—-]*(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,:;|(–—-]*$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"(?:at|in|via|from|by)\b")
_AFTER_DATE = re.compile(r"^[\s,:;|)–—.-]+")
_OPENING = re.compile(
    r"^(?:(?:draft|unconfirmed|confirmed|approved|unapproved|final|public)\s+)*"
    r"(?:key points discussed|key points|action notes|action points|(?:meeting )?(?:minutes|notes)|record"
    r"|summary|agenda)"
    r"(?:\s+and\s+actions?(?:\s+points?)?)?:?(?:\s+(?:of|from|for|at|by|–|—|-|:))*"
    r"(?:\s+(?:the|a))?(?:\s+(?:\w+\s+)?meeting)?(?:\s+(?:of|held by|–|—|-|:))*(?:\s+the)?\s+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\s,:–—-]+(?:(?:draft|unconfirmed|confirmed|approved)\s+)*(?:(?:meeting|action|key)\s+)?"
    r"(?:minutes|notes|points|meeting|agenda|log|record)(?:\s+of\s+(?:the\s+)?meeting)?$",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """A note's title: `text` without its date, `day` if it names one, from the first `taken` entries.

    `kept` are those of its lines that say more, and so stay in the note as well.
    """

    text: str = ""
    day: date | None = None
    taken: int = 0
    kept: tuple[Line, ...] = ()


def read_title(entries: Sequence[Entry]) -> Title:
    """Return the title that `entries` begin with; an empty one where they begin with something else."""
    lead = _lead(entries)
    dated = next((at for at, line in enumerate(lead) if _dated(line)), None)
    if dated is None:
        count = _undated(lead, entries)
    else:
        count = dated + 1
        if (
            not _words_of(lead[:count])
            and count < len(lead)
            and _may_title(lead[count])
            and _NAMED.search(lead[count].text)
        ):
            count += 1
    return _made(lead[:count]) if count else Title()


def group_in(title: str) -> str:
    """Return the group a title names, as far as it can be told; "" where it names none."""
    rest = _OPENING.sub("", f"{title} ", count=1).strip(" :–—-")
    rest = _CLOSING.sub("", rest).strip(" ,:;–—-")
    named = re.sub(r"\W*\d+(?:/\d+)?$", "", rest)
    return "" if not named or _OPENING.fullmatch(f"{named} ") or named.casefold() in _NO_GROUP else rest


_NO_GROUP: Final = frozenset(
    {
        "minutes",
        "meeting minutes",
        "meeting",
        "notes",
        "meeting notes",
        "agenda",
        "minutes of meeting",
        "meeting log",
        "minutes of the meeting",
    }
)


def is_date_only(line: Line) -> bool:
    """Say whether `line` says a date and hardly more."""
    day = find_day(line.text)
    return day is not None and len(_around(line.text, day).split()) <= 2 and len(line.text) < 60


def _lead(entries: Sequence[Entry]) -> list[Line]:
    """Return the lines at the start that may be a title's."""
    lead: list[Line] = []
    for entry in entries[:_MOST]:
        if not isinstance(entry, Line) or not _may_title(entry):
            break
        lead.append(entry)
    return lead


def _may_title(line: Line) -> bool:
    text = line.text
    if line.bullet or line.role == "contents" or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if line.role == ITEM and not _NAMED.search(text):
        return False
    day = find_day(text)
    if day and fact_key(text[: day.start]) and not text.casefold().startswith("held"):
        return False
    if fact_key(text) in ("present", "apologies", "in attendance", "absent") or kind_label(line.raw):
        return False
    label = find_label(line.raw)
    if label and label.end >= len(line.raw.rstrip()):
        return label.key == "minutes"
    return not (label and label.key not in ("group", "minutes"))


def _dated(line: Line) -> bool:
    """Say whether `line` has the date of a title in it, not that of a sentence."""
    day = find_day(line.text)
    if day is None:
        return False
    if line.role in ("title", "subtitle") or line.heading == 1:
        return True
    return not _PROSE.search(line.text) and len(_around(line.text, day).split()) <= 24


def _around(text: str, day: Day) -> str:
    return f"{text[: day.start]} {text[day.end :]}"


def _words_of(lines: Sequence[Line]) -> str:
    texts = []
    for line in lines:
        day = find_day(line.text)
        texts.append(_around(line.text, day) if day else line.text)
    return "".join(char for char in "".join(texts) if char.isalpha())


def _undated(lead: Sequence[Line], entries: Sequence[Entry]) -> int:
    """Return how many of the leading lines are a title that names no day."""
    styled = 0
    while styled < len(lead) and lead[styled].role in ("title", "subtitle"):
        styled += 1
    if styled:
        return styled
    named = next(
        (at for at, line in enumerate(lead[:4]) if _NAMED.search(line.text) and _is_short(line)), None
    )
    if named is not None:
        return named + 1
    after = entries[len(lead)] if len(lead) < len(entries) else None
    labelled = isinstance(after, Fact | Person) or (isinstance(after, Line) and _is_labelled(after))
    if lead and labelled and len(lead) <= 3 and all(_is_short(line) for line in lead):
        return len(lead)
    return 1 if _is_only_top(lead, entries) else 0


def _is_short(line: Line) -> bool:
    return len(line.text) <= 140 and not line.text.endswith((".", ";")) and not _PROSE.search(line.text)


def _is_labelled(line: Line) -> bool:
    label = find_label(line.raw)
    return bool(label) or fact_key(line.text) in ("present", "apologies", "date")


def _is_only_top(lead: Sequence[Line], entries: Sequence[Entry]) -> bool:
    """Say whether the first line is the one heading of the top level, others standing below it."""
    if not lead or lead[0].heading == 0:
        return False
    levels = [entry.heading for entry in entries if isinstance(entry, Line) and entry.heading]
    return levels.count(lead[0].heading) == 1 and len(levels) > 2 and min(levels) == lead[0].heading


def _made(lines: Sequence[Line]) -> Title:
    parts: list[str] = []
    kept: list[Line] = []
    found: date | None = None
    for line in lines:
        for raw in line.raw.split("\n"):
            text = spaced(raw)
            day = find_day(text) if found is None else None
            if day:
                found = day.on
                text, more = _without_day(text, day)
                kept += [line] if more else []
            parts += [text] if any(map(str.isalnum, text)) else []
    return Title(_joined(parts), found, len(lines), tuple(kept))


def _without_day(text: str, day: Day) -> tuple[str, bool]:
    """Return a title's line without its date, and whether it says more after it than was kept."""
    before = _BEFORE_DATE.sub("", text[: day.start])
    after = _AFTER_DATE.sub("", text[day.end :]).strip()
    if not before.strip():
        return ("", True) if find_time(text) or _WHERE.match(after) else (after, False)
    return before.strip(), any(map(str.isalnum, after))


def _joined(parts: Sequence[str]) -> str:
    """Return the lines of a title as one."""
    title = ""
    for part in parts:
        part = part.strip(" ,:;–—-|")
        if not title:
            title = part
        elif title.casefold() == _KEY_POINTS:
            title = f"{title} at {part}"
        elif _DANGLING.search(title) or part[:1].islower() or part.startswith("("):
            title = f"{title} {part}"
        else:
            title = f"{title} – {part}"
    return title
