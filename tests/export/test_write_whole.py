"""A file is written whole, or what was there stays as it was."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import why_not_saved, write_together, write_whole

_WITH_LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import write_whole

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"new" * 1000)
except UserError as error:
    print(error)
"""


def _with_little_room(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _WITH_LITTLE_ROOM, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_new_file_holds_what_was_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "note.docx", b"whole")
    assert (tmp_path / "note.docx").read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["note.docx"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "ours", b"")
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real = tmp_path / "folder" / "real.docx"
    real.write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(real)
    write_whole(tmp_path / "link.docx", b"new")
    assert (tmp_path / "link.docx").is_symlink()
    assert real.read_bytes() == b"new"


def test_a_disk_that_does_not_take_it_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    said = _with_little_room(path)
    assert said.startswith("“note.docx” could not be saved: ")
    assert said.endswith(" The old file is unchanged.\n")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["note.docx"]


def test_a_disk_that_does_not_take_a_new_file_leaves_none(tmp_path: Path) -> None:
    assert _with_little_room(tmp_path / "note.docx").endswith(" Nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_called_so() -> None:
    with pytest.raises(OSError, match="No space left") as caught, Path("/dev/full").open("wb", 0) as full:
        full.write(b"x")
    sentence = why_not_saved(Path("missing/note.docx"), caught.value)
    assert sentence == "“note.docx” could not be saved: the disk is full. Nothing was written."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing/note.docx", "its folder does not exist"),
        ("file/note.docx", "its folder is not a folder"),
        ("folder", "there is a folder of that name"),
        ("x" * 300 + ".docx", "its name is too long"),
        ("no\0te.docx", "its name is not one a file can have"),
    ],
)
def test_a_place_where_no_file_can_be_is_said_plainly(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match=f"could not be saved: {reason}. Nothing was written.$"):
        write_whole(tmp_path / name, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_folder_that_can_only_be_read_is_said_plainly(tmp_path: Path) -> None:
    """The kernel's own: not even root makes a file in /proc."""
    with pytest.raises(UserError, match=r"could not be saved: .*Nothing was written.$"):
        write_whole(Path("/proc/self/note.docx"), b"new")


def test_a_kill_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    script = "import os, sys; from pathlib import Path; from sop_minutes.export import files\n"
    script += "os.fsync = lambda _: os._exit(9)\n"
    script += "files.write_whole(Path(sys.argv[1]), b'new')"
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == 9
    assert path.read_bytes() == b"old"


def test_many_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from sop_minutes.export.files import write_whole\n"
    script += "for _ in range(50): write_whole(Path(sys.argv[1]), sys.argv[2].encode() * 10000)"
    path = tmp_path / "note.docx"
    both = [subprocess.Popen([sys.executable, "-c", script, str(path), letter]) for letter in "ab"]
    assert [one.wait() for one in both] == [0, 0]
    assert path.read_bytes() in (b"a" * 10000, b"b" * 10000)
    assert [found.name for found in tmp_path.iterdir()] == ["note.docx"]


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert [path.name for path in write_together(folder, {"a": b"1", "b": b"2"})] == ["a", "b"]
    with pytest.raises(UserError, match="“b” is in that folder already"):
        write_together(folder, {"c": b"3", "b": b"4"})
    with pytest.raises(UserError, match="could not be saved"):
        write_together(folder, {"d": b"5", "x" * 300: b"6"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a": b"1", "b": b"2"}
