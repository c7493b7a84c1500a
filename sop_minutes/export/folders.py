"""A folder of files that belong together: written whole before any of them gets its name."""

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import why_not_saved, write_whole

MANIFEST = ".sop-minutes.json"
"""Lists the files in a folder that were written from here: no others are ever replaced or removed."""

_STAGING = ".sop-minutes-new"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z]{2,5}")
_UNREADABLE = "The list of what was published in that folder, “{0}”, cannot be read; choose another folder."


def holds_published(folder: Path) -> bool:
    """Say whether a folder has files that were written from here."""
    return os.path.lexists(folder / MANIFEST)


class Moved(NamedTuple):
    """The files that a folder holds from here, and the names of those that were removed from it."""

    files: tuple[Path, ...]
    removed: tuple[str, ...]


class StagedFolder:
    """Files on their way into a folder. Nothing in the folder changes before `move_in`."""

    def __init__(self, folder: Path, owner: str) -> None:
        """`owner` is whose files these are: a folder that holds another's is refused with UserError."""
        self._folder, self._owner = folder, owner
        self._staging = folder / _STAGING
        self._ours = listed(folder, owner)
        self._names: list[str] = []
        self._kept: list[str] = []

    def add(self, name: str, content: bytes) -> None:
        """Write a file beside the others. Raises UserError for one that is there and is not ours."""
        if not _NAME.fullmatch(name) or name in self._names:
            raise ValueError(name)
        if name not in self._ours and os.path.lexists(self._folder / name):
            raise UserError(
                f"“{name}” is in that folder already, and was not published from here; choose another folder."
            )
        write_whole(self._staging / name, content)
        self._names.append(name)

    def keep(self, *names: str) -> None:
        """Leave files that are ours in the folder as they are."""
        self._kept += [name for name in names if name in self._ours]

    def move_in(self) -> Moved:
        """Remove what is ours and neither kept nor among the files; give these their names, in their order.

        All is on the disk before. If this is stopped, every file is whole, old or new, and doing it again
        puts all right. Raises UserError.
        """
        stay = [name for name in self._kept if name not in self._names]
        gone = sorted(self._ours.difference(self._names, stay))
        try:
            self._list([*self._names, *stay, *gone])
            for name in gone:  # first, so that what is wrong there does not keep up what is taken down
                (self._folder / name).unlink(missing_ok=True)
            for name in self._names:
                (self._staging / name).replace(self._folder / name)
            self._list([*self._names, *stay])
        except OSError as error:
            reason = why_not_saved(self._folder, error).removesuffix(" Nothing was written.")
            raise UserError(f"{reason} Some files may be old, some new: publish again.") from error
        return Moved(tuple(self._folder / name for name in (*stay, *self._names)), tuple(gone))

    def _list(self, names: list[str]) -> None:
        listed = {"made_by": "SOP Minutes", "of": self._owner, "files": sorted(names)}
        write_whole(self._staging / MANIFEST, json.dumps(listed, ensure_ascii=False, indent=1).encode())
        (self._staging / MANIFEST).replace(self._folder / MANIFEST)


@contextmanager
def staged_folder(folder: Path, owner: str) -> Iterator[StagedFolder]:
    """Stage files for a folder, which is made if it is not there; what is not moved in leaves no trace."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged = StagedFolder(folder, owner)
        shutil.rmtree(folder / _STAGING, ignore_errors=True)  # left by a run that was killed
        (folder / _STAGING).mkdir()
    except OSError as error:
        raise UserError(why_not_saved(folder, error)) from error
    try:
        yield staged
    finally:
        shutil.rmtree(folder / _STAGING, ignore_errors=True)
        if made:
            with contextlib.suppress(OSError):  # it is no longer empty
                folder.rmdir()


def listed(folder: Path, owner: str) -> frozenset[str]:
    """Return the names of a folder's files that were written from here before.

    Raises UserError where these are not `owner`'s, or cannot be told.
    """
    path = folder / MANIFEST
    if not os.path.lexists(path):
        return frozenset()
    try:
        said = json.loads(path.read_bytes())
        names, whose = [str(name) for name in said["files"]], str(said["of"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(_UNREADABLE.format(MANIFEST)) from error
    if not all(map(_NAME.fullmatch, names)):
        raise UserError(_UNREADABLE.format(MANIFEST))
    if whose != owner:
        raise UserError(f"That folder holds what was published of {whose}; choose another one for {owner}.")
    return frozenset(names)
