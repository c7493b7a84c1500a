"""Lists of actions that were made here, which are no notes."""

from collections.abc import Sequence
from typing import Final

from sop_minutes.domain.text import squash
from sop_minutes.importing.word.blocks import Block, Paragraph, Table

_SUBJECT: Final = "actionlog"
_COLUMNS: Final = ("ref", "action", "owner", "due", "status", "from")


def is_log(subject: str, blocks: Sequence[Block]) -> bool:
    """Say whether a file is an action log of ours, by its subject, or by the columns of its only table."""
    if squash(subject).startswith(_SUBJECT):
        return True
    tables = [block for block in blocks if isinstance(block, Table)]
    return len(tables) == 1 and _columns(tables[0]) == _COLUMNS


def _columns(table: Table) -> tuple[str, ...]:
    paragraphs = ((block for block in cell.blocks if isinstance(block, Paragraph)) for cell in table.rows[0])
    return tuple(squash("".join(paragraph.text for paragraph in held)) for held in paragraphs)
