"""Word's fields: their instructions are not text, their results are, and some are links."""

import re
from typing import Final

from sop_minutes.importing.word.names import W

_LINK = re.compile(r'^\s*HYPERLINK\s+"([^"]{1,2000})"(?:\s*\\l\s+"([^"]{0,500})")?', re.IGNORECASE)
_LONGEST: Final = 5000
_PAGE: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")
FIELD_TYPE: Final = W + "fldCharType"
INSTRUCTION: Final = W + "instr"


class _Field:
    """One field: its instruction, whether its result has begun, whether it is a page's number."""

    __slots__ = ("instruction", "is_page", "shows")

    def __init__(self) -> None:
        self.instruction = ""
        self.shows = False
        self.is_page = False


class Fields:
    """The fields that are open at one place of a story, the innermost last.

    `busy` says that a paragraph's end has something to close.
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._silent = 0
        self._pages = 0
        self.link = ""
        self.busy = False

    @property
    def in_instruction(self) -> bool:
        return self._silent > 0

    @property
    def in_page_number(self) -> bool:
        return self._pages > 0

    def change(self, kind: str | None) -> None:
        """Begin, separate or end a field."""
        self.busy = True
        if kind == "begin":
            self._open.append(_Field())
            self._silent += 1
        elif self._open and kind == "separate":
            self._show(self._open[-1])
        elif self._open and kind == "end":
            self._end(self._open.pop())

    def instruct(self, text: str) -> None:
        """Add `text` to the instruction of the innermost field."""
        if self._open and len(self._open[-1].instruction) < _LONGEST:
            self._open[-1].instruction += text

    def end_paragraph(self) -> None:
        """Close what must not run on: a link, and a field whose result never began."""
        self.link = ""
        if self._silent:
            self._open = [field for field in self._open if field.shows]
            self._silent = 0
        self.busy = bool(self._open)

    def _show(self, field: _Field) -> None:
        if not field.shows:
            field.shows = True
            self._silent -= 1
            field.is_page = is_page_number(field.instruction)
            self._pages += field.is_page
            self.link = link_of(field.instruction) or self.link

    def _end(self, field: _Field) -> None:
        self._silent -= not field.shows
        self._pages -= field.is_page
        if link_of(field.instruction):
            self.link = ""


def link_of(instruction: str) -> str:
    """Return the address a HYPERLINK instruction leads to, "" for any other."""
    found = _LINK.match(instruction)
    if not found:
        return ""
    return address(found[1], found[2] or "")


def address(target: str, anchor: str) -> str:
    """Return `target` with `anchor`, as an address without spaces."""
    whole = f"{target}#{anchor}" if anchor and "#" not in target else target
    whole = whole.strip().replace(" ", "%20")
    return whole if whole.count("(") == whole.count(")") else whole.replace("(", "%28").replace(")", "%29")


def is_page_number(instruction: str) -> bool:
    """Say whether a field shows the number of a page, or of all pages."""
    words = instruction.split(None, 1)
    return bool(words) and words[0].upper() in _PAGE
