"""An encrypted database that is lost, or in whose place something else lies: its backups are got at."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from sop_minutes.storage import keeping
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, hold_key, new_key
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.safe.key_dialog import KeyDialog
from sop_minutes.ui.shell import Shell
from tests.keyrings import ClosedKeyring, use_keyring
from tests.ui.safe.working import WORDS, K, found, one, press_button, type_in
from tests.ui.windows import make_file, open_shell, wait_until


def test_a_lock_closes_the_backups_of_what_is_not_open(app: QApplication, path: Path, key: Key) -> None:
    shell = _swapped(path, key)
    press_button(shell, "swapped-backups")
    dialog = _backups_once_asked(shell)
    QTest.keyClick(dialog.windowHandle(), K.Key_F12)
    shell.safe.locking.unlock()
    wait_until(lambda: shell.window.findChild(BackupsDialog) is None)
    shell.backups.offer(path, "It is gone.", shell.window.say)
    press_button(shell, "message-verb")
    _backups_once_asked(shell).reject()
    shell.close()
    shell.window.close()


@pytest.mark.parametrize("damage", ["gone", "empty", "damaged at its beginning"])
def test_a_backup_of_an_encrypted_database_that_is_lost_is_put_back(
    app: QApplication, path: Path, key: Key, damage: str
) -> None:
    hold_key(key)
    assert back_up_if_changed(path, datetime.now(UTC), even_new=True) is not None
    forget_keys()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else b"\xff" * 4096 + path.read_bytes()[4096:])
    shell = open_shell(make_file(path.with_name("other.sopm")))
    shell.try_to_open(path)
    verb = one(shell, "message-verb")
    verb.setFocus()
    QTest.keyClick(verb, K.Key_Return)
    dialog = _backups_once_asked(shell)
    dialog.sure.click()
    press_button(shell, "backups-restore")
    wait_until(lambda: mark_in(path) == key.mark and shell.settings.database == str(path))
    shell.close()
    shell.window.close()


def _backups_once_asked(shell: Shell) -> BackupsDialog:
    """Return the backups of a file that is not open, once their key was asked for."""
    wait_until(lambda: found(shell, "key-wanted-secret", QLineEdit) is not None)
    type_in(shell, "key-wanted-secret", WORDS)
    QTest.keyClick(one(shell, "key-wanted-secret", QLineEdit), K.Key_Return)
    wait_until(lambda: shell.window.findChild(BackupsDialog) is not None)
    dialog = shell.window.findChild(BackupsDialog)
    wait_until(lambda: dialog.is_idle and dialog.sure.isEnabled())
    return dialog


def test_a_backup_with_a_key_that_nobody_has_bars_the_way_to_no_other(app: QApplication, path: Path) -> None:
    good = back_up_if_changed(path, datetime.now(UTC), even_new=True)
    assert good is not None
    locked = good.with_name(good.name.replace("-0001-", "-0002-"))
    locked.write_bytes(new_key().mark + good.read_bytes()[16:])
    shell = open_shell(path)
    shell.backups.show()
    wait_until(lambda: one(shell, "key-wanted-without").isVisible())
    press_button(shell, "key-wanted-without")
    wait_until(lambda: shell.window.findChild(BackupsDialog) is not None)
    dialog = shell.window.findChild(BackupsDialog)
    wait_until(lambda: dialog.is_idle and dialog.sure.isEnabled())
    assert dialog.tree.currentItem().text(0) == "1"
    assert dialog.why.text().startswith("Backup 2 is encrypted with a key that is not known here")
    shell.close()
    shell.window.close()


def _swapped(path: Path, key: Key) -> Shell:
    """A window that was to open an encrypted database in whose place there is a plain copy now."""
    hold_key(key)
    assert back_up_if_changed(path, datetime.now(UTC), even_new=True) is not None
    plain = make_file(path.with_name("plain.sopm"))
    path.write_bytes(plain.read_bytes())
    shell = open_shell(make_file(path.with_name("other.sopm")))
    shell.try_to_open(path)
    assert "the file that is there now is not" in one(shell, "swapped-why", QLabel).text()
    return shell


def test_a_plain_file_in_the_place_of_an_encrypted_one_is_opened_once_that_is_said(
    app: QApplication, path: Path, key: Key
) -> None:
    shell = _swapped(path, key)
    assert shell.settings.database != str(path)
    press_button(shell, "swapped-open")
    wait_until(lambda: shell.settings.database == str(path))
    assert mark_in(path) is None
    shell.close()
    shell.window.close()


def test_a_plain_file_in_the_place_of_an_encrypted_one_gives_way_to_a_backup(
    app: QApplication, path: Path, key: Key
) -> None:
    shell = _swapped(path, key)
    press_button(shell, "swapped-backups")
    dialog = _backups_once_asked(shell)
    assert not dialog.now.isEnabled()
    dialog.sure.click()
    press_button(shell, "backups-restore")
    wait_until(lambda: mark_in(path) == key.mark and shell.settings.database == str(path))
    shell.close()
    shell.window.close()


def test_the_keyring_can_be_asked_again_for_the_key_of_a_backup(
    app: QApplication, path: Path, key: Key
) -> None:
    closed = ClosedKeyring()
    use_keyring(closed)
    closed.set_password(keeping.SERVICE, key.mark.hex(), key.raw.hex())
    window = QWidget()
    dialog = KeyDialog(window, path, "The backups are encrypted.")
    opened = QSignalSpy(dialog.opened)
    dialog.begin()
    wait_until(dialog.isVisible)
    assert dialog.closed.isVisible()
    closed.is_open = True
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    wait_until(opened.count)
