"""Power cuts: what a program wrote is recorded, and each disk that a cut may leave is opened by our own code."""

import io
import random
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from sop_minutes.storage.database import Database
from tests.faults.figures import Figures
from tests.faults.office import DATABASE, Check, held_in, make_office, terminal
from tests.faults.old_files import OLD_PEOPLE, make_old_file
from tests.faults.recording import Replay, calls_in, record
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


def power_cuts(job: Job, folder: Path, cuts: int, seed: int = 0) -> Figures:
    """Record a job once, and look at so many disks that a cut at any moment of it may leave."""
    figures = Figures(f"power cuts: {job.name}")
    work, log = folder / "work", folder / "calls"
    work.mkdir(parents=True)
    job.prepare(work)
    before = {str(path): path.read_bytes() for path in work.rglob("*") if path.is_file()}
    record(job.words, work, log, seconds=job.seconds)
    for number, disk, told in _disks(log, Replay(work, before), cuts, random.Random(seed)):
        shutil.rmtree(work)
        work.mkdir()
        for name, content in disk.items():
            Path(name).write_bytes(content)
        figures.tried += 1
        try:
            job.check(work, told)
        except Exception as error:  # whatever goes wrong with a disk is what is looked for
            figures.failures.append(f"{job.name}, seed {seed}, cut {number}: {error!r}")
    return figures


def _disks(
    log: Path, replay: Replay, cuts: int, chance: random.Random
) -> Iterator[tuple[int, dict[str, bytes], str]]:
    """Yield disks as cuts may leave them, each with its number and what was told before."""
    calls = list(calls_in(log))
    trial = Replay(replay.folder, replay.files)
    ours = [call for call in calls if trial.do(call)]
    assert ours, "nothing was recorded"
    at = 0
    for number in sorted(chance.randrange(len(ours)) for _ in range(cuts)):
        while at <= number:
            replay.do(ours[at])
            at += 1
        yield number, replay.disk.after_a_cut(chance), replay.told.decode()


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


def _is_word(content: bytes) -> bool:
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


def jobs(folder: Path, seconds: float = 25) -> list[Job]:
    """Return what the power goes at, in a folder for each; the window types for so many seconds."""
    typing = typist_words(folder / "typing" / "work" / DATABASE, 1, seed=5)
    saver = [sys.executable, "-m", "tests.faults.saver", DATABASE, "70"]
    note = ("note", "CG/2017-11-15", "--to")
    return [
        Job("typing", typing, lambda work: new_meeting(work / DATABASE), _check_typed, seconds),
        Job("a new file", saver, lambda work: None, _check_begun),
        Job("record", terminal("record", "later.txt"), make_office, _check_recorded),
        Job("backup", terminal("backup", "copy.sopm"), _prepare_copy, _check_backup),
        Job("restore", terminal("restore", "copy.sopm"), _prepare_copy, _check_restored),
        Job(
            "migration", terminal("people", "list"), lambda work: make_old_file(work / DATABASE), _check_migrated
        ),
        Job(
            "Word note",
            terminal(*note, "note.docx"),
            _prepare_old("note.docx"),
            _old_or_whole("note.docx", _is_word),
        ),
        Job(
            "PDF note",
            terminal(*note, "note.pdf"),
            _prepare_old("note.pdf"),
            _old_or_whole("note.pdf", lambda content: content.rstrip().endswith(b"%%EOF")),
        ),
    ]
