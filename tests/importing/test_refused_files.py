"""A file that cannot be read is refused with one sentence that says why; nothing worse happens."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.importing import read_word_note
from tests.importing.wordfile import R, bullet, content_types, para, relationships, root, save, table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
Maker = Callable[[Path], object]


def holding(data: bytes) -> Maker:
    return lambda path: path.write_bytes(data)


def zipped(*parts: tuple[str, str | bytes]) -> Maker:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, inner in parts:
                archive.writestr(name, inner)

    return make


def document(inner: str) -> Maker:
    return lambda path: save(path, document=inner)


def cut_short(path: Path) -> None:
    save(path, para("A note that was once whole."))
    path.write_bytes(path.read_bytes()[:-400])


def spoilt(path: Path) -> None:
    """Write a file whose text does not match its checksum."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", root("w:document", f"<w:body>{para('A note.')}</w:body>"))
    path.write_bytes(path.read_bytes().replace(b"A note.", b"B note."))


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * (1 << 20))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
REFUSED: dict[str, tuple[Maker, str]] = {
    "empty": (holding(b""), "is empty"),
    "encrypted": (holding(OLE + "EncryptedPackage".encode("utf-16-le")), "is protected by a password"),
    "old Word": (holding(OLE + "WordDocument".encode("utf-16-le")), "is an old Word (.doc) file"),
    "RTF": (holding(b"{\\rtf1 A note.}"), "is a rich text (RTF) file"),
    "HTML": (holding(b"<!DOCTYPE html><html><body>A note.</body></html>"), "is a web page (HTML)"),
    "PDF": (holding(b"%PDF-1.7 ..."), "is a PDF"),
    "XML": (holding(b'<?xml version="1.0"?><pkg:package/>'), "is an XML file"),
    "text": (holding(b"A note, typed in an editor."), "is plain text"),
    "rubbish": (holding(bytes(range(256)) * 8), "is not a Word file"),
    "lock file by content": (holding(b"\x05Clerk" + b" " * 100 + b"\0" * 56), "is the lock file Word leaves"),
    "OpenDocument": (
        zipped(("mimetype", "application/vnd.oasis.opendocument.text")),
        "is an OpenDocument file",
    ),
    "Excel": (zipped(("[Content_Types].xml", content_types(SHEETS))), "is an Excel workbook"),
    "PowerPoint": (zipped(("[Content_Types].xml", content_types(SLIDES))), "is a PowerPoint file"),
    "zip": (zipped(("holiday.txt", "sun")), "is a zip archive"),
    "cut short": (cut_short, "is damaged or cut short"),
    "bad checksum": (spoilt, "is damaged: its text cannot be read"),
    "bomb": (bomb, "unpacks to far more than a Word file holds"),
    "too many parts": (zipped(*[(f"{n}.xml", "") for n in range(10_050)]), "holds too many parts"),
    "unclosed XML": (document(root("w:document", "<w:body><w:p>")), "is damaged: its text cannot be read"),
    "DTD": (document(ENTITIES + root("w:document", "<w:body>&b;</w:body>").split("?>")[1]), "document type"),
    "nested without end": (
        document(root("w:document", "<w:sdt>" * 30_000 + "</w:sdt>" * 30_000)),
        "is nested too deeply",
    ),
    "no text": (lambda path: save(path, para(), table(["", ""])), "holds no text"),
    "too long": (lambda path: save(path, para("A short line.") * 30_001), "is too long to import"),
    "too many nodes": (document(root("w:document", "<w:p/>" * 3_000_000)), "is too large to import"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_says_why(kind: str, tmp_path: Path) -> None:
    make, sentence = REFUSED[kind]
    path = tmp_path / "note.docx"
    make(path)
    with pytest.raises(UserError) as refusal:
        read_word_note(path)
    assert str(refusal.value).startswith("note.docx ")
    assert sentence in str(refusal.value)


def test_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_word_note(tmp_path / "nowhere.docx")


def test_says_that_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read_word_note(tmp_path)


def test_knows_a_lock_file_by_its_name(tmp_path: Path) -> None:
    path = save(tmp_path / "~$note.docx", para("x"))
    with pytest.raises(UserError, match="lock file"):
        read_word_note(path)


def test_does_not_read_a_file_an_entity_points_at(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the canary")
    dtd = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    inner = root("w:document", "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>").split("?>")[1]
    with pytest.raises(UserError, match="document type"):
        read_word_note(save(tmp_path / "note.docx", document=dtd + inner))


def test_refuses_a_document_type_in_any_part_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    rels = relationships(f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>')
    text = root("w:document", f"<w:body>{para('x')}</w:body>")
    zipped(("_rels/.rels", ENTITIES + rels), ("word/document.xml", text))(path)
    with pytest.raises(UserError, match="document type"):
        read_word_note(path)


def test_reads_tables_in_tables_in_tables(tmp_path: Path) -> None:
    inner = para("In the middle.")
    for _ in range(150):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    path = save(tmp_path / "note.docx", para("Before."), inner, bullet("After."))
    texts = [point.text for item in read_word_note(path).notes[0].items for point in item.points]
    assert texts == ["Before.", "In the middle.", "After."]
