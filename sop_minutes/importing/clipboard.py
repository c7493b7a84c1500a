"""What Word, Outlook, Excel, LibreOffice and browsers put on the clipboard, read as blocks of a page.

Text, bullets, headings, bold, italics and links that lead to the web stay. Pictures, styles, hidden
text, comments, deleted text and links of any other kind go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from sop_minutes.domain.grammar.lines import DEEPEST
from sop_minutes.domain.inline import Run, marked_up
from sop_minutes.domain.page import Block
from sop_minutes.domain.text import clean_line, clean_text

_BULLET = re.compile(r"^(?P<indent>\s*)[-*•–·‣◦▪o§][\t  ]+(?=\S)")
_HEADING = re.compile(r"^#+\s+(?=\S)")
_BLOCKS = frozenset(
    "p div ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre blockquote section article header footer main aside "
    "address figure figcaption hr center form fieldset body".split()
)
_DROPPED = frozenset(
    "head style script title template noscript xml img svg picture object embed iframe video audio canvas "
    "map input select textarea button del".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|mso-list:ignore|mso-element:(?:comment|header|footer)"
)
_WORD_LIST = re.compile(r"mso-list:\S*?level(\d)")
_WORD_HEADING = re.compile(r"mso-outline-level:[1-6]")
_WEIGHT = re.compile(r"(?<![-\w])font-weight:(bold|[6-9]00)?")
_SLANT = re.compile(r"(?<![-\w])font-style:(italic|oblique)?")
_SPACES = re.compile(r"\s+")
_LARGEST = 20_000_000
_LONGEST_CELL = 3
"""Blocks of a table's cell that still stand in one line with the other cells of its row."""


def blocks_of_html(html: str) -> list[Block]:
    """Return what a piece of HTML says; [] for what holds no text, or too much of it."""
    if not html.strip() or len(html) > _LARGEST:
        return []
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    root = etree.fromstring(clean_text(html).encode(), parser)
    return [] if root is None else _Reader().read(root, _Where())


def blocks_of_text(text: str) -> list[Block]:
    """Return the lines of a text that are not blank; a bullet or heading mark is taken for what it is."""
    return [_marked(line) for line in clean_text(text).split("\n") if line.strip()]


def _marked(line: str) -> Block:
    bullet = _BULLET.match(line)
    if bullet:
        columns = sum(2 if c == "\t" else 1 for c in bullet["indent"])
        return Block(clean_line(line[bullet.end() :]), min(1 + columns // 2, DEEPEST))
    heading = _HEADING.match(line)
    if heading:
        return Block(clean_line(line[heading.end() :]), heading=True)
    return Block(clean_line(line))


@dataclass(frozen=True, slots=True)
class _Where:
    """What stands around a text. `level` is that of its list, and counts inside an `item` only."""

    run: Run = Run("")  # noqa: RUF009 - frozen
    level: int = 0
    item: bool = False
    heading: bool = False
    kept_lines: bool = False


class _Reader:
    """Gathers runs into blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._runs: list[Run] = []

    def read(self, node: Any, where: _Where) -> list[Block]:
        """Return the blocks of a node."""
        self._walk(node, where)
        self._end(where)
        return self._blocks

    def _walk(self, node: Any, where: _Where) -> None:
        tag = node.tag.lower()
        style = re.sub(r"\s+", "", node.get("style", "")).lower()
        if tag in _DROPPED or tag.startswith("v:") or "hidden" in node.attrib or _HIDDEN.search(style):
            return
        if tag == "br":
            if "page-break" not in style:
                self._end(where)
            return
        if tag == "table":
            self._end(where)
            self._table(node, where)
            return
        is_block = tag in _BLOCKS
        if is_block:
            self._end(where)
        inside = _inside(node, tag, style, where)
        self._say(node.text, inside)
        for child in node:
            self._walk(child, inside)
            self._say(child.tail, inside)
        if is_block:
            self._end(inside)

    def _say(self, text: str | None, where: _Where) -> None:
        if not text:
            return
        if where.kept_lines and "\n" in text:
            for line in text.split("\n"):
                self._runs.append(replace(where.run, text=line))
                self._end(where)
            return
        said = text if where.kept_lines else _SPACES.sub(" ", text)
        self._runs.append(replace(where.run, text=said))

    def _end(self, where: _Where) -> None:
        """End a block, unless there is nothing in it."""
        runs, self._runs = self._runs, []
        if where.heading:
            runs = [Run(run.text, link=run.link) for run in runs]
        text = marked_up(runs) if where.kept_lines else re.sub(" {2,}", " ", marked_up(runs))
        if not text.strip():
            return
        if where.heading:
            self._blocks.append(Block(clean_line(text), heading=True))
        elif where.item:
            self._blocks.append(Block(clean_line(text), min(max(where.level, 1), DEEPEST)))
        else:
            self._blocks.append(_marked(text))

    def _table(self, table: Any, where: _Where) -> None:
        """Read a table: a row is one line, unless its cells are long or there is but one."""
        for row in _rows(table):
            cells = [_Reader().read(cell, replace(where, heading=False)) for cell in row]
            filled = [cell for cell in cells if cell]
            if len(filled) > 1 and max(map(len, filled)) <= _LONGEST_CELL:
                texts = ("; ".join(block.text for block in cell) for cell in filled)
                self._blocks.append(Block(" | ".join(texts), where.level if where.item else 0))
            else:
                self._blocks += [block for cell in filled for block in cell]


def _inside(node: Any, tag: str, style: str, where: _Where) -> _Where:
    """Return what stands around the text inside a node."""
    run = _styled(node, tag, style, where.run)
    listed = _WORD_LIST.search(style)
    level, item = where.level, where.item
    if tag in {"ul", "ol"}:
        level, item = level + 1, False
    elif tag == "li":
        level, item = max(level, _number(node.get("aria-level"))), True
    elif listed:
        level, item = int(listed[1]), True
    heading = tag in _HEADINGS or node.get("role") == "heading" or bool(_WORD_HEADING.search(style))
    kept = tag == "pre" or "white-space:pre" in style or where.kept_lines
    return _Where(run, level, item and not heading, where.heading or heading, kept)


def _styled(node: Any, tag: str, style: str, run: Run) -> Run:
    weight, slant = _WEIGHT.search(style), _SLANT.search(style)
    bold = bool(weight[1]) if weight else run.bold or tag in {"b", "strong"}
    italic = bool(slant[1]) if slant else run.italic or tag in {"i", "em"}
    link = node.get("href", "").strip() if tag == "a" else run.link
    return Run("", bold, italic, link)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _rows(table: Any) -> Iterator[list[Any]]:
    """Yield the cells of each row of a table that is shown, not of tables inside it."""
    for part in table:
        tag = part.tag.lower()
        hidden = _HIDDEN.search(re.sub(r"\s+", "", part.get("style", "")).lower())
        if tag == "tr" and not hidden:
            yield [cell for cell in part if cell.tag.lower() in {"td", "th"}]
        elif tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(part)
        elif tag == "caption":
            yield [part]
