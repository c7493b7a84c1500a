"""Due dates and dates in UK English: read, found in running text, and written."""

from sop_minutes.domain.due.context import FoundDue
from sop_minutes.domain.due.describing import describe_due
from sop_minutes.domain.due.finding import find_due
from sop_minutes.domain.due.reading import read_due
from sop_minutes.domain.due.written import (
    find_dates,
    format_date,
    is_far_off,
    other_weekday,
    read_date,
    weekday_of,
)

__all__ = [
    "FoundDue",
    "describe_due",
    "find_dates",
    "find_due",
    "format_date",
    "is_far_off",
    "other_weekday",
    "read_date",
    "read_due",
    "weekday_of",
]
