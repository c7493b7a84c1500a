"""What the bench ran on: the machine, and the versions of what ours is made of."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from sqlcipher3 import dbapi2

_PACKAGES = ("sqlcipher3", "SQLAlchemy", "sqlmodel", "lxml", "python-docx", "typer")
_ROOT = Path(__file__).parent.parent


def machine_lines(commit: str) -> Iterator[str]:
    """Yield what a reader needs to judge the figures of a run that has just ended, a line each."""
    cores, memory = os.cpu_count(), os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 30
    yield f"{_processor()}, {cores} cores, {memory} GB; {_system()}, Linux {platform.release()}"
    yield (
        f"Python {platform.python_version()}, SQLite {dbapi2.sqlite_version}, "
        + ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    )
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    yield f"Load when it ended (the last 1, 5 and 15 minutes): {load}"
    yield f"Commit {commit}"


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return found[1].strip() if found else platform.machine()


def _system() -> str:
    found = re.search(r'PRETTY_NAME="(.+)"', _read("/etc/os-release"))
    return found[1] if found else platform.system()


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def checked_out() -> str:
    """Return the commit that is checked out: ask before a run, not after it."""
    command = ["git", "describe", "--always", "--dirty=, with changes that are not committed"]
    quietly = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    try:
        said = subprocess.run(command, cwd=_ROOT, env=quietly, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return said.stdout.strip() or "unknown"
