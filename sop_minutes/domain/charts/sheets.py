"""A chart as a frozen sheet: both its picture and its table are made from this and from nothing else."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a chart is drawn: a line over time, or parts of a whole as columns or as bars."""

    LINE = "line"
    COLUMNS = "columns"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Series:
    """One number for each label, None where there is none to give."""

    name: str
    values: tuple[int | None, ...]
    unit: str = ""

    def cell(self, at: int) -> str:
        """Return a number as it is written."""
        value = self.values[at]
        return "–" if value is None else f"{value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A small chart. `drawn` are the series in the picture; the table has `also` after them.

    `labels` are what the numbers are of, `short` the same where there is little room. `summary` says
    in a sentence what the picture shows, for whom does not see it; `counts` how it was counted, "" where
    that is plain. Parts add up to their wholes.
    `breaks` are the labels before which so much time is left out that the axis is broken there.
    """

    name: str
    title: str
    summary: str
    shape: Shape
    of: str
    labels: tuple[str, ...]
    short: tuple[str, ...]
    drawn: tuple[Series, ...]
    also: tuple[Series, ...] = ()
    breaks: tuple[int, ...] = ()
    counts: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table's columns."""
        return (self.of, *(series.name for series in (*self.drawn, *self.also)))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the table."""
        series = (*self.drawn, *self.also)
        return tuple((label, *(each.cell(at) for each in series)) for at, label in enumerate(self.labels))

    @property
    def wholes(self) -> tuple[int, ...]:
        """What the drawn parts of each label add up to."""
        return tuple(
            sum(value or 0 for value in values)
            for values in zip(*(s.values for s in self.drawn), strict=True)
        )
