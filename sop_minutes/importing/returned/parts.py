"""The parts of a returned copy beside its body: styles, comments, footnotes, headers and footers."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from sop_minutes.importing.word.blocks import Block, Table, Tally
from sop_minutes.importing.word.names import DamagedError, TooLargeError, W
from sop_minutes.importing.word.numbering import Numbering
from sop_minutes.importing.word.package import Package
from sop_minutes.importing.word.story import Story
from sop_minutes.importing.word.styles import Styles

_SUBJECT: Final = "{http://purl.org/dc/elements/1.1/}subject"
_NOTES: Final = {"footnotes": W + "footnote", "endnotes": W + "endnote"}


class Parts:
    """The parts that the main part of a package refers to. What is damaged is as if it were not there."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self._related = [r for r in package.relationships(main).values() if not r.external]
        self._notes: dict[str, etree._Element] | None = None

    def root(self, kind: str) -> etree._Element | None:
        """Return the root of the first part of `kind`, None if there is none."""
        name = next((r.target for r in self._related if r.kind == kind), "")
        return self._root(name)

    def note(self, id_: str) -> etree._Element | None:
        """Return a footnote or an endnote by its kind and id, as "footnotes 2"."""
        if self._notes is None:
            self._notes = {
                f"{kind} {node.get(W + 'id')}": node
                for kind, tag in _NOTES.items()
                for root in (self.root(kind),)
                if root is not None
                for node in root.iterchildren(tag)
            }
        return self._notes.get(id_)

    def margins(self) -> tuple[str, ...]:
        """Return the texts of headers and footers, each once, numbers of pages left out."""
        styles, numbering = Styles(self.root("styles")), Numbering(None)
        names = dict.fromkeys(r.target for r in self._related if r.kind in ("header", "footer"))
        texts: dict[str, None] = {}
        for name in names:
            root = self._root(name)
            if root is not None:
                story = Story(self.package, name, styles, numbering, Tally(), margin=True)
                texts |= dict.fromkeys(_texts(story.blocks(root)))
        return tuple(texts)

    def subject(self) -> str:
        """Return what the file says that it is."""
        package = self.package.relationships("").values()
        name = next((r.target for r in package if r.kind == "core-properties"), "docprops/core.xml")
        root = self._root(name)
        return "" if root is None else root.findtext(_SUBJECT) or ""

    def _root(self, name: str) -> etree._Element | None:
        if name not in self.package:
            return None
        try:
            return self.package.root(name)
        except (DamagedError, TooLargeError):
            return None


def _texts(blocks: list[Block] | tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _texts(cell.blocks)
        elif text := " ".join(block.text.split()):
            yield text
