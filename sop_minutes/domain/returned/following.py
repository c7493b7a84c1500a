"""What a copy says otherwise that the record does not follow: who may see a line, and an action's number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.page.blocks import Block, read_block
from sop_minutes.domain.page.narrowing import is_narrower
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.lines import BETWEEN_CELLS
from sop_minutes.domain.returned.prints import same_text
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, PointKind, seen_by

_WORDED: Final = frozenset({ChangeKind.REWORDED, ChangeKind.MOVED_REWORDED, ChangeKind.LISTED})


class _Said(NamedTuple):
    """A block that is printed: who it says may see it, its number as an action, and all else of it."""

    audience: Audience
    ref: str
    is_action: bool
    rest: str


def unfollowed(
    kind: ChangeKind, before: Sequence[Block], after: Sequence[Block], now: Sequence[Block | None]
) -> tuple[str, ...]:
    """Return in sentences what of a change is not made though it is accepted, () for most changes.

    `now` is how the blocks read here, which tells what they stay.
    """
    if kind not in _WORDED or len(before) != 1 or len(after) != 1:
        return ()
    was, wanted = _said(before[0]), _said(after[0])
    held = next((_said(block) for block in now if block is not None), was)
    return tuple(_sentences(was, wanted, held))


def says_no_more(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Say whether two blocks differ in nothing but what the record does not follow."""
    (one,), (other,) = before, after
    was, wanted = _said(one), _said(other)
    is_alike = (one.heading, one.level) == (other.heading, other.level)
    return is_alike and was.is_action is wanted.is_action and same_text(was.rest, wanted.rest)


def _sentences(was: _Said, wanted: _Said, held: _Said) -> Iterator[str]:
    if was.audience is not wanted.audience and is_narrower(held.audience, wanted.audience):
        seen = seen_by(held.audience)
        yield f"It stays {seen}: a copy makes no line wider; its label is changed in the note."
    if was.is_action and wanted.is_action and was.ref != wanted.ref:
        yield (
            f"It stays action {held.ref}: an action keeps its number."
            if held.ref
            else (f"It is not made {wanted.ref}: an action is given its number here.")
        )


def _said(block: Block) -> _Said:
    cells = block.text.split(BETWEEN_CELLS)
    if len(cells) > 1:
        audience, text = split_audience(cells[1])
        return _Said(audience, cells[0].strip(), True, BETWEEN_CELLS.join((text, *cells[2:])))
    if block.heading:
        return _Said(read_heading(block.text).audience, "", False, split_audience(block.text)[1])
    sheet = read_block(replace(block, level=max(block.level, 1)))
    if not isinstance(sheet, PointSheet):
        return _Said(Audience.PUBLIC, "", False, block.text)
    is_action = sheet.kind is PointKind.ACTION
    return _Said(sheet.audience, sheet.ref, is_action, f"{sheet.kind}: {sheet.text}")
