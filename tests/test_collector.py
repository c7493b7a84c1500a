"""One switch for the garbage collector, whoever wants it out, on whichever thread."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from sop_minutes.collector import Hold
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_compendium
from tests.conftest import Partnership


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    assert gc.isenabled()
    yield
    assert gc.isenabled()


def test_it_is_out_until_the_last_who_wanted_that_lets_go() -> None:
    first = Hold()
    with Hold():
        assert not gc.isenabled()
        first.let_go()
        first.let_go()
        assert not gc.isenabled(), "the second holds it still"


def test_what_is_written_meanwhile_does_not_let_it_in(partnership: Partnership, tmp_path: Path) -> None:
    """A compendium is begun while the collector is at work, and done while somebody else keeps it out."""
    sheet = partnership.sheet(partnership.record("# Prevent\nThe figures rose."), Audience.PUBLIC)
    begun, go_on = Event(), Event()

    class Waiting(list[MeetingSheet]):
        """Meetings that are laid out once somebody else wants the collector out, too."""

        def __iter__(self) -> Iterator[MeetingSheet]:
            if not gc.isenabled():
                begun.set()
                assert go_on.wait(60)
            return super().__iter__()

    now = datetime(2017, 11, 20, 9, tzinfo=UTC)
    how = {"audience": Audience.PUBLIC, "now": now}
    writing = Thread(target=write_compendium, args=(Waiting([sheet]), tmp_path / "all.html"), kwargs=how)
    writing.start()
    assert begun.wait(60)
    with Hold():
        go_on.set()
        writing.join()
        assert not gc.isenabled()
