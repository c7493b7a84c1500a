"""Putting blocks into the middle of a block."""

import pytest

from sop_minutes.domain.page import Block, Inserted, inserted

TWO = [Block("x"), Block("y")]


@pytest.mark.parametrize(
    ("block", "offset", "new", "made"),
    [
        # a sentence stays in its line, whatever the line is
        (Block("Action: ring now", 1), 12, [Block(" Ann")], ([Block("Action: ring Ann now", 1)], 0, 0, 16)),
        (Block("Prevent", heading=True), 0, [Block("On ")], ([Block("On Prevent", heading=True)], 0, 0, 3)),
        # several lines join what is around them
        (Block("ab", 1), 1, TWO, ([Block("ax", 1), Block("yb")], 0, 1, 1)),
        (Block("Action: "), 8, TWO, ([Block("Action: x"), Block("y")], 0, 1, 1)),
        # what is more than text stands alone
        (Block("ab"), 1, [Block("Action: x"), Block("y", 1)],
         ([Block("a"), Block("Action: x"), Block("y", 1), Block("b")], 0, 2, 1)),
        (Block("ab"), 1, [Block("x", heading=True)],
         ([Block("a"), Block("x", heading=True), Block("b")], 0, 1, 1)),
        # at the start of a text all stands before it, and the block stays the same one
        (Block("Action: ring"), 0, TWO, ([*TWO, Block("Action: ring")], 2, 1, 1)),
        # an empty block gives way, an empty bullet makes bullets
        (Block(""), 0, TWO, (TWO, 0, 1, 1)),
        (Block("", 2), 0, TWO, ([Block("x", 2), Block("y", 2)], 0, 1, 1)),
        (Block("", 2), 0, [Block("x"), Block("y", 1)], ([Block("x"), Block("y", 1)], 0, 1, 1)),
        (Block("", heading=True), 0, [Block("x")], ([Block("x", heading=True)], 0, 0, 1)),
    ],
)  # fmt: skip
def test_blocks_are_put_in(
    block: Block, offset: int, new: list[Block], made: tuple[list[Block], int, int, int]
) -> None:
    blocks, kept, last, at = made
    assert inserted(block, offset, new) == Inserted(tuple(blocks), kept, last, at)
