"""How late an action is, in few words."""

from datetime import date, timedelta

import pytest

from sop_minutes.domain.actions import lateness
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

DAY = date(2017, 3, 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "due 1 Mar"),
        (0, "due today"),
        (1, "1 day late"),
        (13, "13 days late"),
        (14, "2 weeks late"),
        (70, "2 months late"),
        (729, "24 months late"),
        (730, "2 years late"),
        (3200, "8 years late"),
    ],
)
def test_the_longer_the_larger_is_the_unit(days: int, words: str) -> None:
    due = Due("1 March", DAY, DuePrecision.DAY)
    assert lateness(due, DAY + timedelta(days)) == words
