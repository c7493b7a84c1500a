"""The record page: a key, a save, a meeting opened, in a note of 500 points and 60 actions."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.results import MS, Aim, Result, Series, Table, shown_time, time_aim
from benchmarks.setting import Setting

_WORKER = Path(__file__).parent.parent / "workers" / "record_page.py"
_ABOUT = (
    "At the real widget, on Qt's screen in memory. A key: from the press until the page is painted, saving "
    "between keys included. A save: one letter more, by the command, with change log and search index; the "
    "commit is one bare UPDATE of the same file."
)


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("record-page")
    done = subprocess.run(
        [sys.executable, str(_WORKER), str(folder)], capture_output=True, text=True, check=True, timeout=600
    )
    taken = json.loads(done.stdout.splitlines()[-1])
    key, opened, save, commit = (
        Series(name, tuple(taken[kind]))
        for name, kind in (
            ("a key, to painted", "key"),
            ("open the meeting, to painted", "open"),
            ("a save", "save"),
            ("a bare commit (the limit of a save)", "commit"),
        )
    )
    yield Table("The record page, 500 points", _ABOUT, [key, opened, save, commit], tail=True)
    p99 = key.percentile(0.99)
    yield Aim("Keystroke to paint, p99", shown_time(p99), "≤ 16 ms", p99 * MS <= 16)
    yield time_aim("Open a meeting of 500 points", opened.median, 150)
    yield time_aim("A save beyond the bare commit", save.median - commit.median, 10)
