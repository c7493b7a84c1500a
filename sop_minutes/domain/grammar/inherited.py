"""Whose audience a block shares: that of what it stands under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, narrower


@dataclass(frozen=True, slots=True)
class Exposed:
    """A bullet that a reader may see, and the audience of the narrower paragraph right above it."""

    point: PointSheet
    above: Audience


def with_inherited_audiences(points: Sequence[PointSheet]) -> tuple[PointSheet, ...]:
    """Return `points` with each bullet at least as narrow as what it stands under.

    A bullet stands under the nearest shallower bullet before it; without one, under the paragraph
    before it, if it is indented or the paragraph ends with a colon. So does a numbered paragraph.
    """
    above: list[PointSheet] = []
    narrowed = []
    lead: PointSheet | None = None
    for point in points:
        if point.level == 0 and lead is not None and _NUMBERED.match(point.text):
            point = _as_narrow(point, lead)
        elif point.level == 0:
            lead = point if _leads_in(point) else None
        while above and above[-1].level >= point.level:
            above.pop()
        if above and _stands_under(point, above[-1]):
            point = _as_narrow(point, above[-1])
        above.append(point)
        narrowed.append(point)
    return tuple(narrowed)


def exposed(points: Sequence[PointSheet]) -> Iterator[Exposed]:
    """Yield each bullet that is wider than the paragraph it follows, without standing under it."""
    paragraph: PointSheet | None = None
    for point in points:
        if point.level == 0:
            paragraph = point
        elif paragraph and narrower(point.audience, paragraph.audience) is not point.audience:
            yield Exposed(point, paragraph.audience)


def bears_on(point: PointSheet) -> tuple[bool, bool]:
    """Return what of a point's text decides who shares whose audience: whether it leads in, is numbered."""
    return _leads_in(point), _NUMBERED.match(point.text) is not None


_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s", re.IGNORECASE)


def _stands_under(point: PointSheet, above: PointSheet) -> bool:
    return above.level > 0 or point.level > 1 or _leads_in(above)


def _leads_in(point: PointSheet) -> bool:
    """Say whether a paragraph ends so that what follows belongs to it."""
    return point.text.rstrip(" *_").endswith((":", "：", " –", " —"))


def _as_narrow(point: PointSheet, above: PointSheet) -> PointSheet:
    audience = narrower(point.audience, above.audience)
    return point if audience is point.audience else replace(point, audience=audience)
