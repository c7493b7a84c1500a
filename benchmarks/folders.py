"""Where the bench keeps what it makes once: outside the checkout."""

import os
import tempfile
from pathlib import Path


def cache_folder(*names: str) -> Path:
    """Return a folder in the bench's cache, made if it is not there.

    The cache is `$XDG_CACHE_HOME/sop-minutes-bench`, or of that name in the folder for temporary
    files. Deleting it costs the next run some minutes.
    """
    root = Path(os.environ.get("XDG_CACHE_HOME") or tempfile.gettempdir()) / "sop-minutes-bench"
    folder = root.joinpath(*names)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
