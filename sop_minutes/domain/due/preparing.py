"""The grammar of dates made ready ahead of the first date that is typed."""

from collections.abc import Iterator
from datetime import date

from sop_minutes.domain.due.finding import find_due
from sop_minutes.domain.due.grammar import compile_rules

_LINES = ("Ann to write (due 1 May)", "Ann to write by Friday", "Ann to write by 1 May")


def prepare_dates() -> Iterator[None]:
    """Do in short steps what reading the first date would otherwise do at once, in about 45 ms."""
    yield from compile_rules()
    for line in _LINES:
        find_due(line, date(2018, 1, 1))
        yield
