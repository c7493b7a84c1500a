"""What is said of a failure nobody foresaw: where it was, and no word of anybody's notes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sop_minutes.paths import passing_folder

CANARIES = [f"kanarie{number:03d}vogel" for number in range(200)]
FAILS = """
import sys
from pathlib import Path
from sop_minutes import start
import sop_minutes.cli
from sop_minutes.storage.database import Database

canaries = sys.argv.pop().split(",")

def fail():
    typed = canaries[1]
    try:
        raise ValueError(canaries[0])
    except ValueError as error:
        with Database.open(Path("x.sopm")) as database:
            database.read(lambda session: session.connection().exec_driver_sql(
                "SELECT no_such(" + ", ".join("?" * len(canaries)) + ")", tuple(canaries)))

sop_minutes.cli.main = fail
sys.argv[1:] = ["check"]
start.main()
"""


def _failed(tmp_path: Path, **environment: str) -> str:
    words = [sys.executable, "-c", FAILS, ",".join(CANARIES)]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    return done.stdout + done.stderr


def test_the_terminal_is_told_where_it_failed_and_no_word_of_the_notes(tmp_path: Path) -> None:
    said = _failed(tmp_path)
    assert "sqlalchemy.exc.OperationalError" in said
    assert "in fail" in said
    assert [word for word in CANARIES if word in said] == []


def test_who_works_on_the_program_is_shown_all_but_the_values_in_sql(tmp_path: Path) -> None:
    said = _failed(tmp_path, SOP_MINUTES_TRACEBACK="1")
    assert "no_such" in said
    assert [word for word in CANARIES if word in said] == CANARIES[:1]


def test_files_for_a_moment_are_in_memory_where_there_is_a_folder_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with passing_folder() as folder:
        assert Path(folder).parent == tmp_path
        assert Path(folder).stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    with passing_folder() as folder:
        assert Path(folder).stat().st_mode & 0o077 == 0
