"""What of a file is on the disk when it gets its name: the rest may be gone after a power cut."""

import hashlib
import os
import stat
from pathlib import Path

import pytest


class Disk:
    """Hears what is written out, and what is given a name."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.named: list[str] = []
        """The names that were given, in their order."""
        self.too_early: list[str] = []
        """Those of them that were given before all that the file holds was on the disk."""
        self.unsure: set[Path] = set()
        """The folders in which a name was given, and not written out since."""
        self._written: set[tuple[int, bytes]] = set()
        self._sync, self._replace = os.fsync, os.replace
        monkeypatch.setattr(os, "fsync", self._on_sync)
        monkeypatch.setattr(os, "replace", self._on_replace)

    def has(self, path: Path) -> bool:
        """Say whether a file is on the disk as it is now."""
        return (path.stat().st_ino, _digest(path)) in self._written

    def _on_sync(self, handle: int) -> None:
        self._sync(handle)
        state = os.fstat(handle)
        if stat.S_ISDIR(state.st_mode):
            self.unsure = {folder for folder in self.unsure if folder.stat().st_ino != state.st_ino}
        else:
            self._written.add((state.st_ino, _digest(Path(f"/dev/fd/{handle}"))))

    def _on_replace(self, part: Path, path: Path) -> None:
        if not self.has(Path(part)):
            self.too_early.append(Path(path).name)
        self._replace(part, path)
        self.named.append(Path(path).name)
        self.unsure.add(Path(path).absolute().parent)


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
