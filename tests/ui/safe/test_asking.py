"""A database that is encrypted is asked for its key: in the window, in the keyring, in the first second."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton

from sop_minutes.app import App
from sop_minutes.domain.recovery import recovery_key
from sop_minutes.queries.page import page_rows
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage import keeping
from sop_minutes.storage.database import Database
from sop_minutes.storage.keys import Key, hold_key
from sop_minutes.storage.promised import key_file
from sop_minutes.ui.shell import Shell
from tests.keyrings import ClosedKeyring, ForgetfulKeyring, MemoryKeyring, use_keyring
from tests.ui.safe.working import WORDS, K, found, one, press_button, type_in
from tests.ui.windows import make_file, open_shell, pages_of, press, wait_until


def test_what_is_encrypted_is_asked_for_its_passphrase_and_says_nothing_till_then(
    asking: Shell, key: Key
) -> None:
    assert asking.pages is None
    assert asking.window.windowTitle() == "SOP Minutes"
    type_in(asking, "unlock-secret", "no such thing at all")
    press(K.Key_Return)
    wait_until(lambda: one(asking, "unlock-secret-wrong", QLabel).text() == "That is not the passphrase.")
    QTest.keyClicks(one(asking, "unlock-secret", QLineEdit), WORDS)
    press(K.Key_Return)
    wait_until(lambda: asking.pages is not None)
    assert pages_of(asking).record.note.pieces


def test_a_key_file_that_was_left_behind_is_asked_for(app: QApplication, path: Path, key: Key) -> None:
    left = key_file(path).rename(path.with_name("left"))
    shell = open_shell(path)
    wait_until(lambda: one(shell, "unlock-secret", QLineEdit).isVisible())
    assert "x.sopm.key, which belongs beside it, is missing" in one(shell, "unlock-said", QLabel).text()
    left.rename(key_file(path))
    type_in(shell, "unlock-secret", WORDS)
    press(K.Key_Return)
    wait_until(lambda: shell.pages is not None)
    shell.close()
    shell.window.close()


def test_a_keyring_that_does_not_keep_the_key_is_told(app: QApplication, path: Path, key: Key) -> None:
    use_keyring(ForgetfulKeyring())
    shell = open_shell(path)
    wait_until(lambda: one(shell, "unlock-secret", QLineEdit).isVisible())
    type_in(shell, "unlock-secret", WORDS)
    one(shell, "unlock-keep", QCheckBox).click()
    press_button(shell, "unlock-go")
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
    wait_until(lambda: one(shell, "unlock-secret", QLineEdit).isVisible())
    groups = recovery_key(key.raw).split()
    type_in(shell, "unlock-secret", " ".join([*groups[:15], "111111"]))
    press_button(shell, "unlock-go")
    wait_until(lambda: one(shell, "unlock-secret-wrong", QLabel).text().startswith("Group 16 "))
    one(shell, "unlock-secret", QLineEdit).clear()
    type_in(shell, "unlock-secret", " ".join(groups))
    one(shell, "unlock-keep", QCheckBox).click()
    press_button(shell, "unlock-go")
    wait_until(lambda: shell.pages is not None)
    assert list(ours.kept.values()) == [key.raw.hex()]
    shell.close()
    shell.window.close()


def test_a_keyring_that_was_not_opened_can_be_asked_again(app: QApplication, path: Path, key: Key) -> None:
    closed = ClosedKeyring()
    use_keyring(closed)
    closed.set_password(keeping.SERVICE, key.mark.hex(), key.raw.hex())
    shell = open_shell(path)
    wait_until(lambda: one(shell, "unlock-again", QPushButton).isVisible())
    said = one(shell, "unlock-said", QLabel).text()
    assert said.startswith("This machine's keyring was not opened, and may have its key: ask it again. ")
    assert "is not in this machine's keyring" not in said
    press_button(shell, "unlock-again")
    wait_until(lambda: one(shell, "unlock-again", QPushButton).isEnabled())
    assert shell.pages is None
    closed.is_open = True
    press_button(shell, "unlock-again")
    wait_until(lambda: shell.pages is not None)
    shell.close()
    shell.window.close()


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
    wait_until(lambda: one(opened.shell, "unlock-secret", QLineEdit).isVisible())  # type: ignore[arg-type]
    type_in(opened.shell, "unlock-secret", WORDS)
    press_button(opened.shell, "unlock-go")
    wait_until(lambda: opened.shell is not None and opened.shell.pages is not None)
    assert pages_of(opened.shell).record.meeting_id == 2
    opened.window.close()


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


def test_another_database_is_opened_instead(asking: Shell, tmp_path: Path) -> None:
    asking.open(make_file(tmp_path / "plain.sopm"))
    assert asking.pages is not None
    assert found(asking, "cover") is None
