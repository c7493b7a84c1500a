"""Reports of what went wrong unexpectedly. They hold no text of any minutes."""

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sop_minutes.paths import default_database

SHOWN = "SOP_MINUTES_TRACEBACK"
"""Who works on the program sets this in the environment, and is shown all of what went wrong."""


def write_report(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> Path:
    """Write where something went wrong, in the user's data folder; return the file."""
    folder = default_database().parent / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{at:%Y-%m-%d-%H%M%S}.txt"
    path.write_text(_told(kind, trace, at), encoding="utf-8")
    return path


def say_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say the same to the standard error, which may be kept in a log of the system."""
    if os.environ.get(SHOWN):
        sys.__excepthook__(kind, error, trace)
    elif issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("Broken off.\n")
    else:
        sys.stderr.write(_told(kind, trace, datetime.now().astimezone()))


def _told(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> str:
    """Return where something went wrong.

    What was raised is named, but not what it says: that may hold what somebody typed. Nor are values
    or lines of code shown.
    """
    frames = [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in traceback.extract_tb(trace)]
    lines = [
        f"SOP Minutes, {at:%Y-%m-%d %H:%M:%S}",
        f"Python {platform.python_version()} on {sys.platform}",
        f"{kind.__module__}.{kind.__qualname__}",
        *frames,
    ]
    return "\n".join(lines) + "\n"
