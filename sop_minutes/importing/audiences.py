"""What a file itself says of who may see it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sop_minutes.domain.grammar import split_audience, with_inherited_audiences
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import Audience, narrower

_CLOSED = re.compile(
    r"official[\s:–-]*sensitive|\brestricted\b|\bconfidential\b|not for publication|\bexempt\b|\bsecret\b",
    re.IGNORECASE,
)


def kept_back(sheet: NoteSheet) -> NoteSheet:
    """Return `sheet` with the audiences it says: of a line, of a heading, of the whole by its marking.

    Lines and headings that begin with "Restricted:" or "Members:" are taken at their word. A note
    with a closed marking, or whose title or first lines have one, is restricted as a whole.
    """
    items = tuple(_item(item) for item in sheet.items)
    if _is_closed(sheet):
        items = tuple(replace(item, audience=Audience.RESTRICTED) for item in items)
    return replace(sheet, items=items)


def held_back(sheets: Iterable[NoteSheet]) -> Iterator[str]:
    """Yield a sentence for each note that is restricted as a whole."""
    for sheet in sheets:
        if sheet.items and _is_closed(sheet):
            yield "The note is marked as not public; every item is restricted until you say otherwise."


def _is_closed(sheet: NoteSheet) -> bool:
    opening = [p.text for item in sheet.items if not item.title for p in item.points if len(p.text) < 80]
    return any(_CLOSED.search(text) for text in (sheet.marking, sheet.title, *opening))


def _item(item: ItemSheet) -> ItemSheet:
    said, title = split_audience(item.title)
    points = with_inherited_audiences([_point(point) for point in item.points])
    return replace(item, title=title, audience=narrower(item.audience, said), points=points)


def _point(point: PointSheet) -> PointSheet:
    said, text = split_audience(point.text)
    return replace(point, text=text, audience=narrower(point.audience, said))
