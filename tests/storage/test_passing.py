"""What passes beside a database, and is wiped where it was left: ours, and nobody else's."""

import os
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sop_minutes.storage.backups import folder_of
from sop_minutes.storage.database import Database
from sop_minutes.storage.passing import _here, passing, sweep_folder, wipe
from tests.storage.left import BEYOND_ANY_PROCESS, left_by_nobody


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    Database.open(path).close()
    return path


def _left_elsewhere(path: Path) -> Path:
    """Return the name that another machine gave what it wrote beside `path`."""
    ours = left_by_nobody(path)
    return ours.with_name(re.sub(r"\.[0-9a-f]{8}-", ".00000000-", ours.name))


def _left_before_the_start(path: Path) -> Path:
    """Return the name that was given before this machine was started, or by another of the same name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{_here.__module__}._START", Path(__file__))
        _here.cache_clear()
        left = left_by_nobody(path)
    _here.cache_clear()
    return left


def _opened(path: Path) -> None:
    Database.open(path).close()


@pytest.mark.parametrize("suffix", ["", "-wal", "-journal"])
def test_what_a_killed_program_left_goes_when_a_database_beside_it_is_opened(path: Path, suffix: str) -> None:
    left = left_by_nobody(path.with_name("other.sopm"))
    left = left.with_name(f"{left.name}{suffix}")
    left.write_bytes(path.read_bytes())
    _opened(path)
    assert not left.exists()


def test_a_number_that_no_process_can_have_is_that_of_none(path: Path) -> None:
    left = left_by_nobody(path)
    left = left.with_name(left.name.replace(str(BEYOND_ANY_PROCESS), "9" * 30))
    left.write_bytes(b"half a page")
    _opened(path)
    assert not left.exists()


def test_what_is_being_written_stays(path: Path) -> None:
    part = passing(path)
    part.write_bytes(b"half a page")
    _opened(path)
    assert part.read_bytes() == b"half a page"


@pytest.mark.parametrize("named", [_left_elsewhere, _left_before_the_start, passing])
@pytest.mark.parametrize(("hours", "stays"), [(0, True), (23, True), (25, False)])
def test_what_may_be_at_work_stays_for_a_day(
    tmp_path: Path, named: Callable[[Path], Path], hours: int, stays: bool
) -> None:
    part = named(tmp_path / "p.sopm")
    part.write_bytes(b"half a page")
    then = part.stat().st_mtime - hours * 3600
    os.utime(part, (then, then))
    sweep_folder(tmp_path)
    assert part.exists() is stays


@pytest.mark.parametrize("place", ["backups", "beside the link", "backups of the link"])
def test_what_a_killed_program_left_goes_wherever_it_wrote(path: Path, tmp_path: Path, place: str) -> None:
    link = tmp_path / "desk" / "l.sopm"
    link.parent.mkdir()
    link.symlink_to(path)
    wrote = {
        "backups": folder_of(path),
        "beside the link": link.parent,
        "backups of the link": link.parent / "l-backups",
    }
    wrote[place].mkdir(exist_ok=True)
    left = left_by_nobody(wrote[place] / "p.sopm")
    left.write_bytes(b"half a page")
    _opened(link)
    assert not left.exists()


def test_what_a_link_leads_to_is_not_wiped_with_it(tmp_path: Path) -> None:
    file, link = tmp_path / "theirs", tmp_path / "link"
    file.write_bytes(b"theirs")
    link.symlink_to(file)
    wipe(link)
    assert (file.read_bytes(), link.is_symlink()) == (b"theirs", False)


@pytest.mark.parametrize(
    "name",
    [
        ".photos.db.12345.part",
        ".12345.part",
        ".firefox.2024.restored",
        ".report.docx.12345.sopm-new",
        ".a.0000abcd-4194305.sopm-new.docx",
    ],
)
def test_what_other_programs_call_their_own_stays(path: Path, name: str) -> None:
    theirs = path.with_name(name)
    theirs.write_bytes(path.read_bytes())
    was = theirs.read_bytes()
    _opened(path)
    assert theirs.read_bytes() == was


def test_a_folder_stays_whatever_it_is_called(tmp_path: Path) -> None:
    folder = left_by_nobody(tmp_path / "p.sopm")
    folder.mkdir()
    sweep_folder(tmp_path)
    assert [*tmp_path.iterdir()] == [folder]


def test_what_is_wiped_is_overwritten_before_it_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"kanarie")
    handle = os.open(file, os.O_RDONLY)
    wipe(file)
    assert (os.pread(handle, 10, 0), file.exists()) == (bytes(7), False)
    os.close(handle)


def _renamed(left: Path, named: Path) -> bytes | None:
    """Give what is being written its name, as its owner does; return what it holds, None if it is gone."""
    try:
        left.rename(named)
    except FileNotFoundError:
        return None
    return b"kanarie"


def _written_anew(left: Path, named: Path) -> bytes:
    """Have another file go by the same name; return what it holds."""
    left.unlink(missing_ok=True)
    left.write_bytes(b"another")
    return b"another"


@pytest.mark.parametrize("owner", [_renamed, _written_anew])
def test_what_its_owner_names_meanwhile_is_whole_or_its_owner_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Callable[[Path, Path], bytes | None]
) -> None:
    left, named = _left_elsewhere(tmp_path / "p.sopm"), tmp_path / "set aside"
    found = []
    for step in count(1):
        left.write_bytes(b"kanarie")
        os.utime(left, (0, 0))
        calls, acted = count(1), []

        def meanwhile(what: Callable[..., Any]) -> Callable[..., Any]:
            def do(*given: Any, **how: Any) -> Any:
                if next(calls) == step:  # noqa: B023 - called within the turn of the loop
                    acted.append(owner(left, named))  # noqa: B023
                return what(*given, **how)

            return do

        with monkeypatch.context() as patch:
            for name in ("stat", "lstat", "open", "rename", "replace", "link", "write", "unlink"):
                patch.setattr(os, name, meanwhile(getattr(os, name)))
            sweep_folder(tmp_path)
        if not acted:
            break
        kept = [file.read_bytes() for file in (left, named) if file.exists()]
        assert kept == [content for content in acted if content], f"at step {step}"
        found.append(bool(kept))
        named.unlink(missing_ok=True)
    assert found[0]
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_has_one_that_passes(tmp_path: Path) -> None:
    path = tmp_path / f"{'long ' * 50}.sopm"
    assert len(f"{passing(path, word='7').name}-journal".encode()) < 255
