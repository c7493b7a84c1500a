"""What a file is when it is not the Word file its name says."""

from typing import Final

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
_OLD_EXCEL: Final = "Workbook".encode("utf-16-le")
# Word's lock file holds a name, padded to exactly this many bytes.
_LOCK_FILE: Final = 162
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MAIN_TYPES: Final = (
    ("spreadsheetml", "is an Excel workbook, not a Word file."),
    ("ms-excel", "is an Excel workbook, not a Word file."),
    ("presentationml", "is a PowerPoint file, not a Word file."),
    ("ms-powerpoint", "is a PowerPoint file, not a Word file."),
    ("visio", "is a Visio drawing, not a Word file."),
    ("oasis.opendocument", "is an OpenDocument file; save it as a Word file (.docx) first."),
    ("epub", "is an e-book, not a Word file."),
)
ARCHIVE: Final = "is a zip archive, not a Word file."


def what_it_is(head: bytes, whole: bytes) -> str:
    """Return the end of a sentence that says what a file that is no zip holds.

    `head` is its first few hundred bytes, `whole` enough of it to hold an OLE directory.
    """
    if head.startswith(OLE):
        return _ole(whole)
    if head.startswith(b"{\\rtf"):
        return "is a rich text (RTF) file; open it in Word and save it as .docx first."
    if head.startswith(b"%PDF"):
        return "is a PDF, not a Word file."
    if len(head) == _LOCK_FILE:
        return "is the lock file Word leaves while a note is open, not the note."
    return _text(head)


def what_archive(hint: str) -> str:
    """Return the end of a sentence that says what a zip is, by its content types or mimetype."""
    hint = hint.lower()
    return next((end for mark, end in _MAIN_TYPES if mark in hint), ARCHIVE)


def _ole(whole: bytes) -> str:
    if _ENCRYPTED in whole:
        return "is protected by a password; open it in Word and save it without one first."
    if _OLD_WORD in whole:
        return "is an old Word (.doc) file; open it in Word and save it as .docx first."
    if _OLD_EXCEL in whole:
        return "is an old Excel (.xls) file, not a Word file."
    return "is an old Office file, not a Word .docx file."


def _text(head: bytes) -> str:
    for bom in _BOMS:
        head = head.removeprefix(bom)
    start = head.replace(b"\x00", b"").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "is a web page (HTML), not a Word file; open it in Word and save it as .docx first."
    if start.startswith(b"<?xml") or start.startswith(b"<"):
        if b"<html" in start:
            return "is a web page (HTML), not a Word file; open it in Word and save it as .docx first."
        return "is an XML file; open it in Word and save it as .docx first."
    if start and all(byte >= 32 or byte in b"\t\n\r\f" for byte in start):
        return "is plain text, not a Word file."
    return "is not a Word file, or is too damaged to open."
