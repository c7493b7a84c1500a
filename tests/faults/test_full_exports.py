"""Every kind of file that goes out, on a disk that takes no more of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.exports import EXPORTS, left_over, prepare
from tests.faults.office import DATABASE, held_in

_RUN = """
import json, os, resource, sys
from sop_minutes.cli.main import main
from tests.faults.forker import import_all

import_all()

opened, unlinked = os.open, os.unlink
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)

def opening(path, *how, **more):
    if str(path).endswith(".part"):  # full for what goes out, and not for the database
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, most))
    return opened(path, *how, **more)

def unlinking(path, **more):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    unlinked(path, **more)

def do(folder, words):
    os.chdir(folder)
    for handle, name in ((1, "out"), (2, "err")):
        os.dup2(opened(f"{folder}.{name}", os.O_WRONLY | os.O_CREAT), handle)
    os.open, os.unlink = opening, unlinking
    sys.argv = ["sop-minutes", *words]
    try:
        main()
    except SystemExit as leaving:
        sys.stdout.flush()
        return leaving.code or 0
    sys.stdout.flush()
    return 0

for folder, words in json.load(sys.stdin):
    if os.fork() == 0:
        code = 70
        try:
            code = do(folder, words)
        finally:
            sys.stderr.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


@pytest.fixture(scope="module")
def came_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, int, str, dict[str, bytes]]]:
    """What each export left in its folder, its exit code, what it said, and what was there before."""
    root = tmp_path_factory.mktemp("full")
    asked, before = [], {}
    for number, (name, job) in enumerate(EXPORTS.items()):
        folder = root / str(number)
        folder.mkdir()
        job.prepare(folder)
        before[name] = _held(folder)
        asked.append((str(folder), job.words[3:]))
    done = subprocess.run(
        [sys.executable, "-c", _RUN], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    codes = map(int, done.stdout.split())
    return {
        name: (Path(folder), code, Path(f"{folder}.err").read_text("utf-8"), before[name])
        for name, (folder, _), code in zip(EXPORTS, asked, codes, strict=True)
    }


def _held(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if DATABASE.partition(".")[0] not in str(path.relative_to(folder))
    }


@pytest.mark.parametrize("name", EXPORTS)
def test_a_full_disk_is_told_and_leaves_all_as_it_was(
    came_of: dict[str, tuple[Path, int, str, dict[str, bytes]]], name: str
) -> None:
    folder, code, said, before = came_of[name]
    assert (code, "Traceback" in said) == (1, False)
    assert "could not be saved: it is larger than a file may be there." in said
    assert _held(folder) == before
    assert left_over(folder) == []
    EXPORTS[name].check(folder, "")


def test_what_they_are_tried_on_holds_what_is_looked_for(tmp_path: Path) -> None:
    prepare(tmp_path)
    assert held_in(tmp_path / DATABASE)[1] == ("2017-11-15", "2018-01-10")
    assert len(list((tmp_path / "site").glob("*.html"))) == 2
