"""All that is done when the power goes or the disk fails."""

import sys
from pathlib import Path

from sop_minutes.paths import resource
from sop_minutes.storage.database import Database
from tests.faults.exports import EXPORTS
from tests.faults.job import Job
from tests.faults.office import DATABASE, held_in, make_office, terminal
from tests.faults.old_files import OLD_PEOPLE, make_old_file
from tests.faults.saves import check_kept, told_in, typist_words
from tests.journeys.test_typed_meeting import new_meeting


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


def typing_job(work: Path, seconds: float) -> Job:
    """Return what types in the window, in the folder `work`, for so many seconds."""
    words = typist_words(work / DATABASE, 1, seed=5)
    return Job("typing", words, lambda folder: new_meeting(folder / DATABASE), _check_typed, seconds)


def saving_job(people: int) -> Job:
    """Return what begins a file and saves so many times."""
    words = [sys.executable, "-m", "tests.faults.saver", DATABASE, str(people)]
    return Job("a new file", words, _prepare_nothing, _check_begun)


VERBS = {
    job.name: job
    for job in (
        Job("begin", terminal("groups", "add", "Co-ordination Group"), _prepare_nothing, _check_group),
        Job("record", terminal("record", "later.txt"), make_office, _check_recorded),
        Job("import", terminal("import", "old-note.docx", "--group", "CG"), _prepare_word, _check_imported),
        Job("backup", terminal("backup", "copy.sopm"), _prepare_copy, _check_backup),
        Job("restore", terminal("restore", "copy.sopm"), _prepare_copy, _check_restored),
        Job("migrate", terminal("people", "list"), _prepare_old_file, _check_migrated),
    )
} | EXPORTS
