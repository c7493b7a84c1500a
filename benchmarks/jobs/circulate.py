"""The circulate page: a note on its way out, from the page opened to 17 drafts on the disk."""

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.results import Remark, Result, Series, Table, shown_time, time_aim
from benchmarks.setting import Setting

_ABOUT = (
    "The page of a note of {points} points, Word and PDF, at the real widget on Qt's screen in memory: until "
    "its first page is painted, until it is checked, from the folder chosen until 17 drafts are written and "
    "the version is kept; and the longest time that a key waits meanwhile."
)
_NAMES = (
    ("the page opened, to the first page painted", "painted"),
    ("… to the last check shown", "checked"),
    ("17 drafts written, and kept", "drafts"),
    ("the longest wait of a key", "gap"),
)


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("circulate")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workers.circulate", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    taken = json.loads(done.stdout.splitlines()[-1])
    first = shown_time(taken["painted 30"][0])
    for points in (30, 500):
        series = [Series(name, tuple(taken[f"{kind} {points}"][1:])) for name, kind in _NAMES]
        yield Table(f"A note of {points} points sent to 17", _ABOUT.format(points=points), series)
        yield time_aim(f"17 drafts of {points} points", series[2].median, 2000 if points == 30 else 5000)
        yield time_aim(f"First page of {points} points", series[0].median, 500 if points == 30 else 1500)
    yield Remark(f"The very first opening, with all that is imported for it, took {first} to painted.")
