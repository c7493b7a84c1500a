"""An encrypted database, and a window that asks for its key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from sop_minutes.storage import keeping
from sop_minutes.storage.encrypting import encrypt
from sop_minutes.storage.keys import Key, forget_keys, new_key
from sop_minutes.ui.shell import Shell
from tests.keyrings import use_keyring
from tests.ui.safe.working import WORDS, one
from tests.ui.windows import open_shell, wait_until


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


@pytest.fixture
def asking(app: QApplication, path: Path, key: Key) -> Iterator[Shell]:
    """A window that asks for the key of the file."""
    shell = open_shell(path)
    wait_until(lambda: one(shell, "unlock-secret", QLineEdit).isVisible())
    yield shell
    shell.close()
    shell.window.close()
