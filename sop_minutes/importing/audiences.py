"""What a file itself says of who may see it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sop_minutes.domain.caution import is_closed_label, says_closed
from sop_minutes.domain.grammar import split_audience, with_inherited_audiences
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import Audience, narrower

_LONGEST_MARKING = 80
_FIRST_LINES = 3
_CLOSED_NOTE = re.compile(
    r"\W*(?:strictly )?(?:confidential|exempt|restricted|private|closed) (?:(?:draft|meeting|session) )*"
    r"(?:minutes|notes|meeting|record)\b|.*\b(?:closed|private|confidential|exempt) (?:session|part"
    r"|minutes)\b"
    r"|.*\bpart (?:2|two|ii|b)\W*$",
    re.IGNORECASE,
)


_NUMBER = re.compile(
    r"(?P<bold>\*\*)?(?P<number>(?:\d{1,3}(?:[./]\d{1,3})*[.):]?|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]))\s+",
    re.IGNORECASE,
)


def split_said(text: str) -> tuple[Audience, str]:
    """Return the audience that `text` begins by saying, be it after a number or in bold, and the rest."""
    found = _NUMBER.match(text)
    number, rest = (f"{found['number']} ", text[found.end() :]) if found else ("", text)
    if found and found["bold"]:
        rest = f"**{rest}"
    said, after = split_audience(rest)
    if said is Audience.PUBLIC and rest.startswith("**"):
        said, after = split_audience(rest.removeprefix("**"))
        after = f"**{after}"
    return (said, f"{number}{after}") if said is not Audience.PUBLIC else (said, text)


def with_said_audiences(sheet: NoteSheet) -> NoteSheet:
    """Return `sheet` with lines that begin with "Restricted:" or "Members:" taken at their word."""
    return replace(sheet, items=tuple(_item(item) for item in sheet.items))


def is_closed(sheet: NoteSheet, margins: Iterable[str] = ()) -> bool:
    """Say whether a note is marked as not public: by its marking, title, first lines, or in `margins`."""
    said = (sheet.marking, sheet.title, *margins)
    if any(len(text) <= _LONGEST_MARKING and _is_marked(text) for text in said):
        return True
    opening = [point.text for item in sheet.items if not item.title for point in item.points]
    return any(is_closed_label(plain_text(text)) for text in opening[:_FIRST_LINES])


def closed(sheet: NoteSheet) -> NoteSheet:
    """Return `sheet` restricted as a whole."""
    return replace(sheet, items=tuple(replace(i, audience=Audience.RESTRICTED) for i in sheet.items))


def _is_marked(text: str) -> bool:
    return says_closed(text) or _CLOSED_NOTE.match(text) is not None


def _item(item: ItemSheet) -> ItemSheet:
    said, title = split_said(item.title)
    points = with_inherited_audiences([_point(point) for point in item.points])
    return replace(item, title=title, audience=narrower(item.audience, said), points=points)


def _point(point: PointSheet) -> PointSheet:
    said, text = split_said(point.text)
    return replace(point, text=text, audience=narrower(point.audience, said))
