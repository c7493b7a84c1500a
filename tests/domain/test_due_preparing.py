"""What is made ready ahead of the first date that is typed."""

from datetime import date

from sop_minutes.domain.due.finding import find_due
from sop_minutes.domain.due.lexicon import pattern
from sop_minutes.domain.due.preparing import prepare_dates


def test_each_step_compiles_one_pattern_and_a_date_then_needs_no_more() -> None:
    pattern.cache_clear()
    compiled = [pattern.cache_info().misses for _ in prepare_dates()]
    first = compiled[:-3]  # the last steps read a line each
    assert len(first) > 50
    assert all(after - before <= 1 for before, after in zip([0, *first], first, strict=False))
    find_due("Ben to send the plan to all by 3 May", date(2018, 1, 1))
    assert pattern.cache_info().misses == compiled[-1]
