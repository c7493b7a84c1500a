"""The window keeps its database safe, shows the backups, and puts one back; all by keys."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeWidget

from sop_minutes.queries.audit import list_entries
from sop_minutes.queries.log_narrowing import LogFilter
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.safekeeping import (
    Begun,
    back_up,
    backups_folder,
    before_words,
    list_backups,
    list_set_aside,
    put_back,
)
from sop_minutes.settings import Settings
from sop_minutes.storage.early import EarlyStore
from sop_minutes.ui.backups import keeping
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import tip
from sop_minutes.ui.record.unkept import UnkeptDialog
from sop_minutes.ui.safe.dialog import EncryptionDialog
from sop_minutes.ui.safe.key_dialog import KeyDialog
from sop_minutes.ui.safe.swapped import SwappedDialog
from sop_minutes.ui.safe.unlocking import UnlockPage
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.window import MainWindow
from tests.ui.windows import TODAY, make_file, open_shell, pages_of, press, wait_until

Key = Qt.Key
NOW = datetime(2018, 1, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def bare(app: QApplication, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A window with nothing open in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(path.parent / "data"))
    window = MainWindow()
    window.resize(1440, 900)
    shell = Shell(window, Settings(), TODAY)
    window.show()
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window)
    yield shell
    shell.close()
    window.close()


def _begin(shell: Shell) -> None:
    """Have the window do at once what it does a moment after opening."""
    of = shell.backups.keeping
    assert of is not None
    of.begin()
    wait_until(lambda: of.is_idle)


def _count(shell: Shell) -> int:
    return len(pages_of(shell).workspace.read(list_meetings))


def _take_back(shell: Shell) -> None:
    """Do something: the planned meeting goes."""
    assert pages_of(shell).workspace.undo() is not None


def _dialog(shell: Shell) -> BackupsDialog:
    (dialog,) = shell.window.findChildren(BackupsDialog)
    wait_until(lambda: dialog.is_idle)
    return dialog


def test_what_has_changed_is_backed_up_on_opening_and_in_use(shell: Shell, path: Path) -> None:
    assert list_backups(path) == ()
    _begin(shell)
    assert len(list_backups(path)) == 1
    of = shell.backups.keeping
    assert of is not None
    for changes in (False, True):
        if changes:
            _take_back(shell)
        of.back_up()
        wait_until(lambda: of.is_idle)
        assert len(list_backups(path)) == 1 + changes


def test_a_window_begins_by_itself_a_moment_after_opening(
    bare: Shell, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AFTER", 1)
    bare.open(path)
    wait_until(lambda: len(list_backups(path)) == 1)


def test_a_window_that_was_killed_is_followed_by_a_check(bare: Shell, path: Path) -> None:
    bare.open(path)
    _begin(bare)
    assert not bare.window.message.isVisible()
    killed = path.with_name("killed.sopm")
    shutil.copy(path, killed)
    shutil.copytree(backups_folder(path), backups_folder(killed))
    bare.open(killed)
    _begin(bare)
    assert "was not closed properly. The file was checked, and is whole." in bare.window.message.text.text()
    bare.open(path)  # that was left as it should be
    _begin(bare)
    assert not bare.window.message.isVisible()


def test_a_kill_is_told_with_what_else_there_is_to_say(shell: Shell) -> None:
    shell.backups._tell(
        Begun(was_killed=True, mended="the indexes were made anew", place="It is on a share.")
    )
    said = shell.window.message.text.text()
    assert "not closed properly. The file was checked, and mended: the indexes were made anew." in said
    assert "It is on a share." in said


def test_a_backup_is_made_when_it_is_asked_for(shell: Shell, path: Path) -> None:
    back_up(path, now=NOW)
    _take_back(shell)
    shell.backups.show()
    dialog = _dialog(shell)
    press(Key.Key_B, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: dialog.is_idle and dialog.tree.topLevelItemCount() == 2)
    assert [each.backup.why_words for each in list_backups(path)] == ["asked for", "every half hour"]
    assert "Nothing differs" in dialog.text.toPlainText()


def test_backups_from_when_it_had_another_name_are_told(shell: Shell, path: Path, tmp_path: Path) -> None:
    back_up(path, now=NOW)
    shell.let_go()
    renamed = path.rename(path.with_name("renamed.sopm"))
    shell.open(renamed)
    shell.backups.show()
    where = _dialog(shell).findChild(QLabel, "backups-where")
    assert where is not None
    assert f"backups from then are in {backups_folder(path)};" in where.text()
    _dialog(shell).reject()
    path.write_bytes(b"")
    assert before_words(renamed) == ""


def test_what_was_set_aside_can_be_put_back_too(shell: Shell, path: Path) -> None:
    back_up(path, now=NOW)
    _take_back(shell)
    shell.let_go()
    put_back(path, list_backups(path)[0], now=NOW.astimezone())
    assert [each.backup.at for each in list_set_aside(path)] == [NOW]  # whenever it was last written
    shell.open(path)
    assert _count(shell) == 3
    shell.backups.show()
    dialog = _dialog(shell)
    press(Key.Key_End)
    wait_until(lambda: dialog.is_idle and dialog.sure.isEnabled())
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Space)
    press(Key.Key_P, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: shell.pages is not None and shell.window.message.isVisible())
    assert _count(shell) == 2
    newest = pages_of(shell).workspace.read(list_entries, LogFilter())[0]
    assert newest.label.startswith("Put back x-before-restore-")


def test_a_backup_that_cannot_be_made_is_told_once(
    shell: Shell, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage
    nothing_free = usage(path.parent)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: nothing_free)
    of = shell.backups.keeping
    assert of is not None
    told = QSignalSpy(of.failed)
    _begin(shell)
    assert "too little room on the disk" in shell.window.message.text.text()
    shell.window.message.close_message()
    for _ in range(2):
        of.back_up()
        wait_until(lambda: of.is_idle)
    assert told.count() == 0
    monkeypatch.setattr(shutil, "disk_usage", usage)
    of.back_up()
    wait_until(lambda: len(list_backups(path)) == 1)
    _take_back(shell)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: nothing_free)
    for _ in range(2):
        of.back_up()
        wait_until(lambda: of.is_idle)
    assert told.count() == 1
    assert "too little room on the disk" in shell.window.message.text.text()
    assert _count(shell) == 2


def test_a_backup_is_compared_and_put_back_by_keys(shell: Shell, path: Path) -> None:
    back_up(path, now=NOW)
    _take_back(shell)
    assert _count(shell) == 2
    pages_of(shell).record.editor.place(1, 1)
    shell.backups.show()
    dialog = _dialog(shell)
    assert "would come back" in dialog.text.toPlainText() or "would be gone" in dialog.text.toPlainText()
    assert not dialog.restore.isEnabled()
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert dialog.restore.isEnabled()
    press(Key.Key_Tab)
    press(Key.Key_Return)
    wait_until(lambda: shell.pages is not None and shell.window.message.isVisible())
    assert _count(shell) == 3
    said = shell.window.message.text.text()
    assert "is as it was in backup 1. What was there before is in x-before" in said
    assert said.endswith(": Backups… puts that back, Ctrl+Z does not.")
    assert pages_of(shell).record.editor.textCursor().atEnd(), "not where it was in another text"
    _take_back(shell)
    assert _count(shell) == 2


def test_moving_to_another_backup_takes_the_confirmation_back(shell: Shell, path: Path) -> None:
    back_up(path, now=NOW)
    _take_back(shell)
    back_up(path, now=NOW + timedelta(hours=1))
    shell.backups.show()
    dialog = _dialog(shell)
    assert "Nothing differs" in dialog.text.toPlainText()
    assert not dialog.restore.isEnabled()
    press(Key.Key_Down)
    wait_until(lambda: dialog.is_idle)
    dialog.sure.click()
    press(Key.Key_Up)
    wait_until(lambda: dialog.is_idle)
    assert not dialog.restore.isEnabled()
    dialog.reject()


def test_a_damaged_newest_backup_is_passed_over(shell: Shell, path: Path) -> None:
    back_up(path, now=NOW)
    _take_back(shell)
    back_up(path, now=NOW + timedelta(hours=1))
    newest = list_backups(path)[0].path
    content = bytearray(newest.read_bytes())
    content[len(content) // 2 :] = b"\x5a" * (len(content) - len(content) // 2)
    newest.write_bytes(content)
    shell.backups.show()
    dialog = _dialog(shell)
    wait_until(lambda: dialog.sure.isEnabled())
    assert dialog.findChildren(QTreeWidget)[0].currentIndex().row() == 1
    assert "Backup 2 is damaged, and was passed over." in dialog.why.text()
    dialog.reject()


def _lose(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _damage(path: Path) -> None:
    path.write_bytes(b"\x5a" * 9000)


@pytest.mark.parametrize("harm", [_lose, _empty, _damage])
def test_what_cannot_be_opened_is_not_begun_anew_but_its_backups_are_offered(
    bare: Shell, path: Path, harm: Callable[[Path], None]
) -> None:
    back_up(path, now=NOW)
    harm(path)
    bare.open_last(path, None)
    assert bare.pages is None
    verb = bare.window.findChild(QPushButton, "message-verb")
    assert isinstance(verb, QPushButton)
    assert verb.isVisible()
    verb.click()
    dialog = _dialog(bare)
    assert dialog.why.text()
    dialog.sure.click()
    dialog.restore.click()
    wait_until(lambda: bare.pages is not None)
    assert _count(bare) == 3


def test_a_recent_database_that_is_gone_is_not_begun_anew(shell: Shell, tmp_path: Path) -> None:
    shell.try_to_open(tmp_path / "gone.sopm")
    assert not (tmp_path / "gone.sopm").exists()
    assert "There is no database" in shell.window.message.text.text()
    assert _count(shell) == 3


def test_a_synced_folder_is_explained_once_with_more_to_read(bare: Shell, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    for name in ("a.sopm", "b.sopm"):
        shutil.copy(path, folder / name)
    bare.open(folder / "a.sopm")
    _begin(bare)
    assert "Dropbox" in bare.window.message.text.text()
    verb = bare.window.findChild(QPushButton, "message-verb")
    assert isinstance(verb, QPushButton)
    verb.click()
    wait_until(lambda: QApplication.activeWindow().objectName() == "places-help")
    press(Key.Key_Escape)
    bare.window.message.close_message()
    bare.open(folder / "b.sopm")
    _begin(bare)
    assert not bare.window.message.isVisible()


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A database in a folder where nothing may be written; not by root either, who acts as nobody."""
    with TemporaryDirectory() as name:
        path = make_file(Path(name) / "ro.sopm")
        path.chmod(0o444)
        path.parent.chmod(0o555)
        me = os.geteuid()
        if me == 0:
            os.seteuid(65534)
        yield path
        os.seteuid(me)
        path.parent.chmod(0o755)


