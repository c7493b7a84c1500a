"""Figures of the action register: frozen sheets of what a chair asks after, in numbers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import ActionStatus

DONE_STATUSES = (ActionStatus.DONE, ActionStatus.CONFIRMED)
"""Closed by being done; what was cancelled or merged was not."""

RECENT = 4
"""Over how many meetings it is said what was closed on time."""

MOST_SLIPS = 3
"""Actions that slipped as often as this, or more often, are counted together."""


class Step(StrEnum):
    """What figures over time go by: the days of meetings, or the ends of months."""

    MEETING = "meeting"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """How many in a hundred, a half rounded up; None of nothing."""
        return (200 * self.part + self.whole) // (2 * self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Outstanding:
    """How many actions were outstanding when the day `on` was over."""

    on: date
    count: int


@dataclass(frozen=True, slots=True)
class OnTime:
    """What came due since the last step, up to and with the day `on`, and how much of it was closed in time.

    `last` goes by due dates as they stand now, `first` by those that were first given.
    """

    on: date
    last: Share
    first: Share


@dataclass(frozen=True, slots=True)
class Slipped:
    """Actions whose due date moved to a later day `times` times, `MOST_SLIPS` standing for more too.

    `days` is by how many days they moved in all.
    """

    times: int
    outstanding: int
    closed: int
    days: int

    @property
    def average_days(self) -> int:
        """By how many days one of them moved, rounded; 0 where there is none."""
        many = self.outstanding + self.closed
        return (2 * self.days + many) // (2 * many) if many else 0


@dataclass(frozen=True, slots=True)
class Load:
    """What an organisation owes; `organisation` is "" for owners of whom none is known, and for no owner."""

    organisation: str
    outstanding: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Recent:
    """What was closed on time over the last `RECENT` steps, as that was at each step; the last is now."""

    step: Step
    trend: tuple[Share, ...]

    @property
    def on_time(self) -> Share:
        """What it is now."""
        return self.trend[-1] if self.trend else Share(0, 0)


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers of a day.

    `due_next` is what is not late yet and due by the next meeting of its group. That is on `next_on`,
    None for several groups, and where the diary holds none.
    """

    outstanding: int
    overdue: int
    due_next: int
    next_on: date | None
    recent: Recent


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a group, or of all groups, on a day."""

    headline: Headline
    outstanding: tuple[Outstanding, ...]
    on_time: tuple[OnTime, ...]
    slipped: tuple[Slipped, ...]
    load: tuple[Load, ...]
    longest: tuple[ActionRow, ...]
    newest: tuple[ActionRow, ...]
