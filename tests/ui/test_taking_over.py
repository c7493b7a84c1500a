"""From the early note to the whole window, where the file is busy or the minutes were approved meanwhile."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from sqlmodel import Session, col, select

from sop_minutes.app import App
from sop_minutes.commands.typed import open_database
from sop_minutes.domain.page import Block, TypedPage, write_block, write_page
from sop_minutes.queries.page import page_rows
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.tables import Typed
from sop_minutes.ui.record.early import EarlyNote
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.unkept import UnkeptDialog
from sop_minutes.ui.theme import LIGHT
from tests.conftest import approve
from tests.ui.test_leaving import busy
from tests.ui.windows import wait_until

MEETING, LAST = 2, 6
_SPOILT = "INSERT INTO typed (meeting_id, host, process, at, page) VALUES (99, 'far', 1, 'soon', '[not JSON')"
NOW = datetime(2017, 11, 15, 10, tzinfo=UTC)


@pytest.fixture
def start(
    app: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], App]]:
    """Open the window on the last block; what is raised in it fails the test."""
    wrong: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: wrong.append(error))
    settings = tmp_path / "settings.json"
    save_settings(settings, Settings().on(str(path))._replace(meeting=MEETING, block=LAST, offset=3))
    opened: list[App] = []

    def started() -> App:
        opened.append(App(None, settings))
        early = QSignalSpy(opened[-1].window.painted)
        opened[-1].show()
        wait_until(early.count)
        return opened[-1]

    yield started
    for window in opened:
        window.window.close()
    app.processEvents()
    assert wrong == []


def _editor(opened: App) -> NoteEditor:
    found = [note for note in opened.window.findChildren(NoteEditor) if note.isVisible()]
    assert len(found) == 1
    return found[0]


def _ready(opened: App) -> None:
    wait_until(lambda: opened.shell is not None and opened.shell.pages is not None)


def _saved(opened: App) -> str:
    return opened.window.status.saved.text()


def _last(path: Path) -> str:
    with Database.open(path) as database:
        return _text(database)


def _typed(path: Path) -> list[str]:
    def pages(session: Session) -> list[str]:
        return list(session.exec(select(Typed.page).order_by(col(Typed.id))))

    with Database.open(path) as database:
        return database.read(pages)


def _approve(path: Path) -> None:
    with Database.open(path) as database:
        approve(database, MEETING)


def _leave_typed(path: Path, text: str, at: datetime = NOW) -> None:
    """Leave `text` in the last block as a window does that breaks off; it is of this process."""
    store = EarlyStore.open(path, MEETING)
    assert store is not None
    rows = store.rows()
    was = {key: write_block(sheet) for key, (_, sheet) in enumerate(rows)}
    page = TypedPage({key: id_ for key, (id_, _) in enumerate(rows)}, was, {**was, LAST: Block(text)})
    assert store.keep(write_page(page), at)
    store.close()


def test_what_could_not_be_kept_early_is_not_called_kept_and_is_handed_over_as_unsaved(
    app: QApplication, path: Path
) -> None:
    store = EarlyStore.open(path, MEETING)
    assert store is not None
    early = EarlyNote(store, LIGHT)
    kept, failed = QSignalSpy(early.kept), QSignalSpy(early.failed)
    early.editor.place(LAST)
    QTest.keyClicks(early.editor, " first")
    wait_until(kept.count)
    with busy(path):
        QTest.keyClicks(early.editor, " second")
        wait_until(failed.count)
        given = early.hand_over()
    assert kept.count() == 1
    assert [write_block(sheet).text for sheet in given.page.values()][-1] == "Two first"
    assert given.editor.note.pieces[-1].text == "Two first second"


def test_what_could_not_be_kept_early_is_tried_again(app: QApplication, path: Path) -> None:
    store = EarlyStore.open(path, MEETING)
    assert store is not None
    early = EarlyNote(store, LIGHT)
    kept, failed = QSignalSpy(early.kept), QSignalSpy(early.failed)
    early.editor.place(LAST)
    with busy(path):
        QTest.keyClicks(early.editor, " first")
        wait_until(failed.count)
    wait_until(kept.count)
    store.close()
    assert "Two first" in _typed(path)[0]


def test_a_file_that_is_busy_at_the_take_over_is_waited_for(start: Callable[[], App], path: Path) -> None:
    opened = start()
    QTest.keyClicks(_editor(opened), " early")
    wait_until(lambda: _typed(path))
    with busy(path):
        _ready(opened)
        QTest.keyClicks(_editor(opened), " late")
        wait_until(lambda: _saved(opened) == "✕ Not saved")
        assert _editor(opened).note.pieces[-1].text == "Two early late"
    wait_until(lambda: _saved(opened).startswith("● Saved"))
    assert _last(path) == "Two early late"
    assert _typed(path) == []
    assert _editor(opened).note.pieces[-1].text == "Two early late"


def test_minutes_approved_before_the_take_over_give_the_words_back(
    start: Callable[[], App], path: Path
) -> None:
    opened = start()
    QTest.keyClicks(_editor(opened), " early")
    wait_until(lambda: _typed(path))
    _approve(path)
    _ready(opened)
    wait_until(lambda: opened.window.findChildren(UnkeptDialog))
    dialog = opened.window.findChildren(UnkeptDialog)[0]
    assert dialog.words.toPlainText() == "Two early"
    assert _typed(path)
    assert _editor(opened).note.pieces[-1].text == "Two"
    dialog.reject()
    assert _typed(path) == []
    assert _last(path) == "Two"


def test_words_left_in_minutes_approved_since_are_shown_and_stop_no_other_note(
    start: Callable[[], App], path: Path
) -> None:
    _leave_typed(path, "Two left")
    _approve(path)
    with closing(connect(path)) as connection:
        connection.execute(_SPOILT)
    other = EarlyStore.open(path, 1)
    assert other is not None
    other.close()
    with open_database(path) as database:
        assert not database.last_entry
    opened = start()
    _ready(opened)
    wait_until(lambda: opened.window.findChildren(UnkeptDialog))
    assert opened.window.findChildren(UnkeptDialog)[0].words.toPlainText() == "Two left\n[not JSON"
    opened.window.findChildren(UnkeptDialog)[0].reject()
    assert _typed(path) == []


def test_what_this_very_process_left_is_kept_when_it_opens_the_file_again(path: Path) -> None:
    _leave_typed(path, "Two left", at=datetime.now(UTC))
    open_database(path).close()
    assert _last(path) == "Two left"


def test_a_window_closed_while_all_is_imported_opens_nothing_after(
    start: Callable[[], App], app: QApplication, path: Path
) -> None:
    opened = start()
    QTest.keyClicks(_editor(opened), " early")
    opened.window.close()
    app.processEvents()
    assert opened.shell is None
    assert "Two early" in _typed(path)[0]


def test_a_window_whose_early_words_are_not_kept_stays_once(start: Callable[[], App], path: Path) -> None:
    opened = start()
    with busy(path):
        QTest.keyClicks(_editor(opened), " early")
        assert not opened.window.close()
    _ready(opened)
    wait_until(lambda: _last(path) == "Two early")


def test_a_block_that_was_emptied_early_is_gone_and_comes_back_by_undo(path: Path) -> None:
    _leave_typed(path, "")
    with open_database(path) as database:
        assert _text(database) == "FGM"
        database.undo()
        assert _text(database) == "Two"


def _text(database: Database) -> str:
    return write_block(database.read(page_rows, MEETING)[-1].sheet).text


def test_what_was_typed_on_lines_of_another_meeting_changes_none_of_them(path: Path) -> None:
    """Another program may write that."""
    with Database.open(path) as database:
        before = database.read(page_rows, 1)
    page = write_page(TypedPage({1: before[0].id}, {1: write_block(before[0].sheet)}, {2: Block("New")}))
    with closing(connect(path)) as connection:
        connection.execute(_SPOILT.replace("99", str(MEETING)).replace("[not JSON", page))
    with open_database(path) as database:
        assert database.read(page_rows, 1) == before
        assert "New" in [write_block(row.sheet).text for row in database.read(page_rows, MEETING)]
