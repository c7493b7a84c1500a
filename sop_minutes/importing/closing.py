"""What an imported file keeps from the public without a prefix of ours: exempt items, parts, labels, rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sop_minutes.domain.caution import is_closed_label, says_closed, says_nothing
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sessions import closes_item, closes_part, opens_part
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.importing.echoed import echoes_closed

_INNER_HEADING = re.compile(r"\*\*[^*]+\*\*")
_SHOWN: Final = 4
_LONGEST: Final = 60


def with_closed_kept(sheets: Sequence[NoteSheet]) -> tuple[list[NoteSheet], list[str]]:
    """Return `sheets` with what says that it is not for everybody restricted, and a sentence on it if any.

    A heading closes its item; a label closes its item, or the rest of it; "Part two (exempt)" and the
    exclusion of the public close what follows in their meeting, until the public is back. So is an action
    closed that a list repeats of a closed item.
    """
    out, said, count = [], dict[str, None](), 0
    for sheet in sheets:
        part = _Part()
        items, echoes = echoes_closed(list(_closed_items(sheet.items, part)))
        for text in echoes:
            part.because(plain_text(text))
        out.append(replace(sheet, items=tuple(items)))
        said |= part.said
        count += sum(_count(item) for item in out[-1].items)
    return out, [_sentence(count, list(said))] if said else []


@dataclass(slots=True)
class _Part:
    """Where in a meeting we are: whether its closed part has begun, and what has been said of it."""

    closed: bool = False
    said: dict[str, None] = field(default_factory=dict)

    def because(self, text: str) -> None:
        self.said[text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"] = None


def _closed_items(items: Sequence[ItemSheet], part: _Part) -> Iterator[ItemSheet]:
    for number, item in enumerate(items):
        below = items[number + 1] if number + 1 < len(items) else None
        if not item.points and item.title and below is not None and is_closed_label(below.title):
            # A label that looks like a heading belongs to the heading above it.
            yield replace(item, audience=Audience.RESTRICTED)
        else:
            yield _closed_item(item, part)


def _closed_item(item: ItemSheet, part: _Part) -> ItemSheet:
    texts = [plain_text(point.text) for point in item.points]
    if opens_part(item.title):
        part.closed = False
    whole = part.closed or item.audience is Audience.RESTRICTED
    if item.audience is Audience.RESTRICTED:
        part.because(item.title)
    if not (texts and all(map(says_nothing, texts))):
        if closes_part(item.title) or (is_closed_label(item.title) and not texts):
            part.closed = True
            part.because(item.title)
        elif says_closed(item.title):
            whole = True
            part.because(item.title)
    spoken = [text for text in (item.title, *texts) if closes_item(text)]
    for text in [*(texts[:1] if is_closed_label("".join(texts[:1])) else ()), *spoken]:
        whole = True
        part.because(text)
    began_closed = whole or part.closed
    points = tuple(_closed_points(item.points, texts, part, whole=whole))
    restricted = all(point.audience is Audience.RESTRICTED for point in points)
    if whole or (began_closed and restricted):
        return replace(item, audience=Audience.RESTRICTED, points=points)
    return replace(item, points=points)


def _closed_points(
    points: Sequence[PointSheet], texts: Sequence[str], part: _Part, *, whole: bool
) -> Iterator[PointSheet]:
    rest = inner = False
    for point, text in zip(points, texts, strict=True):
        if part.closed and opens_part(text):
            part.closed = rest = inner = False
        says = _says_closed(text)
        if _INNER_HEADING.fullmatch(point.text):
            inner = says
        if any(map(closes_part, _cells(text))):
            part.closed = says = True
        elif is_closed_label(text):
            rest = True
        if (says or point.audience is Audience.RESTRICTED) and not whole:
            part.because(text)
        closed = whole or part.closed or rest or inner or says
        yield replace(point, audience=narrower(point.audience, _RESTRICTED_IF[closed]))


_RESTRICTED_IF: Final = {False: Audience.PUBLIC, True: Audience.RESTRICTED}


def _says_closed(text: str) -> bool:
    """Say whether a paragraph, or a cell of the row of a table that it is, says that it is closed."""
    return any(map(says_closed, _cells(text)))


def _cells(text: str) -> Sequence[str]:
    return text.split(" | ")


def _count(item: ItemSheet) -> int:
    if item.audience is Audience.RESTRICTED:
        return max(1, len(item.points))
    return sum(point.audience is Audience.RESTRICTED for point in item.points)


def _sentence(count: int, said: Sequence[str]) -> str:
    shown = ", ".join(f"“{text}”" for text in said[:_SHOWN])
    more = f" and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    verbs = "block sounds closed and is" if count == 1 else "blocks sound closed and are"
    return f"{count} {verbs} kept restricted: {shown}{more}."
