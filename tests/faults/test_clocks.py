"""The clock goes back an hour, a night twice a year, and a whole year by mistake: order and dates stay."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sop_minutes.commands.people import add_person, rename_person
from sop_minutes.domain.due import read_due
from sop_minutes.queries.names import person_called
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Change

LONDON = ZoneInfo("Europe/London")
NIGHTS = {
    "an hour twice": datetime(2017, 10, 29, 0, 30, tzinfo=UTC),
    "an hour never": datetime(2018, 3, 25, 0, 30, tzinfo=UTC),
}


class _Clock:
    """A clock that is set: `now` in UTC, as the change log asks for it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    os.environ.pop("TZ")
    time.tzset()


def _labels(database: Database) -> list[str]:
    from sqlmodel import col, select

    query = select(Change.label).order_by(col(Change.entry), col(Change.id))
    return database.read(lambda session: list(dict.fromkeys(session.exec(query))))


@pytest.mark.usefixtures("in_london")
@pytest.mark.parametrize("began", NIGHTS.values(), ids=NIGHTS)
def test_what_is_done_in_a_night_on_which_the_clock_is_changed_is_in_its_order(
    tmp_path: Path, began: datetime
) -> None:
    clock = _Clock(began)
    path = tmp_path / "x.sopm"
    for number in range(0, 120, 20):
        clock.now = (began + timedelta(minutes=number)).astimezone(LONDON)
        with Database.open(path, clock=clock) as database:
            database.do(f"Add {number}", add_person, f"Person {chr(65 + number // 20)}")
    with Database.open(path, clock=clock) as database:
        assert _labels(database) == [f"Add {number}" for number in range(0, 120, 20)]
        undone = database.undo()
        assert undone is not None
        assert undone.label == "Add 100"


def test_a_clock_that_is_set_back_a_year_changes_no_order_and_folds_no_typing(tmp_path: Path) -> None:
    clock = _Clock(datetime(2018, 6, 1, 9, tzinfo=UTC))
    with Database.open(tmp_path / "x.sopm", clock=clock) as database:
        person_id = database.do("Add", add_person, "Ann Lee")
        for year, name in ((2018, "Ann Leigh"), (2017, "Ann Lea"), (2019, "Ann Lees"), (2017, "Ann Li")):
            clock.now = datetime(year, 6, 1, 9, 0, 5, tzinfo=UTC)
            database.do_typing("Rename", rename_person, person_id, name=name)
        for name in ("Ann Lees", "Ann Lea", "Ann Leigh", "Ann Lee"):
            database.undo()
            assert database.read(person_called, name) == person_id


@pytest.mark.usefixtures("in_london")
@pytest.mark.parametrize("on", [date(2017, 10, 28), date(2018, 3, 24)])
def test_a_day_is_a_day_though_it_has_an_hour_more_or_less(on: date) -> None:
    assert read_due("tomorrow", on).on == on + timedelta(1)
    assert read_due("in 2 weeks", on).on == on + timedelta(14)
