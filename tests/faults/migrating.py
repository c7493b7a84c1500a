"""Kills a migration at every step, and in every call that writes: `python -m tests.faults.migrating`."""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.storage.old_file import check_old_or_new, count_steps, make_old_file, open_killed

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink"
_OPEN = (
    "import sys, pathlib\n"
    "from sop_minutes.storage.database import Database\n"
    "Database.open(pathlib.Path(sys.argv[1])).close()\n"
)
_MOST = 5000


def kill_at_each_step(folder: Path) -> Counter[int]:
    """Kill before every statement, commit and change of a file; return how many left which version.

    Raises AssertionError where one leaves something between the two.
    """
    old = _old(folder)
    steps = count_steps(shutil.copytree(old, folder / "whole") / "p.sopm")
    left: Counter[int] = Counter()
    for step in range(1, steps + 1):
        path = _fresh(old, folder)
        assert open_killed(path, step)
        left[check_old_or_new(path)] += 1
    return left


def kill_at_each_call(folder: Path, every: int = 1) -> Counter[int]:
    """Kill in every call by which the process writes, syncs, renames or removes; return as above."""
    old = _old(folder)
    left: Counter[int] = Counter()
    for number in range(1, _MOST, every):
        path = _fresh(old, folder)
        inject = f"inject={CALLS}:signal=SIGKILL:when={number}"
        strace = ["strace", "-f", "-e", f"trace={CALLS}", "-e", inject, "-o", "/dev/null"]
        words = [*strace, sys.executable, "-c", _OPEN, str(path)]
        done = subprocess.run(words, capture_output=True, check=False, timeout=120)
        if done.returncode == 0:
            break
        left[check_old_or_new(path)] += 1
    return left


def _old(folder: Path) -> Path:
    old = folder / "old"
    if not old.exists():
        old.mkdir()
        make_old_file(old / "p.sopm")
    return old


def _fresh(old: Path, folder: Path) -> Path:
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    return shutil.copytree(old, work) / "p.sopm"


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as name:
        _say("killed at a step", kill_at_each_step(Path(name)))
        _say("killed in a call", kill_at_each_call(Path(name), every))


def _say(what: str, left: Counter[int]) -> None:
    versions = ", ".join(f"{count} of version {version}" for version, count in sorted(left.items()))
    print(f"{what}: {sum(left.values())} times; left {versions}, none between")  # noqa: T201


if __name__ == "__main__":
    main()
