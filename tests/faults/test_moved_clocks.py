"""The terminal while the clock is moved: every backup stays, in its order, and the newest is the newest."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sop_minutes.domain.backups import Backup
from sop_minutes.queries.partners import list_people
from sop_minutes.safekeeping import list_backups
from sop_minutes.storage.database import Database
from tests.faults.moved import MovedTerminal, moved_terminal
from tests.faults.test_clocks import NIGHTS

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
NOON = datetime(2018, 6, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MovedTerminal]:
    home = str(tmp_path_factory.mktemp("home"))
    with moved_terminal(os.environ | {"TZ": "Europe/London", "HOME": home, "XDG_DATA_HOME": home}) as moved:
        yield moved


class Desk:
    """Adds a person at each time it is given: the backup made before the third holds two."""

    def __init__(self, terminal: MovedTerminal, path: Path) -> None:
        self._terminal = terminal
        self.path = path
        self._added = 0

    def add(self, *times: datetime) -> None:
        for at in times:
            self._added += 1
            self.run(at, "people", "add", f"Person {self._added}")

    def run(self, at: datetime, *words: str) -> str:
        done = self._terminal(at, "--database", self.path, *words)
        assert done.code == 0, done.err
        return done.out

    def backups(self) -> list[Backup]:
        """Return the backups in the order of the list, the first one first; each holds what it should."""
        found = list_backups(self.path)[::-1]
        for listed in found:
            assert _people(listed.path) == listed.backup.entry
        return [listed.backup for listed in found]

    def numbers(self) -> list[int]:
        return [backup.number for backup in self.backups()]


def _people(path: Path) -> int:
    with Database.open(path) as database:
        return len(database.read(list_people))


@pytest.fixture
def desk(terminal: MovedTerminal, tmp_path: Path) -> Desk:
    return Desk(terminal, tmp_path / "x.sopm")


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_backups_of_a_night_on_which_the_clock_is_changed_are_all_there_in_order(
    desk: Desk, night: datetime
) -> None:
    desk.add(*(night + number * timedelta(minutes=35) for number in range(6)))
    assert [backup.entry for backup in desk.backups()] == [1, 2, 3, 4, 5]
    assert desk.numbers() == [1, 2, 3, 4, 5]
    desk.run(night + 4 * HOUR, "backups", "restore", "3", "--yes")
    assert _people(desk.path) == 3
    desk.run(night + 4 * HOUR, "check")


def test_a_clock_that_is_a_year_back_for_a_while_costs_no_backup(desk: Desk) -> None:
    desk.add(*(NOON + number * HOUR for number in range(4)))
    desk.add(*(NOON - YEAR + number * HOUR for number in range(4)))
    desk.add(NOON + 5 * HOUR, NOON + 6 * HOUR)
    assert [backup.entry for backup in desk.backups()] == list(range(1, 10))
    desk.run(NOON + 6 * HOUR, "backups", "restore", "6", "--yes")
    assert _people(desk.path) == 6


def test_a_clock_that_is_a_year_ahead_for_a_while_costs_no_day_its_backup_and_today_none(desk: Desk) -> None:
    for day in range(5):
        desk.add(*(NOON + day * DAY + number * HOUR for number in range(3)))
    thinned = _by_day(desk.backups())
    assert [len(entries) for entries in thinned.values()] == [1, 1, 1, 3, 3]
    desk.add(NOON + 5 * DAY, NOON + 5 * DAY + YEAR, NOON + 5 * DAY + HOUR, NOON + 5 * DAY + 2 * HOUR)
    left = _by_day(desk.backups())
    today = (NOON + 5 * DAY).date()
    assert len(left[today]) == 3
    assert {day: entries[-1] for day, entries in thinned.items()}.items() <= {
        day: entries[-1] for day, entries in left.items()
    }.items()
    entries = [backup.entry for backup in desk.backups()]
    assert entries == sorted(entries)
    assert entries[-1] == 18


def _by_day(backups: list[Backup]) -> dict[date, list[int]]:
    """Return the entries of the backups of each day."""
    found: dict[date, list[int]] = {}
    for backup in backups:
        found.setdefault(backup.at.date(), []).append(backup.entry)
    return found
