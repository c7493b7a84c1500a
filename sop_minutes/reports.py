"""Reports of what went wrong unexpectedly. They hold no text of any minutes."""

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sop_minutes.paths import default_database


def write_report(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> Path:
    """Write where something went wrong, in the user's data folder; return the file.

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
    folder = default_database().parent / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{at:%Y-%m-%d-%H%M%S}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
