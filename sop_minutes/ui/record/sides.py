"""The columns beside the note: how wide they are, and for which of them a page has room."""

OUTLINE_WIDTH = 270
BESIDE_WIDTH = 316

_NOTE_WIDTH = 440
"""What the note itself needs, at the least."""


def room_for(width: int) -> tuple[bool, bool]:
    """Say whether a page of this width has room for the outline, and for what lies beside the item too."""
    return width >= OUTLINE_WIDTH + _NOTE_WIDTH, width >= OUTLINE_WIDTH + _NOTE_WIDTH + BESIDE_WIDTH
