"""What a note that went out from here repeats or says of itself: it is no part of the note."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sop_minutes.domain.grammar.lines import REFERENCE
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet, Progress
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import FOR_MEMBERS, NOTE_NAMES, NOTE_SUBJECT, Audience, PointKind
from sop_minutes.importing.minutes.entries import Entry
from sop_minutes.importing.minutes.lines import Line

_STATUS_AS_AT = re.compile(r"Status as at \d{1,2} [A-Z][a-z]+ \d{4}\.")
_REF_CELL = re.compile(rf"\(Ref: ({REFERENCE})\)")
_ALIKE: Final = 75
_REPEATED: Final = 0.5
_READERS: Final = {squash(f"{NOTE_SUBJECT}{name}"): audience for audience, name in NOTE_NAMES.items()}


def reader_of(subject: str) -> Audience | None:
    """Return whom a note was written for, by the subject of its file; None if it did not go out from here."""
    return _READERS.get(squash(subject))


def without_remarks(entries: Iterable[Entry]) -> list[Entry]:
    """Return `entries` without the sentence that says what is for members only."""
    return [entry for entry in entries if not (isinstance(entry, Line) and _is_remark(entry.text))]


def _is_remark(text: str) -> bool:
    return len(text) < 2 * len(FOR_MEMBERS) and squash(text).endswith(squash(FOR_MEMBERS))


def without_printed_lists(sheet: NoteSheet) -> NoteSheet:
    """Return `sheet` without the lists of decisions and actions that only repeat what it says.

    What the list of actions says has become of one is kept with that action. A row that is not in the
    note itself stays.
    """
    refs = {point.ref for item in sheet.items for point in item.points if point.ref}
    decisions = list(_decisions(sheet))
    became: dict[str, Progress] = {}
    kept = []
    for item in sheet.items:
        if _is_list_of_actions(item):
            became |= {ref: point.became for ref, point in _rows(item) if point.became}
            rest = [point for ref, point in _rows(item) if ref not in refs]
            kept += [replace(item, points=tuple(rest))] if rest else []
        elif not _repeats(item, decisions):
            kept.append(item)
    return replace(sheet, items=tuple(_with_progress(item, became) for item in kept))


def _decisions(sheet: NoteSheet) -> Iterator[str]:
    """Yield how the list of decisions words those of `sheet`."""
    for item in sheet.items:
        for point in item.points:
            if point.kind is PointKind.DECISION:
                yield squash(f"{plain_text(point.text)}{item.title}")


def _is_list_of_actions(item: ItemSheet) -> bool:
    return (
        item.title == "Actions" and bool(item.points) and bool(_STATUS_AS_AT.fullmatch(item.points[0].text))
    )


def _rows(item: ItemSheet) -> Iterator[tuple[str, PointSheet]]:
    for point in item.points[1:]:
        found = _REF_CELL.search(point.text)
        yield (found[1] if found else ""), point


def _repeats(item: ItemSheet, decisions: list[str]) -> bool:
    """Say whether `item` is the list of decisions: bullets, most of which the note has word for word."""
    from rapidfuzz import fuzz, process

    if item.title != "Decisions" or not item.points:
        return False
    if any(point.kind is not PointKind.POINT or point.level == 0 for point in item.points):
        return False
    texts = [squash(plain_text(point.text)) for point in item.points]
    alike = sum(
        process.extractOne(text, decisions, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
        for text in texts
    )
    return alike >= _REPEATED * len(texts)


def _with_progress(item: ItemSheet, became: dict[str, Progress]) -> ItemSheet:
    points = (replace(p, became=became[p.ref]) if p.ref in became else p for p in item.points)
    return replace(item, points=tuple(points))
