"""The small file beside an encrypted database: that it is encrypted, for which key, and that key wrapped.

A plain file in the place of an encrypted one, an older copy or somebody else's, is known by it. Nothing heavy
is imported.
"""

import os
import re
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from sop_minutes.domain.backups import fitting
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.passing import passing

_ENDING = ".key"
_LARGEST = 10_000
_ENCRYPTED = "encrypted"
_MARK = re.compile("[0-9a-f]{32}")


def key_file(path: Path) -> Path:
    """Return where it is said of the database at `path`: beside the file itself, where that is a link."""
    file = path.resolve()
    return file.with_name(f"{file.name}{_ENDING}")


def key_files_near(path: Path) -> list[Path]:
    """Return such files beside a database, and beside its folder: it may be a backup, or renamed."""
    folders = dict.fromkeys(each.parent for each in (path.absolute(), path.resolve()))
    near = [place for folder in folders for place in (folder, folder.parent)]
    return [file for place in dict.fromkeys(near) for file in sorted(place.glob(f"*{_ENDING}"))]


def read_key_file(file: Path) -> dict[str, Any]:
    """Return what such a file says; nothing for one that is none."""
    import json

    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return {}
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def write_key_file(path: Path, said: dict[str, Any]) -> Path:
    """Say it of the database at `path`; return where. Raises OSError, and what was said before stays."""
    import json

    from sop_minutes.storage.copying import sync

    target = key_file(path)
    part = passing(target)
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            json.dump(said, file)
            file.flush()
            os.fsync(file.fileno())
        _put_by(path, said)
        part.replace(target)
        sync(target.absolute().parent)
    finally:
        part.unlink(missing_ok=True)
    return target


def _put_by(path: Path, said: dict[str, Any]) -> None:
    """Give what is said for another key, or was spoilt, a name of its own: it may open other files."""
    target = key_file(path)
    known = read_key_file(target)
    is_spoilt = not known and target.is_file() and target.stat().st_size > 0
    if is_spoilt or ("key" in known and known.get("mark") != said.get("mark")):
        target.replace(_free_name(target, known.get("mark")))


def _free_name(target: Path, mark: object) -> Path:
    """Return another name for what is at `target`: by the key it is for, a number if it does not say."""
    if isinstance(mark, str) and _MARK.fullmatch(mark):
        return target.with_name(fitting(target.stem, f"-{mark[-8:]}{_ENDING}"))
    names = (target.with_name(fitting(target.stem, f"-{number}{_ENDING}")) for number in count(1))
    return next(name for name in names if not name.exists())


def keep_wrapped(path: Path, said: dict[str, Any]) -> Path:
    """Keep a wrapped key beside the database at `path`; return where. Raises OSError."""
    return write_key_file(path, {**said, _ENCRYPTED: True} if is_promised(path) else said)


def forget_wrapped(path: Path, mark: bytes) -> None:
    """Remove the key that was kept for the database at `path`, which did not get it. Never fails."""
    if read_key_file(key_file(path)).get("mark") == mark.hex():
        with suppress(OSError):
            key_file(path).unlink()


def is_promised(path: Path) -> bool:
    """Say whether the database at `path` is said to be encrypted."""
    return key_file(path).exists() and read_key_file(key_file(path)).get(_ENCRYPTED) is True


def promised_mark(path: Path) -> str:
    """Return for which key the database at `path` is said to be encrypted, in hex digits; "" for none."""
    return str(read_key_file(key_file(path)).get("mark", "")) if is_promised(path) else ""


def promise(path: Path, mark: bytes) -> None:
    """Say that the database at `path` is encrypted, unless that cannot be written."""
    said = read_key_file(key_file(path))
    if said.get("mark") != mark.hex():
        said = {"mark": mark.hex()}
    if said.get(_ENCRYPTED) is not True:
        with suppress(OSError):
            write_key_file(path, {**said, _ENCRYPTED: True})


def say_anew(path: Path) -> None:
    """Have what is said of a file that was just written be true, if anything is said of it."""
    if key_file(path).exists():
        mark = mark_in(path)
        with suppress(OSError):
            promise(path, mark) if mark is not None else withdraw(path)


def withdraw(path: Path) -> None:
    """Say no more that the database at `path` is encrypted. Raises OSError where that cannot be written."""
    said = read_key_file(key_file(path))
    if said.pop(_ENCRYPTED, None) is None:
        return
    if "key" in said:
        write_key_file(path, said)
    else:
        key_file(path).unlink()
