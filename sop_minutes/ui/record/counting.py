"""What a note holds, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.ui.record.piece import Piece


def count_words(pieces: Sequence[Piece]) -> str:
    """Return how many there are of each: "131 words · 12 points · 1 action · 0 decisions"."""
    words = sum(len(piece.text.split()) for piece in pieces)
    kinds = [piece.sheet.kind for piece in pieces if isinstance(piece.sheet, PointSheet)]
    actions, decisions = kinds.count(PointKind.ACTION), kinds.count(PointKind.DECISION)
    counted = (
        (words, _tr("word"), _tr("words")),
        (len(kinds) - actions - decisions, _tr("point"), _tr("points")),
        (actions, _tr("action"), _tr("actions")),
        (decisions, _tr("decision"), _tr("decisions")),
    )
    return " · ".join(f"{many} {one if many == 1 else more}" for many, one, more in counted)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Counting", words)
