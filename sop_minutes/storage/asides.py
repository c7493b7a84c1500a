"""What was set aside of a database: known by its name, and by which database it is of."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sop_minutes.domain.backups import ASIDE_STAMP, fitting, read_aside_name
from sop_minutes.storage.copying import JOURNALS, beside
from sop_minutes.storage.origins import origin_of

LOGS = ("-wal", "-journal")
"""What lies beside a file, and may hold work that the file does not."""


def aside_name(path: Path, now: datetime) -> Path:
    """Return a name beside a file to set it aside under, which nothing has."""
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        aside = path.with_name(fitting(path.stem, f"-before-restore-{now:{ASIDE_STAMP}}{more}{path.suffix}"))
        if not any(beside(aside, suffix).exists() for suffix in ("", *JOURNALS)):
            return aside
        number += 1


def logs_of(file: Path) -> list[Path]:
    """Return the logs that lie beside a file, or beside where it was."""
    return [beside(file, log) for log in LOGS if beside(file, log).exists()]


def asides_of(path: Path) -> list[Path]:
    """Return what restoring set aside of the database at `path`, the newest first."""
    real = path.resolve()
    found = (file for file, why in asides_beside(real) if why == "before-restore")
    return sorted(found, key=lambda file: file.name, reverse=True)


def asides_beside(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield what was set aside beside a file, and why, of it and of none that is only called alike.

    A log that was all there was is one, too. What cannot be asked of which database it is, its name says it.
    """
    ours = None
    with suppress(OSError):
        for file in [*path.parent.iterdir()]:
            log = next((log for log in LOGS if file.name.endswith(log)), "")
            aside = file.with_name(file.name.removesuffix(log))
            why = read_aside_name(aside.name, path.stem, path.suffix)
            if not why or (log and aside.exists()):
                continue
            ours = origin_of(path) if ours is None else ours
            if not ours or origin_of(file) in {"", ours}:
                yield file, why
