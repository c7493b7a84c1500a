"""Places in which a database is not well kept are known by their names, and by what is mounted."""

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from sop_minutes.domain.places import PlaceKind, network_place, place_words, synced_place

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 0:27 / /mnt/share rw,relatime shared:2 - cifs //server/share rw,vers=3.0
32 22 0:28 / /mnt/our\040share rw - nfs4 server:/export rw
33 31 8:2 / /mnt/share/local rw - ext4 /dev/sdb1 rw
34 22 0:40 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
35 22 0:41 / /home/ann/remote rw - fuse.sshfs ann@host: rw
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\Ann\OneDrive - Oxfordshire County Council\Minutes"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ann\OneDrive"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ann\iCloudDrive\Minutes"), "iCloud"),
        (PurePosixPath("/Users/ann/Library/CloudStorage/OneDrive-Personal/a"), "OneDrive"),
        (
            PurePosixPath("/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive"),
            "Google Drive",
        ),
        (PurePosixPath("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/a"), "iCloud"),
        (PurePosixPath("/home/ann/Dropbox (Work)/minutes"), "Dropbox"),
        (PurePosixPath("/home/ann/Nextcloud/minutes"), "Nextcloud"),
    ],
)
def test_a_folder_that_is_synced_is_known_by_its_name(folder: PurePath, service: str) -> None:
    found = synced_place(folder)
    assert found is not None
    assert (found.kind, found.name) == (PlaceKind.SYNCED, service)
    assert service in place_words(found)


@pytest.mark.parametrize("folder", ["/home/ann/minutes", "/home/ann/Dropboxes", "/srv/icloudy", "/"])
def test_a_folder_like_others_is_not_said_to_be_synced(folder: str) -> None:
    assert synced_place(PurePosixPath(folder)) is None


@pytest.mark.parametrize(
    ("folder", "system"),
    [
        ("/mnt/share", "cifs"),
        ("/mnt/share/a/b", "cifs"),
        ("/mnt/our share/a", "nfs4"),
        ("/home/ann/remote", "fuse.sshfs"),
        ("/run/user/1000/gvfs/smb-share:server=s,share=x", "fuse.gvfsd-fuse"),
    ],
)
def test_a_network_share_is_known_by_the_table_of_mounts(folder: str, system: str) -> None:
    found = network_place(PurePosixPath(folder), MOUNTS)
    assert found is not None
    assert (found.kind, found.name) == (PlaceKind.NETWORK, system)
    assert system in place_words(found)


@pytest.mark.parametrize("folder", ["/home/ann", "/mnt/share/local/a", "/mnt/shares"])
def test_a_disk_of_ones_own_is_no_network_share(folder: str) -> None:
    assert network_place(PurePosixPath(folder), MOUNTS) is None
    assert network_place(PurePosixPath(folder), "") is None


def test_an_address_of_a_server_is_a_network_share() -> None:
    found = network_place(PureWindowsPath(r"\\server\share\minutes"), "")
    assert found is not None
    assert found.kind is PlaceKind.NETWORK
    assert network_place(PureWindowsPath(r"C:\minutes"), "") is None
