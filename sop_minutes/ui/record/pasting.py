"""The clipboard, as blocks of the page."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QStringListModel

from sop_minutes.domain.page import Block, narrowed
from sop_minutes.domain.words import Audience
from sop_minutes.ui.record.note import Piece


def pasted_blocks(mime: QMimeData, *, plain: bool = False) -> list[Block]:
    """Return what a clipboard holds as blocks; [] for what holds no text. `plain`: without formatting."""
    # Not above: a window that is just opening has the editor, and nothing to paste yet.
    from sop_minutes.importing.clipboard import blocks_of_html, blocks_of_text

    blocks = blocks_of_html(mime.html()) if mime.hasHtml() and not plain else []
    return blocks or blocks_of_text(mime.text())


def copied_text(pieces: Sequence[Piece], seen: Sequence[Audience], text: str) -> str:
    """Return the text of a selection over `pieces`, each line with who may see it.

    Of several lines each has the mark, too, that it stands with.
    """
    lines = text.split("\n")
    several = len(lines) > 1
    return "\n".join(
        f"{_mark(piece) if several else ''}{narrowed(Block(line, heading=piece.heading), audience).text}"
        for piece, audience, line in zip(pieces, seen, lines, strict=True)
    )


def text_data(text: str) -> QMimeData:
    """Return data for the clipboard that hold a text.

    Made by Qt itself: what Python makes would be deleted with the clipboard, when Python is gone
    already, and that ends in a crash.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    data.setText(text)
    return data


def _mark(piece: Piece) -> str:
    if piece.heading:
        return "# "
    return "  " * (piece.level - 1) + "- " if piece.level else ""
