"""Plain arithmetic on the calendar. A date the calendar does not hold raises ValueError or OverflowError."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]

MONDAY, FRIDAY, SUNDAY = 0, 4, 6
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}


def upcoming(said_on: date, day_in: Callable[[int], date]) -> date | None:
    """Return the first `day_in(year)` that is not before `said_on`; None if no near year has one."""
    for year in range(said_on.year - 1, said_on.year + 9):
        try:
            day = day_in(year)
        except (ValueError, OverflowError):
            continue
        if day >= said_on:
            return day
    return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; `month` may run past 12 or below 1, into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if (year, month) == (date.max.year, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month if it is shorter."""
    last = month_end(day.year, day.month + months)
    return last.replace(day=min(day.day, last.day))


def add_working_days(day: date, count: int) -> date:
    """Return the day so many Mondays-to-Fridays on; bank holidays count as working days."""
    day = min(day, weekday_of_week(day, FRIDAY))
    weeks, rest = divmod(count, 5)
    over_weekend = 2 if day.weekday() + rest > FRIDAY else 0
    return day + timedelta(weeks=weeks, days=rest + over_weekend)


def last_working_day(day: date) -> date:
    """Return `day`, or the Friday before it at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday strictly after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_of_week(day: date, weekday: int, weeks: int = 0) -> date:
    """Return that weekday of the Monday-to-Sunday week of `day`, or of so many weeks on."""
    return day + timedelta(days=weekday - day.weekday(), weeks=weeks)


def working_week_end(day: date) -> date:
    """Return the Friday that ends the working week of `day`; at a weekend, the next one."""
    friday = weekday_of_week(day, FRIDAY)
    return friday if friday >= day else friday + timedelta(weeks=1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of a month, or its last for -1."""
    if nth < 0:
        return weekday_after(month_end(year, month) - timedelta(weeks=1), weekday)
    return weekday_after(date(year, month, 1) - timedelta(days=1), weekday) + timedelta(weeks=nth - 1)


def season_span(season: str, year: int) -> tuple[date, date]:
    """Return the first and last day of a meteorological season; winter starts in December of `year`."""
    last = month_end(year + (season == "winter"), SEASON_ENDS[season])
    return month_end(last.year, last.month - 3) + timedelta(days=1), last


def easter_day(year: int, days: int) -> date:
    """Return the day so many days after Easter Sunday, before it for less than none."""
    sunday: date = easter(year)
    return sunday + timedelta(days=days)
