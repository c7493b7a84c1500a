"""A very long note: how what takes the time grows from 10,000 lines to 20,000."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

from benchmarks.results import Remark, Result, Series, Table
from benchmarks.setting import NOW, Setting
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.due import find_due
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_note
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.search import search
from sop_minutes.storage.database import Database

_LINES = (10_000, 20_000)
_ABOUT = (
    "A note of {lines:,} lines, a heading and an action among every twenty: read from text, kept, kept again "
    "with one line in three edited, taken back, searched, and written as Word, PDF and a web page. Then one "
    "line, as long as all of it, is read for a due date. Processor's time."
)
_HEAD = "Group: CG\nDate: 15 November 2017\nPresent: Ann Lee (chair), Ben Okafor"
_KINDS = ("- a point below it, number {}", "Agreed: to look at it again, {}", "The group heard of case {}")


def run(setting: Setting) -> Iterator[Result]:
    taken: list[list[Series]] = []
    for lines in (number // 10 if setting.quick else number for number in _LINES):
        folder = setting.folder(f"long-{lines}")
        series = [Series(name, (seconds,)) for name, seconds in _done(folder, lines)]
        yield Table(f"A note of {lines:,} lines", _ABOUT.format(lines=lines), series)
        taken.append(series)
    grown = (f"{less.name} {more.median / less.median:.1f} ×" for less, more in zip(*taken, strict=True))
    yield Remark(f"Twice the lines take, of what one takes: {', '.join(grown)}.")


def _done(folder: Path, lines: int) -> Iterator[tuple[str, float]]:
    """Do each job once on a database of its own; yield what it is called and the seconds it took."""
    text = _note(lines)
    with Database.open(folder / "long.sopm") as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        keep = partial(database.do, "Record", record_note, group_id=group_id)
        sheet = read_note_text(text)
        jobs: dict[str, Callable[[], object]] = {
            "read": lambda: read_note_text(text),
            "kept": lambda: keep(sheet),
            "kept again, edited": lambda: keep(read_note_text(text.replace("heard of", "was told of"))),
            "taken back": database.undo,
            "searched": lambda: database.read(search, "case 104"),
        }
        for name, job in jobs.items():
            yield name, _seconds(job)
        meeting = database.read(meeting_sheet, 1, Audience.RESTRICTED)
    for suffix in (".docx", ".pdf", ".html"):
        write = partial(write_note, meeting, folder / f"note{suffix}", audience=Audience.RESTRICTED, now=NOW)
        yield f"written as {suffix}", _seconds(write)
    line = "to circulate the draft report by the end of January " * (lines // 50)
    yield (
        f"a due date found in a line of {len(line) // 1000:,} kB",
        _seconds(lambda: find_due(line, date(2017, 11, 15))),
    )


def _note(lines: int) -> str:
    return "\n".join([_HEAD, *(_line(number) for number in range(lines))])


def _line(number: int) -> str:
    match number % 20:
        case 0:
            return f"# Matter {number}"
        case 10:
            return f"Action: @Ann Lee to circulate draft {number} by 31 Jan"
        case _:
            return _KINDS[number % 3].format(number)


def _seconds(job: Callable[[], object]) -> float:
    began = process_time()
    job()
    return process_time() - began
