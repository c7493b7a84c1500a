"""The lines and tables of an answer that was written in HTML."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from sop_minutes.domain.text import clean_text
from sop_minutes.importing.reply_blocks import Block, Line, grid_of, line_of

_DROPPED: Final = frozenset("head style script title template noscript del xml svg select textarea".split())
_ENDS: Final = frozenset(
    "p div li tr td th h1 h2 h3 h4 h5 h6 pre blockquote table caption ul ol hr section article header footer"
    " center form address dt dd".split()
)
_WIDEST: Final = 50


def blocks_of_html(text: str) -> Iterator[Block]:
    """Yield what a page of HTML says; a table that only arranges other things is no table."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    page = clean_text(text).encode()
    root = etree.fromstring(page, parser) if page.strip() else None
    if root is not None:
        reader = _Reader()
        reader.read(root, 0)
        reader.end_line(0)
        yield from reader.blocks


class _Reader:
    """Gathers the text of a page, line by line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._said: list[str] = []

    def read(self, node: Any, depth: int) -> None:
        """Take what a node says, at some depth of quoting."""
        tag = str(node.tag).lower()
        if tag in _DROPPED or "display:none" in "".join(node.get("style", "").lower().split()):
            return
        if tag == "table" and _is_grid(node):
            self.end_line(depth)
            self.blocks.append(grid_of(_rows(node)))
            return
        inside = depth + (tag == "blockquote")
        if tag in _ENDS:
            self.end_line(depth)
        self._said.append(node.text or "")
        for child in node:
            self.read(child, inside)
            self._said.append(child.tail or "")
        if tag in _ENDS or tag == "br":
            self.end_line(inside, kept=tag in ("p", "br"))

    def end_line(self, depth: int, *, kept: bool = False) -> None:
        """End a line; an empty one is none unless it is `kept`."""
        said, self._said = line_of("".join(self._said)), []
        if said or kept:
            self.blocks.append(Line(said, depth))


def _is_grid(table: Any) -> bool:
    return table.find(".//table") is None and any(len(_cells(row)) > 1 for row in table.iter("tr"))


def _rows(table: Any) -> Iterator[list[tuple[str | None, int]]]:
    """Yield the cells of each row with their spans, and where one above them reaches down."""
    reaching: dict[int, int] = {}
    for row in table.iter("tr"):
        made: list[tuple[str | None, int]] = []
        cells, column = _cells(row), 0
        while cells or reaching.get(column):
            if reaching.get(column):
                reaching[column] -= 1
                made.append((None, 1))
                column += 1
                continue
            cell = cells.pop(0)
            span, down = _number(cell.get("colspan")), _number(cell.get("rowspan"))
            made.append((_text(cell), span))
            reaching.update(dict.fromkeys(range(column, column + span), down - 1))
            column += span
        yield made


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _text(cell: Any) -> str:
    reader = _Reader()
    reader.read(cell, 0)
    reader.end_line(0)
    return "\n".join(line.text for line in reader.blocks if isinstance(line, Line) and line.text)


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.isdecimal() and len(text) < 4 else 1
