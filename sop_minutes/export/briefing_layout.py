"""The chair's briefing laid out as blocks: one to two pages, whatever a group has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import TypeVar

from sop_minutes.domain.actions import lateness, long
from sop_minutes.domain.briefing import Briefing, SlippedRow
from sop_minutes.domain.charts import (
    Chart,
    Series,
    load_chart,
    on_time_chart,
    outstanding_chart,
    slippage_chart,
)
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.figures import RECENT, Headline, Step
from sop_minutes.domain.inline import Run
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised, set_apart
from sop_minutes.domain.words import FOR_MEMBERS, Audience
from sop_minutes.export.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Look,
    Paragraph,
    Pictures,
    Table,
)
from sop_minutes.export.fitting import BESIDE, SIZE, WIDTH
from sop_minutes.export.letters import shortened, shortened_runs, width_of
from sop_minutes.export.marking import marking_of
from sop_minutes.export.wording import audience_label, due_text, entry_text, marked_cell, owners_text

T = TypeVar("T")

_STEPS_SHOWN = 4
"""How many meetings the charts of a briefing go back."""

_IN_LOG = ", which the action log lists"
"""Where those are that are open and not named."""

_READERS = {Audience.PUBLIC: "the public", Audience.MEMBERS: "members"}

_OFTEN = 2
_TITLE_SIZE = 17.0
_TITLE_LINES = 2
_CELL_LINES = 3
_BULLET_LINES = 2
"""What is longer is cut, so that one action does not take the room of all the others."""

_NUMBERS = 0.6
"""Of a table of numbers that its columns of numbers may take before their headings are broken."""

_WIDEST_SIDE = 115
_OWNERS = 0.37
"""Of what references and dates leave free in a table of actions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How much a briefing shows at the most: actions of each kind, and organisations."""

    overdue: int = 1
    due_next: int = 1
    watched: int = 1
    closed: int = 1
    organisations: int = 1


def briefing_title(briefing: Briefing) -> str:
    """Return the title: the group, and the day it meets next, or the day of the briefing."""
    day = format_date(briefing.next_on) if briefing.next_on else f"as at {format_date(briefing.as_of)}"
    return f"Chair’s briefing: {set_apart(briefing.group)} – {day}"


def briefing_document(briefing: Briefing, audience: Audience, now: datetime, shown: Shown) -> Document:
    """Return the briefing as a document of two pages, the second with the figures."""
    return Document(
        title=briefing_title(briefing),
        author=briefing.group,
        subject=f"Actions as at {format_date(briefing.as_of)}",
        marking=marking_of((), audience, (row.audience for row in briefing.rows)),
        made=now,
        blocks=tuple(_Layout(briefing, audience, shown).blocks()),
    )


class _Layout:
    """Lays one briefing out."""

    def __init__(self, briefing: Briefing, audience: Audience, shown: Shown) -> None:
        self._briefing, self._audience, self._shown = briefing, audience, shown
        self._overdue = first_rows(briefing.overdue, shown.overdue)
        self._next = first_rows(briefing.due_next, shown.due_next)
        named = (*self._overdue, *self._next)
        ref = _side(row.ref for row in named)
        when = _side((*map(self._late, self._overdue), *(due_text(row.due) for row in self._next)))
        wanted = (_width_beside(owners_text(row.owners)) for row in named)
        owners = min(max((_width_beside("Owner", bold=True), *wanted)), round((WIDTH - ref - when) * _OWNERS))
        self._widths = (ref, WIDTH - ref - when - owners, owners, when)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        group = shortened(self._briefing.group, WIDTH, _TITLE_SIZE, _TITLE_LINES)
        yield Heading(1, briefing_title(replace(self._briefing, group=group)))
        yield Paragraph((Run(self._opening()),))
        yield from self._actions()
        yield from self._figures()

    def _opening(self) -> str:
        briefing = self._briefing
        said = _headline(briefing.figures.headline, format_date(briefing.as_of))
        narrow = any(row.audience is Audience.MEMBERS for row in briefing.rows)
        if self._audience is Audience.MEMBERS and narrow:
            said += f" {capitalised(FOR_MEMBERS)}."
        if self._audience in _READERS:
            said += f" Counted is what {_READERS[self._audience]} may read."
        return said

    def _actions(self) -> Iterator[Block]:
        briefing = self._briefing
        late = [self._row(row, self._late(row)) for row in self._overdue]
        tables = self._table("Overdue", "Late", "how late it is", late)
        yield from self._section("Overdue", tables, len(late), len(briefing.overdue), "Nothing is overdue.")
        if briefing.next_on:
            title, none = "Due before the meeting", "Nothing else is due by then."
            due = [self._row(row, due_text(row.due)) for row in self._next]
            tables = self._table(title, "Due", "when it is due", due)
            yield from self._section(title, tables, len(due), len(briefing.due_next), none)
        title, reasons = "Moved twice or more, without an owner, or without a date", tuple(self._reasons())
        bullets = [self._bullet(row, "; ".join(why)) for row, why in first_rows(reasons, self._shown.watched)]
        yield from self._section(title, bullets, len(bullets), len(reasons))
        title = f"Done since {format_date(briefing.last_on)}" if briefing.last_on else "Done"
        bullets = [self._bullet(row) for row in first_rows(briefing.closed, self._shown.closed)]
        yield from self._section(
            title, bullets, len(bullets), len(briefing.closed), "Nothing was said to be done.", ""
        )

    def _section(
        self,
        title: str,
        blocks: Sequence[Block],
        named: int,
        whole: int,
        none: str = "",
        where: str = _IN_LOG,
    ) -> Iterator[Block]:
        """Yield what is named of a kind, under a heading; of nothing, what there is to say of that."""
        if not whole and not none:
            return
        yield Heading(2, f"{title} ({whole})" if whole else title)
        if not whole:
            yield Paragraph((Run(none),))
        yield from blocks
        if whole > named:
            yield Paragraph((Run(f"And {whole - named} more{where}."),))

    def _reasons(self) -> Iterator[tuple[ActionRow, list[str]]]:
        """Yield the actions that are to be watched, each once, and all that is to be said of why."""
        briefing = self._briefing
        slipped, undated = {each.row: each for each in briefing.slipped}, set(briefing.undated)
        for row in dict.fromkeys((*slipped, *briefing.nobodys, *briefing.undated)):
            said = (
                _moved(slipped[row]) if row in slipped else "",
                "no date" if row in undated else describe_due(row.due),
            )
            yield row, [words for words in said if words]

    def _table(self, title: str, last: str, says: str, rows: Sequence[tuple[Cell, ...]]) -> list[Block]:
        """Return the table of some actions, whose last column `says` something; none for none."""
        columns = tuple(map(Column, ("Ref", "Action", "Owner", last), self._widths))
        what = f"One action a row: its reference, what is to be done, who owns it, and {says}."
        return [Table(caption=title, description=what, columns=columns, rows=tuple(rows))] if rows else []

    def _row(self, row: ActionRow, when: str) -> tuple[Cell, ...]:
        said = marked_cell(audience_label(row.audience, self._audience), row.text)
        cells = ((Run(row.ref),), said, (Run(owners_text(row.owners)),), (Run(when),))
        return tuple(
            shortened_runs(cell, width - BESIDE, SIZE, _CELL_LINES)
            for cell, width in zip(cells, self._widths, strict=True)
        )

    def _late(self, row: ActionRow) -> str:
        return lateness(row.due, self._briefing.as_of).removesuffix(" late")

    def _bullet(self, row: ActionRow, *what: str) -> Paragraph:
        label = audience_label(row.audience, self._audience)
        said = shortened(f"{label}{entry_text(row.text)}", WIDTH, SIZE, _BULLET_LINES)
        owners = shortened(owners_text(row.owners), WIDTH, SIZE)
        return Paragraph((Run(f"{said} ({'; '.join((owners, *what))})"),), label=f"{row.ref} ", level=1)

    def _figures(self) -> Iterator[Block]:
        figures = self._briefing.figures
        step = figures.headline.recent.step
        yield Heading(2, "In figures", new_page=True)
        outstanding = outstanding_chart(figures.outstanding[-_STEPS_SHOWN - 1 :], step)
        on_time = on_time_chart(figures.on_time[-_STEPS_SHOWN:], step)
        load, slippage = (
            load_chart(figures.load, most=self._shown.organisations),
            slippage_chart(figures.slipped),
        )
        yield Pictures((outstanding, on_time))
        yield _chart_table(_side_by_side(outstanding, on_time))
        yield Paragraph((Run(outstanding.counts),), Look.TABLE_NOTE)
        yield Pictures((load, slippage))
        if load.rows:
            yield _chart_table(load)
        yield Paragraph((Run(f"{slippage.title}:"),), Look.TABLE_NOTE)
        yield _chart_table(slippage)


def first_rows(rows: Sequence[T], many: int) -> Sequence[T]:
    """Return so many of the first rows; one more where that is the last: to name it takes no more room."""
    return rows[: many + 1] if len(rows) == many + 1 else rows[:many]


def _headline(numbers: Headline, day: str) -> str:
    """Return the numbers in a sentence or two."""
    are = "action is" if numbers.outstanding == 1 else "actions are"
    said = f"As at {day}, {numbers.outstanding} {are} outstanding, {numbers.overdue} of them overdue"
    if numbers.next_on:
        said += (
            f"; {numbers.due_next} more {'is' if numbers.due_next == 1 else 'are'} due by the next meeting"
        )
        said += f" on {format_date(numbers.next_on)}"
    percent = numbers.recent.on_time.percent
    if percent is None:
        return f"{said}."
    steps = "months" if numbers.recent.step is Step.MONTH else "meetings"
    return f"{said}. Of what came due over the last {RECENT} {steps}, {percent}% was closed on time."


def _moved(slipped: SlippedRow) -> str:
    times = "twice" if slipped.times == _OFTEN else f"{slipped.times} times"
    return f"moved {times}, by {long(slipped.days)}"


def _side_by_side(one: Chart, other: Chart) -> Chart:
    """Return a chart with the numbers of two that go by the same days, for one table."""
    longer, shorter = sorted((one.labels, other.labels), key=len, reverse=True)
    days = dict.fromkeys((*longer, *shorter))
    short = tuple(" ".join(part[:3] if part.isalpha() else part for part in day.split()) for day in days)
    series = []
    for chart in (one, other):
        for each in (*chart.drawn, *chart.also):
            values = dict(zip(chart.labels, each.values, strict=True))
            series.append(Series(each.name, tuple(map(values.get, days)), each.unit))
    title = f"{one.title}, and {other.title.lower()}"
    return replace(one, title=title, of="Day", labels=short, drawn=tuple(series), also=())


def _chart_table(chart: Chart) -> Table:
    """Return the table of a chart: no word of a heading is broken, what its rows are of has the rest."""
    heads = chart.headings[1:]
    whole = [_width_beside(heading, bold=True) for heading in heads]
    words = [max(_width_beside(word, bold=True) for word in heading.split()) for heading in heads]
    others = whole if sum(whole) <= _NUMBERS * WIDTH else words
    wanted = max(map(_width_beside, (chart.of, *chart.labels)))
    first = min(wanted, WIDTH - sum(others))
    return Table(
        caption=chart.title,
        description=f"The numbers of the chart: {chart.summary}",
        columns=tuple(map(Column, chart.headings, (first, *others))),
        rows=tuple(tuple((Run(cell),) for cell in row) for row in chart.rows),
        numbers=True,
    )


def _side(texts: Iterable[str]) -> int:
    """Return how wide a column of short texts is, so that none of them takes a second line."""
    return min(max(map(_width_beside, ("Late", *texts))), _WIDEST_SIDE)


def _width_beside(text: str, *, bold: bool = False) -> int:
    return ceil(width_of(text, SIZE, bold=bold) + BESIDE) + 1
