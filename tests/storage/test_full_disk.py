"""A database on a disk that takes no more: what is told to be whole is whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.database import Database
from sop_minutes.ui.workspace import make_database

_BEGIN = """
import resource, sys
from pathlib import Path
from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.database import Database

with Database.open(Path(sys.argv[1])) as database:
    database.do("Add", add_group, "One")
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, -1))
    try:
        database.close_whole()
    except UserError as error:
        print(error)
"""


def test_a_file_that_the_disk_did_not_take_whole_is_not_called_so(tmp_path: Path) -> None:
    path = tmp_path / "new.sopm"
    words = [sys.executable, "-c", _BEGIN, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "new.sopm" in done.stdout
    with Database.open(path) as database:
        database.close_whole()
    assert [file.name for file in tmp_path.iterdir()] == ["new.sopm"]


def test_what_cannot_be_made_whole_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_database: Database) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(Database, "close_whole", full)
    with pytest.raises(UserError, match="full"):
        make_database(tmp_path / "x.sopm", [], lambda _done, _all: None)
    assert list(tmp_path.iterdir()) == []
