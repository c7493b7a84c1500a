"""What the terminal does beside an open window, and what needs the file to itself."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sop_minutes.cli import context
from sop_minutes.storage.version import VERSION
from tests.cli.conftest import Terminal
from tests.starts import held_elsewhere


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "_PATIENCE_MS", 50)


def test_verbs_are_done_beside_a_window_that_has_the_file_open(recorded: Terminal, tmp_path: Path) -> None:
    with held_elsewhere(tmp_path / "partnership.sopm"):
        assert recorded("groups", "add", "Another Group").code == 0


def test_a_backup_is_not_restored_over_a_file_that_a_window_has_open(
    recorded: Terminal, tmp_path: Path, impatient: None
) -> None:
    path = tmp_path / "partnership.sopm"
    assert recorded("backup", "copy.sopm").code == 0
    before = path.read_bytes()
    with held_elsewhere(path):
        refused = recorded("restore", "copy.sopm")
    assert (refused.code, refused.out) == (1, "")
    assert "is open in another window on this computer" in refused.err
    assert "Nothing was changed" in refused.err
    assert path.read_bytes() == before
    assert recorded("restore", "copy.sopm").code == 0
    assert not list(tmp_path.glob(".*.lock"))


def test_an_older_file_that_a_window_has_open_is_not_brought_up_to_date(
    recorded: Terminal, tmp_path: Path, impatient: None
) -> None:
    path = tmp_path / "partnership.sopm"
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    with held_elsewhere(path):
        refused = recorded("groups", "list")
    assert refused.code == 1
    assert "is open in another window on this computer" in refused.err
    with closing(dbapi2.connect(str(path))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION - 1,)
