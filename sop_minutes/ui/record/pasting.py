"""What is pasted arrives as blocks: text and bullets, no styles, no pictures."""

import re
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

from sop_minutes.domain.inline import Run, marked_up
from sop_minutes.domain.page import Block
from sop_minutes.domain.text import clean_line, clean_text

_BULLET = re.compile(r"^(?P<indent>\s*)[-*•–·‣◦▪o§][\t  ]+(?=\S)")
_HEADING = re.compile(r"^#+\s+(?=\S)")
_ENDS = frozenset(
    {"p", "div", "br", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
)
_UNSEEN = frozenset({"style", "script", "head", "title", "template"})


def pasted_blocks(mime: QMimeData) -> list[Block]:
    """Return what a clipboard holds as blocks; [] for what holds no text."""
    if mime.hasHtml():
        reader = _Reader()
        reader.feed(clean_text(mime.html()))
        reader.close()
        blocks = reader.finished()
        if blocks:
            return blocks
    return [_block(line) for line in _lines(mime.text()) if line.strip()]


def _lines(text: str) -> list[str]:
    return re.split(r"[\n\u2028\u2029\x0b\x0c]", clean_text(text))


def _block(line: str) -> Block:
    bullet = _BULLET.match(line)
    if bullet:
        columns = sum(2 if c == "\t" else 1 for c in bullet["indent"])
        return Block(clean_line(line[bullet.end() :]), 1 + columns // 2)
    heading = _HEADING.match(line)
    if heading:
        return Block(clean_line(line[heading.end() :]), heading=True)
    return Block(clean_line(line))


class _Reader(HTMLParser):
    """Reads what Word, Outlook, Excel and browsers put on the clipboard."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._lists = 0
        self._in_item = False
        self._unseen = 0
        self._bold = 0
        self._italic = 0
        self._link = ""
        self._heading = False

    def finished(self) -> list[Block]:
        """Return the blocks read."""
        self._end_block()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in {"ul", "ol"}:
            self._end_block()
            self._lists += 1
        elif tag == "li":
            self._end_block()
            self._in_item = True
        elif tag in _ENDS:
            self._end_block()
            self._heading = tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
        elif tag in {"td", "th"} and self._runs:
            self._runs.append(Run(" | "))
        elif tag in {"b", "strong"}:
            self._bold += 1
        elif tag in {"i", "em"}:
            self._italic += 1
        elif tag == "a":
            self._link = next((value or "" for name, value in attrs if name == "href"), "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in {"ul", "ol"}:
            self._end_block()
            self._lists = max(self._lists - 1, 0)
        elif tag in _ENDS or tag == "li":
            self._end_block()
            self._in_item = self._in_item and tag != "li"
        elif tag in {"b", "strong"}:
            self._bold = max(self._bold - 1, 0)
        elif tag in {"i", "em"}:
            self._italic = max(self._italic - 1, 0)
        elif tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            text = re.sub(r"\s+", " ", data)
            self._runs.append(Run(text, bool(self._bold), bool(self._italic), self._link))

    def _end_block(self) -> None:
        text = clean_line(marked_up(self._runs))
        if text:
            block = _block(text)
            level = max(self._lists if self._in_item else 0, block.level)
            self._blocks.append(Block(block.text, level, (self._heading and not level) or block.heading))
        self._runs, self._heading = [], False
