"""A migration that is killed leaves the old file or the new one, and each copy of the old one whole."""

import shutil
from pathlib import Path

from sop_minutes.storage.version import VERSION
from tests.storage.old_file import OLD, check_old_or_new, count_steps, make_old_file, open_killed


def test_a_migration_killed_at_a_step_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    make_old_file(old / "p.sopm")
    steps = count_steps(shutil.copytree(old, tmp_path / "whole") / "p.sopm")
    assert steps > 40
    left = []
    for step in (*range(1, steps - 3, 13), steps - 2, steps):
        path = shutil.copytree(old, tmp_path / f"{step}") / "p.sopm"
        assert open_killed(path, step)
        left.append(check_old_or_new(path))
    assert left[0] == OLD
    assert left[-1] == VERSION
    assert left == sorted(left)
