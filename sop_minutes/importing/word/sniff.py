"""What a file is when it is not the Word file its name says."""

import re
from typing import Final

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
_OLD_EXCEL: Final = "Workbook".encode("utf-16-le")
# Word's lock file holds a name, padded to exactly this many bytes.
_LOCK_FILE: Final = 162
_MESSAGE: Final = "__properties_version1.0".encode("utf-16-le")
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SAVE: Final = "open it in Word and save it as .docx first."
_EMAIL_SAID: Final = "is an email; save the note that is attached to it, or copy its text into a .txt file."
_EXCEL: Final = "is an Excel workbook, not a Word file; copy what it says into a Word file or a typed note."
_SLIDES: Final = "is a PowerPoint file, not a Word file; copy what it says into a Word file or a typed note."
_MAIN_TYPES: Final = (
    ("spreadsheetml", _EXCEL),
    ("ms-excel", _EXCEL),
    ("presentationml", _SLIDES),
    ("ms-powerpoint", _SLIDES),
    ("visio", "is a Visio drawing, not a Word file."),
    ("opendocument.spreadsheet", "is an OpenDocument spreadsheet; copy what it says into a typed note."),
    ("oasis.opendocument", f"is an OpenDocument file; {_SAVE}"),
    ("epub", "is an e-book, not a Word file."),
)
WORD_TYPE: Final = "wordprocessingml"
ARCHIVE: Final = "is a zip archive, not a Word file; unpack it, and import the files in it."
LOG: Final = (
    "is a list of actions that was made here, not a note, and what it lists is kept already; "
    "say what became of an action with the command action."
)
FORM: Final = "is a reply form that was sent from here; bring it in with the command replies import."
_CALENDAR: Final = "is a calendar, not a note; save the note itself as a Word file or a text file."
_HEADERS = re.compile(rb"(?:[a-z][a-z-]*:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*){2,}\r?\n")
_ONLY_EMAIL = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|x-unsent|content-type):", re.MULTILINE
)


def what_it_is(head: bytes, whole: bytes) -> str:
    """Return the end of a sentence that says what a file that is no zip holds.

    `head` is its first few hundred bytes, `whole` enough of it to hold an OLE directory.
    """
    if len(head) == _LOCK_FILE and not head.startswith(OLE):
        return "is the lock file Word leaves while a note is open, not the note."
    return what_no_text(head, whole) or _text(head)


def what_no_text(head: bytes, whole: bytes) -> str:
    """Return the end of a sentence that says what a file is that a text editor did not make; else ""."""
    if head.startswith(OLE):
        return _ole(whole)
    if head.startswith(b"{\\rtf"):
        return f"is a rich text (RTF) file; {_SAVE}"
    if head.startswith(b"%PDF"):
        return f"is a PDF, not a Word file; {_SAVE}"
    start = _start(head)
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return f"is a web page (HTML), not a Word file; {_SAVE}"
    if start.startswith(b"<?xml"):
        return f"is an XML file; {_SAVE}"
    headers = _HEADERS.match(start)
    return _EMAIL_SAID if headers and _ONLY_EMAIL.search(headers[0]) else ""


def what_archive(hint: str) -> str:
    """Return the end of a sentence that says what a zip is, by its content types or mimetype."""
    hint = hint.lower()
    return next((end for mark, end in _MAIN_TYPES if mark in hint), ARCHIVE)


def _ole(whole: bytes) -> str:
    if _ENCRYPTED in whole:
        return "is protected by a password; open it in Word and save it without one first."
    if _OLD_WORD in whole:
        return f"is an old Word (.doc) file; {_SAVE}"
    if _OLD_EXCEL in whole:
        return "is an old Excel (.xls) file, not a Word file; copy what it says into a typed note."
    if _MESSAGE in whole:
        return _EMAIL_SAID
    return "is an old Office file, not a Word .docx file."


def _text(head: bytes) -> str:
    start = _start(head)
    if start.startswith(b"<"):
        page = b"<html" in start
        return f"is a web page (HTML), not a Word file; {_SAVE}" if page else f"is an XML file; {_SAVE}"
    if start.startswith(b"begin:vcalendar"):
        return _CALENDAR
    if start.startswith(b"ref,action,owner"):
        return LOG
    if start and all(byte >= 32 or byte in b"\t\n\r\f" for byte in start):
        return "is plain text, not a Word file."
    return "is not a Word file, or is too damaged to open."


def _start(head: bytes) -> bytes:
    for bom in _BOMS:
        head = head.removeprefix(bom)
    return head.replace(b"\x00", b"").lstrip().lower()
