"""Kills a migration at every step, and in every call that writes."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.figures import Figures
from tests.storage.old_file import OLD, check_old_or_new, count_steps, make_old_file, open_killed

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink"
_OPEN = (
    "import sys, pathlib\n"
    "from sop_minutes.storage.database import Database\n"
    "Database.open(pathlib.Path(sys.argv[1])).close()\n"
)
_MOST = 5000


def kill_at_each_step(folder: Path, every: int = 1) -> Figures:
    """Kill before each `every`th statement, commit and change of a file; look at what is left."""
    figures = Figures("kill -9 of a migration: before a step")
    old = _old(folder)
    steps = count_steps(shutil.copytree(old, folder / "whole") / "p.sopm")
    for step in range(1, steps + 1, every):
        path = _fresh(old, folder)
        assert open_killed(path, step)
        _look(path, figures, f"step {step}")
    return figures


def kill_at_each_call(folder: Path, every: int = 1) -> Iterator[Figures]:
    """Kill in each `every`th call that writes, syncs, renames or removes; yield the figures as they grow."""
    figures = Figures("kill -9 of a migration: in a call that writes")
    old = _old(folder)
    for number in range(1, _MOST, every):
        path = _fresh(old, folder)
        inject = f"inject={CALLS}:signal=SIGKILL:when={number}"
        strace = ["strace", "-f", "-e", f"trace={CALLS}", "-e", inject, "-o", "/dev/null"]
        words = [*strace, sys.executable, "-c", _OPEN, str(path)]
        done = subprocess.run(words, capture_output=True, check=False, timeout=120)
        if done.returncode == 0:
            break
        _look(path, figures, f"call {number}")
        if figures.tried % 20 == 0:
            yield figures
    if not figures.tried:
        figures.failures.append("nothing was killed")
    yield figures


def _look(path: Path, figures: Figures, when: str) -> None:
    figures.tried += 1
    try:
        version = check_old_or_new(path)
    except Exception as error:  # whatever is wrong with what is left is what is looked for
        figures.failures.append(f"{when}: {error!r}")
    else:
        figures.count("as it was" if version == OLD else "migrated")


def _old(folder: Path) -> Path:
    old = folder / "old"
    old.mkdir(parents=True)
    make_old_file(old / "p.sopm")
    return old


def _fresh(old: Path, folder: Path) -> Path:
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    return shutil.copytree(old, work) / "p.sopm"
