"""Read a Word file whole: body, notes, headers and footers, and what was left out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from sop_minutes.domain.errors import UserError
from sop_minutes.importing.word.blocks import Block, Document, Paragraph, Table, Tally
from sop_minutes.importing.word.names import DamagedError, TooLargeError, W
from sop_minutes.importing.word.numbering import Numbering
from sop_minutes.importing.word.package import Package, main_root, opened
from sop_minutes.importing.word.story import Story
from sop_minutes.importing.word.styles import Styles

_PURL: Final = "{http://purl.org/dc/terms/}"
_SUBJECT: Final = "{http://purl.org/dc/elements/1.1/}subject"
_NOTES: Final = {"footnotes": ("f", W + "footnote"), "endnotes": ("e", W + "endnote")}
_MARGINS: Final = ("header", "footer")
_UNREADABLE: Final = (DamagedError, TooLargeError)


def read_document(path: Path) -> Document:
    """Return all that the Word file at `path` holds. Raises UserError if it cannot be read."""
    with opened(path) as package:
        main = package.main_part()
        try:
            return _Reading(package, main, path.name).document()
        except TooLargeError as error:
            raise UserError(f"{path.name} is too long to import; split it into smaller files.") from error


class _Reading:
    """One file being read: its shared parts, and the tally."""

    def __init__(self, package: Package, main: str, name: str) -> None:
        self._package = package
        self._main = main
        self._name = name
        self._tally = Tally()
        self._related = [r for r in package.relationships(main).values() if not r.external]
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))

    def document(self) -> Document:
        blocks = self._body()
        notes = dict(self._notes())
        margins = tuple(self._margins())
        comments = self._part("comments")
        if comments is not None:
            self._tally.comments = sum(1 for _ in comments.iterchildren(W + "comment"))
        return Document(tuple(blocks), margins, notes, self._tally, *self._properties())

    def _body(self) -> list[Block]:
        root = main_root(self._package, self._main, self._name)
        try:
            return self._story(self._main).blocks(root.iterchildren(W + "body"))
        except RecursionError as error:
            raise UserError(f"{self._name} is nested too deeply to read.") from error

    def _story(self, part: str, *, margin: bool = False) -> Story:
        return Story(self._package, part, self._styles, self._numbering, self._tally, margin=margin)

    def _part(self, kind: str) -> etree._Element | None:
        """Return the root of the first part of `kind`; None if there is none, or it is damaged."""
        name = next((r.target for r in self._related if r.kind == kind), "")
        return self._root(name, kind) if name in self._package else None

    def _root(self, name: str, kind: str) -> etree._Element | None:
        try:
            return self._package.root(name)
        except _UNREADABLE:
            self._tally.damaged.append(kind)
            return None

    def _notes(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        for kind, (letter, tag) in _NOTES.items():
            root = self._part(kind)
            if root is None:
                continue
            story = self._story(next(r.target for r in self._related if r.kind == kind))
            for node in root.iterchildren(tag):
                if node.get(W + "type", "normal") == "normal":
                    yield f"{letter}{node.get(W + 'id')}", tuple(story.blocks(node))

    def _margins(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of headers and footers, each text once."""
        seen: set[str] = set()
        names = {r.target: r.kind for r in self._related if r.kind in _MARGINS and r.target in self._package}
        for name, kind in names.items():
            root = self._root(name, kind)
            for paragraph in (
                _paragraphs(self._story(name, margin=True).blocks(root)) if root is not None else ()
            ):
                text = " ".join(paragraph.text.split())
                if text not in seen:
                    seen.add(text)
                    yield paragraph

    def _properties(self) -> tuple[date | None, str]:
        """Return the day the file was made, else last saved, and its subject, as it says itself."""
        package = self._package.relationships("").values()
        name = next((r.target for r in package if r.kind == "core-properties"), "docprops/core.xml")
        root = self._root(name, "properties") if name in self._package else None
        if root is None:
            return None, ""
        days = (_day(root.findtext(_PURL + tag) or "") for tag in ("created", "modified"))
        return next(filter(None, days), None), root.findtext(_SUBJECT) or ""


def _paragraphs(blocks: list[Block] | tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)
        else:
            yield block


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
