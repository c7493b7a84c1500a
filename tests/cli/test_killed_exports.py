"""An export that is killed leaves what was there as it was; for a full disk see tests/faults."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

_RUN = """
import os, resource, sys
from sop_minutes.cli.main import main
how, number = sys.argv.pop(1), int(sys.argv.pop(1))
if how == "full":
    opened, unlinked = os.open, os.unlink
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)

    def opening(path, *how, **more):
        if str(path).endswith(".part"):  # the disk is full for what goes out, and not for the database
            resource.setrlimit(resource.RLIMIT_FSIZE, (number, most))
        return opened(path, *how, **more)

    def unlinking(path, **more):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        unlinked(path, **more)

    os.open, os.unlink = opening, unlinking
else:
    synced = os.fsync
    count = 0

    def killing(file):
        global count
        if ".part" in os.readlink(f"/proc/self/fd/{file}"):
            count += 1
            if count == number:
                os.kill(os.getpid(), 9)  # half way: written, and not yet in its place
        synced(file)

    os.fsync = killing
main()
"""
_NOTE = ("note", "CG/2017-11-15", "--audience", "members", "--to")


def _run(folder: Path, how: str, number: int, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _RUN, how, str(number), "--database", "partnership.sopm", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def _held(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder, but for what a killed run left beside and is not shown."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


@pytest.mark.parametrize("suffix", ["docx", "md"])
def test_an_old_note_stays_whole(recorded: Terminal, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    target = out / f"note.{suffix}"
    target.write_bytes(b"the note as it was")
    killed = _run(tmp_path, "kill", 1, *_NOTE, str(target))
    assert killed.returncode == -9
    assert _held(out) == {target.name: b"the note as it was"}
    assert recorded(*_NOTE, str(target)).code == 0
    assert target.read_bytes() != b"the note as it was"


def test_a_folder_that_was_published_stays_whole(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", "CG/2017-11-15")
    assert recorded("publish", "CG", "--to", "site").code == 0
    before = _held(tmp_path / "site")
    assert before
    words = ("publish", "CG", "--to", "site")
    for number in (1, len(before)):
        assert _run(tmp_path, "kill", number, *words).returncode == -9
        assert _held(tmp_path / "site") == before
    assert recorded(*words).code == 0


def test_no_draft_of_a_circulation_is_left_where_not_all_could_be_written(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("people", "add", "Dee Fox", "--email", "dee@example.org")
    recorded("people", "edit", "Ann Lee", "--email", "ann@example.org")
    recorded("people", "edit", "Ben Okafor", "--email", "ben@example.org")
    words = ("circulate", "CG/2017-11-15", "--to", "drafts", "--also", "Dee Fox", "--also", "Ann Lee")
    full = _run(tmp_path, "full", 1000, *words)
    assert full.returncode == 1
    assert "could not be saved" in full.stderr
    assert _held(tmp_path / "drafts") == {}
    assert recorded("circulations", "CG/2017-11-15", "--json").json == []
    killed = _run(tmp_path, "kill", 1, *words)
    assert killed.returncode == -9
    assert _held(tmp_path / "drafts") == {}
    assert recorded("circulations", "CG/2017-11-15", "--json").json == []
    assert recorded(*words).code == 0
