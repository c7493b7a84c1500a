"""Lists of actions that repeat what a closed item said: "Review the Elm Road placement"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, PointKind, narrower

_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_TELLING: Final = 2


def echoes_closed(items: Sequence[ItemSheet]) -> tuple[list[ItemSheet], list[str]]:
    """Return `items` with the actions restricted that a list repeats of a closed item, and their texts.

    Such an action has two words or more that stand in closed items and nowhere in public ones. Only
    those are looked at that stand in an item of nothing but actions.
    """
    lists = [_lists_actions(item) for item in items]
    if not any(lists):
        return list(items), []
    closed = set(_words(text for item in items for text in _texts(item, closed=True)))
    public = [item for item, listing in zip(items, lists, strict=True) if not listing]
    told = closed - set(_words(text for item in public for text in _texts(item, closed=False)))
    out, said = [], []
    for item, listing in zip(items, lists, strict=True):
        points = tuple(_closed_if(point, told) for point in item.points) if listing and told else item.points
        said += [new.text for new, old in zip(points, item.points, strict=True) if new is not old]
        out.append(replace(item, points=points))
    return out, said


def _lists_actions(item: ItemSheet) -> bool:
    kinds = [point.kind for point in item.points if point.level == 0]
    return kinds[:1] == [PointKind.ACTION] and kinds.count(PointKind.ACTION) * 2 > len(kinds)


def _closed_if(point: PointSheet, told: set[str]) -> PointSheet:
    echoes = len(told.intersection(_words([plain_text(point.text)]))) >= _TELLING
    return replace(point, audience=Audience.RESTRICTED) if echoes else point


def _texts(item: ItemSheet, *, closed: bool) -> Iterator[str]:
    for text, own in ((item.title, item.audience), *((p.text, p.audience) for p in item.points)):
        if (narrower(item.audience, own) is Audience.RESTRICTED) is closed:
            yield plain_text(text)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word.casefold() for word in _WORD.findall(text))
