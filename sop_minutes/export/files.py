"""Files, written whole or not at all."""

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sop_minutes.domain.errors import UserError

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "it is larger than a file may be there",
    errno.EROFS: "that disk can only be read",
    errno.EACCES: "you may not write there, or another program has it open",
    errno.EPERM: "you may not write there, or another program has it open",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder is not a folder",
    errno.EEXIST: "there is a file of that name",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "its name is too long",
}
_BEGINS, _ENDS = ".sop-minutes-", ".part"
_tidied: dict[Path, float] = {}
"""When each folder was looked through last."""

_TIDIED_AFTER = 600
"""Seconds: what is older was left by a program that was killed, and is no file that is being written."""


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Make `content` the whole of the file `path`; if that fails, what was there stays as it was.

    It is written beside its target and moved into place, so a full disk or a kill leaves the old
    file. What a kill left beside is removed by a later save, once it is ten minutes old. A link is
    followed. The old file's permissions are kept, unless it is `private`: for the user alone to read.
    Raises UserError.
    """
    try:
        target = Path(os.path.realpath(path))
        _tidy(target.parent)
        _replace(target, content, private=private)
    except (OSError, ValueError) as error:
        raise UserError(why_not_saved(path, error)) from error


def write_together(
    folder: Path, files: Mapping[str, bytes], *, after_each: Callable[[], object] = tuple
) -> tuple[Path, ...]:
    """Write files by their names into `folder`, which is made if it is not there, all of them or none.

    `after_each` is called once each is written; what it raises takes all away again. Raises UserError where
    one cannot be written, and for one that is there already.
    """
    paths = [folder / name for name in files]
    for path in paths:
        if os.path.lexists(path):
            raise UserError(f"“{path.name}” is in that folder already; choose another folder.")
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(why_not_saved(folder, error)) from error
    _keep_name(folder.parent)
    written: list[Path] = []
    try:
        for path, content in zip(paths, files.values(), strict=True):
            write_whole(path, content)
            written.append(path)
            after_each()
    except BaseException:
        remove_written(written)
        if made:
            with contextlib.suppress(OSError):  # somebody put something else there
                folder.rmdir()
        raise
    return tuple(written)


def remove_written(paths: Iterable[Path]) -> None:
    """Take away files that were just written, as what was to be done with them failed.

    One that cannot be taken away stays: why all failed is what is to be said.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def _replace(target: Path, content: bytes, *, private: bool = False) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    beside = target.with_name(f"{_BEGINS}{os.urandom(8).hex()}{_ENDS}")
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    made = os.open(beside, how, 0o600 if private else 0o666)
    try:
        with os.fdopen(made, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            if not private:
                beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _keep_name(target.parent)


def _tidy(folder: Path) -> None:
    """Remove what a program that was killed left beside a file it wrote; not again for every file."""
    if time.monotonic() - _tidied.get(folder, -_TIDIED_AFTER) < _TIDIED_AFTER:
        return
    _tidied[folder] = time.monotonic()
    with contextlib.suppress(OSError):
        for left in folder.iterdir():
            is_part = left.name.startswith(_BEGINS) and left.name.endswith(_ENDS)
            if is_part and abs(time.time() - left.lstat().st_mtime) > _TIDIED_AFTER:
                left.unlink()


def _keep_name(folder: Path) -> None:
    """Have the disk keep the new name too. The file is whole either way, so a refusal is no failure."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def why_not_saved(path: Path, error: OSError | ValueError) -> str:
    """Return the sentence for a person of an error in writing `path`."""
    if isinstance(error, OSError):
        reason = _REASONS.get(error.errno or 0, error.strerror or "the disk did not take it")
    else:
        reason = "its name is not one a file can have"
    kept = "The old file is unchanged." if _is_file(path) else "Nothing was written."
    return f"“{path.name}” could not be saved: {reason}. {kept}"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
