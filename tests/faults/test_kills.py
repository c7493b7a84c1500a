"""Whatever moment the window is killed at, what it called saved is there."""

from pathlib import Path

import pytest

from tests.faults.kills import kill_once


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_was_called_saved_is_lost(tmp_path: Path, seed: int) -> None:
    kill_once(tmp_path, seed)
