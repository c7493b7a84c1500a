"""Dates as headings and file names write them, and as this house writes them."""

from collections.abc import Iterator
from datetime import date, timedelta

from sop_minutes.domain.due.lexicon import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    fold_line,
    full_year,
    month_number,
    pattern,
    weekday_number,
)

_LONG_AGO = 1950
_GAP = r"[., _-]{0,4}"
_LONG_YEAR = r"(?P<year>(?:19|2[0-2])[0-9]{2})(?![0-9])"
_ANY_YEAR = (
    r"(?P<year>(?:19|2[0-2])[0-9]{2}(?![0-9])"
    r"|'?[0-9]{2}(?![0-9]|~[ap]\.?m|~noon|~midday|~hrs|~o'clock|[:.][0-9]|[-/][0-9]))"
)
_NAMED = rf"(?<![0-9])(?:(?<![^\W_])DAYNAME{_GAP}(?:the_)?)?"
_FIGURES = r"(?<![0-9])(?<![0-9][/.-])"
_NO_MORE = r"(?![0-9]|[-/.][0-9])"
_FORMS = (
    rf"{_NAMED}DAY{_GAP}(?:of_)?MONTH{_GAP}{_ANY_YEAR}",
    rf"{_NAMED}MONTH{_GAP}DAY{_GAP}{_LONG_YEAR}",
    rf"{_FIGURES}(?P<day>[0-9]{{1,2}})(?P<sep>[-/._])(?P<month>[0-9]{{1,2}})(?P=sep)"
    rf"(?P<year>(?:[0-9]{{2}}){{1,2}}){_NO_MORE}",
    rf"{_FIGURES}(?P<year>[0-9]{{4}})(?P<sep>[-/._])(?P<month>[0-9]{{1,2}})(?P=sep)(?P<day>[0-9]{{1,2}}){_NO_MORE}",
    rf"{_FIGURES}(?P<year>20[0-9]{{2}})(?P<month>[01][0-9])(?P<day>[0-3][0-9]){_NO_MORE}",
)


def read_date(text: str) -> date | None:
    """Return the first date with a year in `text`, a heading or a file name, in UK order; None without."""
    dates = find_dates(text)
    return dates[0][2] if dates else None


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Return each date with a year in `text`, in order, as where it starts and ends and the day it says."""
    dates: list[tuple[int, int, date]] = []
    for start, end, day in sorted(_dates(fold_line(text)), key=lambda found: (found[0], -found[1])):
        if not dates or start >= dates[-1][1]:
            dates.append((start, end, day))
    return dates


def other_weekday(text: str, on: date) -> str:
    """Return the day of the week that `text` says with the date `on`, "" if it says none or the right one."""
    said = pattern(r"(?<!\w)(DAYNAME)").search(fold_line(text))
    weekday = weekday_number(said[1]) if said else on.weekday()
    return "" if weekday == on.weekday() else WEEKDAY_NAMES[weekday]


def weekday_of(on: date) -> str:
    """Return "Thursday"."""
    return WEEKDAY_NAMES[on.weekday()]


def is_far_off(on: date, today: date) -> bool:
    """Say whether a meeting is hardly meant to be on a day: over two years ahead, or before 1950."""
    return on > today + timedelta(days=731) or on.year < _LONG_AGO


def format_date(on: date) -> str:
    """Return "13 September 2017"."""
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"


def _dates(low: str) -> Iterator[tuple[int, int, date]]:
    for form in _FORMS:
        for match in pattern(form).finditer(low):
            month = match["month"]
            number = int(month) if month.isdigit() else month_number(month)
            try:
                yield *match.span(), date(full_year(match["year"]), number, int(match["day"]))
            except ValueError:
                continue
