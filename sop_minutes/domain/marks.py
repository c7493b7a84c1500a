"""Marks: bookmarks in a Word file, unseen, by which each of its paragraphs finds its record again."""

from hashlib import blake2b
from typing import Final

_START: Final = "_sop_"
"""A bookmark that begins with an underscore is not listed in Word; LibreOffice keeps it through rewriting."""

_CODE: Final = f"{_START}copy_"


def mark_of(record: str) -> str:
    """Return the mark of a record: "m5" a meeting, "i3" an item, "p12" a point.

    It does not show the record's number, whose gaps would tell of what was left out.
    """
    return f"{_START}{blake2b(record.encode(), digest_size=6).hexdigest()}"


def code_mark(code: str) -> str:
    """Return the mark that stands at the title of a file of the circulation with this code.

    Word takes letters, digits and underscores in the name of a bookmark, and nothing else.
    """
    return f"{_CODE}{code.replace('-', '_')}"


def code_in(mark: str) -> str:
    """Return the code of the circulation that a mark names, "" for another mark."""
    return mark.removeprefix(_CODE).replace("_", "-") if mark.startswith(_CODE) else ""


def is_mark(name: str) -> bool:
    """Say whether a bookmark is one of ours."""
    return name.startswith(_START)
