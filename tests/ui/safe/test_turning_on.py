"""Encryption is turned on and off in the window, and how it stands is said."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QWidget

from sop_minutes.keyholding import Opens
from sop_minutes.storage import keeping
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, new_key
from sop_minutes.ui.safe.dialog import EncryptionDialog
from sop_minutes.ui.safe.ways_in import WaysIn
from sop_minutes.ui.shell import Shell
from tests.ui.safe.working import WORDS, K, found, one, press_button, type_in
from tests.ui.windows import wait_until


def test_encryption_is_turned_on_once_a_group_was_typed_back_and_off_again(shell: Shell, path: Path) -> None:
    shell.safe.show()
    one(shell, "by-passphrase", QRadioButton).click()
    type_in(shell, "passphrase", WORDS)
    type_in(shell, "passphrase-again", "something else")
    press_button(shell, "encryption-begin")
    assert one(shell, "passphrase-wrong", QLabel).text() == "The two are not the same."
    one(shell, "passphrase-again", QLineEdit).clear()
    type_in(shell, "passphrase-again", WORDS)
    press_button(shell, "encryption-begin")
    page = one(shell, "recovery-paper", QWidget)
    go = one(shell, "encrypt")
    assert not go.isEnabled()
    group = page.printed.split()[page.wanted - 1]  # type: ignore[attr-defined]
    type_in(shell, "typed-group", "000000" if group != "000000" else "000001")
    assert not go.isEnabled()
    assert mark_in(path) is None
    one(shell, "typed-group", QLineEdit).clear()
    type_in(shell, "typed-group", group)
    go.setFocus()
    QTest.keyClick(go, K.Key_Return)
    wait_until(lambda: shell.pages is not None and mark_in(path) is not None)
    assert shell.window.message.text.text() == "x.sopm is encrypted."
    assert shell.window.status.encrypted.isVisible()
    assert b"The plan was heard" not in path.read_bytes()
    shell.safe.show()
    wait_until(lambda: found(shell, "encryption-off") is not None)
    assert "It opens by its passphrase and its recovery key." in one(shell, "encryption-state", QLabel).text()
    off = one(shell, "encryption-off")
    assert not off.isEnabled()
    QTest.keyClick(one(shell, "encryption-off-sure", QWidget), K.Key_Space)
    press_button(shell, "encryption-off")
    assert one(shell, "current-passphrase-wrong", QLabel).isVisible()  # nobody does so who does not know it
    type_in(shell, "current-passphrase", WORDS)
    press_button(shell, "encryption-off")
    wait_until(lambda: shell.pages is not None and mark_in(path) is None)
    assert not shell.window.status.encrypted.isVisible()
    assert not path.with_name("x.sopm.key").exists()


def test_where_it_cannot_be_encrypted_it_is_opened_again_as_it_was(shell: Shell, path: Path) -> None:
    with Database.open(path):
        shell.safe.show()
        one(shell, "by-passphrase", QRadioButton).click()
        for name in ("passphrase", "passphrase-again"):
            type_in(shell, name, WORDS)
        press_button(shell, "encryption-begin")
        page = one(shell, "recovery-paper", QWidget)
        type_in(shell, "typed-group", page.printed.split()[page.wanted - 1])  # type: ignore[attr-defined]
        press_button(shell, "encrypt")
        wait_until(lambda: "open in another program" in shell.window.message.text.text())
    assert shell.pages is not None
    assert mark_in(path) is None


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
