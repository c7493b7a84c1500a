"""Names of files that a program left which is not there any more."""

import os
from pathlib import Path

from sop_minutes.storage.passing import NEW, passing

BEYOND_ANY_PROCESS = 4_194_305


def left_by_nobody(path: Path, kind: str = NEW, *, word: str = "") -> Path:
    """Return the name that a killed program gave what it wrote beside `path`."""
    name = passing(path, kind, word=word).name
    return path.with_name(name.replace(f"-{os.getpid()}.", f"-{BEYOND_ANY_PROCESS}."))
