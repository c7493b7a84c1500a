"""Whose audience a block shares: that of what it stands under."""

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
    before it, if it is indented or the paragraph ends with a colon.
    """
    above: list[PointSheet] = []
    narrowed = []
    for point in points:
        while above and above[-1].level >= point.level:
            above.pop()
        if above and _stands_under(point, above[-1]):
            audience = narrower(point.audience, above[-1].audience)
            point = point if audience is point.audience else replace(point, audience=audience)
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


def _stands_under(point: PointSheet, above: PointSheet) -> bool:
    return above.level > 0 or point.level > 1 or above.text.rstrip(" *").endswith(":")
