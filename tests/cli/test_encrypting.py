"""Encryption from the terminal: by keyring, passphrase and recovery key, typed or said by a script."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from sop_minutes.cli import context
from sop_minutes.storage import keeping
from sop_minutes.storage.keys import forget_keys
from tests.cli.conftest import Said, Terminal
from tests.keyrings import ClosedKeyring, MemoryKeyring, use_keyring
from tests.starts import held_elsewhere

WORDS, OTHERS = "five ducks on a wall", "six geese on a lake"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("SOP_MINUTES_PASSPHRASE", "SOP_MINUTES_NEW_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keeping, "COST", 2**14)
    yield
    forget_keys()
    use_keyring(None)


@pytest.fixture
def typed(recorded: Terminal) -> Terminal:
    """The terminal on a partnership with a note; no call knows what another was told."""

    def run(*words: str, **how: str) -> Said:
        forget_keys()
        return recorded(*words, **how)

    return run


def _says(monkeypatch: pytest.MonkeyPatch, new: str = "", now: str = "") -> None:
    for name, value in (("SOP_MINUTES_NEW_PASSPHRASE", new), ("SOP_MINUTES_PASSPHRASE", now)):
        monkeypatch.setenv(name, value)


def _groups_of(said: Said) -> list[str]:
    return [word for line in said.out.splitlines()[1:5] for word in line.split()]


def test_the_keyring_opens_it_without_asking(typed: Terminal, tmp_path: Path) -> None:
    use_keyring(MemoryKeyring())
    said = typed("encrypt")
    assert "Its key is in this machine's keyring." in said.out
    assert "on paper" in said.err
    assert [len(group) for group in _groups_of(said)] == [6] * 16
    assert b"governance" not in (tmp_path / "partnership.sopm").read_bytes()
    assert typed("search", "governance", "--json").json
    assert typed("recovery-key", "--json").json["recovery_key"] == _groups_of(said)
    assert _groups_of(typed("recovery-key")) == _groups_of(said)


def test_the_terminal_says_that_it_waits_for_the_keyring_and_that_it_was_not_opened(
    typed: Terminal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sop_minutes.cli.secrets._SOON", 0)

    class Slow(ClosedKeyring):
        """Answers once it was said that it is waited for."""

        said = ""

        def get_password(self, service: str, username: str) -> str | None:
            deadline = monotonic() + 20
            while "Waiting for this machine's keyring" not in self.said and monotonic() < deadline:
                self.said += capsys.readouterr().err
            return super().get_password(service, username)

    use_keyring(MemoryKeyring())
    assert typed("encrypt").code == 0
    slow = Slow()
    use_keyring(slow)
    said = typed("search", "governance")
    assert "Waiting for this machine's keyring" in slow.said
    assert (
        "is encrypted, and this machine's keyring, which may have its key, was not opened. Give" in said.err
    )


def test_without_a_keyring_a_passphrase_opens_it(
    typed: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = typed("encrypt")
    assert (said.code, said.out) == (1, "")
    assert "A new passphrase is wanted" in said.err
    _says(monkeypatch, new=WORDS)
    assert "It opens with the passphrase." in typed("encrypt").out
    said = typed("check")
    assert (said.code, said.out) == (1, "")
    assert "Give its passphrase or recovery key with --passphrase-file" in said.err
    _says(monkeypatch, now=OTHERS)
    assert typed("check").err == "That is not the passphrase.\n"
    _says(monkeypatch, now=WORDS)
    assert typed("check").out.startswith("partnership.sopm is whole.\n")
    (tmp_path / "words.txt").write_text(f"{WORDS}\nand a second line\n")
    _says(monkeypatch)
    assert typed("--passphrase-file", "words.txt", "check").code == 0


def test_a_passphrase_is_changed_also_by_whoever_forgot_it(
    typed: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _says(monkeypatch, new=WORDS)
    groups = _groups_of(typed("encrypt"))
    _says(monkeypatch, now=WORDS)
    typed("check")
    before = (tmp_path / "partnership.sopm").read_bytes()
    _says(monkeypatch, new=OTHERS, now=" ".join(groups))
    assert "opens with the new passphrase" in typed("passphrase").out
    assert (tmp_path / "partnership.sopm").read_bytes() == before
    _says(monkeypatch, now=OTHERS)
    assert typed("check").code == 0
    groups[6] = "123456"
    _says(monkeypatch, now=" ".join(groups))
    assert typed("check").err == "Group 7 of the recovery key (123456) is mistyped.\n"


def test_it_is_asked_for_without_echo_a_few_times(typed: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    _says(monkeypatch, new=WORDS)
    typed("encrypt")
    _says(monkeypatch)
    answers = iter(["wrong", "wrong again", WORDS])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _asked: next(answers))
    said = typed("check")
    assert said.code == 0
    assert said.err.startswith("That is not the passphrase.\nThat is not the passphrase.\nKeep that seal ")


def test_a_backup_is_restored_on_another_machine_with_the_recovery_key(
    typed: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_keyring(MemoryKeyring())
    groups = _groups_of(typed("encrypt"))
    assert typed("backup", "b.sopm").code == 0
    use_keyring(MemoryKeyring())
    said = typed("restore", "b.sopm", database="new.sopm")
    assert "b.sopm is encrypted." in said.err
    assert not (tmp_path / "new.sopm").exists()
    _says(monkeypatch, now="".join(groups))
    assert typed("restore", "b.sopm", database="new.sopm").code == 0
    assert typed("keep-key", database="new.sopm").code == 0
    _says(monkeypatch)
    assert typed("search", "governance", "--json", database="new.sopm").json


def test_turned_off_it_opens_without_any_key(typed: Terminal, tmp_path: Path) -> None:
    use_keyring(MemoryKeyring())
    typed("encrypt")
    assert "is encrypted already" in typed("encrypt").out
    assert "not encrypted any more" in typed("decrypt").out
    use_keyring(None)
    assert typed("search", "governance", "--json").json
    assert typed("decrypt").err == "partnership.sopm is not encrypted.\n"
    assert "Encrypt it with: sop-minutes encrypt" in typed("recovery-key").err


def test_refused_where_a_window_has_it_open_it_leaves_nothing(
    typed: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _says(monkeypatch, new=WORDS)
    monkeypatch.setattr(context, "_PATIENCE_MS", 50)
    before = sorted(file.name for file in tmp_path.iterdir())
    with held_elsewhere(tmp_path / "partnership.sopm"):
        assert "is open in another window" in typed("encrypt").err
    assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_a_backup_that_is_left_is_named(typed: Terminal, tmp_path: Path) -> None:
    use_keyring(MemoryKeyring())
    (tmp_path / "partnership-backups").mkdir(exist_ok=True)
    bad = tmp_path / "partnership-backups" / "one.sopm"
    bad.write_bytes((tmp_path / "partnership.sopm").read_bytes()[:9000])
    said = typed("encrypt")
    assert said.code == 1
    assert "is encrypted." in said.out
    assert f"{Path('partnership-backups') / 'one.sopm'}" in said.err
