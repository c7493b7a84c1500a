"""Reads that another thread breaks off."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from sop_minutes.commands.groups import add_group
from sop_minutes.queries.partners import list_groups
from sop_minutes.storage.database import Database
from sop_minutes.storage.reading import BrokenOffError

ENDLESS = sa.text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "x.sopm") as database:
        database.do("Add", add_group, "Board", code="BO")
        yield database


def _count_for_ever(session: Session, begun: Event) -> None:
    begun.set()
    session.connection().execute(ENDLESS)


def test_a_reading_finds_what_a_read_finds(filed: Database) -> None:
    assert filed.reading(list_groups).run() == filed.read(list_groups)


def test_a_statement_without_end_is_broken_off_and_reading_goes_on(filed: Database) -> None:
    begun, ended = Event(), Event()
    reading = filed.reading(_count_for_ever, begun)

    def run() -> None:
        with pytest.raises(Exception, match="interrupted"):
            reading.run()
        ended.set()

    Thread(target=run, daemon=True).start()
    assert begun.wait(20)
    while not ended.wait(0.01):  # what is not running yet is not stopped
        reading.break_off()
    assert [row.name for row in filed.read(list_groups)] == ["Board"]


def test_what_was_broken_off_runs_no_further_statement(filed: Database) -> None:
    found: list[int] = []

    def two(session: Session) -> None:
        for number in (1, 2):
            session.connection().execute(sa.text("SELECT 1"))
            found.append(number)
            reading.break_off()

    reading = filed.reading(two)
    with pytest.raises(BrokenOffError):
        reading.run()
    assert found == [1]


def test_a_reading_sees_one_state_while_the_other_thread_writes(filed: Database) -> None:
    seen: list[list[str]] = []
    wait, go_on = Event(), Event()

    def twice(session: Session) -> None:
        seen.append([row.name for row in list_groups(session)])
        wait.set()
        assert go_on.wait(20)
        seen.append([row.name for row in list_groups(session)])

    thread = Thread(target=filed.reading(twice).run)
    thread.start()
    assert wait.wait(20)
    filed.do("Add", add_group, "Forum", code="FO")
    go_on.set()
    thread.join()
    assert seen == [["Board"], ["Board"]]
    assert len(filed.read(list_groups)) == 2


def test_a_database_in_memory_has_one_connection_and_a_file_several(filed: Database) -> None:
    assert not filed.has_one_connection
    with Database.in_memory() as database:
        assert database.has_one_connection
