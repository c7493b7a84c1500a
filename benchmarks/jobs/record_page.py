"""The record page: a key, a save, a meeting opened, in a note of 500 points and 60 actions."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.results import MS, Aim, Result, Series, Table, shown_time, time_aim
from benchmarks.setting import Setting

_WORKER = Path(__file__).parent.parent / "workers" / "record_page.py"
_KEY = (
    "In a note of 500 points, 60 of them actions, at the real widget on Qt's screen in memory: from the "
    "press until the page is painted, prose and an action's line, saving between keys included."
)
_OPEN = "The same note, from the database to painted."
_SAVE = (
    "One letter more in the same note, by the command, with change log and search index; and one bare UPDATE."
)


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("record-page")
    done = subprocess.run(
        [sys.executable, str(_WORKER), str(folder)], capture_output=True, text=True, check=True, timeout=600
    )
    taken = json.loads(done.stdout.splitlines()[-1])
    key, opened, save, action, commit = (
        Series(name, tuple(taken[kind]))
        for name, kind in (
            ("a key, to painted", "key"),
            ("open the meeting, to painted", "open"),
            ("a save", "save"),
            ("a save of an action's line", "action"),
            ("a bare commit (the limit of a save)", "commit"),
        )
    )
    yield Table("A key on the record page", _KEY, [key], tail=True)
    yield Table("A meeting opened on the record page", _OPEN, [opened])
    yield Table("A save of the record page", _SAVE, [save, action, commit], tail=True)
    p99 = key.percentile(0.99)
    yield Aim("Keystroke to paint, p99", shown_time(p99), "≤ 16 ms", p99 * MS <= 16)
    yield time_aim("Open a meeting of 500 points", opened.median, 150)
    yield time_aim("A save beyond the bare commit", save.median - commit.median, 10)
