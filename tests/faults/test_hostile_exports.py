"""Odd text in a partnership's every field comes out of each kind of file as it is documented to be kept."""

import csv
import email
import io
import zipfile
from contextlib import chdir
from datetime import date
from email import policy
from pathlib import Path

import docx
import pytest
from icalendar import Calendar
from lxml import html
from markdown_it import MarkdownIt
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting, edit_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import seat_person
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import clean_line
from sop_minutes.queries.search import search
from sop_minutes.storage.database import Database
from tests.faults.exports import do
from tests.faults.hostile import ODD
from tests.faults.office import DATABASE

_CASES = {f"case{number}": odd for number, odd in enumerate(ODD.values())}
_VERBS = (
    ("note", "CG/2017-11-15", "--audience", "members", "--to", "note.docx"),
    ("note", "CG/2017-11-15", "--audience", "members", "--to", "note.html"),
    ("note", "CG/2017-11-15", "--audience", "members", "--to", "note.md"),
    ("note", "CG/2017-11-15", "--audience", "members", "--to", "note.txt"),
    ("note", "CG/2017-11-15", "--audience", "members", "--to", "note.pdf"),
    ("note", "CG/2017-11-15", "CG/2018-01-10", "--to", "all.docx"),
    ("actions", "--to", "log.xlsx"),
    ("actions", "--to", "log.csv"),
    ("actions", "--to", "log.docx"),
    ("actions", "--to", "due.ics"),
    ("log", "--to", "changes.csv"),
    ("log", "--to", "changes.xlsx"),
    ("log", "--to", "changes.html"),
    ("agenda", "CG/2018-01-10", "--to", "agenda.docx"),
    ("briefing", "CG", "--to", "briefing.docx", "--as-of", "1/2/2018"),
    ("invite", "CG/2018-01-10", "--to", "meeting.ics"),
    ("circulate", "CG/2017-11-15", "--to", "notes", "--as", "docx,pdf,html,md,txt"),
    ("chase", "--to", "chasers", "--as-of", "1/6/2018"),
    ("publish", "CG", "--to", "site", "--yes"),
)


def _note() -> str:
    lines = ["Date: 15 November 2017", "Present: Ann Lee (chair)"]
    for name, odd in _CASES.items():
        said = " ".join(odd.splitlines())
        lines += [f"# Title {name} {said} stop", f"Said {name} {said} stop", f"- Under {name} {said} stop"]
        lines.append(f"Agreed: settled {name} {said} stop")
        lines.append(f"Action: @Ann Lee to do {name} {said} stop by 31 Jan")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of file of a partnership whose every line is odd."""
    folder = tmp_path_factory.mktemp("odd")
    with Database.open(folder / DATABASE) as database:
        group_id = database.do("Add", add_group, f"Board {ODD['emoji with joiners']}", code="CG")
        person_id = database.do("Add", add_person, "Ann Lee", email="ann@example.org")
        database.do("Seat", seat_person, person_id, group_id=group_id)
        meeting_id = database.do("Record", record_note, read_note_text(_note()), group_id=group_id)
        after = database.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 10))
        place = " ".join(_CASES.values())
        database.do("Edit", edit_meeting, after, title="", marking="", place=place, time="10:00")
        database.do("Approve", approve_minutes, meeting_id, on=date(2018, 1, 10), today=date(2018, 1, 10))
        for name in _CASES:
            assert database.read(search, name)
    with chdir(folder):
        for words in _VERBS:
            do(*words)
    return folder


def _word(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _page(content: bytes) -> str:
    return html.document_fromstring(content).text_content()


def _markdown(content: bytes) -> str:
    return html.fragment_fromstring(MarkdownIt().render(content.decode()), "main").text_content()


def _excel(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return "\n".join(str(cell) for row in rows for cell in row)


def _table(content: bytes) -> str:
    return "\n".join(cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row)


def _calendar(content: bytes) -> str:
    said = [
        each.get(name, "")
        for each in Calendar.from_ical(content).events
        for name in ("summary", "description", "location")
    ]
    return "\n".join(map(str, said))


_READ = {
    ".docx": _word,
    ".html": _page,
    ".md": _markdown,
    ".txt": bytes.decode,
    ".xlsx": _excel,
    ".csv": _table,
    ".ics": _calendar,
}


def _shown(text: str) -> str:
    """Return text as it is compared: how it is broken into lines and spaced is each format's own."""
    return "".join(text.split())


def _expected(odd: str) -> str:
    return _shown(plain_text(clean_line(" ".join(odd.splitlines()))))


def _check(text: str, before: str, *, where: str) -> None:
    shown = _shown(text)
    for name, odd in _CASES.items():
        said = _expected(odd.replace(" @", " ") if before == "Do" else odd)  # who is to do it has no sign
        assert f"{before}{name}{said}stop" in shown, f"{where}: {name}"


@pytest.mark.parametrize("file", ["note.docx", "note.html", "note.md", "note.txt", "all.docx"])
@pytest.mark.parametrize("before", ["Title", "Said", "Under"])
def test_a_note_says_it(made: Path, file: str, before: str) -> None:
    path = made / file
    _check(_READ[path.suffix](path.read_bytes()), before, where=file)


@pytest.mark.parametrize("file", ["log.xlsx", "log.csv", "log.docx", "due.ics"])
def test_what_is_to_be_done_says_it(made: Path, file: str) -> None:
    path = made / file
    _check(_READ[path.suffix](path.read_bytes()), "Do", where=file)


@pytest.mark.parametrize("file", ["changes.csv", "changes.xlsx", "changes.html"])
def test_the_change_log_says_it(made: Path, file: str) -> None:
    path = made / file
    text = _shown(_READ[path.suffix](path.read_bytes()))
    for name, odd in _CASES.items():
        assert _shown(f"Said {name} {clean_line(odd)} stop") in text, name


def test_a_published_page_says_it(made: Path) -> None:
    (page,) = (path for path in (made / "site").glob("*.html") if path.stem != "index")
    _check(_page(page.read_bytes()), "Said", where=page.name)


def test_a_calendar_file_names_the_place(made: Path) -> None:
    said = _shown(_calendar((made / "meeting.ics").read_bytes()))
    for odd in _CASES.values():
        assert _shown(clean_line(odd)) in said


def test_an_agenda_names_the_place(made: Path) -> None:
    said = _shown(_word((made / "agenda.docx").read_bytes()))
    for odd in _CASES.values():
        assert _shown(clean_line(odd)) in said


def test_a_pdf_says_all_that_is_plain(made: Path) -> None:
    text = _shown("".join(page.extract_text() for page in PdfReader(made / "note.pdf").pages))
    for name, odd in _CASES.items():
        if _expected(odd).isascii() and odd.isprintable():
            assert _shown(f"Said {name}") + _expected(odd) + "stop" in text, name
        assert _shown(f"Said {name}") in text


@pytest.mark.parametrize("folder", ["notes", "chasers"])
def test_an_e_mail_and_all_that_is_attached_says_it(made: Path, folder: str) -> None:
    (path,) = (made / folder).glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    _check(body.get_content(), "Do", where="plain")
    page = message.get_body(("html",))
    assert page is not None
    _check(_page(page.get_content().encode()), "Do", where="page")
    attached = {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}
    for name, content in attached.items():
        held = content if isinstance(content, bytes) else content.encode()
        if folder == "notes" and not name.endswith(".pdf"):
            _check(_READ[Path(name).suffix](held), "Said", where=name)
        if name.endswith((".docx", ".xlsx")):
            assert zipfile.ZipFile(io.BytesIO(held)).testzip() is None
    assert message["Bcc"] is None
