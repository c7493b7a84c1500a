"""A disk as the system calls of a program left it, and as it could be after the power went.

What was synced is there. What was written after the last sync of a file is, sector by sector, there or not or
half of it; a name that was made, moved or taken away after the last sync of its folder is there or not.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

SECTOR = 512


@dataclass
class Inode:
    """A file without its name. `synced` is what is surely on the disk, `pending` what may be."""

    synced: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, at: int, data: bytes) -> None:
        self.pending.append((at, data))

    def truncate(self, size: int) -> None:
        self.pending.append((size, None))

    def sync(self) -> None:
        self.synced = self.now()
        self.pending = []

    def now(self) -> bytes:
        """Return what the program reads."""
        content = bytearray(self.synced)
        for at, data in self.pending:
            _apply(content, at, data)
        return bytes(content)

    def after_a_cut(self, chance: random.Random) -> bytes:
        """Return what may be there: all of it, none, or some sectors, the last of them torn."""
        how = chance.choice(("all", "none", "first", "some", "some", "torn"))
        if how == "all":
            return self.now()
        content = bytearray(self.synced)
        if how == "none":
            return bytes(content)
        stop = chance.randrange(len(self.pending) + 1) if how == "first" else len(self.pending)
        for at, data in self.pending[:stop]:
            if data is None or how == "first":
                if how == "first" or chance.random() < 0.5:
                    _apply(content, at, data)
            else:
                _apply_sectors(content, at, data, chance, torn=how == "torn")
        return bytes(content)


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


def _apply_sectors(content: bytearray, at: int, data: bytes, chance: random.Random, *, torn: bool) -> None:
    start = 0
    while start < len(data):
        end = min(len(data), start + SECTOR - (at + start) % SECTOR)
        part = data[start:end]
        if torn and chance.random() < 0.3:
            part = part[: chance.randrange(len(part) + 1)]
        if chance.random() < 0.5:
            _apply(content, at + start, part)
        start = end


Names = dict[str, Inode]
Renaming = tuple[str, Inode | None]
"""A name and what it stands for from then on, None for nothing."""


class Disk:
    """Files by their whole names, and what has been done to names since their folder was synced."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.synced: Names = {name: Inode(content) for name, content in files.items()}
        self.names: Names = dict(self.synced)
        self.pending: list[tuple[Renaming, ...]] = []

    def create(self, name: str) -> Inode:
        """Return the file of this name, made if there is none."""
        if name not in self.names:
            self._change((name, Inode()))
        return self.names[name]

    def link(self, old: str, new: str) -> None:
        self._change((new, self.names[old]))

    def rename(self, old: str, new: str) -> None:
        """Move a name: both names change together, as journals of file systems have it."""
        self._change((new, self.names[old]), (old, None))

    def unlink(self, name: str) -> None:
        self._change((name, None))

    def sync_folder(self, folder: str) -> None:
        """Have all that was done to names in a folder on the disk."""
        left = []
        for change in self.pending:
            if any(str(PurePosixPath(name).parent) == folder for name, _ in change):
                _rename(self.synced, change)
            else:
                left.append(change)
        self.pending = left

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they may be found."""
        names = dict(self.synced)
        how = chance.choice(("all", "none", "first", "some"))
        stop = chance.randrange(len(self.pending) + 1) if how == "first" else len(self.pending)
        for change in self.pending[:stop] if how != "none" else ():
            if how != "some" or chance.random() < 0.5:
                _rename(names, change)
        kept: dict[int, bytes] = {}
        for inode in names.values():  # one file of two names is the same in both
            if id(inode) not in kept:
                kept[id(inode)] = inode.after_a_cut(chance)
        return {name: kept[id(inode)] for name, inode in names.items()}

    def _change(self, *change: Renaming) -> None:
        _rename(self.names, change)
        self.pending.append(change)


def _rename(names: Names, change: Iterable[Renaming]) -> None:
    for name, inode in change:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode
