"""Starts many windows at once: one opens, the rest call it. `python -m tests.faults.starting 50`."""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sop_minutes.holding import lock_file
from sop_minutes.storage.database import Database
from tests.starts import Profile, profile_in, wait_until


class Started(NamedTuple):
    """How many windows are left of those started, how many ended having handed over, and all else."""

    windows: int
    handed_over: int
    else_ended: tuple[str, ...]
    writers: int
    seconds: float


def start_at_once(folder: Path, count: int, *, files: int = 1, killed_first: bool = False) -> Started:
    """Start so many windows at once, on so many files, maybe after one that was killed."""
    paths = [folder / f"{number}.sopm" for number in range(files)]
    for path in paths:
        Database.open(path).close()
    with profile_in(folder) as profile:
        if killed_first:
            _kill_one(profile, paths[0])
        begun = time.monotonic()
        started = [profile.start(paths[number % files]) for number in range(count)]
        wait_until(lambda: sum(one.poll() is None for one in started) <= 1, 180.0)
        living = {one.pid for one in started if one.poll() is None}
        wait_until(lambda: {_holder(path) for path in paths} & living, 60.0)
        seconds = time.monotonic() - begun
        ended = Counter(one.returncode for one in started if one.returncode is not None)
        wrong = tuple(str(one.communicate()[1]) for one in started if one.returncode not in (0, None))
        holders = {_holder(path) for path in paths} & {one.pid for one in started}
        assert holders == living
        return Started(len(living), ended[0], wrong, len(holders), seconds)


def _kill_one(profile: Profile, path: Path) -> None:
    first = profile.start(path)
    wait_until(lambda: _holder(path) == first.pid)
    first.kill()
    first.wait()


def _holder(path: Path) -> int:
    try:
        return int(lock_file(path).read_text().splitlines()[0])
    except (OSError, IndexError, ValueError):
        return 0


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    for options in ({}, {"files": 5}, {"killed_first": True}):
        with tempfile.TemporaryDirectory() as name:
            found = start_at_once(Path(name), count, **options)  # type: ignore[arg-type]
        what = ", ".join(options) or "one file"
        print(f"{count} starts at once ({what}): {found}")  # noqa: T201


if __name__ == "__main__":
    main()
