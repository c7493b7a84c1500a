"""A copy as it reads with all its changes accepted, or rejected."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.copy import CELL, CopyBlock, CopyComment, CopySpan, Hand, Trace
from sop_minutes.domain.returned.lines import BETWEEN_CELLS, line_of_runs, runs_of, words_key


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A block as it reads. `number` is its place among those that read, `raw` those of the file it is of.

    `cover` says how many letters of it stand in each mark; `marks` are all it has, be it around nothing.
    `hands` changed its text, or its form if nobody did that; `came` says that it was moved here;
    `took_form`, that its form may be that of paragraphs before it that are gone, as some programs write it.
    """

    number: int
    said: Block
    is_title: bool
    is_row: bool
    raw: tuple[int, ...]
    cover: Mapping[str, int]
    marks: frozenset[str]
    hands: tuple[Hand, ...]
    comments: tuple[CopyComment, ...]
    came: bool
    took_form: bool

    @property
    def text(self) -> str:
        return self.said.text

    @property
    def key(self) -> str:
        return words_key(self.said.text)

    @property
    def words(self) -> list[str]:
        return self.key.lower().split()


def accepted(blocks: Sequence[CopyBlock]) -> list[Seen]:
    """Return how a copy reads with all changes accepted; what is said at a block that is gone is left out."""
    return list(_view(blocks, was=False))


def rejected(blocks: Sequence[CopyBlock]) -> list[Seen]:
    """Return how a copy reads with all changes rejected: as it went out, but for what was not tracked."""
    return list(_view(blocks, was=True))


def _view(blocks: Sequence[CopyBlock], *, was: bool) -> Iterator[Seen]:
    number = 0
    held: list[tuple[int, CopyBlock]] = []
    for place, block in enumerate(blocks):
        held.append((place, block))
        if not (block.end.was_there if was else block.end.is_there) and not block.is_row:
            continue
        seen = _seen(number, held, was=was)
        held = []
        if seen is not None:
            number += 1
            yield seen
    seen = _seen(number, held, was=was)
    if seen is not None:
        yield seen


def _seen(number: int, held: Sequence[tuple[int, CopyBlock]], *, was: bool) -> Seen | None:
    """Return the block that paragraphs become that are joined; None for one that says nothing."""
    parts = [(place, block) for place, block in held if _says_some(block, was=was)]
    if not parts:
        return None
    first = parts[0][1]
    spans = [span for _, block in parts for span in block.spans if _is_in(span, was=was)]
    plain = bool(first.heading)
    text = line_of_runs(runs_of(spans, plain=plain), plain=plain)
    if not text.strip(BETWEEN_CELLS):
        return None
    is_row = first.is_row
    said = Block(text, first.level, heading=first.heading > 0)
    cover: Counter[str] = Counter()
    for span in spans:
        for mark in span.marks:
            cover[mark] += sum(not letter.isspace() for letter in span.text)
    return Seen(
        number,
        said,
        first.heading == 1,
        is_row,
        tuple(place for place, _ in parts),
        {mark: letters for mark, letters in cover.items() if letters},
        frozenset(mark for _, block in parts for mark in block.marks),
        tuple(_hands(parts)),
        tuple(comment for _, block in parts for comment in block.comments),
        any(span.trace is Trace.MOVED_HERE for span in spans),
        held[0][1] is not first and _form(held[0][1]) == _form(first),
    )


def _form(block: CopyBlock) -> tuple[int, int]:
    return block.heading, block.level


def _is_in(span: CopySpan, *, was: bool) -> bool:
    return span.trace.was_there if was else span.trace.is_there


def _says_some(block: CopyBlock, *, was: bool) -> bool:
    return any(_is_in(span, was=was) and span.text.strip().strip(CELL) for span in block.spans)


def _hands(parts: Sequence[tuple[int, CopyBlock]]) -> Iterator[Hand]:
    """Yield who changed the text of a block and its bounds; if nobody did, who changed its form."""
    found = {
        hand: None
        for _, block in parts
        for hand in (*(span.hand for span in block.spans), block.end_hand)
        if hand is not None
    }
    formed = {hand: None for _, block in parts for hand in block.hands}
    yield from found or formed
