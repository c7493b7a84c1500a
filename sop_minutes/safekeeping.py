"""A database and its backups, as the window and the terminal see them: listed, compared, put back."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sop_minutes.domain.backups import SET_ASIDE, Backup, Why, aside_moment
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.places import place_words
from sop_minutes.domain.restoring import Facts, Preview, backup_words, moment_words
from sop_minutes.export.files import write_whole
from sop_minutes.storage import asides, comparing, marker, upkeep
from sop_minutes.storage.access import is_read_only
from sop_minutes.storage.backups import back_up_if_changed, backups_before, backups_of, folder_of
from sop_minutes.storage.copying import JOURNALS, beside, forget, never
from sop_minutes.storage.database import user_name
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.mending import look_over
from sop_minutes.storage.passing import passing
from sop_minutes.storage.places import place_of
from sop_minutes.storage.promised import key_file, read_key_file, write_key_file
from sop_minutes.storage.schema import check_file, give_name


class Listed(NamedTuple):
    """A backup of a database: where it is, and what is in it.

    What a restore set aside is one, too: its number is `SET_ASIDE`.
    """

    backup: Backup
    path: Path
    facts: Facts

    @property
    def words(self) -> str:
        """What it is, in a line."""
        return backup_words(self.backup, self.facts)

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        is_aside = self.backup.number == SET_ASIDE
        return self.path.name if is_aside else f"backup {self.backup.number}"


class Chosen(NamedTuple):
    """The newest backup that can be put back, and the newer ones that cannot."""

    listed: Listed
    passed_over: tuple[Listed, ...]


class Begun(NamedTuple):
    """What was found when a window began to use a database; each a sentence or more, "" for nothing.

    `place` is to be known of where it lies, `mended` was put right after a window had been killed,
    `wrong` cannot be, and `failed` is why there is no backup, or one that is not encrypted as it is to be.
    """

    was_killed: bool = False
    place: str = ""
    mended: str = ""
    wrong: str = ""
    failed: str = ""


def begin_use(path: Path, *, now: datetime, told: Path, stop: Callable[[], bool] = never) -> Begun:
    """Take a database into use by a window: look over what a killed one left, and back up what changed.

    Backups of an encrypted one that are not, as that was broken off, are encrypted.
    """
    was_killed = marker.begin_use(path)
    place = place_to_explain(path, told)
    done, left = look_over(path) if was_killed else ((), ())
    failed = "" if stop() or left else back_up(path, now=now, why=Why.OPENED, stop=stop)
    if mark_in(path) is not None and not stop():
        from sop_minutes.storage.encrypting import encrypt_backups  # only where a file is encrypted

        failed = f"{failed} {encrypt_backups(path).left_warning}".strip()
    return Begun(was_killed, place, "; ".join(done), " ".join(left), failed)


def end_use(path: Path) -> None:
    """Let a database go: it was closed as it should be."""
    marker.end_use(path)


def has_backups(path: Path) -> bool:
    """Say whether there is any backup of the database at `path`, whole or not."""
    return bool(backups_of(path))


def backups_folder(path: Path) -> Path:
    """Return where the backups of the database at `path` are."""
    return folder_of(path)


def is_free(path: Path) -> bool:
    """Say whether a new database may be made at `path`: nothing of another is there, nor backups of one."""
    return not has_backups(path) and not any(beside(path, each).exists() for each in ("", *JOURNALS))


def check_free(path: Path) -> None:
    """Raise UserError where no new database may be made: a folder, or the log of one that is gone."""
    check_file(path)


@contextmanager
def newly_made(path: Path) -> Iterator[Path]:
    """Give a name to write a new database under, whole in one file at the end: then it has its own, `path`.

    What a window that is killed leaves of it is wiped as all that passes. Raises UserError if a file was
    made at `path` meanwhile, which stays, OSError if it cannot be given its name; nothing of it is left then.
    """
    part = passing(path, word="made")
    try:
        yield part
        give_name(part, path)
    except FileExistsError as error:
        said = f"{path} was made by another window meanwhile. Open that, or take another name."
        raise UserError(said) from error
    finally:
        with suppress(OSError):
            forget(part)


def copy_to(path: Path, target: Path) -> None:
    """Write a checked copy of the database at `path`. Raises UserError if that cannot be done."""
    upkeep.back_up(path, target)


def key_beside(path: Path) -> Path | None:
    """Return the small file beside a database without which its passphrase opens nothing, None for none."""
    file = key_file(path)
    return file if "key" in read_key_file(file) else None


def copy_as(path: Path, target: Path) -> None:
    """Write a checked copy of the database at `path` under a free name, with what its passphrase opens.

    Raises UserError if that cannot be done.
    """
    if not is_free(target):
        raise UserError(f"{target} is there already, or has backups; give the copy another name.")
    copy_to(path, target)
    said = read_key_file(key_file(path))
    try:
        target.chmod(0o600)  # for its user alone, as the database is
        if said:
            write_key_file(target, said)
    except OSError as error:
        raise UserError(f"{target} is copied, but not all beside it: {error.strerror}.") from error


def can_only_be_read(path: Path) -> bool:
    """Say whether the database at `path` cannot be written, itself or its folder."""
    return is_read_only(path)


def list_backups(path: Path) -> tuple[Listed, ...]:
    """Return the backups of the database at `path`, the newest first."""
    folder = folder_of(path)
    files = [(backup, folder / backup.name) for backup in backups_of(path)]
    return tuple(Listed(backup, file, comparing.facts_of(file)) for backup, file in files)


def before_words(path: Path) -> str:
    """Say where backups of the database at `path` are from when it had another name, "" for nowhere."""
    folders = backups_before(path)
    if not folders:
        return ""
    where = ", ".join(map(str, folders))
    how = "sop-minutes restore FILE puts one back."
    return f"It had another name once: backups from then are in {where}; {how}"


def list_set_aside(path: Path) -> tuple[Listed, ...]:
    """Return what restoring set aside of the database at `path`, the newest first."""
    return tuple(_aside(file) for file in asides.asides_of(path))


def _aside(file: Path) -> Listed:
    """Return what was set aside; its time is in its name, for it may have been rewritten since."""
    at, facts = aside_moment(file.name, file.suffix), Facts()
    with suppress(OSError):
        at = at or datetime.fromtimestamp(file.stat().st_ctime, UTC)
        facts = comparing.facts_of(file)
    backup = Backup(SET_ASIDE, at or datetime.now(UTC), 0, "", 0, "", why=Why.ASIDE)
    return Listed(backup, file, facts)


def newest_whole(path: Path) -> Chosen:
    """Return the newest backup that is whole from end to end. Raises UserError if there is none."""
    passed_over: list[Listed] = []
    for listed in list_backups(path):
        if not listed.facts.trouble and not comparing.is_whole(listed.path):
            listed = listed._replace(facts=listed.facts._replace(trouble="damaged; it cannot be restored"))
        if not listed.facts.trouble:
            return Chosen(listed, tuple(passed_over))
        passed_over.append(listed)
    if passed_over:
        raise UserError(f"None of the {len(passed_over)} backups in {folder_of(path)} can be restored.")
    raise UserError(f"There are no backups of {path}.")


def backup_numbered(path: Path, number: int) -> Listed:
    """Return a backup by its number. Raises UserError if there is none, or it cannot be restored."""
    for listed in list_backups(path):
        if listed.backup.number == number:
            if listed.facts.trouble:
                raise UserError(f"{listed.words}. Take another one: sop-minutes backups list")
            return listed
    raise UserError(f"There is no backup {number} of {path}. See which there are: sop-minutes backups list")


def compare(path: Path, listed: Listed) -> Preview:
    """Return what would differ if a backup took the place of the database at `path`."""
    return comparing.preview(path, listed.path)


def put_back(path: Path, listed: Listed, *, now: datetime) -> Path | None:
    """Put a backup in the place of the database at `path`, which nobody may have open, and log that.

    Returns where what was there is set aside, None if there was nothing. Raises UserError, nothing
    changed, if that cannot be done.
    """
    label = f"Put back {listed.name} of {moment_words(listed.backup.at)}"
    return upkeep.restore(listed.path, path, now=now, told=upkeep.Told(user_name(), label))


def back_up(path: Path, *, now: datetime, why: Why = Why.TIME, stop: Callable[[], bool] = never) -> str:
    """Back up if something has changed; return why that cannot be done, "" if it was or need not be."""
    try:
        back_up_if_changed(path, now, why=why, stop=stop)
    except UserError as error:
        return str(error)
    return ""


def place_to_explain(path: Path, told: Path) -> str:
    """Return what is to be known of the place that a database is in, once: the file `told` remembers it."""
    place = place_of(path)
    if place is None:
        return ""
    known = _told(told)
    if place.key in known:
        return ""
    with suppress(OSError, UserError):
        told.parent.mkdir(parents=True, exist_ok=True)
        write_whole(told, json.dumps([*known, place.key]).encode())
    return place_words(place)


def _told(told: Path) -> list[str]:
    try:
        found = json.loads(told.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [key for key in found if isinstance(key, str)] if isinstance(found, list) else []
