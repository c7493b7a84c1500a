"""The clipboard, as blocks of the page."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QStringListModel

from sop_minutes.domain.page import Block
from sop_minutes.ui.record.note import Piece


def pasted_blocks(mime: QMimeData, *, plain: bool = False) -> list[Block]:
    """Return what a clipboard holds as blocks; [] for what holds no text. `plain`: without formatting."""
    # Not above: a window that is just opening has the editor, and nothing to paste yet.
    from sop_minutes.importing.clipboard import blocks_of_html, blocks_of_text

    blocks = blocks_of_html(mime.html()) if mime.hasHtml() and not plain else []
    return blocks or blocks_of_text(mime.text())


def copied_text(pieces: Sequence[Piece], text: str) -> str:
    """Return the text of a selection over `pieces`, each line with the mark it stands with."""
    lines = text.split("\n")
    if len(lines) == 1:
        return text
    return "\n".join(f"{_mark(piece)}{line}" for piece, line in zip(pieces, lines, strict=True))


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
