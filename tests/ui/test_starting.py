"""Opening the window: the frame, then the note in plain SQL, then everything; nothing typed is lost."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QWidget
from sqlcipher3 import dbapi2

from sop_minutes.app import App
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting, change_state
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.page import keep_page
from sop_minutes.commands.typed import open_database
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.page import Block, TypedPage, changes_between, read_block, write_block, write_page
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.page import page_rows
from sop_minutes.settings import Settings, load_settings, save_settings
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.version import VERSION
from sop_minutes.ui.chooser import Chooser
from sop_minutes.ui.record.early import EarlyNote
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.theme import DARK, LIGHT, Theme, high_contrast, system_palette
from sop_minutes.ui.window import MainWindow
from tests.conftest import approve
from tests.ui.windows import wait_until

NOTE = """Date: 15 November 2017
Before
# Prevent (Ann Lee) [for decision] [10 min]
One
Restricted: Action: ring @Ann Lee by Friday
- a bullet"""
NOW = datetime(2017, 11, 15, 10, tzinfo=UTC)
HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "sqlcipher3",
    "typer",
    "lxml",
    "dateutil",
    "rapidfuzz",
    "platformdirs",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Database.open(tmp_path / "x.sopm") as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
    return tmp_path / "x.sopm"


def _texts(path: Path) -> list[str]:
    with open_database(path) as database:
        return [write_block(row.sheet).text for row in database.read(page_rows, 1)]


def _note(window: QWidget) -> QTextEdit:
    found = [note for note in window.findChildren(QTextEdit, "note") if note.isVisible()]
    assert len(found) == 1
    return found[0]


def _app(path: Path, tmp_path: Path, settings: Settings) -> App:
    save_settings(tmp_path / "settings.json", settings)
    return App(None, tmp_path / "settings.json")


def test_nothing_that_knows_data_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from PySide6 import QtCore\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from sop_minutes import app\n"
        "from pathlib import Path\n"
        "application = QApplication(['x'])\n"
        "made = app.App(None, Path('nowhere.json'))\n"
        "made.window.painted.disconnect()\n"
        "told = lambda: print(*sys.modules, 'Qt.namespace' if 'Qt' in vars(QtCore) else '')\n"
        "made.window.painted.connect(told)\n"
        "made.window.painted.connect(application.quit)\n"
        "made.show()\n"
        "application.exec()\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
        cwd=tmp_path,
    )
    modules = done.stdout.split()
    packages = {name.partition(".")[0] for name in modules}
    assert packages.isdisjoint(HEAVY)
    assert "Qt.namespace" not in modules
    ours = {name for name in modules if name.startswith("sop_minutes.")}
    assert {name for name in ours if name.count(".") == 1} <= {
        f"sop_minutes.{name}"
        for name in ("app", "collector", "domain", "locking", "paths", "screens", "settings", "ui")
    }
    assert not {name for name in ours if name.startswith("sop_minutes.domain.")} - {
        "sop_minutes.domain.errors"
    }
    assert {name for name in modules if name.startswith("PySide6.Qt")} == {
        "PySide6.QtCore",
        "PySide6.QtGui",
        "PySide6.QtWidgets",
    }


def test_the_early_note_needs_few_modules() -> None:
    program = "import sys, sop_minutes.ui.record.early, sop_minutes.storage.early; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert {name.partition(".")[0] for name in modules}.isdisjoint(set(HEAVY) - {"sqlcipher3", "dateutil"})
    rooms = {".".join(name.split(".")[:2]) for name in modules if name.startswith("sop_minutes.")}
    assert rooms == {"sop_minutes.domain", "sop_minutes.storage", "sop_minutes.ui"}
    page = {name.rpartition(".")[2] for name in modules if name.startswith("sop_minutes.ui.record.")}
    assert page == set("canvas early editor look marks note offsets pasting piece seen sides view".split())
    assert "sop_minutes.domain.grammar.actions" not in modules
    assert "sop_minutes.domain.due.reading" not in modules


def test_the_early_note_is_the_page_as_it_is_read_later(app: QApplication, path: Path) -> None:
    store = EarlyStore.open(path, 1)
    assert store is not None
    with Database.open(path) as database:
        rows = database.read(page_rows, 1)
    assert store.rows() == [(row.id, row.sheet) for row in rows]
    store.close()


def test_what_is_typed_early_is_committed_at_once_and_left_by_a_window_that_dies(
    app: QApplication, path: Path
) -> None:
    store = EarlyStore.open(path, 1)
    assert store is not None
    early = EarlyNote(store, LIGHT)
    spy = QSignalSpy(early.kept)
    early.editor.place(2)
    QTest.keyClicks(early.editor, " and more")
    QTest.keyClick(early.editor, Qt.Key.Key_Return)
    QTest.keyClicks(early.editor, "a: new one")
    wait_until(spy.count)
    with Database.open(path) as database:
        kept = [write_block(row.sheet).text for row in database.read(page_rows, 1)]
    assert kept[2] == "One"
    store.close()
    _as_of_a_dead_process(path)
    assert _texts(path)[2:4] == ["One and more", "Action: new one"]
    assert _texts(path)[2:4] == ["One and more", "Action: new one"]


def test_what_is_typed_early_waits_for_nothing_wherever_it_is_typed(app: QApplication, path: Path) -> None:
    store = EarlyStore.open(path, 1)
    assert store is not None
    early = EarlyNote(store, LIGHT)
    kept = QSignalSpy(early.kept)
    many = [early.editor.note.new_piece(f"{number}") for number in range(5000)]
    early.editor.note.put(5, 0, many)
    app.processEvents()
    assert kept.count() == 1
    early.editor.place(5000)
    QTest.keyClicks(early.editor, "x")
    app.processEvents()
    assert kept.count() == 2
    store.close()


def _as_of_a_dead_process(path: Path) -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    connection.execute("UPDATE typed SET process = ?", (dead.pid,))
    connection.commit()
    connection.close()


def test_a_colleague_s_words_in_the_same_block_stay_beside_what_was_left(
    app: QApplication, path: Path
) -> None:
    store = EarlyStore.open(path, 1)
    assert store is not None
    rows = store.rows()
    blocks = {number: write_block(sheet) for number, (_, sheet) in enumerate(rows)}
    ids = {number: id_ for number, (id_, _) in enumerate(rows)}
    typed = {**blocks, 2: Block("One from here")}
    assert store.keep(write_page(TypedPage(ids, blocks, typed)), NOW)
    store.close()
    with Database.open(path) as database:
        was = {key: read_block(block) for key, block in blocks.items()}
        now = {**was, 2: read_block(Block("One from there"))}
        database.do("Typing", keep_page, 1, changes=changes_between(was, now), rows=ids, page=now)
    assert _texts(path)[2:4] == ["One from there", "One from here"]


@pytest.mark.parametrize("settle", [True, False])
def test_approved_minutes_and_missing_meetings_are_not_typed_on_early(path: Path, settle: bool) -> None:
    if settle:
        with Database.open(path) as database:
            for state in (MeetingState.DRAFT, MeetingState.CIRCULATED):
                database.do("State", change_state, 1, state=state)
            approve(database, 1)
    assert EarlyStore.open(path, 1 if settle else 99) is None


def test_a_file_that_is_no_database_is_not_typed_on_early(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("Dear all")
    assert EarlyStore.open(tmp_path / "x", 1) is None
    assert EarlyStore.open(tmp_path / "missing", 1) is None
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_the_window_opens_where_one_was_and_keeps_what_is_typed_meanwhile(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    opened = _app(path, tmp_path, Settings().on(str(path))._replace(meeting=1, block=2, offset=2))
    early, ready = QSignalSpy(opened.window.painted), QSignalSpy(opened.ready)
    opened.show()
    wait_until(early.count)
    QTest.keyClicks(_note(opened.window), "l")
    wait_until(ready.count)
    note = _note(opened.window)
    assert opened.window.focusWidget() is note
    QTest.keyClicks(note, "y")
    assert note.textCursor().block().text() == "Onlye"
    opened.window.close()
    assert _texts(path) == ["Before", "Prevent (Ann Lee) [for decision] [10 min]", "Onlye", *_texts(path)[3:]]
    settings = load_settings(tmp_path / "settings.json")
    assert (settings.meeting, settings.block, settings.offset) == (1, 2, 4)
    assert settings.geometry


def _colours(widget: QWidget) -> set[str]:
    """Return all colours that a widget is painted in."""
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize(("chosen", "theme", "other"), [("dark", DARK, LIGHT), ("light", LIGHT, DARK)])
def test_every_start_paints_the_note_in_the_colours_that_were_chosen(
    app: QApplication, path: Path, tmp_path: Path, chosen: str, theme: Theme, other: Theme
) -> None:
    settings = Settings(colours=chosen).on(str(path))._replace(meeting=1, block=0, offset=0)
    opened = _app(path, tmp_path, settings)
    assert opened.window.theme == theme, "from the first paint on"
    ready = QSignalSpy(opened.ready)
    opened.show()
    wait_until(ready.count)
    note = _note(opened.window)
    seen = _colours(note.viewport())
    assert {theme.page.name(), theme.tones["restricted"].edge.name()} <= seen
    assert theme.tones["action"].back.name() in seen or theme.tones["restricted"].back.name() in seen
    assert not {other.page.name(), other.title.name(), other.tones["restricted"].back.name()} & seen
    assert note.palette().text().color() == theme.ink
    opened.window.close()


@pytest.mark.parametrize("was", [LIGHT, DARK])
def test_colours_that_are_learnt_later_are_those_of_a_note_that_was_shown_before(
    app: QApplication, path: Path, was: Theme
) -> None:
    strong = high_contrast(system_palette(), was)
    store = EarlyStore.open(path, 1)
    assert store is not None
    window = MainWindow()
    early = EarlyNote(store, was, window)
    early.show_in(window.pages, 0, 0)
    window.resize(1440, 900)
    window.show()
    shell = Shell(window, Settings(), date(2017, 11, 20))
    window.set_theme(strong)
    shell.open(path, early.hand_over())
    note = _note(window)
    seen = _colours(note.viewport())
    assert {strong.page.name(), strong.ink.name()} <= seen
    assert (
        not {was.title.name(), was.tones["restricted"].back.name(), was.tones["restricted"].edge.name()}
        & seen
    )
    shell.close()
    window.close()


def test_undo_takes_back_what_was_typed_early(app: QApplication, path: Path, tmp_path: Path) -> None:
    opened = _app(path, tmp_path, Settings().on(str(path))._replace(meeting=1, block=2, offset=3))
    early, ready = QSignalSpy(opened.window.painted), QSignalSpy(opened.ready)
    opened.show()
    wait_until(early.count)
    QTest.keyClicks(_note(opened.window), " and")
    wait_until(ready.count)
    QTest.keyClick(_note(opened.window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.window.close()
    assert _texts(path)[2] == "One"


def test_a_window_that_is_closed_before_it_is_ready_loses_nothing(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    opened = _app(path, tmp_path, Settings().on(str(path))._replace(meeting=1, block=2, offset=3))
    early = QSignalSpy(opened.window.painted)
    opened.show()
    wait_until(early.count)
    QTest.keyClicks(_note(opened.window), " and")
    opened.window.close()
    _as_of_a_dead_process(path)
    assert _texts(path)[2] == "One and"


def _opened_on(settings: Settings, path: Path, tmp_path: Path) -> App:
    opened = _app(path, tmp_path, settings.on(str(path)))
    ready = QSignalSpy(opened.ready)
    opened.show()
    wait_until(ready.count)
    return opened


def test_where_one_is_is_remembered_by_a_window_that_is_killed(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    with Database.open(path) as database:
        other = database.do("Add", add_group, "Other Group", code="OG")
        database.do("Plan", add_meeting, group_id=other, on=date(2017, 12, 6))
    opened = _opened_on(Settings(), path, tmp_path)
    assert opened.shell is not None
    assert opened.shell.pages is not None
    opened.shell.pages.open_meeting(2)
    left = load_settings(tmp_path / "settings.json")
    assert (left.database, left.meeting, left.group) == (str(path), 2, 0)
    _choose_group(opened, 2)
    left = load_settings(tmp_path / "settings.json")
    assert left.group == other
    opened.window.close()
    again = _opened_on(left, path, tmp_path)
    assert again.window.bar.group.accessibleDescription() == "Other Group"
    assert again.shell is not None
    assert again.shell.pages is not None
    again.shell.pages.open_meeting(1)
    assert again.window.bar.group.accessibleDescription() == "Co-ordination Group"
    again.window.close()


def _choose_group(opened: App, number: int) -> None:
    focused = opened.window.focusWidget()
    mods = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focused or opened.window, Qt.Key.Key_G, mods)
    chooser = next(one for one in opened.window.findChildren(Chooser) if one.isVisible())
    for _ in range(number):
        QTest.keyClick(chooser.line, Qt.Key.Key_Down)
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)


def test_a_database_that_is_new_here_opens_on_the_last_note_that_was_begun(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    with Database.open(path) as database:
        today = datetime.now(UTC).date()
        for on, state in ((date(2017, 12, 6), MeetingState.CANCELLED), (today + timedelta(3), None)):
            meeting_id = database.do("Plan", add_meeting, group_id=1, on=on)
            database.do("State", change_state, meeting_id, state=state or MeetingState.RECORDING)
    opened = _opened_on(Settings(), path, tmp_path)
    assert opened.shell is not None
    assert opened.shell.pages is not None
    assert opened.shell.pages.record.meeting_id == 1
    opened.window.close()


def test_a_note_that_is_deleted_in_the_diary_is_not_shown_any_more(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    opened = _opened_on(Settings(), path, tmp_path)
    assert opened.shell is not None
    assert opened.shell.pages is not None
    QTest.keyClick(_note(opened.window), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(opened.shell.pages.diary.tree, Qt.Key.Key_Delete)
    button = opened.window.findChild(QPushButton, "delete-both")
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened.window.message.text.text() == "CG/2017-11-15 is deleted."
    opened.shell.turn_to(0)
    assert opened.window.pages.currentWidget() is opened.shell.pages.diary
    assert load_settings(tmp_path / "settings.json").meeting == 0
    opened.window.close()


def test_a_file_of_a_newer_version_that_was_killed_is_refused_and_left_byte_for_byte(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    left.mkdir()
    with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        for file in tmp_path.glob("x.sopm*"):
            shutil.copy(file, left / file.name)
    before = {file.name: file.read_bytes() for file in left.iterdir()}
    assert set(before) == {"x.sopm", "x.sopm-wal", "x.sopm-shm"}
    opened = _app(path, tmp_path, Settings().on(str(left / "x.sopm"))._replace(meeting=1, block=2, offset=2))
    ready = QSignalSpy(opened.ready)
    opened.show()
    wait_until(ready.count)
    assert "was made by a newer version of SOP Minutes" in opened.window.message.text.text()
    opened.window.close()
    assert {file.name: file.read_bytes() for file in left.iterdir()} == before
