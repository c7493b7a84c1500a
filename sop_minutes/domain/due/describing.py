"""Due dates in words, for registers and notes."""

from datetime import date

from sop_minutes.domain.due.lexicon import MONTH_NAMES
from sop_minutes.domain.due.reckoning import month_end
from sop_minutes.domain.due.written import format_date
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision, Season, season_of

_PARTS = {1: "start of ", 10: "early ", 15: "mid-"}


def describe_due(due: Due) -> str:
    """Return a due date as a register shows it: as understood, else as written, else "no date"."""
    match due.precision, due.on:
        case DuePrecision.NEXT_MEETING, None:
            return "next meeting"
        case DuePrecision.NONE, _:
            return due.as_written.strip() or "no date"
        case _, None:
            return due.as_written.strip() or "no date"
        case DuePrecision.NEXT_MEETING, on:
            return f"next meeting, {format_date(on)}"
        case DuePrecision.MONTH, on:
            return _month(on)
        case DuePrecision.SEASON, on:
            return _season(on)
        case _, on:
            return format_date(on)


def _month(on: date) -> str:
    month = f"{MONTH_NAMES[on.month - 1]} {on.year}"
    if on == month_end(on.year, on.month):
        return f"end of {month}"
    return _PARTS[on.day] + month if on.day in _PARTS else format_date(on)


def _season(on: date) -> str:
    """The season `on` is in. Winter is named by both its years."""
    name = season_of(on)
    if name is not Season.WINTER:
        return f"{name} {on.year}"
    first = on.year if on.month == 12 else on.year - 1
    return f"{name} {first}-{(first + 1) % 100:02}"
