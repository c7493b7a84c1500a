"""What the desk says of copies, and what a line begins with that is to be typed over."""

from collections.abc import Mapping, Sequence

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.standing import BESIDE_BLOCKS, OF_BLOCKS
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_copies import CopyRow
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.ui.chips import Chip


def copy_chips(copies: Sequence[CopyRow]) -> list[Chip]:
    """Return a chip for each copy: whose it is, and how many of its changes wait."""
    return [
        Chip(f"{copy.from_name}: {waiting_words(copy)}", "action" if copy.waiting else "good")
        for copy in copies
    ]


def waiting_words(copy: CopyRow) -> str:
    """Return how many changes of a copy wait."""
    if not copy.changes:
        return "no change"
    return f"{copy.waiting} of {copy.changes} wait" if copy.waiting else f"all {copy.changes} decided"


def left_words(many: int) -> str:
    """Return what is to be said of changes that were to be accepted with others and are left, "" for none."""
    if not many:
        return ""
    if many == 1:
        return "One change could not be taken as it is, and is left: it is shown here."
    return f"{many} changes could not be taken as they are, and are left: the first is shown here."


def another_words(row: ReturnedRow | None, *, is_open: bool) -> str:
    """Return what is to be said of a change that another window made another, maybe while one types."""
    if row is None or row.state is not ChangeState.WAITING:
        decided = f"This was {row.state if row else 'taken away'} in another window meanwhile."
        return f"{decided} Esc leaves your words." if is_open else decided
    key = "Ctrl+Enter again takes your words" if is_open else "A again takes theirs"
    return f"This was changed in another window meanwhile. {key}."


def beginning_of(row: ReturnedRow, note: Mapping[str, Block]) -> str:
    """Return the words that one begins from who accepts a change with words of one's own."""
    now = [block for block in row.now if block is not None]
    if row.kind in OF_BLOCKS:
        blocks = row.result or row.after or tuple(now) or row.before
    else:
        there = [note[record] for record in row.records if record in note]
        blocks = row.after if row.kind not in BESIDE_BLOCKS else tuple(there) or row.before
    return blocks[0].text if len(blocks) == 1 else " ".join(block.text for block in blocks)
