"""Starts many windows at once: one opens, the rest call it."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sop_minutes.holding import lock_file
from sop_minutes.storage.database import Database
from tests.faults.figures import Figures
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
        wait_until(lambda: sum(one.poll() is None for one in started) <= 1, 600.0)
        living = {one.pid for one in started if one.poll() is None}
        wait_until(lambda: {_holder(path) for path in paths} & living, 60.0)
        seconds = time.monotonic() - begun
        ended = Counter(one.returncode for one in started if one.returncode is not None)
        wrong = tuple(str(one.communicate()[1]) for one in started if one.returncode not in (0, None))
        holders = {_holder(path) for path in paths} & {one.pid for one in started}
        assert holders == living
        return Started(len(living), ended[0], wrong, len(holders), seconds)


def start_all_ways(folder: Path, count: int) -> Iterator[Figures]:
    """Start so many at once in every way; yield what came of it."""
    for name, files, killed_first in (
        ("one file", 1, False),
        ("five files", 5, False),
        ("after a kill", 1, True),
    ):
        figures = Figures(f"starts at once: {name}", count)
        place = folder / name
        place.mkdir()
        try:
            found = start_at_once(place, count, files=files, killed_first=killed_first)
        except AssertionError as error:
            figures.failures.append(f"{name}: {error}")
        else:
            figures.count("windows left", found.windows)
            figures.count("writers", found.writers)
            figures.count("handed over", found.handed_over)
            if (found.windows, found.writers, found.handed_over) != (1, 1, count - 1):
                figures.failures.append(f"{name}: {found}")
        yield figures


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
