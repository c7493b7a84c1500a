"""Whether what was promised was done in time."""

from datetime import date

from sop_minutes.commands.actions import cancel_action, close_action
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.queries.punctuality import Punctuality, closed_on_time
from tests.conftest import Partnership

NOTE = "# Prevent\n" + "\n".join(
    f"Action: @Ann Lee to do part {n} by {due}"
    for n, due in enumerate(("1 December", "2 December", "3 December", "4 December", "1 March"))
)


def test_what_was_due_is_on_time_if_it_was_done_by_then(partnership: Partnership) -> None:
    partnership.record(NOTE)
    database = partnership.database
    database.do("Close", close_action, 1, on=date(2017, 12, 1))
    database.do("Close", close_action, 2, on=date(2017, 12, 9))
    database.do("Cancel", cancel_action, 3, on=date(2017, 12, 1))
    found = database.read(closed_on_time, date(2018, 1, 8))
    assert found == Punctuality(due=3, on_time=1)
    assert database.read(closed_on_time, date(2018, 1, 8), group_id=999) == Punctuality(0, 0)


def test_only_what_was_due_since_the_last_meetings_counts(partnership: Partnership) -> None:
    partnership.record(NOTE)
    for on in (date(2017, 12, 2), date(2017, 12, 4)):
        partnership.database.do("Plan", add_meeting, group_id=partnership.group_id, on=on)
    found = [partnership.database.read(closed_on_time, date(2018, 1, 8), meetings=n).due for n in (1, 2, 4)]
    assert found == [1, 3, 4]
