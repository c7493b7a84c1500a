"""Turning encryption on and off: a database and its backups are made anew, verified, wiped as they were."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from sop_minutes.domain.backups import read_backup_name
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.asides import asides_beside, logs_of
from sop_minutes.storage.backups import folder_beside
from sop_minutes.storage.complaints import reason_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import JOURNALS, beside, forget, sync
from sop_minutes.storage.header import PLAIN, has_plain_words, is_database, is_plain, mark_in
from sop_minutes.storage.keys import Key, hold_key, is_held, key_for
from sop_minutes.storage.marks import read_header
from sop_minutes.storage.origins import origin_of
from sop_minutes.storage.passing import NEW, WAS, is_passing, overwrite, passing, wipe
from sop_minutes.storage.promised import forget_wrapped, key_file, promise, withdraw
from sop_minutes.storage.sweeping import sweep

_NO_DATABASE = (
    "It is damaged, or a log without its file, and was not encrypted. Delete it if it is not needed."
)


class Rewritten(NamedTuple):
    """What came of it: the backups that were written anew too, and what could not be, with why.

    What is `left` can still be read by whoever has it; what is `locked`, with the key that it had.
    """

    backups: tuple[Path, ...]
    left: tuple[tuple[Path, str], ...] = ()
    locked: tuple[tuple[Path, str], ...] = ()

    @property
    def left_warning(self) -> str:
        """What is to be said of what can still be read, a line each; "" for nothing."""
        return _listed("These are as they were, and can still be read:", self.left)

    @property
    def warning(self) -> str:
        """What is to be said of all that could not be written anew; "" for nothing."""
        said = "These are still encrypted, with the key that they had; what opened them before opens them:"
        return f"{self.left_warning}\n{_listed(said, self.locked)}".strip()


def _listed(said: str, files: Sequence[tuple[Path, str]]) -> str:
    return "\n".join([said, *(f"  {path}: {why}" for path, why in files)] if files else [])


def encrypt(path: Path, key: Key) -> Rewritten:
    """Encrypt the database at `path`, and the backups beside it, with a key that is kept already.

    One that is encrypted stays so, with the key it has; its backups that are not become so. Raises
    UserError, the database as it was and its key not kept beside it any more, if it is open elsewhere or
    cannot be written. A kill at any moment leaves it whole, as it was or encrypted; what else it leaves is
    wiped when it is next opened.
    """
    hold_key(key)
    was = []
    if mark_in(path) is None:
        try:
            was = _rewrite(path, key)
        except UserError:
            if mark_in(path) is None:
                forget_wrapped(path, key.mark)
            raise
        promise(path, key.mark)
    done = encrypt_backups(path)
    return done._replace(left=(*done.left, *was))


def encrypt_backups(path: Path) -> Rewritten:
    """Encrypt the backups of the encrypted database at `path` that are not, or not with its key."""
    return _rewrite_backups(path, key_for(path))


def decrypt(path: Path) -> Rewritten:
    """Make plain files of the database at `path` and the backups beside it. Raises UserError as `encrypt`."""
    with suppress(OSError):  # then it cannot be rewritten either
        withdraw(path)
    if key_for(path) is not None:
        _rewrite(path, None)
    done = _rewrite_backups(path, None)
    if not done.warning:
        key_file(path).unlink(missing_ok=True)
    return done


def backups_of(path: Path) -> list[Path]:
    """Return the copies of a database that were made beside it, and in its folder of backups."""
    return sorted(file for file in {*_kept(path), *_aside(path)} if is_database(file))


def plain_backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of the database at `path`, or parts of some, that whoever has them can read."""
    return (*(file for file in backups_of(path) if is_plain(file)), *_damaged(path))


def copy_as(source: Path, part: Path, key: Key | None) -> None:
    """Write a copy of a database that nobody writes to `part`, encrypted with `key` or with none; synced."""
    with _alone(source) as connection:
        _export(connection, part, key)
    sync(part)


def _kept(path: Path) -> set[Path]:
    """Return the copies of a database in the folders of backups: that of a link, and of what it leads to."""
    folders = {folder_beside(path.absolute()), folder_beside(path.resolve())}
    found = {file for folder in folders for file in folder.glob("**/*") if file.is_file()}
    named = {file for file in found if read_backup_name(file.name, path.suffix)}
    ours = origin_of(path) if found > named else ""
    return named | {file for file in found - named if not is_passing(file.name) and _is_of(file, path, ours)}


def _is_of(file: Path, path: Path, ours: str) -> bool:
    """Say whether a file among the backups is of a database, not of another with its stem, or anybody's."""
    theirs = origin_of(file) if is_held(file) else ""
    return theirs == ours if theirs and ours else file.suffix == path.suffix


def _aside(path: Path) -> set[Path]:
    """Return what was set aside beside a link, and beside what it leads to."""
    return {file for named in {path.absolute(), path.resolve()} for file, _ in asides_beside(named)}


