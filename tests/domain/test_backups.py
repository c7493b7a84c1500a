"""Which backups are kept, whatever the clock did while they were made."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.backups import (
    DAYS,
    MONTHS,
    Backup,
    Why,
    fitting,
    in_order,
    read_backup_name,
    superfluous,
)
from tests.thorough import cases

NOON = datetime(2018, 6, 15, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


def _made(
    times: Iterable[datetime], *, number: int = 1, entry: int = 1, origin: str = "0" * 8
) -> list[Backup]:
    return [
        Backup(number + step, at, entry + step, "0" * 8, 5, origin, f"b{number + step}")
        for step, at in enumerate(times)
    ]


def _after_each(backups: Iterable[Backup]) -> list[Backup]:
    """Return what is left when what is superfluous goes after each new backup."""
    left: list[Backup] = []
    for each in backups:
        left.append(each)
        gone = set(superfluous(left))
        left = [one for one in left if one not in gone]
    return left


def _years(days: int) -> list[datetime]:
    """Two backups a day, up to noon of one day."""
    return [NOON - timedelta(days=day, hours=hour) for day in range(days, -1, -1) for hour in (3, 0)]


def test_a_name_says_all_of_a_backup_whatever_the_database_is_called() -> None:
    backup = Backup(12, NOON, 345, "1a2b3c4d", 5, "9f8e7d6c", why=Why.RESTORE)
    assert backup._replace(why=Why.UNTOLD).named("p", ".sopm").name.startswith("p-2018")
    assert len(backup.named("é" * 120, ".sopm").name.encode()) <= 140
    for stem in ("partnership", "a-20180615T120000Z-0001-e1-00000000-v1-00000000", "é.b", "two\nlines"):
        named = backup.named(stem, ".sopm")
        assert read_backup_name(named.name, ".sopm") == named
        assert read_backup_name(named.name, ".db") is None
    assert read_backup_name("partnership.sopm", ".sopm") is None
    assert read_backup_name(backup.named("p", "").name, "") is not None
    assert read_backup_name(backup.named("p", ".sopm").name.replace("20180615", "20189915"), ".sopm") is None


@pytest.mark.parametrize("letter", ["a", "é", "漢", "\udcff"])
def test_a_name_that_is_too_long_is_cut_between_letters_whatever_its_bytes(letter: str) -> None:
    bytes_of_one = len(os.fsencode(letter))
    assert fitting(letter * 3, ".sopm", 15) == f"{letter * 3}.sopm"
    assert fitting(letter * 9, ".sopm", 10) == f"{letter * (5 // bytes_of_one)}.sopm"
    assert fitting(letter * 9, ".sopm", 3) == ".sopm"


def test_all_of_today_one_a_day_for_a_month_and_one_a_month_for_a_year_are_kept() -> None:
    left = _after_each(_made(_years(800)))
    days = [each.at.date() for each in left]
    today, month_ago, year_ago = NOON.date(), NOON.date() - timedelta(30), NOON.date() - timedelta(366)
    assert days.count(today) == 2
    assert all(today - timedelta(back) in days for back in range(31))
    assert len({day.replace(day=1) for day in days if day >= year_ago}) >= 12
    assert len([day for day in days if day < month_ago]) <= MONTHS
    assert len(left) <= DAYS + MONTHS + 2


def test_a_long_absence_takes_no_day_away() -> None:
    kept = _after_each(_made(_years(20)))
    after = _made([NOON + 3 * YEAR], number=99, entry=99)
    left = set(_after_each([*kept, *after]))
    assert {each.at.date() for each in left}.issuperset(each.at.date() for each in kept)


def test_a_clock_a_year_ahead_takes_nothing_from_what_there_was() -> None:
    kept = _after_each(_made(_years(800)))
    today = [each for each in kept if each.at.date() == NOON.date()]
    ahead = _made([NOON + YEAR, NOON + YEAR + timedelta(hours=1)], number=5000, entry=5000)
    left = set(_after_each([*kept, *ahead]))
    assert left.issuperset(today)
    assert left.issuperset(ahead)
    put_right = _made([NOON + timedelta(hours=2)], number=6000, entry=6000)
    assert set(superfluous([*left, *put_right])) == set()
    days = {each.at.date() for each in left}
    assert all(NOON.date() - timedelta(back) in days for back in range(31))
    assert len({(day.year, day.month) for day in days if day.year < 2019}) >= 12


def test_a_clock_a_year_back_takes_nothing_from_what_there_was() -> None:
    kept = _after_each(_made(_years(800)))
    back = _made((NOON - YEAR + timedelta(hours=hour) for hour in range(40)), number=5000, entry=5000)
    left = set(_after_each([*kept, *back]))
    assert left.issuperset(kept)
    assert left.issuperset(back[-1:])


def test_the_hour_that_comes_twice_in_october_keeps_its_order() -> None:
    twice = datetime(2018, 10, 28, 0, 0, tzinfo=UTC)
    made = _made(twice + timedelta(minutes=30) * step for step in range(-6, 8))
    assert list(in_order(reversed(made))) == made
    assert superfluous(made) == ()


def test_work_that_was_given_up_by_restoring_keeps_its_last_backup_for_the_day() -> None:
    morning = _made(NOON + timedelta(hours=hour) for hour in range(-3, 0))
    after = _made((NOON + timedelta(hours=hour) for hour in range(3)), number=4, entry=2)
    later = _made((NOON + timedelta(days=day) for day in (1, 2, 3)), number=7, entry=5)
    gone = superfluous([*morning, *after, *later])
    assert morning[-1] not in gone
    assert after[-1] not in gone
    assert set(gone) == {*morning[:-1], *after[:-1]}


def test_a_clock_that_is_reset_at_each_start_does_not_fill_the_disk() -> None:
    reset = datetime(2000, 1, 1, tzinfo=UTC)
    times = [at for day in range(400) for at in (reset, NOON + timedelta(days=day))]
    assert len(_after_each(_made(times))) < 350


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=60), st.data())
@settings(max_examples=cases(60), deadline=None)
def test_whatever_the_clock_does_the_newest_and_a_month_of_days_stay(
    hours: list[int], data: st.DataObject
) -> None:
    made = _made(NOON + timedelta(hours=hour) for hour in hours)
    shuffled = data.draw(st.permutations(made))
    gone = set(superfluous(shuffled))
    left = [each for each in made if each not in gone]
    assert made[-1] in left
    assert len({each.at.date() for each in left}) >= min(len({each.at.date() for each in made}), 31)
