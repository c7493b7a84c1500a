"""Where a database lies: on a disk of this computer's own, or somewhere it is not well kept."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from sop_minutes.domain.places import Place, PlaceKind, network_place, synced_place
from sop_minutes.storage.access import is_read_only

_MOUNTS = Path("/proc/self/mountinfo")
_ROOTS = (("OneDriveCommercial", "OneDrive"), ("OneDriveConsumer", "OneDrive"), ("OneDrive", "OneDrive"))
_SIGNS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync", "Resilio Sync"),
    (".nextcloudsync.log", "Nextcloud"),
)
_REMOTE = 4  # what Windows says of a drive that is somewhere else


def place_of(path: Path) -> Place | None:
    """Return in what place the database at `path` is not well kept, None where it is."""
    folder = path.absolute().parent.resolve()
    if is_read_only(path) or (path.exists() and _is_mounted_read_only(folder)):
        return Place(PlaceKind.READ_ONLY, "", path.absolute())
    return (
        network_place(folder, _mounts()) or _remote_drive(folder) or _synced(folder) or synced_place(folder)
    )


def _synced(folder: Path) -> Place | None:
    """Return the service that has left its mark in a folder, or in one that it is in."""
    for variable, service in _ROOTS:
        root = Path(os.environ.get(variable) or os.devnull)
        if root in (folder, *folder.parents):
            return Place(PlaceKind.SYNCED, service, root)
    home = Path.home()
    for at in (folder, *folder.parents):
        for sign, service in _SIGNS:
            if at != home and (at / sign).exists():  # at home, .dropbox is where the program keeps its own
                return Place(PlaceKind.SYNCED, service, at)
    return None


def _mounts() -> str:
    with suppress(OSError):
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    return ""


def _is_mounted_read_only(folder: Path) -> bool:
    if sys.platform == "win32":
        return False
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _remote_drive(folder: Path) -> Place | None:
    if sys.platform != "win32":
        return None
    import ctypes

    if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) != _REMOTE:
        return None
    return Place(PlaceKind.NETWORK, "a network drive", Path(folder.anchor))
