"""Working days are those of England's calendar."""

from datetime import date

import pytest

from sop_minutes.domain.working_days import working_day_after


@pytest.mark.parametrize(
    ("on", "days", "found"),
    [
        (date(2017, 11, 20), 0, date(2017, 11, 20)),
        (date(2017, 11, 20), 4, date(2017, 11, 24)),
        (date(2017, 11, 24), 1, date(2017, 11, 27)),
        (date(2017, 11, 25), 1, date(2017, 11, 27)),
        (date(2017, 12, 22), 1, date(2017, 12, 27)),
        (date(2017, 12, 29), 1, date(2018, 1, 2)),
        (date(2018, 3, 29), 1, date(2018, 4, 3)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
    ],
    ids=[
        "none is the day itself",
        "within a week",
        "over a weekend",
        "from a Saturday",
        "over Christmas and Boxing Day",
        "over New Year, which is no holiday on 2 January as in Scotland",
        "over Good Friday and Easter Monday",
        "over a Boxing Day that is made up for on a Monday",
        "over a day of mourning",
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(on: date, days: int, found: date) -> None:
    assert working_day_after(on, days) == found
