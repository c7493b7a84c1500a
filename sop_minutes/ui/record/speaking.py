"""What a screen reader is told of a block beside its text: its kind, its level, who may see it."""

from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.ui.record.note import Piece

_KINDS = {
    PointKind.ACTION: "Action",
    PointKind.DECISION: "Decision",
    PointKind.REFERRAL: "Referral",
}
_AUDIENCES = {Audience.MEMBERS: "members only", Audience.RESTRICTED: "restricted"}


def spoken_kind(piece: Piece, seen: Audience) -> str:
    """Return what a block is and who may see it, in words: "Action CG 17/31, restricted, level 2"."""
    sheet = piece.sheet
    if sheet is None:
        return "Empty block"
    if isinstance(sheet, ItemSheet):
        parts = ["Heading"]
    else:
        kind = _KINDS.get(sheet.kind, "Bullet" if sheet.level else "Paragraph")
        parts = [f"{kind} {piece.action.ref}" if piece.action else kind]
    if seen in _AUDIENCES:
        parts.append(_AUDIENCES[seen])
    if piece.level:
        parts.append(f"level {piece.level}")
    return ", ".join(parts)
