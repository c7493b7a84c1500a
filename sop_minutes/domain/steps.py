"""By which days figures over time go: a group's meetings, or the ends of months."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from sop_minutes.domain.figures import RECENT, Step

SHOWN = 12
"""How many steps are shown at the most."""

_FEWEST = 4
_DAYS_BETWEEN = 14


class Steps(NamedTuple):
    """The days that figures go by, ascending, none after today.

    `days` begin so early that there is `RECENT` of them for each that is shown. The first one's
    stretch begins after the day `before`.
    """

    step: Step
    days: tuple[date, ...]
    before: date

    @property
    def shown(self) -> tuple[date, ...]:
        """The last `SHOWN` of the days."""
        return self.days[-SHOWN:]


def steps_of(met_on: Sequence[date], first_on: date | None, today: date) -> Steps:
    """Return the days to go by: meetings, unless there were few, or more than one a fortnight.

    `met_on` are the days of meetings that were held, in any order; `first_on` is when the first action
    was raised, None for no action.
    """
    held = sorted({day for day in met_on if day <= today})
    recent = held[-SHOWN:]
    if len(held) >= _FEWEST and (recent[-1] - recent[0]).days >= _DAYS_BETWEEN * (len(recent) - 1):
        return _last(Step.MEETING, held)
    return _last(Step.MONTH, _month_ends(first_on, today) if first_on else [])


def stretches(steps: Steps) -> tuple[tuple[date, date], ...]:
    """Return for each day of `steps` the day before its stretch begins, and itself."""
    return tuple(pairwise((steps.before, *steps.days)))


def _last(step: Step, days: Sequence[date]) -> Steps:
    many = SHOWN + RECENT - 1
    before = days[-many - 1] if len(days) > many else date.min
    return Steps(step, tuple(days[-many:]), before)


def _month_ends(first_on: date, today: date) -> list[date]:
    """Return the last days of months, from that of `first_on` on, as far as they are over."""
    found = []
    day = _month_end(first_on)
    while day <= today:
        found.append(day)
        day = _month_end(day + timedelta(1))
    return found


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
