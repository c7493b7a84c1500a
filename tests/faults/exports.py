"""Every kind of file that goes out: what is there after a cut is the old one or the new one, whole."""

import csv
import email
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from email import policy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from icalendar import Calendar
from lxml import html

from sop_minutes.cli.main import main
from tests.faults.job import Job
from tests.faults.office import DATABASE, Check, held_in, make_office, terminal

OLD = b"the file as it was"
_NOTE = ("note", "CG/2017-11-15", "--to")
_HELD = ("2017-11-15", "2018-01-10")
Whole = Callable[[bytes], object]


def _is_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None


def _is_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def _is_page(content: bytes) -> None:
    assert content.rstrip().endswith(b"</html>")
    html.document_fromstring(content)


def _is_text(content: bytes) -> None:
    assert "the protocol would be reviewed" in content.decode()
    assert content.endswith(b"\n")


def _is_table(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) > 2
    assert len(set(map(len, rows))) == 1


def _is_calendar(content: bytes) -> None:
    assert Calendar.from_ical(content).events


def _is_mail(content: bytes) -> None:
    message = email.message_from_bytes(content, policy=policy.default)
    for part in message.iter_attachments():
        held = part.get_content()
        _WHOLE[Path(str(part.get_filename())).suffix](held if isinstance(held, bytes) else held.encode())


_WHOLE: dict[str, Whole] = {
    ".docx": _is_package,
    ".xlsx": _is_package,
    ".pdf": _is_pdf,
    ".html": _is_page,
    ".md": _is_text,
    ".txt": _is_text,
    ".csv": _is_table,
    ".ics": _is_calendar,
    ".eml": _is_mail,
    ".json": bytes.decode,
    ".css": bytes.decode,
    ".svg": bytes.decode,
}


def _old_or_whole(name: str) -> Check:
    """Return a check that a file is the old one or a whole new one; once it was told, the new one."""

    def check(folder: Path, told: str) -> None:
        content = (folder / name).read_bytes()
        if name in told:
            assert content != OLD, "it was told that the new file is there"
        if content != OLD:
            _WHOLE[Path(name).suffix](content)
        assert held_in(folder / DATABASE)[1] == _HELD

    return check


def _all_whole(name: str, least: int) -> Check:
    """Return a check that all files in a folder are whole; once it was told, that there are so many."""

    def check(folder: Path, told: str) -> None:
        files = [path for path in (folder / name).glob("*") if not path.name.startswith(".")]
        for path in files:
            _WHOLE[path.suffix](path.read_bytes())
        named = {line.strip() for line in told.splitlines() if line.strip().startswith(f"{name}/")}
        assert not named - {path.relative_to(folder).as_posix() for path in files}, (
            f"of {sorted(named)} not all are there"
        )
        assert len(named) < least or len(files) >= least, f"{len(files)} files are there"
        assert held_in(folder / DATABASE)[1] == _HELD

    return check


def left_over(folder: Path) -> list[str]:
    """Return what a program left in a folder that is no file of anybody's."""
    return [path.name for path in folder.rglob(".sop-minutes-*") if path.name != ".sop-minutes.json"]


def prepare(folder: Path) -> None:
    """Fill a folder with a partnership of which every kind of file can be made."""
    for name, content in _prepared().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@cache
def _prepared() -> dict[str, bytes]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_office(folder)
        with chdir(folder):
            for words in _STEPS:
                do(*words)
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }


_STEPS = (
    ("people", "edit", "Ann Lee", "--email", "ann@example.org"),
    ("people", "edit", "Ben Okafor", "--email", "ben@example.org"),
    ("record", "later.txt"),
    (*_NOTE, "copy.docx", "--audience", "members"),
    ("returned", "import", "copy.docx"),
    ("approve", "CG/2017-11-15", "--on", "10/1/2018"),
    ("publish", "CG", "--to", "site", "--yes"),
    ("approve", "CG/2018-01-10", "--on", "10/3/2018"),
)


def do(*words: str) -> None:
    """Do a verb of the terminal on the database of this folder."""
    said, code = io.StringIO(), None
    before, sys.argv = sys.argv, ["sop-minutes", "--database", DATABASE, *words]
    try:
        with redirect_stdout(said), redirect_stderr(said):
            main()
    except SystemExit as leaving:
        code = leaving.code
    finally:
        sys.argv = before
    assert not code, said.getvalue()


def _files() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what each file that goes out alone is, its name, and the verb that writes it."""
    for kind, name in (
        ("Word", "note.docx"),
        ("PDF", "note.pdf"),
        ("web page", "note.html"),
        ("Markdown", "note.md"),
        ("plain", "note.txt"),
    ):
        yield f"{kind} note", name, (*_NOTE, name, *(["--overwrite"] if name.endswith(".txt") else []))
    yield "compendium", "all.docx", ("note", "CG/2017-11-15", "CG/2018-01-10", "--to", "all.docx")
    for kind, name in (
        ("Word", "log.docx"),
        ("Excel", "log.xlsx"),
        ("csv", "log.csv"),
        ("calendar", "due.ics"),
    ):
        yield f"{kind} log", name, ("actions", "--to", name)
    yield "agenda", "agenda.pdf", ("agenda", "CG/2017-11-15", "--to", "agenda.pdf")
    yield "briefing", "briefing.docx", ("briefing", "CG", "--to", "briefing.docx", "--as-of", "1/2/2018")
    yield "invitation", "meeting.ics", ("invite", "CG/2018-01-10", "--to", "meeting.ics")
    for name in ("changes.xlsx", "changes.csv", "changes.html"):
        yield f"change log {name[7:]}", name, ("log", "--to", name)
    yield "returned copy", "came.docx", ("returned", "save", "1", "--to", "came.docx")


def _with_old(name: str) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        prepare(folder)
        (folder / name).write_bytes(OLD)

    return fill


_OF_FILES = [
    Job(kind, terminal(*words), _with_old(name), _old_or_whole(name)) for kind, name, words in _files()
]
_OF_FOLDERS = [
    Job("publish", terminal("publish", "CG", "--to", "site", "--yes"), prepare, _all_whole("site", 7)),
    Job(
        "circulate",
        terminal("circulate", "CG/2017-11-15", "--to", "drafts"),
        prepare,
        _all_whole("drafts", 2),
    ),
    Job(
        "chase",
        terminal("chase", "--to", "drafts", "--as-of", "1/6/2018"),
        prepare,
        _all_whole("drafts", 1),
    ),
    Job(
        "files of a circulation",
        terminal("circulate", "CG/2017-11-15", "--save-files", "files", "--as", "docx,pdf,html,md,txt"),
        prepare,
        _all_whole("files", 5),
    ),
]
EXPORTS = {job.name: job for job in (*_OF_FILES, *_OF_FOLDERS)}
