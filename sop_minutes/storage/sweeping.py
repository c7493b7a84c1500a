"""What a program that was killed left beside a database: wiped, as it may hold what is encrypted now."""

from pathlib import Path

from sop_minutes.storage.backups import folder_beside
from sop_minutes.storage.passing import sweep_folder


def sweep(path: Path) -> None:
    """Wipe what was left beside the database at `path`, and its backups, when it was written or copied."""
    named = {path.absolute(), path.resolve()}
    for folder in {each.parent for each in named} | {folder_beside(each) for each in named}:
        sweep_folder(folder)
