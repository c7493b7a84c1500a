"""A folder of files is replaced as a whole, and nothing in it that is somebody else's is touched."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.export.folders import MANIFEST, Moved, staged_folder

_RUN = """
import os, resource, sys
from pathlib import Path
from sop_minutes.domain.errors import UserError
from sop_minutes.export import folders

after, folder = int(sys.argv[1]), Path(sys.argv[2])
replace, left = os.replace, after
def counted(self, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return replace(self, target)
Path.replace = counted
with folders.staged_folder(folder, "CG") as staged:
    for name in ("a.html", "b.html", "index.html"):
        staged.add(name, b"new " + name.encode())
    staged.move_in()
"""
_WITH_LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from sop_minutes.domain.errors import UserError
from sop_minutes.export.folders import staged_folder

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with staged_folder(Path(sys.argv[1]), "CG") as staged:
        staged.add("a.html", b"new")
        staged.add("b.html", b"new" * 1000)
        staged.move_in()
except UserError as error:
    print(error)
"""


ALL_MOVES = 10


def _publish(folder: Path, owner: str = "CG", **files: str) -> Moved:
    with staged_folder(folder, owner) as staged:
        for name, content in files.items():
            staged.add(f"{name}.html", content.encode())
        return staged.move_in()


def _held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name != MANIFEST}


def test_a_folder_is_made_and_holds_the_files_and_a_list_of_them(tmp_path: Path) -> None:
    done = _publish(tmp_path / "web" / "cg", a="one", index="all")
    assert [path.name for path in done.files] == ["a.html", "index.html"]
    assert _held(tmp_path / "web" / "cg") == {"a.html": "one", "index.html": "all"}
    listed = json.loads((tmp_path / "web" / "cg" / MANIFEST).read_bytes())
    assert (listed["of"], listed["files"]) == ("CG", ["a.html", "index.html"])


def test_what_was_written_before_is_replaced_or_removed_and_all_else_stays(tmp_path: Path) -> None:
    _publish(tmp_path, a="one", b="two", index="all")
    (tmp_path / "logo.png").write_text("theirs", "utf-8")
    (tmp_path / "cg-2016-01-01.html").write_text("theirs", "utf-8")
    assert _publish(tmp_path, a="one again", index="less").removed == ("b.html",)
    assert _held(tmp_path) == {
        "a.html": "one again",
        "index.html": "less",
        "logo.png": "theirs",
        "cg-2016-01-01.html": "theirs",
    }


def test_a_file_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("theirs", "utf-8")
    with pytest.raises(UserError, match=r"“index\.html” is in that folder already"):
        _publish(tmp_path, a="one", index="all")
    assert _held(tmp_path) == {"index.html": "theirs"}


def test_a_folder_is_one_group_s(tmp_path: Path) -> None:
    _publish(tmp_path, index="all")
    with pytest.raises(UserError, match="published of CG; choose another one for SIG"):
        _publish(tmp_path, "SIG", index="theirs")
    assert _held(tmp_path) == {"index.html": "all"}


@pytest.mark.parametrize(
    "listed",
    [
        "",
        "[]",
        '{"of": "CG"}',
        '{"of": "CG", "files": ["../../note.txt"]}',
        '{"of": "CG", "files": [".ssh"]}',
    ],
)
def test_a_list_that_cannot_be_trusted_stops_it(tmp_path: Path, listed: str) -> None:
    (tmp_path / MANIFEST).write_text(listed, "utf-8")
    with pytest.raises(UserError, match="cannot be read; choose another folder"):
        _publish(tmp_path, a="one")
    assert _held(tmp_path) == {}


def test_what_fails_before_the_move_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    _publish(tmp_path / "web", a="one", index="all")
    before = _held(tmp_path / "web")

    def fail(folder: Path) -> None:
        with staged_folder(folder, "CG") as staged:
            staged.add("a.html", b"changed")
            raise UserError("A leak.")

    with pytest.raises(UserError, match="A leak"):
        fail(tmp_path / "web")
    assert _held(tmp_path / "web") == before
    with pytest.raises(UserError, match="A leak"):
        fail(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_disk_that_does_not_take_it_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    _publish(tmp_path, a="one", index="all")
    before = _held(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", _WITH_LITTLE_ROOM, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("“b.html” could not be saved: ")
    assert _held(tmp_path) == before


@pytest.mark.parametrize("moves", range(11))
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_puts_all_right(
    tmp_path: Path, moves: int
) -> None:
    _publish(tmp_path, a="old", gone="old", index="old")
    before = _held(tmp_path)
    done = subprocess.run([sys.executable, "-c", _RUN, str(moves), str(tmp_path)], check=False)
    files = _held_files(tmp_path)
    before_the_list = 4  # three files and the list are written beside
    if moves <= before_the_list:
        assert (done.returncode, files) == (9, before)
    else:
        assert "gone.html" not in files
    new = {name: f"new {name}" for name in ("a.html", "b.html", "index.html")}
    assert done.returncode == (9 if moves < ALL_MOVES else 0)
    assert all(files[name] in ("old", new[name]) for name in ("a.html", "index.html"))
    if files["index.html"] != "old":
        assert files.items() >= new.items()
    _publish(tmp_path, a="new a.html", b="new b.html", index="new index.html")
    assert _held(tmp_path) == new


def _held_files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.html")}


def test_a_place_where_no_folder_can_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UserError, match="could not be saved"):
        _publish(tmp_path / "file", a="one")
    with pytest.raises(UserError, match="could not be saved"):
        _publish(Path("/proc/self/web"), a="one")


def test_what_is_kept_stays_as_it_is_and_stays_ours(tmp_path: Path) -> None:
    _publish(tmp_path, a="a", b="b")
    (tmp_path / "theirs.html").write_text("theirs", "utf-8")
    with staged_folder(tmp_path, "CG") as staged:
        staged.keep("a.html", "theirs.html")
        staged.add("index.html", b"i")
        moved = staged.move_in()
    assert ([path.name for path in moved.files], moved.removed) == (["a.html", "index.html"], ("b.html",))
    assert _held(tmp_path) == {"a.html": "a", "index.html": "i", "theirs.html": "theirs"}
    assert _publish(tmp_path, index="i").removed == ("a.html",)
