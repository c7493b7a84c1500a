"""The window as it is used: on a file, from its start to its end."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from sqlmodel import Session, col, select

from sop_minutes.app import App
from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.page import keep_page
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.page import Block, changes_between, read_block, write_block
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.page import page_rows
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Change
from sop_minutes.ui.workspace import LOOK
from tests.ui.windows import wait_until

Key = Qt.Key
NOTE = "Date: 15 November 2017\n# Prevent\nOne\nAction: @AL to ring\nTwo\n# FGM"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Database.open(tmp_path / "x.sopm") as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
        database.do("Note", update_action, 1, on=date(2017, 11, 16), note="Left word.")
    return tmp_path / "x.sopm"


@pytest.fixture
def opened(app: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The window on the note; what goes wrong in it while it works or closes fails the test."""
    wrong: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: wrong.append(error))
    save_settings(
        tmp_path / "settings.json", Settings().on(str(path))._replace(meeting=1, block=2, offset=19)
    )
    opened = App(None, tmp_path / "settings.json")
    ready = QSignalSpy(opened.ready)
    opened.show()
    wait_until(ready.count)
    yield opened
    opened.window.close()
    app.processEvents()
    assert wrong == []


def _note(opened: App) -> QTextEdit:
    """Return the note that is shown, with the focus on it."""
    found = next(note for note in opened.window.findChildren(QTextEdit, "note") if note.isVisible())
    found.setFocus()
    return found


def _rows(path: Path) -> list[tuple[int, str, ActionRow | None]]:
    with Database.open(path) as database:
        return [(row.id, write_block(row.sheet).text, row.action) for row in database.read(page_rows, 1)]


def _changes(session: Session) -> list[Change]:
    return list(session.exec(select(Change).order_by(col(Change.id))))


def test_an_action_that_is_moved_by_its_key_keeps_its_reference_and_its_history(
    opened: App, path: Path
) -> None:
    heading, one, ring, *rest = _rows(path)
    with Database.open(path) as database:
        logged = {change.id for change in database.read(_changes)}
    QTest.keyClick(_note(opened), Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _note(opened).textCursor().block().text() == ring[1]
    opened.window.close()
    assert _rows(path) == [heading, ring, one, *rest]
    with Database.open(path) as database:
        moved = [change for change in database.read(_changes) if change.id not in logged]
        assert {(change.table_name, *change.before, *change.after) for change in moved} == {
            ("points", "position", "position")
        }
        assert [update.note for update in database.read(action_history, 1)] == ["Left word."]
        database.undo()
    assert _rows(path) == [heading, one, ring, *rest]


@pytest.mark.parametrize("typed", ["", " and more"])
def test_a_window_is_closed_right_after_another_has_written(opened: App, path: Path, typed: str) -> None:
    _, one, _, *_ = _rows(path)
    if typed:
        QTest.keyClicks(_note(opened), typed)
    was = {1: read_block(Block(one[1]))}
    with Database.open(path) as other:
        now = {1: read_block(Block("One from there"))}
        other.do("Typing", keep_page, 1, changes=changes_between(was, now), rows={1: one[0]}, page=now)
    opened.window.close()
    QTest.qWait(2 * LOOK)
    assert [file.name for file in path.parent.glob("x.sopm*")] == ["x.sopm"], "The file was opened again."
    assert [text for _, text, _ in _rows(path)][1:3] == ["One from there", f"Action: @AL to ring{typed}"]
