"""Which words open the window, and which are for the terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

from sop_minutes.start import window_on
from sop_minutes.storage.database import Database


@pytest.mark.parametrize(
    ("words", "database"),
    [
        ([], ""),
        (["--database", "my.sopm"], "my.sopm"),
        (["--database=my.sopm"], "my.sopm"),
        (["my.sopm"], "my.sopm"),
        (["--help"], None),
        (["groups", "list"], None),
        (["--database", "my.sopm", "check"], None),
        (["--database", "postgresql://x/y"], None),
    ],
)
def test_the_window_opens_when_no_verb_is_given(words: list[str], database: str | None) -> None:
    assert window_on(words) == database


_CRASH = """
import sys
from sop_minutes.queries import search
def fail(*_given, **_named):
    raise RuntimeError(sys.argv[-1])
search.search = fail
from sop_minutes.start import main
main()
"""


def test_what_goes_wrong_unexpectedly_at_the_terminal_is_told_without_a_word_of_the_notes(
    tmp_path: Path,
) -> None:
    Database.open(tmp_path / "p.sopm").close()
    words = [sys.executable, "-c", _CRASH, "--database", str(tmp_path / "p.sopm"), "search", "kanarie"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Something went wrong that should not have. What is saved is safe.\n")
    assert "RuntimeError" in done.stderr
    assert "kanarie" not in done.stdout + done.stderr
