"""The chair's briefing laid out as blocks: one to two pages, whatever a group has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sop_minutes.domain.actions import lateness
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
from sop_minutes.domain.text import capitalised
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
from sop_minutes.export.marking import marking_of
from sop_minutes.export.wording import audience_label, due_text, entry_text, marked_cell, owners_text

_STEPS_SHOWN = 4
"""How many meetings the charts of a briefing go back."""

_BARS = 4
_OFTEN = 2
_MANY = 5
_PADDING = 3

_ACTION_COLUMNS = (Column("Ref", 12), Column("Action", 43), Column("Owner", 25), Column("Due", 20))


def briefing_title(briefing: Briefing) -> str:
    """Return the title: the group, and the day it meets next, or the day of the briefing."""
    day = format_date(briefing.next_on) if briefing.next_on else f"as at {format_date(briefing.as_of)}"
    return f"Chair’s briefing: {briefing.group} – {day}"


def briefing_document(
    briefing: Briefing, audience: Audience, now: datetime, *, owed: int, others: int
) -> Document:
    """Return the briefing as a document that names so many actions of each kind at the most.

    `owed` is for what is overdue or due before the meeting, `others` for the rest.
    """
    return Document(
        title=briefing_title(briefing),
        author=briefing.group,
        subject=f"Actions as at {format_date(briefing.as_of)}",
        marking=marking_of((), audience, (row.audience for row in briefing.rows)),
        made=now,
        blocks=tuple(_Layout(briefing, audience, owed, others).blocks()),
    )


class _Layout:
    """Lays one briefing out."""

    def __init__(self, briefing: Briefing, audience: Audience, owed: int, others: int) -> None:
        self._briefing, self._audience, self._owed, self._others = briefing, audience, owed, others

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        yield Heading(1, briefing_title(self._briefing))
        yield Paragraph((Run(self._opening()),))
        yield from self._actions()
        yield from self._figures()

    def _opening(self) -> str:
        briefing = self._briefing
        said = _headline(briefing.figures.headline, format_date(briefing.as_of))
        narrow = any(row.audience is Audience.MEMBERS for row in briefing.rows)
        if self._audience is Audience.MEMBERS and narrow:
            said += f" {capitalised(FOR_MEMBERS)}."
        return said

    def _actions(self) -> Iterator[Block]:
        briefing = self._briefing
        yield from self._table("Overdue", briefing.overdue, self._late, "Late", "Nothing is overdue.")
        if briefing.next_on:
            title = "Due before the meeting"
            yield from self._table(title, briefing.due_next, self._due, "Due", "Nothing else is due by then.")
        watched = [self._bullet(row, "; ".join(why)) for row, why in self._reasons()]
        yield from self._list("Moved twice or more, without an owner, or without a date", watched)
        since = f" since {format_date(briefing.last_on)}" if briefing.last_on else ""
        closed = [self._bullet(row) for row in briefing.closed]
        yield from self._list(f"Closed{since}", closed, "Nothing was closed.")

    def _reasons(self) -> Iterator[tuple[ActionRow, list[str]]]:
        """Yield the actions that are to be watched, each once, and all that is to be said of why."""
        briefing = self._briefing
        slipped = {each.row: each for each in briefing.slipped}
        for row in dict.fromkeys((*slipped, *briefing.nobodys, *briefing.undated)):
            said = (
                _moved(slipped[row]) if row in slipped else "",
                "no date" if row in briefing.undated else describe_due(row.due),
            )
            yield row, [words for words in said if words]

    def _table(
        self, title: str, rows: Sequence[ActionRow], when: Callable[[ActionRow], str], heading: str, none: str
    ) -> Iterator[Block]:
        yield Heading(2, f"{title} ({len(rows)})" if rows else title)
        if not rows:
            yield Paragraph((Run(none),))
            return
        *columns, last = _ACTION_COLUMNS
        yield Table(
            caption=title,
            description="One action a row: its reference, what is to be done, who owns it, and "
            f"{'how late it is' if heading == 'Late' else 'when it is due'}.",
            columns=(*columns, replace(last, title=heading)),
            rows=tuple(self._row(row, when(row)) for row in rows[: self._owed]),
        )
        yield from self._rest(len(rows) - self._owed)

    def _row(self, row: ActionRow, when: str) -> tuple[Cell, ...]:
        label = audience_label(row.audience, self._audience)
        return (
            (Run(row.ref),),
            marked_cell(label, row.text),
            (Run(owners_text(row.owners)),),
            (Run(when),),
        )

    def _late(self, row: ActionRow) -> str:
        return lateness(row.due, self._briefing.as_of).removesuffix(" late")

    def _due(self, row: ActionRow) -> str:
        return due_text(row.due)

    def _list(self, title: str, bullets: Sequence[Paragraph], none: str = "") -> Iterator[Block]:
        """Yield bullets under a heading; nothing for none, unless there is something to say of that."""
        if bullets or none:
            yield Heading(2, f"{title} ({len(bullets)})" if bullets else title)
        if not bullets and none:
            yield Paragraph((Run(none),))
        yield from bullets[: self._others]
        yield from self._rest(len(bullets) - self._others)

    def _bullet(self, row: ActionRow, *what: str) -> Paragraph:
        label = audience_label(row.audience, self._audience)
        said = f"{label}{entry_text(row.text)} ({'; '.join((owners_text(row.owners), *what))})"
        return Paragraph((Run(said),), label=f"{row.ref} ", level=1)

    def _rest(self, many: int) -> Iterator[Block]:
        if many > 0:
            yield Paragraph((Run(f"And {many} more, which the action log lists."),))

    def _figures(self) -> Iterator[Block]:
        figures = self._briefing.figures
        step = figures.headline.recent.step
        yield Heading(2, "In figures", new_page=True)
        outstanding = outstanding_chart(figures.outstanding[-_STEPS_SHOWN - 1 :], step)
        on_time = on_time_chart(figures.on_time[-_STEPS_SHOWN:], step)
        load, slippage = load_chart(figures.load, most=_BARS), slippage_chart(figures.slipped)
        yield Pictures((outstanding, on_time))
        yield _chart_table(_side_by_side(outstanding, on_time))
        yield Pictures((load, slippage))
        if load.rows:
            yield _chart_table(load)
        yield Paragraph((Run(slippage.summary),), Look.TABLE_NOTE)
        yield _chart_table(slippage)


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
    return f"{said}. Of what came due over the last {RECENT} {steps}, {percent} % was closed on time."


def _moved(slipped: SlippedRow) -> str:
    times = "twice" if slipped.times == _OFTEN else f"{slipped.times} times"
    return f"moved {times}, by {slipped.days} days"


def _side_by_side(one: Chart, other: Chart) -> Chart:
    """Return a chart with the numbers of two that go by the same days, for one table."""
    days = dict.fromkeys((*other.labels, *one.labels))
    short = tuple(" ".join(part[:3] if part.isalpha() else part for part in day.split()) for day in days)
    series = []
    for chart in (one, other):
        for each in (*chart.drawn, *chart.also):
            values = dict(zip(chart.labels, each.values, strict=True))
            series.append(Series(each.name, tuple(map(values.get, days)), each.unit))
    title = f"{one.title}, and {other.title.lower()}"
    return replace(one, title=title, of="Day", labels=short, drawn=tuple(series), also=())


def _chart_table(chart: Chart) -> Table:
    """Return the table of a chart; where it has many columns, each is as wide as its longest word."""
    parts = str.split if len(chart.headings) > _MANY else lambda words: [words]
    widths = [max(len(part) for words in cells for part in parts(words)) for cells in _columns(chart)]
    labels = max(map(len, chart.labels))
    return Table(
        caption=chart.title,
        description=f"The numbers of the chart: {chart.summary}",
        columns=tuple(map(Column, chart.headings, (labels, *(width + _PADDING for width in widths[1:])))),
        rows=tuple(tuple((Run(cell),) for cell in row) for row in chart.rows),
        numbers=True,
    )


def _columns(chart: Chart) -> Iterator[tuple[str, ...]]:
    yield from zip(chart.headings, *chart.rows, strict=True)
