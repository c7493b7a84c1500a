"""The charts of the register's figures, in words and numbers."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sop_minutes.domain.charts.sheets import Chart, Series, Shape
from sop_minutes.domain.due import format_date
from sop_minutes.domain.figures import MOST_SLIPS, Load, OnTime, Outstanding, Share, Slipped, Step

NO_ORGANISATION = "No organisation known"
_STEPS = {Step.MEETING: "Meeting", Step.MONTH: "Month to"}
_YEAR = 366
_TIMES = ("Never", "Once", "Twice", "Three times or more")


def outstanding_chart(figures: Sequence[Outstanding], step: Step) -> Chart:
    """Return the chart of what was outstanding over time; its last point is today's."""
    first, last = figures[0], figures[-1]
    most = max(figures, key=lambda each: each.count)
    since = f", {first.count} on {format_date(first.on)}" if len(figures) > 1 else ""
    summary = f"{last.count} outstanding on {format_date(last.on)}{since}"
    if most.count > max(first.count, last.count):
        summary += f", {most.count} at the most, on {format_date(most.on)}"
    days = [each.on for each in figures]
    return Chart(
        name="outstanding",
        title="Outstanding over time",
        summary=f"{summary}.",
        shape=Shape.LINE,
        of="At the end of",
        labels=tuple(map(format_date, days)),
        short=_short(days, step),
        drawn=(Series("Outstanding", tuple(each.count for each in figures)),),
        breaks=_breaks(days),
        counts="An action counts from the day it was raised to the day it was said to be closed.",
    )


def on_time_chart(figures: Sequence[OnTime], step: Step) -> Chart:
    """Return the chart of what was closed on time, of what came due up to each meeting."""
    last = Share(sum(each.last.part for each in figures), sum(each.last.whole for each in figures))
    first = Share(sum(each.first.part for each in figures), sum(each.first.whole for each in figures))
    days = [each.on for each in figures]
    return Chart(
        name="on-time",
        title="Closed on time",
        summary=_on_time_summary(last, first),
        shape=Shape.COLUMNS,
        of=_STEPS[step],
        labels=tuple(map(format_date, days)),
        short=_short(days, step),
        drawn=(
            Series("Closed on time", tuple(each.last.part for each in figures)),
            Series("Late", tuple(each.last.whole - each.last.part for each in figures)),
        ),
        also=(
            Series("Came due", tuple(each.last.whole for each in figures)),
            Series("On time", tuple(each.last.percent for each in figures), "%"),
            Series("By first date", tuple(each.first.percent for each in figures), "%"),
        ),
        breaks=_breaks(days),
    )


def slippage_chart(figures: Sequence[Slipped]) -> Chart:
    """Return the chart of how often due dates moved to a later day."""
    moved = sum(each.outstanding + each.closed for each in figures if each.times)
    whole = sum(each.outstanding + each.closed for each in figures)
    often = sum(each.outstanding for each in figures if each.times > 1)
    return Chart(
        name="slippage",
        title="How often due dates moved",
        summary=f"{moved} of {_count(whole)} with a due date moved to a later day; "
        f"of those outstanding, {often} moved twice or more.",
        shape=Shape.BARS,
        of="Moved",
        labels=_TIMES[: MOST_SLIPS + 1],
        short=("Never", "Once", "Twice", "3 or more"),
        drawn=(
            Series("Outstanding", tuple(each.outstanding for each in figures)),
            Series("Closed", tuple(each.closed for each in figures)),
        ),
        also=(
            Series("Actions", tuple(each.outstanding + each.closed for each in figures)),
            Series("Average days", tuple(each.average_days for each in figures)),
        ),
    )


def load_chart(figures: Sequence[Load], *, most: int = 8) -> Chart:
    """Return the chart of what organisations owe: `most` by name, the others as one, the unknown last."""
    known = [each for each in figures if each.organisation]
    unknown = [Load(NO_ORGANISATION, each.outstanding, each.overdue) for each in figures[len(known) :]]
    shown, others = known[:most], known[most:]
    if len(others) == 1:
        shown += others  # to name one takes no more room than to count it
    elif others:
        counts = sum(each.outstanding for each in others), sum(each.overdue for each in others)
        shown.append(Load(f"{len(others)} other organisations", *counts))
    bars = shown + unknown
    names = tuple(each.organisation for each in bars)
    return Chart(
        name="load",
        title="Load by organisation",
        summary=_load_summary(known),
        shape=Shape.BARS,
        of="Organisation",
        labels=names,
        short=names,
        drawn=(
            Series("Overdue", tuple(each.overdue for each in bars)),
            Series("Not overdue", tuple(each.outstanding - each.overdue for each in bars)),
        ),
        also=(Series("Outstanding", tuple(each.outstanding for each in bars)),),
    )


def _on_time_summary(last: Share, first: Share) -> str:
    if not last.whole:
        return "Nothing has come due yet."
    by_first = f", {first.percent}% by the date first given" if first.whole else ""
    closed = f"{'was' if last.whole == 1 else 'were'} closed on time"
    return f"{last.percent}% of {_count(last.whole)} that came due {closed}{by_first}."


def _load_summary(known: Sequence[Load]) -> str:
    if not known:
        return "No outstanding action has an owner whose organisation is known."
    most = known[0]
    late = f", {most.overdue} of them overdue" if most.overdue else ", none of them overdue"
    return f"{most.organisation} owes most: {_count(most.outstanding)}{late}."


def _count(many: int) -> str:
    return f"{many} {'action' if many == 1 else 'actions'}"


def _breaks(days: Sequence[date]) -> tuple[int, ...]:
    """Return which days follow one that is more than a year before."""
    return tuple(at for at, (before, day) in enumerate(pairwise(days), 1) if (day - before).days > _YEAR)


def _short(days: Sequence[date], step: Step) -> tuple[str, ...]:
    """Return days as they fit under a chart: ``13 Sep``, with the year where it is another."""
    found, year = [], 0
    for day in days:
        said = f"{day:%b}" if step is Step.MONTH else f"{day.day} {day:%b}"
        found.append(said if day.year == year else f"{said}\n{day.year}")
        year = day.year
    return tuple(found)
