"""The backups of a database, in a folder beside it: made when something changed, thinned, found again."""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from sop_minutes.domain.backups import Backup, Why, in_order, read_backup_name, superfluous
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.access import is_read_only
from sop_minutes.storage.complaints import reason_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import BrokenOffError, State, copy_whole, forget, never, state_of, sync
from sop_minutes.storage.passing import passing, sweep_folder

EVERY = timedelta(minutes=30)
"""How old the newest backup may be while something is changed."""

_SPARE = 16 * 1024 * 1024
"""Bytes that a backup leaves on the disk: saving goes before."""

_HOW_TO_RESTORE = "see and put one back with: sop-minutes backups list, sop-minutes backups restore"


def folder_of(path: Path) -> Path:
    """Return where the backups of the database at `path` are, or will be: beside the file, not a link."""
    return folder_beside(path.resolve())


def folder_beside(path: Path) -> Path:
    """Return the folder of backups that goes by the name of a file, or of a link, and once was a link's."""
    return path.with_name(f"{path.stem}-backups")


def backups_of(path: Path) -> tuple[Backup, ...]:
    """Return the backups of the database at `path`, the newest first, whole or not."""
    try:
        names = [file.name for file in folder_of(path).iterdir()]
    except OSError:
        return ()
    found = (read_backup_name(name, path.suffix) for name in names)
    return in_order(each for each in found if each is not None)[::-1]


def backups_before(path: Path) -> tuple[Path, ...]:
    """Return folders beside the database at `path` with backups of it from when it had another name.

    A copy of it that is there under that name has them for itself.
    """
    ours = next((each.origin for each in backups_of(path)), "")
    found = []
    with suppress(OSError, UserError, dbapi2.Error):
        ours = ours or _state(path).origin
        for folder in sorted(path.resolve().parent.glob("*-backups")):
            stem = folder.name.removesuffix("-backups")
            names = (read_backup_name(file.name, file.suffix) for file in folder.iterdir())
            its = folder.with_name(f"{stem}{path.suffix}")
            if not its.exists() and any(each is not None and each.origin == ours for each in names):
                found.append(folder)
    return tuple(found)


def back_up_if_due(path: Path, now: datetime) -> Path | None:
    """Back up if something has changed and the newest backup is not of the last half hour."""
    newest = next(iter(backups_of(path)), None)
    if newest is not None and timedelta(0) <= now - newest.at < EVERY:
        return None
    return back_up_if_changed(path, now, why=Why.CHANGE)


def back_up_if_changed(
    path: Path,
    now: datetime,
    *,
    even_new: bool = False,
    why: Why = Why.UNTOLD,
    held_by: Path | None = None,
    stop: Callable[[], bool] = never,
) -> Path | None:
    """Back up if the newest backup is of another moment than this; return the new one, None for none.

    Only the change log says whether anything changed; `now` is written on the backup. A database in which
    nothing was ever done is backed up only if that is wanted `even_new`. Others may write meanwhile; where
    nobody may so much as read it, a copy that is `held_by` another file is backed up in its stead. Raises
    UserError if it cannot be made, and leaves nothing of it behind then, nor once `stop` says that nobody
    waits for it. What is superfluous goes when the new one was found whole. A file that can only be read
    does not change.
    """
    if is_read_only(path):
        return None
    source = held_by or path
    try:
        state = _state(source)
        known = backups_of(path)
        if (state.entry == 0 and not even_new) or (known and _holds(path, known[0], state)):
            return None
        made = _make(path, source, now, known[0].number + 1 if known else 1, why, stop)
    except BrokenOffError:
        return None
    except (OSError, dbapi2.Error) as error:
        raise UserError(
            f"No backup of {path} could be made: {reason_of(error)}. What is saved in it is safe; "
            f"{_help(path)}."
        ) from error
    for each in superfluous(backups_of(path)):
        with suppress(OSError):
            (folder_of(path) / each.name).unlink()
    return made


def is_lost(path: Path) -> bool:
    """Say whether there is no database at `path`, or nothing in it, though there are backups of one."""
    with suppress(OSError):
        return (not path.exists() or not path.stat().st_size) and bool(backups_of(path))
    return False


def refuse_lost(path: Path) -> None:
    """Raise UserError if the database at `path` is lost: nobody may begin a new one in its place unaware."""
    if is_lost(path):
        gone = "is empty (0 bytes)" if path.exists() else "is missing"
        count = len(backups_of(path))
        there = "There is a backup" if count == 1 else f"There are {count} backups"
        hint = f"{there} of it in {folder_of(path)}; {_HOW_TO_RESTORE}"
        raise UserError(f"{path} {gone}.", at_terminal=hint)


def _make(path: Path, source: Path, now: datetime, number: int, why: Why, stop: Callable[[], bool]) -> Path:
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    sweep_folder(folder)
    _check_room(source, folder)
    part = passing(folder / path.name, word=str(number))
    try:
        state = copy_whole(source, part, stop=stop)
        shutil.copymode(source, part)
        backup = Backup(number, now.astimezone(UTC), *state, why=why)
        made = folder / backup.named(path.stem, path.suffix).name
        part.replace(made)
        sync(folder)
    finally:
        forget(part)
    return made


def _holds(path: Path, backup: Backup, state: State) -> bool:
    """Say whether a backup is of this state, by its name and, lest it became unreadable, by itself."""
    if backup.state != state:
        return False
    try:
        with closing(connect(folder_of(path) / backup.name, "ro")) as connection:
            return state_of(connection) == state
    except (OSError, UserError, dbapi2.Error):
        return False


def _state(path: Path) -> State:
    with closing(connect(path)) as connection:
        return state_of(connection)


def _check_room(path: Path, folder: Path) -> None:
    logged = path.with_name(f"{path.name}-wal")
    size = path.stat().st_size + (logged.stat().st_size if logged.exists() else 0)
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise OSError("there is too little room on the disk")


def _help(path: Path) -> str:
    """Return what makes a backup possible."""
    folder = folder_of(path)
    if folder.exists() and not folder.is_dir():
        return f"{folder} has to be a folder, and is a file: move it, or give it another name"
    return f"make room in {folder}, or see that it can be written"
