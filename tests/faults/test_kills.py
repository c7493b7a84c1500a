"""Whatever moment the program is killed at, what it called saved is there, and files are old or new."""

from pathlib import Path

import pytest

from tests.faults.kills import kill_meanwhile, kill_once
from tests.faults.long_jobs import LONG_JOBS
from tests.thorough import cases


@pytest.mark.parametrize("seed", range(cases(2)))
def test_nothing_that_was_called_saved_is_lost(tmp_path: Path, seed: int) -> None:
    kill_once(tmp_path, seed)


@pytest.mark.parametrize(("name", "moment"), [("restore in the window", 0.15), ("encrypt", 0.3)])
def test_what_takes_long_and_is_killed_leaves_the_old_or_the_new(
    tmp_path: Path, name: str, moment: float
) -> None:
    kill_meanwhile(LONG_JOBS[name], tmp_path / "work", moment)
