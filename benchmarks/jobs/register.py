"""The Actions page on a county: views switched, the filter typed in, rows scrolled through."""

import json
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.results import MS, Aim, Result, Series, Table, ratio_aim, shown_time
from benchmarks.setting import Setting

_SWITCH = (
    "Each view and a facet of {size} ({rows:,} actions), at the real widgets on Qt's screen in memory: from "
    "chosen until its rows are painted."
)
_COUNT = "From those rows until every count and facet beside them stands; keys are heard all the while."
_ORDER = (
    "The rows put in the order of each column, and under headings of each, over what is open and over all: "
    "how long no key is heard, and until the rows are painted."
)
_KEY = "Each key in the filter line until the rows it leaves are painted, over what is open and over all."
_MEANWHILE = (
    "The same keys 160 ms apart, after a change, so that every count, every facet and the rest of the rows "
    "are being looked up: from when a key is due until its rows are painted."
)
_SCROLL = (
    "Three rows further in all actions, each time painted, reading the rows included; and a table of Qt's "
    "own that has the same words in memory, as high and wide."
)
_MOST = 350 << 20


def run(setting: Setting) -> Iterator[Result]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workers.register", str(setting.large)],
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    taken = json.loads(done.stdout.splitlines()[-1])
    switch, count, key, meanwhile, scroll, bare = (
        Series(name, tuple(taken[kind]))
        for name, kind in (
            ("a view chosen, to painted", "switch"),
            ("all that is counted", "count"),
            ("a key, to painted", "key"),
            ("a key pressed while the rest is being counted, to painted", "meanwhile"),
            ("ours", "scroll"),
            ("a bare QTableView", "bare"),
        )
    )
    about = _SWITCH.format(size=setting.size, rows=taken["rows"])
    yield Table("A view of the register", about, [switch], tail=True)
    yield Table("What is counted beside a view", _COUNT, [count], tail=True)
    orders = [
        Series(f"{view.lower()}, {name}", tuple(of_view[kind]))
        for view, of_view in taken["orders"].items()
        for kind, name in (("deaf", "no key heard"), ("painted", "painted"))
    ]
    yield Table("The register in another order", _ORDER, orders, tail=True)
    yield Table("A key in the register's filter", _KEY, [key], tail=True)
    yield Table("A key while the register counts", _MEANWHILE, [meanwhile], tail=True)
    yield Table("Scrolling the register", _SCROLL, [scroll, bare], tail=True)
    for name, series, share, limit in (
        ("View of the register switched, p99", switch, 0.99, 100),
        ("Filter keystroke to rows, p99", key, 0.99, 50),
        ("Filter keystroke while the rest is counted, p99", meanwhile, 0.99, 50),
    ):
        value = series.percentile(share)
        yield Aim(name, shown_time(value), f"≤ {limit} ms", value * MS <= limit)
    yield ratio_aim("Scrolling the register", scroll.median / bare.median, 1.3, "a bare QTableView")
    memory = taken["memory"]
    yield Aim("Memory with the register open", f"{memory >> 20} MB", "≤ 350 MB", memory <= _MOST)