def test_in_a_file_that_can_only_be_read_nothing_is_typed_and_a_copy_is_gone_on_with(
    app: QApplication, read_only: Path
) -> None:
    shell = open_shell(read_only)
    pages_of(shell).open_meeting(2)
    before = [piece.text for piece in pages_of(shell).record.note.pieces]
    QTest.keyClicks(pages_of(shell).record.editor, "lost?")
    assert [piece.text for piece in pages_of(shell).record.note.pieces] == before
    assert shell.window.message.text.text().startswith("Nothing can be typed here")
    with TemporaryDirectory() as name:
        target = Path(name) / "mine.sopm"
        _copy_by_hand(shell, "message-verb", target)
        wait_until(lambda: shell.settings.database == str(target) and shell.pages is not None)
        assert target.stat().st_mode & 0o777 == 0o600
        pages_of(shell).open_meeting(2)
        QTest.keyClicks(pages_of(shell).record.editor, " kept")
        assert pages_of(shell).record.keeper.keep()
        shell.close()
        shell.window.close()
    assert EarlyStore.open(read_only, 2) is None


def _copy_by_hand(shell: Shell, button: str, target: Path) -> None:
    found = shell.window.findChild(QPushButton, button)
    assert found is not None
    QTest.keyClick(found, Key.Key_Space)
    (dialog,) = shell.window.findChildren(FileDialog, "copy-file")
    dialog.fileSelected.emit(str(target))
    dialog.reject()