def _damaged(path: Path) -> list[Path]:
    """Return what is a backup by its name, or a log of one, is no database, and can be read in parts."""
    named = {file for file in _kept(path) if read_backup_name(file.name, path.suffix)}
    gone = (file for file in {*named, *_aside(path)} if not is_database(file))
    return sorted(each for file in gone for each in (file, *logs_of(file)) if has_plain_words(each))


def _rewrite_backups(path: Path, key: Key | None) -> Rewritten:
    backups: list[Path] = []
    left: list[tuple[Path, str]] = []
    locked: list[tuple[Path, str]] = []
    for backup in backups_of(path):
        if key is None:
            with suppress(OSError):  # then it cannot be rewritten either
                withdraw(backup)
        if mark_in(backup) == (key.mark if key else None):
            continue
        try:
            left += _rewrite(backup, key)
            backups.append(backup)
        except UserError as error:
            (left if is_plain(backup) else locked).append((backup, str(error)))
    left += [(file, _NO_DATABASE) for file in _damaged(path)] if key else []
    return Rewritten(tuple(backups), tuple(left), tuple(locked))


def _rewrite(named: Path, key: Key | None) -> list[tuple[Path, str]]:
    """Put a database in its own place as it would be with `key`, and wipe what it was.

    Returns what could not be wiped, with why: what goes by another name on the disk, too.
    """
    path = named.resolve()  # a link stays one: it is what it leads to that is written anew
    part, was = passing(path, NEW), passing(path, WAS)
    held: list[int] = []
    try:
        sweep(path)
        held += _handles(path)
        with _alone(path) as connection:
            _export(connection, part, key)
            shutil.copymode(path, part)
            sync(part)
            with suppress(OSError):  # a disk without links: then a kill before the wiping leaves what it was
                os.link(path, was)
                os.utime(was)  # it passes from now on
            part.replace(path)
            sync(path.parent)
        others = os.fstat(held[0]).st_nlink - was.exists()
        for handle in held:
            overwrite(handle)
        said = "what it was goes by another name on this disk, too; find and delete that"
        return [(path, said)] if others and key is not None else []
    except (OSError, dbapi2.Error) as error:
        raise UserError(f"{path} could not be written anew: {reason_of(error)}. It is as it was.") from error
    finally:
        for handle in held:
            os.close(handle)
        for left in (part, was, *(beside(part, suffix) for suffix in JOURNALS)):
            wipe(left)


def _handles(path: Path) -> list[int]:
    """Return handles on a database and its log: their bytes are reached by them when their names are gone."""
    found = []
    for file in (path, beside(path, "-wal"), beside(path, "-journal")):
        with suppress(FileNotFoundError):
            found.append(os.open(file, os.O_RDWR))
    return found


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    """Open a database that nobody else has open, and let nobody in. Raises UserError if somebody has."""
    try:
        with closing(connect(path, timeout=0.2)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
                raise UserError(f"{path} is open in another program. Close it first.")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            yield connection
    except dbapi2.Error as error:
        if "locked" in str(error) or "busy" in str(error):
            raise UserError(f"{path} is open in another program. Close it first.") from error
        raise


def _export(connection: Any, part: Path, key: Key | None) -> None:
    """Write all that a database holds to `part`, and verify it there."""
    forget(part)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise UserError("The file is damaged: it stays as it is. Put back a backup of it first.")
    connection.execute("ATTACH ? AS rewritten KEY ?", (part.absolute().as_uri(), key.words if key else ""))
    connection.execute("PRAGMA rewritten.synchronous = FULL")
    connection.execute("SELECT sqlcipher_export('rewritten')")
    for mark in ("application_id", "user_version"):
        value = int(connection.execute(f"PRAGMA main.{mark}").fetchone()[0])
        connection.execute(f"PRAGMA rewritten.{mark} = {value}")
    connection.execute("DETACH rewritten")
    _verify(connection, part, key)


def _verify(connection: Any, part: Path, key: Key | None) -> None:
    """Raise UserError unless `part` holds what the database holds, and is encrypted if it has a key."""
    header = read_header(part)
    if not header.startswith(key.mark if key else PLAIN):
        raise UserError("What was written is not as it was to be.")
    with closing(connect(part, "still", key=key)) as copy:
        found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        found += copy.execute("PRAGMA foreign_key_check").fetchall()
        if found != ["ok"] or _contents(copy) != _contents(connection):
            raise UserError("What was written does not hold all that the database does.")


def _contents(connection: Any) -> list[Any]:
    """Return what tells whether two databases hold the same: definitions, and how much is in each table."""
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    tables = [name for kind, name, sql in schema if kind == "table" and "VIRTUAL TABLE" not in str(sql)]
    count = "SELECT count(*) FROM {}"
    counts = [connection.execute(count.format(_quoted(name))).fetchone() for name in tables]
    end = connection.execute("SELECT * FROM change ORDER BY id DESC LIMIT 1").fetchone()
    marks = [connection.execute(f"PRAGMA {m}").fetchone() for m in ("application_id", "user_version")]
    return [schema, counts, end, marks]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
