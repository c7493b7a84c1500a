"""Places in which a database is not well kept, and what is said of them."""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple


class PlaceKind(StrEnum):
    """Why a database is not well kept where it is."""

    NETWORK = "network"
    SYNCED = "synced"
    READ_ONLY = "read-only"


class Place(NamedTuple):
    """A kind of place; `name` is whose it is: OneDrive, a file system. `root` is the folder it begins at."""

    kind: PlaceKind
    name: str
    root: PurePath

    @property
    def key(self) -> str:
        """What is the same for all that lies in the same place: it is explained once."""
        return f"{self.kind} {self.root}"


_SYNCED = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drivefs", "Google Drive"),
    ("icloud", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
)
_APART = (" ", "-", "(", "_", ".")
"""What follows a service's name in a folder's: “OneDrive - Council”, “Dropbox (Work)”."""

_NETWORK = frozenset(
    "cifs smb2 smb3 smbfs nfs nfs4 afs ncpfs coda ceph glusterfs lustre davfs webdav vboxsf prl_fs afpfs "
    "fuse.sshfs fuse.davfs2 fuse.rclone fuse.gvfsd-fuse fuse.glusterfs fuse.vmhgfs-fuse fuse.smbnetfs "
    "fuse.s3fs fuse.curlftpfs fuse.cifs".split()
)


def synced_place(folder: PurePath) -> Place | None:
    """Return which service keeps a folder the same elsewhere, by the names of the folders it is in."""
    for at in (folder, *folder.parents):
        name = at.name.casefold()
        for word, service in _SYNCED:
            if name == word or name in {word + "drive", word + " drive"}:
                return Place(PlaceKind.SYNCED, service, at)
            if name.startswith(tuple(word + mark for mark in _APART)):
                return Place(PlaceKind.SYNCED, service, at)
    return None


def network_place(folder: PurePath, mounts: str) -> Place | None:
    """Return which network share a folder is on: by its address, or by what `mounts` (mountinfo) says."""
    if str(folder).replace("\\", "/").startswith("//") and not str(folder).startswith("\\\\?\\"):
        return Place(PlaceKind.NETWORK, "a network address", PurePath(folder.anchor or folder))
    held = [line.split(" - ") for line in mounts.splitlines() if " - " in line]
    found = [(_unescaped(left.split()[4]), right.split()[0]) for left, right in held if len(left.split()) > 4]
    above = [(at, system) for at, system in found if folder == PurePath(at) or PurePath(at) in folder.parents]
    if not above:
        return None
    root, system = max(enumerate(above), key=lambda one: (len(PurePath(one[1][0]).parts), one[0]))[1]
    return Place(PlaceKind.NETWORK, system, PurePath(root)) if system in _NETWORK else None


def _unescaped(mount: str) -> str:
    """Return a mount point as it is written: the table has octal numbers for what parts its columns."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mount = mount.replace(code, character)
    return mount


def place_words(place: Place) -> str:
    """Return what a person should know of a place, in two sentences."""
    if place.kind is PlaceKind.READ_ONLY:
        return (
            f"{place.root} can only be read: nothing that is typed can be saved, and no backups are made. "
            "Copy the file to a folder of your own to work on it."
        )
    if place.kind is PlaceKind.NETWORK:
        return (
            f"{place.root} is on a network share ({place.name}): if the connection drops while it is saved, "
            "or two people open it, work may be lost. Keep the file on this computer, and only copies there."
        )
    return (
        f"{place.root} is kept the same elsewhere by {place.name}, which may copy the file while it is being "
        "saved, or put an older one in its place. Keep it in a folder of your own, and only copies there."
    )


HELP = (
    "A database is one file that is written while you work: many small changes, each of which is on the "
    "disk before “Saved” is shown. That needs a disk of this computer's own.",
    "Network shares. Two computers cannot agree over a network who writes next, and a connection that "
    "drops in the middle leaves half a change. Keep the file on this computer. To share what is in it, "
    "circulate the notes; to have a copy on the share, use: sop-minutes backup FILE",
    "OneDrive, Dropbox, Google Drive, iCloud. They copy the file whenever it changes, even in the middle "
    "of a change, and without what SQLite keeps beside it (files that end in -wal and -shm). If it is "
    "open on two computers they make two of it, or put the older in place of the newer. They also keep it "
    "on computers that are not yours. Move the file out of there, and the folder of its backups with it.",
    "Places that can only be read. The file can be looked at; nothing is saved. Copy it to a folder of "
    "your own.",
    "To move a database: close it, move the file and the folder of the same name that ends in “-backups”, "
    "and open it again.",
)
"""What there is to know of places, a paragraph each."""
