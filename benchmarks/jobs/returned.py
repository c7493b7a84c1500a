"""A returned copy gone through: each change by its key, and a thousand at once."""

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.results import Result, Series, Table, time_aim
from benchmarks.setting import Setting

_ABOUT = (
    "The processor's time until the desk stands, for a copy that rewords each of 500 blocks of a note.",
    "From its key until the next change is painted.",
    "Of a copy with 1,000, all at once, beside the window's thread.",
)


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("returned")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workers.returned", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    taken = json.loads(done.stdout.splitlines()[-1])
    names = (("the desk opened", "open"), ("one change accepted", "key"), ("1,000 changes accepted", "all"))
    series = [Series(name, tuple(taken[kind])) for name, kind in names]
    for about, each in zip(_ABOUT, series, strict=True):
        yield Table(f"A returned copy: {each.name}", about, [each])
    yield time_aim("A change of 500 accepted", series[1].median, 100)
    yield time_aim("1,000 changes accepted", series[2].median, 10_000)
