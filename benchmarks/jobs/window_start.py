"""From the shell to a window that is painted, and to a letter typed on the last note and committed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks.results import Aim, Result, Series, Table, named, ratio, ratio_aim
from benchmarks.setting import Setting
from benchmarks.timing import Contender, PeerError, take_turns
from sop_minutes.settings import Settings, save_settings

_WORKER = Path(__file__).parent.parent / "workers" / "window_start.py"
_ABOUT = (
    "Whole processes on {where}, opening where one was in a note of W1. “Committed”: the first letter "
    "typed is shown, and on the disk in the database; “all there”: palette, diary, undo and chips too. An "
    "empty PySide6 window is the limit."
)
_LETTER = "\u017e"


def run(setting: Setting) -> Iterator[Result]:
    for screen, where in _screens():
        series = take_turns(_contenders(setting, screen), setting.rounds(20))
        yield Table(f"The window opens ({screen})", _ABOUT.format(where=where), series)
        yield from _aims(series, screen)


def _screens() -> Iterator[tuple[str, str]]:
    yield "offscreen", "Qt's screen in memory"
    if os.environ.get("DISPLAY"):
        yield "xcb", "the X server"


def _aims(series: list[Series], screen: str) -> Iterator[Aim]:
    least = named(series, "an empty")
    for name, aim in (("painted", 1.3), ("committed", 2.5)):
        times = ratio(named(series, f"ours, {name}"), least)
        yield ratio_aim(f"Window {name} ({screen})", times, aim, "an empty window")


def _contenders(setting: Setting, screen: str) -> list[Contender]:
    folder = setting.folder(f"window-{screen}")
    database = folder / "w1.sopm"
    shutil.copy(setting.small, database)
    with closing(dbapi2.connect(str(database))) as writer:
        meeting = writer.execute("SELECT max(meeting_id) FROM items").fetchone()[0]
        writer.execute("UPDATE meetings SET state = 'draft' WHERE id = ?", (meeting,))
        writer.commit()
    settings = Settings().on(str(database))._replace(meeting=meeting)
    save_settings(folder / "sop-minutes" / "settings.json", settings)
    environment = {**os.environ, "QT_QPA_PLATFORM": screen, "XDG_CONFIG_HOME": str(folder)}
    qt = version("pyside6-essentials")
    return [
        Contender("ours, painted", _until("painted", environment, "ours", str(database))),
        Contender("ours, committed", _until("kept", environment, "ours", str(database))),
        Contender("ours, all there", _until("ready", environment, "ours", str(database))),
        Contender("an empty PySide6 window (the limit)", _until("painted", environment, "empty"), qt),
    ]


def _until(what: str, environment: dict[str, str], *words: str) -> Callable[[], float]:
    def run() -> float:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, str(_WORKER), *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        said = dict(line.split() for line in reversed(done.stdout.splitlines()))  # the first of each
        if what not in said:
            raise PeerError(f"It never was {what}: {done.stderr[-300:]}")
        if what == "kept":
            _check(words[-1])
        return float(said[what]) - began

    return run


def _check(database: str) -> None:
    """Raise unless the letter is in the file."""
    with closing(dbapi2.connect(database)) as reader:
        points = "SELECT count(*) FROM points WHERE text LIKE ?"
        typed = "SELECT count(*) FROM typed"
        if not reader.execute(f"{points} UNION ALL {typed} ORDER BY 1 DESC", (f"%{_LETTER}%",)).fetchone()[0]:
            raise PeerError("What was said to be kept is not in the file.")
