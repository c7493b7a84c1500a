"""What stands before the first item: facts, who was there, and whatever else."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sop_minutes.domain.grammar.headers import names_people
from sop_minutes.domain.inline import Run
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.words import AttendanceStatus, Audience
from sop_minutes.importing.minutes.entries import Entry, Fact, Heads, Person
from sop_minutes.importing.minutes.facts import ROLES, Facts
from sop_minutes.importing.minutes.lines import Line, plain_line, spaced
from sop_minutes.importing.minutes.people import is_full_name, is_nobody, listed
from sop_minutes.importing.minutes.runs import cut, joined, text_of
from sop_minutes.importing.minutes.vocabulary import (
    ATTENDANCE,
    fact_key,
    find_label,
    said_label,
)

_LONGEST = 400
_LONGEST_PARTED = 2000
_LATER_LABEL = re.compile(r"(?:(?<=[.;,)])\s+|\s{3,}|\t+|\s*\|\s*)(?=(?P<label>[A-Z][A-Za-z /&]{2,30}?)\s*:)")
_LATER_SAID = re.compile(r"(?<=[.;)])\s+(?=Apologies (?:for absence )?(?:were )?(?:received |given )?from\s)")
_ALONE = ("date", "time", "place", "group", "marking")


def read_opening(entries: Sequence[Entry], facts: Facts) -> Iterator[Entry]:
    """Gather the facts in `entries` into `facts`; yield what is not wholly understood."""
    entries = [part for entry in entries for part in _parted(entry)]
    at = 0
    while at < len(entries):
        entry = entries[at]
        at += 1
        if isinstance(entry, Fact):
            yield from fact_lines(entry, facts)
        elif isinstance(entry, Person):
            facts.add([entry.sheet])
        elif isinstance(entry, Line):
            used, left = _line(entry, entries, at, facts)
            at += used
            yield from left
        elif not isinstance(entry, Heads):
            yield entry


def _parted(entry: Entry) -> Iterator[Entry]:
    """Yield a line that says several labelled things label by label: "Present: A. Apologies: B"."""
    if not isinstance(entry, Line) or find_label(entry.raw) is None:
        yield entry
        return
    raw, start = entry.raw, 0
    said = _LATER_SAID.search(raw[:_LONGEST_PARTED])
    if said:
        yield from _parted(_part(entry, 0, said.start()))
        yield from _parted(_part(entry, said.end(), len(raw)))
        return
    for found in _LATER_LABEL.finditer(raw[:_LONGEST_PARTED]):
        if fact_key(found["label"]) and raw[start : found.start()].strip():
            yield _part(entry, start, found.start())
            start = found.end()
    yield _part(entry, start, len(raw)) if start else entry


def _part(line: Line, start: int, end: int) -> Line:
    runs = cut(line.runs, start, end)
    return line._replace(runs=runs, text=spaced(text_of(runs)))


def fact_lines(fact: Fact, facts: Facts) -> Iterator[Line]:
    """Take a fact; yield it as lines where not all of it is held."""
    raw = "\n".join([line.raw.strip() for line in fact.lines])
    if raw and facts.take(fact.key, fact.label, raw):
        return
    yield from _of_people(fact.key, as_lines(fact))


def as_lines(fact: Fact) -> Iterator[Line]:
    """Yield a fact as it would stand without a table."""
    if len(fact.lines) == 1:
        line = fact.lines[0]
        runs = (Run(f"{fact.label}: "), *line.runs)
        yield line._replace(runs=runs, text=f"{fact.label}: {line.text}", bullet=None, numbered=0)
        return
    yield plain_line(f"{fact.label}:")
    yield from fact.lines


def people_in(line: Line) -> tuple[AttendanceSheet, ...]:
    """Return whom a line inside an item lists ("Apologies: A, B", "Apologies from A"); () if not surely."""
    label = find_label(line.raw) or said_label(line.raw)
    status = ATTENDANCE.get(label.key) if label else None
    if label is None or status is None:
        return ()
    found = listed(line.raw[label.end :], status)
    return found.people if found.whole else ()


def names_below(entries: Sequence[Entry], at: int) -> list[Line]:
    """Return the lines from `at` on that are a list of people under a label that stands alone."""
    names: list[Line] = []
    full = True
    for entry in entries[at:]:
        if not isinstance(entry, Line) or len(entry.text) > _LONGEST:
            break
        if fact_key(entry.title) or find_label(entry.raw):
            break
        found = listed(entry.raw, AttendanceStatus.PRESENT)
        if not found.people and (names or not is_nobody(entry.text)):
            break
        if names and found.people and not any(map(_is_full, found.people)) and full:
            break
        full = full and any(map(_is_full, found.people))
        names.append(entry)
    return names


def _is_full(person: AttendanceSheet) -> bool:
    """Say whether someone is named by more than one word: after full names that alone is no heading."""
    return is_full_name(person.name) or bool(person.detail)


def _line(line: Line, entries: Sequence[Entry], at: int, facts: Facts) -> tuple[int, Sequence[Line]]:
    """Read a line of the opening; return how many entries after it are its own, and what to keep."""
    key = fact_key(line.title)
    below = entries[at] if at < len(entries) else None
    if key in ATTENDANCE and (isinstance(below, Person | Heads) or _lists_people(below)):
        facts.note_label(line.title)
        return 0, ()
    if key in ATTENDANCE or key in ROLES:
        names = names_below(entries, at)[: None if key in ATTENDANCE else 1]
        if names:
            return len(names), _people(key, line, names, facts)
    alone = key in _ALONE and _stands_alone(line, key)
    if alone and isinstance(below, Line) and _is_value(below) and facts.take(key, line.title, below.raw):
        return 1, ()
    label = find_label(line.raw) or said_label(line.raw)
    if label is None and names_people(line.text):
        return 0, (line._replace(audience=Audience.MEMBERS),)
    if label is None or not line.raw[label.end :].strip():
        return 0, (line,)
    more = names_below(entries, at) if label.key in ATTENDANCE else []
    raw = "\n".join([line.raw[label.end :], *[name.raw for name in more]])
    if facts.take(label.key, label.written, raw):
        return len(more), ()
    return 0, _of_people(label.key, [line])


def _of_people(key: str, lines: Iterable[Line]) -> list[Line]:
    """Return `lines` for members only if they say who was there, as an attendance list is."""
    named = key in ATTENDANCE or key in ROLES
    return [line._replace(audience=Audience.MEMBERS) if named else line for line in lines]


def _lists_people(entry: Entry | None) -> bool:
    """Say whether a line has a label of its own for those it lists: "Councillors: A Smith …"."""
    label = find_label(entry.raw) if isinstance(entry, Line) else None
    return (
        isinstance(entry, Line)
        and label is not None
        and label.key in ATTENDANCE
        and label.end < len(entry.raw)
    )


def _is_value(line: Line) -> bool:
    return not (line.heading or fact_key(line.title) or find_label(line.raw))


def _stands_alone(line: Line, key: str) -> bool:
    """Say whether `line` is a label whose value is the next line."""
    return line.text.endswith(":") or (key in ("date", "time", "place") and (line.bold or line.heading > 0))


def _people(key: str, label: Line, names: Sequence[Line], facts: Facts) -> list[Line]:
    """Take the people listed under `label`; return the lines to keep as they are."""
    if any(line.text.endswith((",", " and", "&")) for line in names[:-1]):
        names = [names[0]._replace(runs=joined([line.runs for line in names], " "))]
    left = [line for line in names if not facts.take(key, "", line.raw)]
    if left:
        return _of_people(key, [label, *left])
    facts.note_label(label.title)
    return []
