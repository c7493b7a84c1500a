"""A file of another kind, given as a typed note or as a Word file, is told what it is and what to do."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.importing import read_note_file, read_text_note
from tests.importing.test_refused_files import OLE, SHEETS, holding, zipped
from tests.importing.wordfile import content_types, para, save

EMAIL = b"From: Ann <ann@example.org>\r\nTo: Ben <ben@example.org>\r\nMIME-Version: 1.0\r\n\r\nHello.\r\n"
MESSAGE = OLE + "__properties_version1.0".encode("utf-16-le")
SHEET = zipped(("[Content_Types].xml", content_types(SHEETS)))
TEXT = "application/vnd.oasis.opendocument.text"
OTHERS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "n.pdf": (holding(b"%PDF-1.7 ..."), "is a PDF", "save it as .docx"),
    "n.doc": (
        holding(OLE + "WordDocument".encode("utf-16-le")),
        "is an old Word (.doc) file",
        "save it as .docx",
    ),
    "n.odt": (zipped(("mimetype", TEXT)), "is an OpenDocument file", "save it as .docx"),
    "n.rtf": (holding(b"{\\rtf1 A note.}"), "is a rich text (RTF) file", "save it as .docx"),
    "n.html": (holding(b"<html><body>A note.</body></html>"), "is a web page (HTML)", "save it as .docx"),
    "n.xlsx": (SHEET, "is an Excel workbook", "copy what it says"),
    "n.eml": (holding(EMAIL), "is an email", "copy its text"),
    "n.msg": (holding(MESSAGE), "is an email", "copy its text"),
    "n.zip": (zipped(("holiday.txt", "sun")), "is a zip archive", "unpack it"),
}


@pytest.mark.parametrize("read", [read_note_file, read_text_note])
@pytest.mark.parametrize("name", OTHERS)
def test_says_what_a_file_is_and_what_to_do(
    name: str, read: Callable[[Path], object], tmp_path: Path
) -> None:
    make, what, do = OTHERS[name]
    make(tmp_path / name)
    with pytest.raises(UserError) as refusal:
        read(tmp_path / name)
    assert str(refusal.value).startswith(f"{name} {what}")
    assert do in str(refusal.value)


def test_says_that_a_word_file_is_no_typed_note(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("A note."))
    with pytest.raises(UserError, match=r"n\.docx is a Word file, not a typed note; import it\."):
        read_text_note(path)


def test_reads_a_word_file_by_whatever_name(tmp_path: Path) -> None:
    path = save(tmp_path / "n.txt", para("A note."))
    assert read_note_file(path).notes[0].items[0].points[0].text == "A note."


def test_takes_a_note_that_begins_like_an_email_for_a_note(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text(
        "Group: CG\nDate: 15 November 2017\nPresent: Ann Lee\n\n# Prevent\nReceived: a letter\n", "utf-8"
    )
    assert read_text_note(path).items[0].points[0].text == "Received: a letter"


def test_says_that_a_zip_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "n.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("holiday.txt", "sun")
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(UserError, match="is damaged or cut short"):
        read_text_note(path)
