"""Due dates and dates in UK English: read, found in running text, and written."""

from typing import TYPE_CHECKING

from sop_minutes.domain.lazily import from_modules

if TYPE_CHECKING:
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
else:
    __getattr__ = from_modules(
        __name__,
        {"FoundDue": "context", "describe_due": "describing", "find_due": "finding", "read_due": "reading"}
        | dict.fromkeys(
            ("find_dates", "format_date", "is_far_off", "other_weekday", "read_date", "weekday_of"), "written"
        ),
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
