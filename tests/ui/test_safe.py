"""Encryption at the window: turned on and off, asked for its key, locked; nothing is seen meanwhile."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from sop_minutes.app import App
from sop_minutes.domain.recovery import recovery_key
from sop_minutes.holding import lock_file
from sop_minutes.keyholding import NewKey, Opens
from sop_minutes.queries.page import page_rows
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage import keeping
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, hold_key, new_key
from sop_minutes.storage.promised import key_file
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.safe import clipboard
from sop_minutes.ui.safe.dialog import EncryptionDialog
from sop_minutes.ui.safe.key_dialog import KeyDialog
from sop_minutes.ui.safe.ways_in import WaysIn
from sop_minutes.ui.shell import Shell
from tests.keyrings import ClosedKeyring, ForgetfulKeyring, MemoryKeyring, use_keyring
from tests.ui.windows import make_file, open_shell, pages_of, press, wait_until

K = Qt.Key
WORDS = "five ducks on a wall"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keeping, "COST", 2**14)
    yield
    forget_keys()
    use_keyring(None)


@pytest.fixture
def key(path: Path) -> Key:
    """The key of the file, which is encrypted with a passphrase; nobody holds it."""
    key = new_key()
    keeping.keep_by_passphrase(path, key, WORDS)
    encrypt(path, key)
    forget_keys()
    return key


def _in(shell: Shell, name: str, kind: type[QWidget] = QWidget) -> QWidget | None:
    return shell.window.findChild(kind, name)


def _one(shell: Shell, name: str, kind: type[QWidget] = QPushButton) -> QWidget:
    found = shell.window.findChild(kind, name)
    assert found is not None, name
    return found


def _type(shell: Shell, name: str, words: str) -> None:
    line = _one(shell, name, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, words)


def _click(shell: Shell, name: str) -> None:
    button = _one(shell, name)
    button.setFocus()
    QTest.keyClick(button, K.Key_Return)


@pytest.fixture
def asking(app: QApplication, path: Path, key: Key) -> Iterator[Shell]:
    """A window that asks for the key of the file."""
    shell = open_shell(path)
    wait_until(lambda: _one(shell, "unlock-secret", QLineEdit).isVisible())
    yield shell
    shell.close()
    shell.window.close()


def test_what_is_encrypted_is_asked_for_its_passphrase_and_says_nothing_till_then(
    asking: Shell, key: Key
) -> None:
    assert asking.pages is None
    assert asking.window.windowTitle() == "SOP Minutes"
    _type(asking, "unlock-secret", "no such thing at all")
    press(K.Key_Return)
    wait_until(lambda: _one(asking, "unlock-secret-wrong", QLabel).text() == "That is not the passphrase.")
    QTest.keyClicks(_one(asking, "unlock-secret", QLineEdit), WORDS)
    press(K.Key_Return)
    wait_until(lambda: asking.pages is not None)
    assert pages_of(asking).record.note.pieces


def test_a_key_file_that_was_left_behind_is_asked_for(app: QApplication, path: Path, key: Key) -> None:
    left = key_file(path).rename(path.with_name("left"))
    shell = open_shell(path)
    wait_until(lambda: _one(shell, "unlock-secret", QLineEdit).isVisible())
    assert "x.sopm.key, which belongs beside it, is missing" in _one(shell, "unlock-said", QLabel).text()
    left.rename(key_file(path))
    _type(shell, "unlock-secret", WORDS)
    press(K.Key_Return)
    wait_until(lambda: shell.pages is not None)
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
    verb = _one(shell, "message-verb")
    verb.setFocus()
    QTest.keyClick(verb, K.Key_Return)
    dialog = _backups_once_asked(shell)
    dialog.sure.click()
    _click(shell, "backups-restore")
    wait_until(lambda: mark_in(path) == key.mark and shell.settings.database == str(path))
    shell.close()
    shell.window.close()


def _backups_once_asked(shell: Shell) -> BackupsDialog:
    """Return the backups of a file that is not open, once their key was asked for."""
    wait_until(lambda: _in(shell, "key-wanted-secret", QLineEdit) is not None)
    _type(shell, "key-wanted-secret", WORDS)
    QTest.keyClick(_one(shell, "key-wanted-secret", QLineEdit), K.Key_Return)
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
    wait_until(lambda: _one(shell, "key-wanted-without").isVisible())
    _click(shell, "key-wanted-without")
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
    assert "the file that is there now is not" in _one(shell, "swapped-why", QLabel).text()
    return shell


def test_a_plain_file_in_the_place_of_an_encrypted_one_is_opened_once_that_is_said(
    app: QApplication, path: Path, key: Key
) -> None:
    shell = _swapped(path, key)
    assert shell.settings.database != str(path)
    _click(shell, "swapped-open")
    wait_until(lambda: shell.settings.database == str(path))
    assert mark_in(path) is None
    shell.close()
    shell.window.close()


def test_a_plain_file_in_the_place_of_an_encrypted_one_gives_way_to_a_backup(
    app: QApplication, path: Path, key: Key
) -> None:
    shell = _swapped(path, key)
    _click(shell, "swapped-backups")
    dialog = _backups_once_asked(shell)
    assert not dialog.now.isEnabled()
    dialog.sure.click()
    _click(shell, "backups-restore")
    wait_until(lambda: mark_in(path) == key.mark and shell.settings.database == str(path))
    shell.close()
    shell.window.close()


def test_a_lock_closes_the_backups_of_what_is_not_open(app: QApplication, path: Path, key: Key) -> None:
    shell = _swapped(path, key)
    _click(shell, "swapped-backups")
    dialog = _backups_once_asked(shell)
    QTest.keyClick(dialog.windowHandle(), K.Key_F12)
    shell.safe.locking.unlock()
    wait_until(lambda: shell.window.findChild(BackupsDialog) is None)
    shell.backups.offer(path, "It is gone.", shell.window.say)
    _click(shell, "message-verb")
    _backups_once_asked(shell).reject()
    shell.close()
    shell.window.close()


def test_a_keyring_that_does_not_keep_the_key_is_told(app: QApplication, path: Path, key: Key) -> None:
    use_keyring(ForgetfulKeyring())
    shell = open_shell(path)
    wait_until(lambda: _one(shell, "unlock-secret", QLineEdit).isVisible())
    _type(shell, "unlock-secret", WORDS)
    _one(shell, "unlock-keep", QCheckBox).click()
    _click(shell, "unlock-go")
    wait_until(lambda: shell.pages is not None)
    assert shell.window.message.text.text().startswith("The keyring did not keep the key")
    shell.close()
    shell.window.close()


def test_a_recovery_key_that_is_mistyped_says_where_and_the_right_one_is_kept_in_the_keyring(
    app: QApplication, path: Path, key: Key
) -> None:
    ours = MemoryKeyring()
    use_keyring(ours)
    shell = open_shell(path)
    wait_until(lambda: _one(shell, "unlock-secret", QLineEdit).isVisible())
    groups = recovery_key(key.raw).split()
    _type(shell, "unlock-secret", " ".join([*groups[:15], "111111"]))
    _click(shell, "unlock-go")
    wait_until(lambda: _one(shell, "unlock-secret-wrong", QLabel).text().startswith("Group 16 "))
    _one(shell, "unlock-secret", QLineEdit).clear()
    _type(shell, "unlock-secret", " ".join(groups))
    _one(shell, "unlock-keep", QCheckBox).click()
    _click(shell, "unlock-go")
    wait_until(lambda: shell.pages is not None)
    assert list(ours.kept.values()) == [key.raw.hex()]
    shell.close()
    shell.window.close()


def test_a_keyring_that_was_not_opened_can_be_asked_again(app: QApplication, path: Path, key: Key) -> None:
    closed = ClosedKeyring()
    use_keyring(closed)
    closed.set_password(keeping.SERVICE, key.mark.hex(), key.raw.hex())
    shell = open_shell(path)
    wait_until(lambda: _one(shell, "unlock-again", QPushButton).isVisible())
    said = _one(shell, "unlock-said", QLabel).text()
    assert said.startswith("This machine's keyring was not opened, and may have its key: ask it again. ")
    assert "is not in this machine's keyring" not in said
    _click(shell, "unlock-again")
    wait_until(lambda: _one(shell, "unlock-again", QPushButton).isEnabled())
    assert shell.pages is None
    closed.is_open = True
    _click(shell, "unlock-again")
    wait_until(lambda: shell.pages is not None)
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


def test_with_the_key_in_the_keyring_nothing_is_asked(app: QApplication, path: Path, key: Key) -> None:
    use_keyring(MemoryKeyring())
    assert keeping.keep_in_keyring(key)
    shell = open_shell(path)
    wait_until(lambda: shell.pages is not None)
    shell.close()
    shell.window.close()


def _app(path: Path) -> App:
    save_settings(path.with_name("settings.json"), Settings(str(path), meeting=2))
    return App(None, path.with_name("settings.json"))


def test_typed_in_the_first_second_where_the_keyring_has_the_key(
    app: QApplication, path: Path, key: Key
) -> None:
    use_keyring(MemoryKeyring())
    assert keeping.keep_in_keyring(key)
    opened = _app(path)
    opened.show()
    wait_until(lambda: opened._early is not None)
    QTest.keyClicks(opened.window.focusWidget(), "kanarie ")
    wait_until(lambda: opened.shell is not None and opened.shell.pages is not None)
    opened.window.close()
    hold_key(key)
    with Database.open(path) as database:
        assert any("kanarie" in str(row) for row in database.read(page_rows, 2))


def test_the_start_waits_for_the_key_where_the_keyring_has_none(
    app: QApplication, path: Path, key: Key
) -> None:
    opened = _app(path)
    opened.show()
    wait_until(lambda: opened.shell is not None)
    assert opened.shell is not None
    assert opened.shell.pages is None
    wait_until(lambda: _one(opened.shell, "unlock-secret", QLineEdit).isVisible())  # type: ignore[arg-type]
    _type(opened.shell, "unlock-secret", WORDS)
    _click(opened.shell, "unlock-go")
    wait_until(lambda: opened.shell is not None and opened.shell.pages is not None)
    assert pages_of(opened.shell).record.meeting_id == 2
    opened.window.close()


def test_encryption_is_turned_on_once_a_group_was_typed_back_and_off_again(shell: Shell, path: Path) -> None:
    shell.safe.show()
    _one(shell, "by-passphrase", QRadioButton).click()
    _type(shell, "passphrase", WORDS)
    _type(shell, "passphrase-again", "something else")
    _click(shell, "encryption-begin")
    assert _one(shell, "passphrase-wrong", QLabel).text() == "The two are not the same."
    _one(shell, "passphrase-again", QLineEdit).clear()
    _type(shell, "passphrase-again", WORDS)
    _click(shell, "encryption-begin")
    page = _one(shell, "recovery-paper", QWidget)
    go = _one(shell, "encrypt")
    assert not go.isEnabled()
    group = page.printed.split()[page.wanted - 1]  # type: ignore[attr-defined]
    _type(shell, "typed-group", "000000" if group != "000000" else "000001")
    assert not go.isEnabled()
    assert mark_in(path) is None
    _one(shell, "typed-group", QLineEdit).clear()
    _type(shell, "typed-group", group)
    go.setFocus()
    QTest.keyClick(go, K.Key_Return)
    wait_until(lambda: shell.pages is not None and mark_in(path) is not None)
    assert shell.window.message.text.text() == "x.sopm is encrypted."
    assert shell.window.status.encrypted.isVisible()
    assert b"The plan was heard" not in path.read_bytes()
    shell.safe.show()
    wait_until(lambda: _in(shell, "encryption-off") is not None)
    assert (
        "It opens by its passphrase and its recovery key." in _one(shell, "encryption-state", QLabel).text()
    )
    off = _one(shell, "encryption-off")
    assert not off.isEnabled()
    QTest.keyClick(_one(shell, "encryption-off-sure", QWidget), K.Key_Space)
    _click(shell, "encryption-off")
    assert _one(shell, "current-passphrase-wrong", QLabel).isVisible()  # nobody does so who does not know it
    _type(shell, "current-passphrase", WORDS)
    _click(shell, "encryption-off")
    wait_until(lambda: shell.pages is not None and mark_in(path) is None)
    assert not shell.window.status.encrypted.isVisible()
    assert not path.with_name("x.sopm.key").exists()


def test_a_lock_while_it_is_encrypted_has_it_ask_once_that_is_done(shell: Shell, path: Path) -> None:
    shell.safe.turn_on(path, NewKey(), WORDS)
    QTest.keyClick(shell.window, K.Key_F12)
    wait_until(lambda: mark_in(path) is not None and not lock_file(path).exists())
    press(K.Key_Return)
    assert (shell.safe.locking.cover, shell.pages) == (None, None)
    wait_until(lambda: shell.window.message.text.text() == "x.sopm is encrypted.")
    _unlock_with(shell, WORDS)


def test_where_it_cannot_be_encrypted_it_is_opened_again_as_it_was(shell: Shell, path: Path) -> None:
    with Database.open(path):
        shell.safe.show()
        _one(shell, "by-passphrase", QRadioButton).click()
        for name in ("passphrase", "passphrase-again"):
            _type(shell, name, WORDS)
        _click(shell, "encryption-begin")
        page = _one(shell, "recovery-paper", QWidget)
        _type(shell, "typed-group", page.printed.split()[page.wanted - 1])  # type: ignore[attr-defined]
        _click(shell, "encrypt")
        wait_until(lambda: "open in another program" in shell.window.message.text.text())
    assert shell.pages is not None
    assert mark_in(path) is None


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
        _one(shell, "cover-said", QLabel).text(),
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
    _click(shell, "cover-go")
    assert shell.settings.database == str(other)
    assert shell.window.windowTitle().endswith("– other – SOP Minutes")


def test_what_is_not_encrypted_is_opened_without_what_knows_keys(path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtWidgets import QApplication\n"
        "application = QApplication(['x'])\nfrom tests.ui.windows import open_shell\n"
        "shell = open_shell(Path(sys.argv[1]))\nassert shell.pages is not None\nprint(*sys.modules)\n"
    )
    words = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ)
    packages = {name.partition(".")[0] for name in done.stdout.split()}
    assert "sqlcipher3" in packages
    assert packages.isdisjoint({"keyring", "cryptography", "secretstorage", "jeepney"})


def test_what_has_a_passphrase_is_unlocked_by_it_alone(asking: Shell) -> None:
    _type(asking, "unlock-secret", WORDS)
    _click(asking, "unlock-go")
    wait_until(lambda: asking.pages is not None)
    asking.safe.locking.lock()
    _click(asking, "cover-go")
    _type(asking, "cover-secret", "not this one at all")
    _click(asking, "cover-go")
    wait_until(lambda: _one(asking, "cover-secret-wrong", QLabel).text() == "That is not the passphrase.")
    assert asking.safe.locking.cover is not None
    _one(asking, "cover-secret", QLineEdit).clear()
    _type(asking, "cover-secret", WORDS)
    _click(asking, "cover-go")
    wait_until(lambda: asking.safe.locking.cover is None)


def test_left_alone_it_locks_itself_if_it_is_encrypted(
    asking: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sop_minutes.ui.safe.locking._MINUTE", 40)
    _type(asking, "unlock-secret", WORDS)
    _click(asking, "unlock-go")
    wait_until(lambda: asking.pages is not None)
    asking.safe._set_minutes(1)
    wait_until(lambda: asking.safe.locking.cover is not None)
    asking.safe.locking.unlock()
    asking.safe._set_minutes(0)


def test_restricted_text_leaves_the_clipboard_when_the_window_is_locked_and_other_text_does_not(
    shell: Shell, path: Path
) -> None:
    board = QGuiApplication.clipboard()
    pages_of(shell).open_meeting(2)
    editor = pages_of(shell).record.editor
    restricted = next(n for n, p in enumerate(pages_of(shell).record.note.pieces) if "ring" in p.text)
    for number, is_left in ((restricted, False), (restricted - 1, True)):
        editor.place(number)
        editor.setFocus()
        QTest.keyClick(editor, K.Key_Home)
        QTest.keyClick(editor, K.Key_End, Qt.KeyboardModifier.ShiftModifier)
        editor.copy()
        assert board.text()
        shell.safe.locking.lock()
        assert bool(board.text()) is is_left
        shell.safe.locking.unlock()


def test_what_another_program_put_on_the_clipboard_since_stays(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = QGuiApplication.clipboard()
    editor = pages_of(shell).record.editor
    pages_of(shell).open_meeting(2)
    editor.selectAll()
    editor.copy()
    board.setText("of another program")
    shell.safe.clipboard.clear()
    assert board.text() == "of another program"
    watch = clipboard.ClipboardWatch(shell)
    watch._timer.setInterval(10)
    editor.copy()
    assert "Restricted" in board.text()
    wait_until(lambda: not board.text())


def test_another_database_is_opened_instead(asking: Shell, tmp_path: Path) -> None:
    asking.open(make_file(tmp_path / "plain.sopm"))
    assert asking.pages is not None
    assert _in(asking, "cover") is None


def test_encryption_is_not_turned_off_by_a_box_that_was_ticked_while_something_else_is_tried(
    app: QApplication, path: Path, key: Key
) -> None:
    page = WaysIn(path)
    page.show_ways(Opens(True, by_passphrase=True), keyring=False)
    page.show()
    told: list[str] = []
    page.key_wanted.connect(lambda: told.append("key"))
    page.off_wanted.connect(lambda: told.append("off"))
    page.current.line.setText(WORDS)
    page.sure.setChecked(True)
    page.show_key.click()
    assert (page.sure.isEnabled(), page.off.isEnabled()) == (False, False)
    page.off.click()
    page.sure.setChecked(False)
    wait_until(lambda: told)
    assert (told, page.off.isEnabled(), page.sure.isEnabled()) == (["key"], False, True)
    page.leave()
    page.close()


def test_of_many_backups_that_can_be_read_two_are_named_and_the_rest_are_counted(
    app: QApplication, path: Path
) -> None:
    plain = path.read_bytes()
    keeping.keep_by_passphrase(path, key := new_key(), WORDS)
    encrypt(path, key)
    left = [f"x-before-restore-2018010{day}-090000.sopm" for day in (1, 2, 3)]
    for name in left:
        path.with_name(name).write_bytes(plain)
    dialog = EncryptionDialog(None, path, 0)
    assert f"These backups of it are not: {left[0]}, {left[1]} and 1 more." in dialog.state.text()
    path.with_name(left[0]).unlink()
    dialog.refresh()
    assert f"These backups of it are not: {left[1]}, {left[2]}." in dialog.state.text()
    dialog.close()


def _unlock_with(shell: Shell, secret: str) -> None:
    wait_until(lambda: (line := _in(shell, "unlock-secret", QLineEdit)) is not None and line.isVisible())
    _type(shell, "unlock-secret", secret)
    _click(shell, "unlock-go")
    wait_until(lambda: shell.pages is not None)


def _show_again(shell: Shell, secret: str) -> None:
    """Unlock a locked window that asks, by what opens it."""
    assert _one(shell, "cover-secret", QLineEdit).isVisible()
    _type(shell, "cover-secret", secret)
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
    assert _one(asking, "cover-said", QLabel).text().endswith("The passphrase shows it again.")
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
    assert _one(shell, "cover-said", QLabel).text().endswith("Its recovery key shows it again.")
    _type(shell, "cover-secret", WORDS)
    _click(shell, "cover-go")
    wait_until(lambda: _one(shell, "cover-secret-wrong", QLabel).text() == "That is not its recovery key.")
    _one(shell, "cover-secret", QLineEdit).clear()
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
