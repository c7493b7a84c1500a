"""Drafts are being written to a disk that is slow, or goes away, and one wants to go."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from sop_minutes import readying
from sop_minutes.app import App
from sop_minutes.circulating import DraftsJob
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.queries.circulating import circulations_of
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.circulate.page import CirculatePage
from tests.ui.windows import make_file, pages_of, wait_until

MEETING = 2
Sent = Callable[[], CirculatePage]


@pytest.fixture
def window(app: QApplication, path: Path, tmp_path: Path) -> Iterator[App]:
    """The whole window, at a note that somebody gets."""
    with Database.open(path) as database:
        person_id = database.do("Add", add_person, "Cy Dun", email="cy@example.org")
        organisation_id = database.do("Add", add_organisation, "Elm Council")
        seat_id = database.do("Seat", add_seat, group_id=1, organisation_id=organisation_id)
        database.do("Fill", fill_seat, seat_id, person_id=person_id)
    save_settings(tmp_path / "settings.json", Settings().on(str(path))._replace(meeting=MEETING))
    opened = App(None, tmp_path / "settings.json")
    opened.show()
    wait_until(lambda: opened.shell is not None and opened.shell.pages is not None)
    yield opened
    opened.window.close()
    app.processEvents()


@pytest.fixture
def send(window: App, tmp_path: Path) -> Sent:
    """Have drafts of the note written into a folder."""

    def sent() -> CirculatePage:
        assert window.shell is not None
        pages = pages_of(window.shell)
        pages.show_circulate()
        page = pages.circulate
        wait_until(lambda: page.found is not None and not page.is_making)
        outgoing = page.outgoing()
        assert outgoing is not None
        (tmp_path / "out").mkdir()
        pages.circulating.sending.write_to(tmp_path / "out", outgoing)
        return page

    return sent


def _said(window: App) -> str:
    return window.window.message.text.text() if window.window.message.isVisible() else ""


def test_neither_the_window_nor_the_database_is_left_while_drafts_are_written(
    window: App, send: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, sync = Event(), os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (free.wait(60), sync(file))[1])
    page = send()
    assert window.shell is not None
    pages = pages_of(window.shell)
    wait_until(lambda: page.sending == "Writing draft 1 of 1 …")
    for go in (window.window.close, partial(window.shell.open, make_file(tmp_path / "y.sopm"))):
        window.window.say("")
        go()
        assert window.window.isVisible()
        assert window.shell.pages is pages
        assert _said(window).startswith(f"Drafts are still being written to {tmp_path / 'out'}.")
    verb = window.window.findChild(QPushButton, "message-verb")
    assert verb is not None
    QTest.mouseClick(verb, Qt.MouseButton.LeftButton)
    assert page.sending == ""
    free.set()
    wait_until(lambda: page.workspace.aside.is_idle and not list((tmp_path / "out").iterdir()))
    assert page.workspace.read(circulations_of, MEETING) == ()
    window.window.close()
    assert not window.window.isVisible()


@pytest.mark.parametrize("where", ["made", "written"])
def test_something_else_can_go_out_after_drafts_that_failed_as_nobody_foresaw(
    window: App, send: Sent, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))

    def fail(*_args: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(*((readying, "drafted", fail) if where == "made" else (DraftsJob, "run", fail)))
    page = send()
    wait_until(lambda: raised)
    assert [str(error) for error in raised] == ["the disk went away"]
    assert _said(window) == "The drafts could not be written: nothing was sent or kept."
    wait_until(lambda: not page.is_making)
    assert page.why_not() == ""
