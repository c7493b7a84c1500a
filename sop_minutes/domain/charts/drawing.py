"""A chart as marks on a sheet: lines, boxes, dots and words, for whatever draws them.

The unit is a pixel, or a point on paper; x goes right, y goes down. Words stand on `y`. What is said
by colour is said too by pattern, and by words beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sop_minutes.domain.charts.sheets import Chart, Shape


class Rule(NamedTuple):
    """A thin straight line; `strong` ones are an axis."""

    x: float
    y: float
    to_x: float
    to_y: float
    strong: bool


class Box(NamedTuple):
    """A filled box of the series of this number: 0 is filled, 1 is hatched."""

    x: float
    y: float
    width: float
    height: float
    series: int


class Curve(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]


class Dot(NamedTuple):
    """A point of a line."""

    x: float
    y: float


class Words(NamedTuple):
    """Words that begin, end, or have their middle at `x`: `anchor` is start, end or middle."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    strong: bool = False


Mark = Rule | Box | Curve | Dot | Words
Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: its size, the height of its type, and how wide words are in that."""

    width: float
    height: float
    em: float
    measure: Measure


def draw_chart(chart: Chart, sheet: Sheet) -> Iterator[Mark]:
    """Yield the marks of a chart on a sheet, without its title."""
    if not chart.labels or not any(chart.wholes):
        yield Words(sheet.width / 2, sheet.height / 2, "Nothing to show yet", "middle")
        return
    top = 0.0
    if len(chart.drawn) > 1:
        yield from _legend(chart, sheet)
        top = sheet.em * 2
    if chart.shape is Shape.BARS:
        yield from _bars(chart, sheet, top)
    else:
        yield from _over_time(chart, sheet, top)


def _legend(chart: Chart, sheet: Sheet) -> Iterator[Mark]:
    x, em = 0.0, sheet.em
    for number, series in enumerate(chart.drawn):
        yield Box(x, em * 0.3, em * 1.5, em * 0.9, number)
        yield Words(x + em * 1.9, em * 1.1, series.name)
        x += em * 3.4 + sheet.measure(series.name)


def _over_time(chart: Chart, sheet: Sheet, top: float) -> Iterator[Mark]:
    """Yield columns, or a line, from left to right."""
    em, most = sheet.em, max(chart.wholes)
    top, bottom = top + em * 1.6, sheet.height - em * 2.9
    step = sheet.width / len(chart.labels)
    middles = [step * (at + 0.5) for at in range(len(chart.labels))]
    heights = [(bottom - top) * whole / most for whole in chart.wholes]
    yield from _axis([step * at for at in chart.breaks], bottom, sheet)
    if chart.shape is Shape.LINE:
        points = tuple((x, bottom - height) for x, height in zip(middles, heights, strict=True))
        for first, end in pairwise((0, *chart.breaks, len(points))):
            yield Curve(points[first:end])
        yield from (Dot(*point) for point in points)
        above = [bottom - height - em * 0.7 for height in heights]
    else:
        for at, x in enumerate(middles):
            yield from _column(chart, at, x, min(step * 0.62, em * 3), bottom, (bottom - top) / most)
        above = [bottom - height - em * 0.4 for height in heights]
    totals = [str(whole) for whole in chart.wholes]
    for at in _fitting(totals, middles, sheet):
        if chart.wholes[at] or chart.shape is Shape.LINE:
            yield Words(middles[at], above[at], totals[at], "middle", strong=True)
    for at in _fitting(chart.short, middles, sheet):
        for line, text in enumerate(chart.short[at].split("\n")):
            yield Words(middles[at], bottom + em * (1.3 + 1.15 * line), text, "middle")


def _axis(breaks: Sequence[float], y: float, sheet: Sheet) -> Iterator[Mark]:
    """Yield the axis of time, with two strokes across it wherever time is left out."""
    half = sheet.em * 0.25
    begins, ends = (0.0, *(x + half for x in breaks)), (*(x - half for x in breaks), sheet.width)
    for x, to_x in zip(begins, ends, strict=True):
        yield Rule(x, y, to_x, y, strong=True)
    for x in (x + side for x in breaks for side in (-half, half)):
        yield Rule(x - half, y + half * 2, x + half, y - half * 2, strong=True)


def _column(chart: Chart, at: int, x: float, width: float, bottom: float, scale: float) -> Iterator[Mark]:
    for number, series in enumerate(chart.drawn):
        height = (series.values[at] or 0) * scale
        bottom -= height
        if height:
            yield Box(x - width / 2, bottom, width, height, number)


def _fitting(texts: Sequence[str], middles: Sequence[float], sheet: Sheet) -> Iterator[int]:
    """Yield the places of those texts that can stand side by side: the last one does."""
    free = sheet.width + sheet.em
    for at in range(len(texts) - 1, -1, -1):
        half = max(sheet.measure(line) for line in texts[at].split("\n")) / 2
        if middles[at] + half <= free and middles[at] >= half * 0.9:
            free = middles[at] - half - sheet.em * 0.5
            yield at


LABELS = 0.58
"""Of the width, what labels before bars may take: most names of councils stand there whole."""


def _bars(chart: Chart, sheet: Sheet, top: float) -> Iterator[Mark]:
    """Yield bars, one under the other, each with its label before it and its whole after it."""
    em, most = sheet.em, max(chart.wholes)
    labels = [_cut(label, sheet.width * LABELS, sheet) for label in chart.short]
    left = max(sheet.measure(label) for label in labels) + em * 0.8
    right = sheet.width - sheet.measure(str(most)) - em * 0.9
    step = (sheet.height - top) / len(labels)
    high = min(step * 0.66, em * 1.7)
    yield Rule(left, top, left, sheet.height, strong=True)
    for at, label in enumerate(labels):
        y, x = top + step * (at + 0.5), left
        yield Words(left - em * 0.5, y + em * 0.36, label, "end")
        for number, series in enumerate(chart.drawn):
            width = (series.values[at] or 0) * (right - left) / most
            if width:
                yield Box(x, y - high / 2, width, high, number)
            x += width
        yield Words(x + em * 0.5, y + em * 0.36, str(chart.wholes[at]), strong=True)


def _cut(label: str, width: float, sheet: Sheet) -> str:
    """Return as much of a label as there is room for, from both its ends: names of a kind begin alike."""
    shown, kept = label, len(label)
    while kept > 1 and sheet.measure(shown) > width:
        kept -= 1
        before, after = kept - kept // 2, kept // 2
        shown = f"{label[:before].rstrip()}…{label[len(label) - after :].lstrip()}"
    return shown
