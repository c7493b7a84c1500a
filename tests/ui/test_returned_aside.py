"""All of a copy accepted beside what goes on, at the desk: what is heard meanwhile, and what goes wrong."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from sqlmodel import Session

from sop_minutes.commands.returned import accept_all
from sop_minutes.storage.database import Database
from sop_minutes.ui.returned import deciding
from tests.commands.office import Office, reworded
from tests.conftest import Partnership
from tests.ui.clerk import Clerk
from tests.ui.windows import wait_until

BUSY = "Changes are being accepted; that takes a moment."


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "file.sopm", who="tester") as opened:
        yield opened


@pytest.fixture
def clerk(app: QApplication, partnership: Partnership, tmp_path: Path) -> Iterator[Clerk]:
    office = Office.begun(partnership, tmp_path)
    office.came_back(reworded("late", "early"))
    at = Clerk(office)
    at.begin()
    yield at
    at.leave()


def _accept_rest(clerk: Clerk) -> None:
    clerk.desk.accept_rest()
    (box,) = clerk.desk.findChildren(QMessageBox)
    box.accept()


def test_the_desk_says_why_it_stays_while_changes_are_accepted(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()

    def slowly(session: Session, copy_id: int, *, change_ids: Sequence[int]) -> tuple[int, ...]:
        assert may_go_on.wait(10)
        return accept_all(session, copy_id, change_ids=change_ids)

    monkeypatch.setattr(deciding, "accept_all", slowly)
    _accept_rest(clerk)
    assert not clerk.desk.close()
    assert clerk.text("returned-message") == BUSY
    for key in "are":
        clerk.desk.frame.complain("")
        clerk.press(key)
        assert clerk.text("returned-message") == BUSY
    may_go_on.set()
    wait_until(lambda: clerk.at() == "end")
    assert "The *plan* is early." in clerk.office.typed


def test_the_desk_goes_on_after_what_nobody_foresaw(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[BaseException] = []

    def fail(session: Session, copy_id: int, *, change_ids: Sequence[int]) -> tuple[int, ...]:
        raise ValueError("a bug")

    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))
    monkeypatch.setattr(deciding, "accept_all", fail)
    _accept_rest(clerk)
    wait_until(lambda: bool(raised))
    assert clerk.text("returned-message") == "It could not be done; nothing was changed."
    clerk.press("r")
    assert clerk.at() == "end"
    assert clerk.desk.close()
