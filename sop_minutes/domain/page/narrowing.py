"""Who may see what an edit makes of blocks: no words become wider by being split, joined or typed at."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from sop_minutes.domain.grammar.inherited import with_inherited_audiences
from sop_minutes.domain.grammar.prefixes import find_prefix, split_audience
from sop_minutes.domain.page.blocks import Block, Sheet, read_block
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import AUDIENCE_LABELS, Audience, narrower


def audiences_of(sheets: Sequence[Sheet | None]) -> list[Audience]:
    """Return who may see each block of a page: nobody sees more of one than of what it stands under."""
    found: list[Audience] = []
    item = Audience.PUBLIC
    points: list[PointSheet] = []
    for sheet in (*sheets, ItemSheet("end")):
        if isinstance(sheet, ItemSheet):
            found += [narrower(item, point.audience) for point in with_inherited_audiences(points)]
            item, points = sheet.audience, []
            found.append(item)
        else:
            points.append(sheet or PointSheet(""))
    return found[:-1]


def is_narrower(one: Audience, other: Audience) -> bool:
    """Say whether fewer people are meant by `one` than by `other`."""
    return one is not other and narrower(one, other) is one


def narrowed(block: Block, audience: Audience) -> Block:
    """Return a block that says itself that it is for `audience`, if it is not narrower already."""
    sheet = read_block(block)
    if sheet is None or not is_narrower(audience, sheet.audience):
        return block
    return replace(block, text=f"{AUDIENCE_LABELS[audience]}{block.text.lstrip()}")


def prefix_end(block: Block) -> int:
    """Return where the words of a block begin: after who may see it and what it is."""
    if block.heading:
        return _audience_end(block.text)
    rest = block.text
    while (found := find_prefix(rest.lstrip())) and not found.before:
        rest = found.rest
    return len(block.text) - len(rest)


def _audience_end(text: str) -> int:
    return len(text) - len(split_audience(text.lstrip())[1])


class Edit:
    """What became of the texts of some blocks, which others stand in the place of."""

    def __init__(self, before: Sequence[Block], after: Sequence[str]) -> None:
        self._before = before
        self._after = after
        one, other = "\n".join(block.text for block in before), "\n".join(after)
        shorter = min(len(one), len(other))
        self._head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
        rest = shorter - self._head
        self._tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
        self._long = (len(one), len(other))

    @property
    def many(self) -> int:
        """How many blocks there are now."""
        return len(self._after)

    @property
    def joins(self) -> bool:
        """Say whether there were more."""
        return len(self._before) > len(self._after)

    @property
    def takes_prefix_off(self) -> bool:
        """Say whether letters of one block's prefix were deleted, and none of its words."""
        if (len(self._before), len(self._after)) != (1, 1):
            return False
        return self._head < self._long[0] - self._tail <= prefix_end(self._before[0])

    def sources(self, number: int) -> Iterator[int]:
        """Yield the blocks, by number, that what stands in block `number` now has words of."""
        if (len(self._before), len(self._after)) == (1, 1):
            if self._stays():
                yield 0
            return
        start = _starts(self._after)[number]
        end = start + len(self._after[number])
        shift = self._long[0] - self._long[1]
        kept = ((start, min(end, self._head)), (max(start, self._long[1] - self._tail) + shift, end + shift))
        for source, begin in enumerate(_starts([block.text for block in self._before])):
            block = self._before[source]
            first, last = begin + prefix_end(block), begin + len(block.text)
            if any(block.text[max(a, first) - begin : max(min(b, last) - begin, 0)].strip() for a, b in kept):
                yield source

    def leftovers(self, number: int) -> list[tuple[int, int]]:
        """Return what is left amid the text of block `number` of the prefixes of others."""
        starts, begins = _starts(self._after), _starts([block.text for block in self._before])
        found = []
        source = bisect_right(begins, self._head) - 1
        into = self._head - begins[source]
        if bisect_right(starts, self._head) - 1 == number and into < _audience_end(self._before[source].text):
            found.append((self._head - starts[number] - into, self._head - starts[number]))
        at, was = self._long[1] - self._tail, self._long[0] - self._tail
        source = bisect_right(begins, was) - 1
        left = _audience_end(self._before[source].text) - (was - begins[source])
        if (
            bisect_right(starts, at) - 1 == number
            and left > 0
            and (at, was) != (starts[number], begins[source])
        ):
            found.append((at - starts[number], at - starts[number] + left))
        return [(max(start, 0), end) for start, end in found if end > max(start, 0)]

    def _stays(self) -> bool:
        """Say whether the one block that was edited is still the same one; an empty one says nothing."""
        block = self._before[0]
        if isinstance(read_block(block), ItemSheet):
            return True
        return bool(self._after[0].strip() and block.text[prefix_end(block) :].strip())


def _starts(texts: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(text) + 1 for text in texts)][:-1]
