"""Starting the window as a desktop does: a process each, ended by its id."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sop_minutes.holding import lock_file

_START = "from sop_minutes.start import main; main()"
_HOLD = (
    "import sys, pathlib\n"
    "from sop_minutes.locking import lock_at\n"
    "lock = lock_at(pathlib.Path(sys.argv[1]))\n"
    "print(lock.tryLock(0), flush=True)\n"
    "sys.stdin.read()\n"
)
_PATIENCE = 60.0


class Profile:
    """A user's settings and session, apart from every other's."""

    def __init__(self, folder: Path, session: Path) -> None:
        self.settings = folder / "config" / "sop-minutes" / "settings.json"
        self.session = session
        self._environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(session),
        }
        self.begun: list[subprocess.Popen[str]] = []

    def start(self, *words: str | Path, cwd: Path | None = None) -> "subprocess.Popen[str]":
        """Start the window with these words."""
        command = [sys.executable, "-c", _START, *map(str, words)]
        started = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self._environment, cwd=cwd
        )
        self.begun.append(started)
        return started

    def start_first(self, path: Path) -> "subprocess.Popen[str]":
        """Start the window on a file, and wait until that is open in it."""
        first = self.start(path)
        self.wait_until_open(path)
        return first

    def wait_until_open(self, path: Path) -> None:
        """Wait until a window has opened a file as a whole."""
        wait_until(lambda: lock_file(path).exists() and self.opened() == str(path))

    def opened(self) -> str:
        """Return which file the window remembers as the one that is open."""
        try:
            return str(json.loads(self.settings.read_text())["database"])
        except (OSError, ValueError, KeyError):
            return ""

    def end(self) -> None:
        """End each process that was started here and is still there."""
        for process in self.begun:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=20)


@contextmanager
def profile_in(folder: Path) -> Iterator[Profile]:
    """A profile whose session lies where names are short, as those of sockets must be."""
    with tempfile.TemporaryDirectory() as session:
        profile = Profile(folder, Path(session))
        yield profile
        profile.end()


@contextmanager
def held_elsewhere(path: Path, lock: Path | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds a database, or a lock, until it is told to let it go, or killed."""
    words = [sys.executable, "-c", _HOLD, str(lock or lock_file(path))]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        yield other
        if other.poll() is None:
            other.communicate("", timeout=20)


def outcome(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Wait for a process to end; return its exit code and what it said of errors."""
    _, said = process.communicate(timeout=_PATIENCE)
    return process.returncode, said


def kill(process: "subprocess.Popen[str]") -> None:
    """Kill a process that has no say in it."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def wait_until(happened: Callable[[], object], seconds: float = _PATIENCE) -> None:
    """Wait for what other processes do."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "It never happened."
        time.sleep(0.02)
