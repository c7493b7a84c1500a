"""The clipboard, as blocks of the page."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from sop_minutes.domain.page import Block, narrowed
from sop_minutes.domain.text import clean_text, one_line
from sop_minutes.domain.words import Audience
from sop_minutes.ui.record.piece import Piece


def pasted_blocks(mime: QMimeData, *, plain: bool = False) -> list[Block]:
    """Return what a clipboard holds as blocks; [] for what holds no text. `plain`: without formatting."""
    # Not above: a window that is just opening has the editor, and nothing to paste yet.
    from sop_minutes.importing.clipboard import blocks_of_html, blocks_of_text

    blocks = blocks_of_html(mime.html()) if mime.hasHtml() and not plain else []
    return _spaced(blocks or blocks_of_text(mime.text()), mime.text())


def holds_files(mime: QMimeData) -> bool:
    """Say whether what is pasted or dropped is files, of which a note could but hold the paths."""
    return any(address.isLocalFile() for address in mime.urls())


def _spaced(blocks: list[Block], text: str) -> list[Block]:
    """Return `blocks` with the spaces around what is but a piece of a line: it is put between words."""
    line = clean_text(text).rstrip("\n")
    said = line.strip()
    if "\n" in line or not line or len(blocks) > 1 or any(block.level or block.heading for block in blocks):
        return blocks
    within = blocks[0].text if blocks else ""
    before = line[: len(line) - len(line.lstrip())]
    return [Block(f"{before}{within}{line[len(before) + len(said) :]}")]


def copied_text(pieces: Sequence[Piece], seen: Sequence[Audience], start: int, end: int) -> str:
    """Return the text from `start` of the first piece to `end` of the last, each line with who may see it.

    Over several, each line has the mark, too, that it stands with; a last one of which nothing is
    selected has none.
    """
    texts = [piece.text for piece in pieces]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][start:]
    several = len(texts) > 1
    lines = []
    for piece, audience, text in zip(pieces, seen, texts, strict=True):
        is_selected = bool(end) or piece is not pieces[-1]
        said = narrowed(Block(one_line(text), heading=piece.heading), audience).text if is_selected else ""
        lines.append(f"{_mark(piece) if several and is_selected else ''}{said}")
    return "\n".join(lines)


def _mark(piece: Piece) -> str:
    if piece.heading:
        return "# "
    return "  " * (piece.level - 1) + "- " if piece.level else ""
