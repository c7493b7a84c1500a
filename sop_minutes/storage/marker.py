"""A mark that stands while a window has a database open; one that still stands tells of a window killed."""

import os
from contextlib import suppress
from pathlib import Path

from sop_minutes.storage.backups import folder_of
from sop_minutes.storage.copying import sync
from sop_minutes.storage.processes import this_machine


def begin_use(path: Path) -> bool:
    """Set the mark for the database at `path`; say whether one stood there, from a window that was killed.

    Nothing is marked where nothing can be written.
    """
    mark = _mark(path)
    stood = False
    with suppress(OSError):
        stood = mark.exists()
        mark.parent.mkdir(mode=0o700, exist_ok=True)
        mark.write_text(f"{this_machine()} {os.getpid()}\n", encoding="utf-8")
        sync(mark)
        sync(mark.parent)
    return stood


def end_use(path: Path) -> None:
    """Take the mark away: all was closed as it should be."""
    mark = _mark(path)
    with suppress(OSError):
        mark.unlink()
        mark.parent.rmdir()  # where there is no backup yet, no folder is left either


def _mark(path: Path) -> Path:
    """Return where the mark of a database is: another with its stem has the same folder."""
    return folder_of(path) / f"open{path.resolve().suffix}.txt"
