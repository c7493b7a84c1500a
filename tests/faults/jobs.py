"""What is done when the power goes or the disk fails, and what must be there afterwards."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sop_minutes.paths import resource
from sop_minutes.storage.database import Database
from tests.faults.office import DATABASE, Check, held_in, make_office, terminal
from tests.faults.old_files import OLD_PEOPLE, make_old_file
from tests.faults.saves import check_kept, told_in, typist_words
from tests.journeys.test_typed_meeting import new_meeting

_OLD = b"the file as it was"


class Job(NamedTuple):
    """What is done when the power goes. `words` runs in a folder that `prepare` has filled.

    `check` is given the folder after the cut, and what was told before it; AssertionError on a loss.
    """

    name: str
    words: list[str]
    prepare: Callable[[Path], object]
    check: Check
    seconds: float | None = None


def _check_begun(folder: Path, told: str) -> None:
    """Everybody who was called kept is there; nobody was called so before there was a file."""
    path, kept = folder / DATABASE, told.count("kept ")
    if not path.exists():
        assert kept == 0, f"{kept} saves were told, and there is no file"
        return
    people = held_in(path)[0]
    assert len(people) >= kept, f"{kept} saves were told, and {len(people)} are there"
    assert [name.split()[1] for name in people] == [str(number) for number in range(len(people))]


def _check_typed(folder: Path, told: str) -> None:
    check_kept(folder / DATABASE, 1, told_in(told.splitlines(keepends=True)))


def _check_group(folder: Path, told: str) -> None:
    path = folder / DATABASE
    if path.exists():
        assert len(held_in(path)[-1]) <= 1, held_in(path)
    if told.strip():
        assert held_in(path)[-1], "the group was told to be kept"


def _check_imported(folder: Path, told: str) -> None:
    meetings = held_in(folder / DATABASE)[1]
    assert meetings[0] == "2017-11-15"
    if told.strip():
        assert len(meetings) > 1, "the note was told to be brought in"


def _check_recorded(folder: Path, told: str) -> None:
    meetings = held_in(folder / DATABASE)[1]
    assert meetings[0] == "2017-11-15"
    if "CG/2018-01-10" in told:
        assert "2018-01-10" in meetings, "the note was told to be kept"


def _old_or_whole(name: str, whole: Callable[[bytes], bool]) -> Check:
    """Return a check that a file is the old one or a whole new one; once it was told, the new one."""

    def check(folder: Path, told: str) -> None:
        content = (folder / name).read_bytes()
        if name in told:
            assert content != _OLD, "it was told that the new file is there"
        assert content == _OLD or whole(content), f"{name} is neither old nor new"
        assert held_in(folder / DATABASE)[1] == ("2017-11-15",)

    return check


def _is_package(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.testzip() is None


def _check_backup(folder: Path, told: str) -> None:
    meetings = held_in(folder / "copy.sopm")[1]
    assert meetings in ((), ("2017-11-15",))
    assert held_in(folder / DATABASE)[1] == ("2017-11-15",)
    if "copy.sopm" in told:
        assert meetings, "it was told that the new backup is there"


def _check_restored(folder: Path, told: str) -> None:
    meetings = held_in(folder / DATABASE)[1]
    assert meetings in ((), ("2017-11-15",))
    if "is as it was in" in told:
        assert not meetings, "it was told that the backup is in its place"


def _check_migrated(folder: Path, _told: str) -> None:
    assert len(held_in(folder / DATABASE)[0]) == OLD_PEOPLE


def _prepare_nothing(folder: Path) -> None:
    pass


def _prepare_old_file(folder: Path) -> None:
    make_old_file(folder / DATABASE)


def _prepare_word(folder: Path) -> None:
    make_office(folder)
    (folder / "old-note.docx").write_bytes((resource("example") / "old-note.docx").read_bytes())


def _prepare_copy(folder: Path) -> None:
    make_office(folder)
    with Database.open(folder / "copy.sopm"):
        pass


def _prepare_old(*names: str) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        make_office(folder)
        for name in names:
            (folder / name).write_bytes(_OLD)

    return prepare


def typing_job(work: Path, seconds: float) -> Job:
    """Return what types in the window, in the folder `work`, for so many seconds."""
    words = typist_words(work / DATABASE, 1, seed=5)
    return Job("typing", words, lambda folder: new_meeting(folder / DATABASE), _check_typed, seconds)


def saving_job(people: int) -> Job:
    """Return what begins a file and saves so many times."""
    words = [sys.executable, "-m", "tests.faults.saver", DATABASE, str(people)]
    return Job("a new file", words, _prepare_nothing, _check_begun)


_NOTE = ("note", "CG/2017-11-15", "--to")
VERBS = {
    job.name: job
    for job in (
        Job("begin", terminal("groups", "add", "Co-ordination Group"), _prepare_nothing, _check_group),
        Job("record", terminal("record", "later.txt"), make_office, _check_recorded),
        Job("import", terminal("import", "old-note.docx", "--group", "CG"), _prepare_word, _check_imported),
        Job("backup", terminal("backup", "copy.sopm"), _prepare_copy, _check_backup),
        Job("restore", terminal("restore", "copy.sopm"), _prepare_copy, _check_restored),
        Job("migrate", terminal("people", "list"), _prepare_old_file, _check_migrated),
        Job(
            "Word note",
            terminal(*_NOTE, "note.docx"),
            _prepare_old("note.docx"),
            _old_or_whole("note.docx", _is_package),
        ),
        Job(
            "PDF note",
            terminal(*_NOTE, "note.pdf"),
            _prepare_old("note.pdf"),
            _old_or_whole("note.pdf", lambda content: content.rstrip().endswith(b"%%EOF")),
        ),
        Job(
            "Excel log",
            terminal("actions", "--to", "log.xlsx"),
            _prepare_old("log.xlsx"),
            _old_or_whole("log.xlsx", _is_package),
        ),
    )
}