def test_a_copy_takes_no_other_file_s_place(shell: Shell, path: Path) -> None:
    target = make_file(path.with_name("other.sopm"))
    before = target.read_bytes()
    next(one for one in shell.commands if one.label == "Save a copy as…").do()
    (dialog,) = shell.window.findChildren(FileDialog, "copy-file")
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    wait_until(lambda: "give the copy another name" in shell.window.message.text.text())
    assert target.read_bytes() == before
    assert shell.settings.database == str(path)


def test_a_name_of_marks_and_very_long_is_shown_as_it_is_and_widens_nothing(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = make_file(tmp_path / f"odd <b> & {'n' * 220}.sopm")
    shell = open_shell(path)
    wait_until(lambda: shell.pages is not None)
    narrow = shell.window.minimumSizeHint().width()
    shell.window.tell(f"{path} is as it was.")
    said = shell.window.message.text
    assert said.textFormat() is Qt.TextFormat.PlainText
    assert path.name in said.text()
    assert shell.window.minimumSizeHint().width() == narrow
    for widget in (
        BackupsDialog(shell.window, path, f"{path} is damaged."),
        SwappedDialog(shell.window, f"{path} was encrypted.", has_backups=True),
        UnlockPage(path),
        EncryptionDialog(shell.window, path, 15),
        UnkeptDialog(shell.window, ["typed"]),
        KeyDialog(shell.window, path, f"The backups of {path} are encrypted."),
    ):
        assert widget.minimumSizeHint().width() < 900, widget
        formats = {label.textFormat() for label in widget.findChildren(QLabel) if path.stem in label.text()}
        assert formats <= {Qt.TextFormat.PlainText}
        widget.deleteLater() if isinstance(widget, UnlockPage) else widget.reject()
    assert tip("a <b> \n c") == "<p>a &lt;b&gt; <br> c</p>"
    shell.close()
    shell.window.close()
