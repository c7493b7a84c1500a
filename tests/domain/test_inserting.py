"""Putting blocks into the middle of a block."""

import pytest

from sop_minutes.domain.page import Block, Inserted, inserted
from sop_minutes.domain.words import Audience

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
        # in a text for some eyes only all that lands in its middle is for the same, and the rest of it
        (Block("r: ab"), 4, TWO, ([Block("r: ax"), Block("Restricted: yb")], 0, 1, 13)),
        (Block("m: ab"), 4, [Block("x", 1), Block("r: y")],
         ([Block("m: a"), Block("Members: x", 1), Block("r: y"), Block("Members: b")], 0, 2, 4)),
        (Block("r: ab"), 5, TWO, ([Block("r: abx"), Block("y")], 0, 1, 1)),
        (Block("Restricted: "), 12, TWO, ([Block("Restricted: x"), Block("Restricted: y")], 0, 1, 13)),
        # and before its prefix nothing comes between it and its words
        (Block("r: ab"), 0, [Block("x")], ([Block("r: xab")], 0, 0, 4)),
        (Block("r: ab"), 1, TWO, ([*TWO, Block("r: ab")], 2, 1, 1)),
    ],
)  # fmt: skip
def test_blocks_are_put_in(
    block: Block, offset: int, new: list[Block], made: tuple[list[Block], int, int, int]
) -> None:
    blocks, kept, last, at = made
    assert inserted(block, offset, new) == Inserted(tuple(blocks), kept, last, at)


RESTRICTED = Audience.RESTRICTED


@pytest.mark.parametrize(
    ("block", "new", "seen", "made"),
    [
        # what was copied as restricted is so anywhere else
        (Block("ab"), [Block("Restricted: x")], Audience.PUBLIC, ["a", "Restricted: x", "b"]),
        (Block("ab"), [Block("Restricted: x")], Audience.MEMBERS, ["a", "Restricted: x", "b"]),
        (Block("ab"), [Block("Restricted: x")], RESTRICTED, ["axb"]),
        # and so is the rest of a line that leaves a restricted item for the heading pasted into it
        (Block("ab"), [Block("x", heading=True)], RESTRICTED, ["a", "x", "Restricted: b"]),
        (Block("", heading=True), [Block("Restricted: x")], RESTRICTED, ["Restricted: x"]),
    ],
)
def test_words_that_are_put_in_stay_as_narrow_as_they_are(
    block: Block, new: list[Block], seen: Audience, made: list[str]
) -> None:
    assert [one.text for one in inserted(block, 1, new, seen).blocks] == made


def test_blocks_put_before_a_restricted_heading_keep_their_prefix() -> None:
    heading = Block("Restricted: Closed", heading=True)
    copied = [Block("Restricted: x"), Block("Restricted: y")]
    assert inserted(heading, 0, copied, RESTRICTED).blocks == (*copied, heading)
