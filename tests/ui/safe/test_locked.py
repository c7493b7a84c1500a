"""A locked window shows nothing, loses nothing, and is shown again by what opened its database."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton

from sop_minutes.domain.recovery import recovery_key
from sop_minutes.holding import lock_file
from sop_minutes.keyholding import NewKey
from sop_minutes.queries.page import page_rows
from sop_minutes.storage import keeping
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, hold_key, new_key
from sop_minutes.storage.promised import key_file
from sop_minutes.ui.shell import Shell
from tests.keyrings import MemoryKeyring, use_keyring
from tests.ui.safe.working import WORDS, K, found, one, press_button, type_in
from tests.ui.windows import make_file, open_shell, pages_of, press, wait_until


def test_a_lock_while_it_is_encrypted_has_it_ask_once_that_is_done(shell: Shell, path: Path) -> None:
    shell.safe.turn_on(path, NewKey(), WORDS)
    QTest.keyClick(shell.window, K.Key_F12)
    wait_until(lambda: mark_in(path) is not None and not lock_file(path).exists())
    press(K.Key_Return)
    assert (shell.safe.locking.cover, shell.pages) == (None, None)
    wait_until(lambda: shell.window.message.text.text() == "x.sopm is encrypted.")
    _unlock_with(shell, WORDS)


def _seen(shell: Shell) -> list[str]:
    """Return what can be read of any window that is shown."""
    texts = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            texts.append(top.windowTitle())
            texts += [
                w.text() for kind in (QLabel, QPushButton) for w in top.findChildren(kind) if w.isVisible()
            ]
    return texts


def test_locked_the_window_shows_nothing_and_all_that_was_typed_is_saved(shell: Shell, path: Path) -> None:
    pages_of(shell).open_meeting(2)
    editor = pages_of(shell).record.editor
    QTest.keyClicks(editor, " and a kanarie")
    shell.show_keys()
    sheet = shell.window.findChild(QDialog, "shortcuts")
    assert sheet is not None
    QTest.keyClick(shell.window, K.Key_F12)
    shell.safe.locking.lock()
    assert not sheet.isVisible()
    assert not editor.isVisible()
    shell.window.setWindowTitle("CG 15 November 2017")
    heard: list[str] = []
    shell.window.announced.connect(heard.append)
    shell.window.say("Ann Lee has changed the note.")
    late = QDialog(shell.window)
    late.setWindowTitle("kanarie")
    late.open()
    assert (heard, shell.window.windowTitle()) == ([], "SOP Minutes")
    assert set(_seen(shell)) <= {
        "SOP Minutes",
        "Locked",
        one(shell, "cover-said", QLabel).text(),
        "&Unlock",
        "&Quit",
    }
    with Database.open(path) as database:
        assert any("kanarie" in str(row) for row in database.read(page_rows, 2))
    press(K.Key_Return)
    wait_until(lambda: shell.safe.locking.cover is None)
    assert editor.isVisible()
    assert sheet.isVisible()
    assert late.isVisible()
    assert shell.window.windowTitle() == "CG 15 November 2017"
    sheet.close()
    late.close()


def test_by_the_key_it_locks_and_no_other_key_does_anything_then(shell: Shell) -> None:
    pages_of(shell).open_meeting(2)
    before = shell.window.pages.currentIndex()
    QTest.keyClick(pages_of(shell).record.editor, K.Key_F12)
    assert shell.safe.locking.cover is not None
    for number in (K.Key_2, K.Key_3, K.Key_K):
        QTest.keyClick(QApplication.focusWidget(), number, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.pages.currentIndex() == before
    assert shell.safe.locking.cover is not None
    shell.safe.locking.unlock()
    assert QApplication.focusWidget() is pages_of(shell).record.editor


def test_a_file_that_is_to_be_opened_waits_until_the_window_is_unlocked(shell: Shell, tmp_path: Path) -> None:
    other = make_file(tmp_path / "other.sopm")
    shell.safe.locking.lock()
    shell.try_to_open(other)
    assert shell.settings.database.endswith("x.sopm")
    press_button(shell, "cover-go")
    assert shell.settings.database == str(other)
    assert shell.window.windowTitle().endswith("– other – SOP Minutes")


def test_what_has_a_passphrase_is_unlocked_by_it_alone(asking: Shell) -> None:
    type_in(asking, "unlock-secret", WORDS)
    press_button(asking, "unlock-go")
    wait_until(lambda: asking.pages is not None)
    asking.safe.locking.lock()
    press_button(asking, "cover-go")
    type_in(asking, "cover-secret", "not this one at all")
    press_button(asking, "cover-go")
    wait_until(lambda: one(asking, "cover-secret-wrong", QLabel).text() == "That is not the passphrase.")
    assert asking.safe.locking.cover is not None
    one(asking, "cover-secret", QLineEdit).clear()
    type_in(asking, "cover-secret", WORDS)
    press_button(asking, "cover-go")
    wait_until(lambda: asking.safe.locking.cover is None)


def test_left_alone_it_locks_itself_if_it_is_encrypted(
    asking: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sop_minutes.ui.safe.locking._MINUTE", 40)
    type_in(asking, "unlock-secret", WORDS)
    press_button(asking, "unlock-go")
    wait_until(lambda: asking.pages is not None)
    asking.safe._set_minutes(1)
    wait_until(lambda: asking.safe.locking.cover is not None)
    asking.safe.locking.unlock()
    asking.safe._set_minutes(0)


def _unlock_with(shell: Shell, secret: str) -> None:
    wait_until(lambda: (line := found(shell, "unlock-secret", QLineEdit)) is not None and line.isVisible())
    type_in(shell, "unlock-secret", secret)
    press_button(shell, "unlock-go")
    wait_until(lambda: shell.pages is not None)


def _show_again(shell: Shell, secret: str) -> None:
    """Unlock a locked window that asks, by what opens it."""
    assert one(shell, "cover-secret", QLineEdit).isVisible()
    type_in(shell, "cover-secret", secret)
    press(K.Key_Return)
    wait_until(lambda: shell.safe.locking.cover is None)


def test_a_file_that_was_left_is_asked_for_its_passphrase_again(
    asking: Shell, path: Path, tmp_path: Path
) -> None:
    other = make_file(tmp_path / "other.sopm")
    _unlock_with(asking, WORDS)
    asking.try_to_open(other)
    assert asking.settings.database == str(other)
    asking.try_to_open(path)
    assert asking.pages is None
    _unlock_with(asking, WORDS)
    asking.welcome()
    asking.try_to_open(path)
    assert asking.pages is None


def test_a_lock_forgets_the_keys_of_what_is_not_open(shell: Shell, tmp_path: Path) -> None:
    county = make_file(tmp_path / "county.sopm")
    keeping.keep_by_passphrase(county, key := new_key(), WORDS)
    encrypt(county, key)
    hold_key(key)
    shell.safe.locking.lock()
    shell.try_to_open(county)
    press(K.Key_Return)
    assert (shell.safe.locking.cover, shell.pages) == (None, None)
    _unlock_with(shell, WORDS)


def test_what_is_open_is_locked_by_its_passphrase_whatever_lies_in_its_place_by_now(
    asking: Shell, path: Path
) -> None:
    _unlock_with(asking, WORDS)
    moved = path.rename(path.with_name("moved.sopm"))
    key_file(path).unlink()
    make_file(path)
    QTest.keyClick(asking.window, K.Key_F12)
    assert one(asking, "cover-said", QLabel).text().endswith("The passphrase shows it again.")
    _show_again(asking, WORDS)
    moved.replace(path)


def test_what_was_opened_by_its_recovery_key_is_unlocked_by_it(
    app: QApplication, key: Key, path: Path
) -> None:
    key_file(path).unlink()
    shell = open_shell(path)
    paper = " ".join(recovery_key(key.raw).split())
    _unlock_with(shell, paper)
    QTest.keyClick(shell.window, K.Key_F12)
    assert one(shell, "cover-said", QLabel).text().endswith("Its recovery key shows it again.")
    type_in(shell, "cover-secret", WORDS)
    press_button(shell, "cover-go")
    wait_until(lambda: one(shell, "cover-secret-wrong", QLabel).text() == "That is not its recovery key.")
    one(shell, "cover-secret", QLineEdit).clear()
    _show_again(shell, paper)
    shell.close()
    shell.window.close()


def test_what_was_opened_by_the_keyring_alone_is_unlocked_by_enter(
    app: QApplication, path: Path, key: Key
) -> None:
    key_file(path).unlink()
    use_keyring(MemoryKeyring())
    assert keeping.keep_in_keyring(key)
    shell = open_shell(path)
    wait_until(lambda: shell.pages is not None)
    QTest.keyClick(shell.window, K.Key_F12)
    press(K.Key_Return)
    assert shell.safe.locking.cover is None
    shell.close()
    shell.window.close()
