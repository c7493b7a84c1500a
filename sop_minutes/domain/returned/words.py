"""Texts side by side, word by word: what went, what came, and two edits of one text put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, pairwise, zip_longest

from sop_minutes.domain.inline import Run, inline_runs
from sop_minutes.domain.returned.copy import Trace
from sop_minutes.domain.returned.lines import words_key

_PARTS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A stretch of words in one look that was kept, inserted or deleted."""

    text: str
    trace: Trace
    bold: bool = False
    italic: bool = False
    link: str = ""


@lru_cache(maxsize=1024)  # all that waits is shown anew after each thing that is decided
def word_spans(before: str, after: str) -> tuple[WordSpan, ...]:
    """Return two lines in inline markup as one text: what both say, what went and what came."""
    old, new = list(_words(before)), list(_words(after))
    matcher = SequenceMatcher(None, [_key(run) for run in old], [_key(run) for run in new], autojunk=False)
    found: list[WordSpan] = []
    i = k = 0
    blocks = matcher.get_matching_blocks()
    for block, following in zip_longest(blocks, blocks[1:]):
        end_i, end_k = block.a + block.size, block.b + block.size
        kept = new[block.b : end_k]
        was_replaced = i < block.a and k < block.b
        is_replaced = following is not None and end_i < following.a and end_k < following.b
        if was_replaced and is_replaced and not any(run.text.strip() for run in kept):
            continue  # a space alone does not part what went from what came
        found += _spans(old[i : block.a], Trace.DELETED)
        found += _spans(new[k : block.b], Trace.INSERTED)
        found += _spans(kept, Trace.KEPT)
        i, k = end_i, end_k
    return tuple(found)


@lru_cache(maxsize=1024)
def merged(base: str, ours: str, theirs: str) -> str | None:
    """Return `base` with both its edits; None where both edit the same words, or words side by side."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    parts = _PARTS.findall(base)
    edits = sorted((*_edits(parts, ours), *_edits(parts, theirs)))
    edits = [edit for edit, _ in groupby(edits)]
    if any(_touch(one, other, parts) for one, other in pairwise(edits)):
        return None
    for start, end, put in reversed(edits):
        parts[start:end] = [put]
    return " ".join("".join(parts).split())


def _words(text: str) -> Iterator[Run]:
    """Yield the words of a line and the spaces between them, each in its look."""
    for run in inline_runs(text):
        for part in _PARTS.findall(run.text):
            yield replace(run, text=part)


def _key(run: Run) -> Run:
    return replace(run, text=words_key(run.text))


def _spans(runs: Sequence[Run], trace: Trace) -> Iterator[WordSpan]:
    for look, group in groupby(runs, key=lambda run: replace(run, text="")):
        yield WordSpan("".join(run.text for run in group), trace, look.bold, look.italic, look.link)


def _edits(parts: Sequence[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what `text` says in place of which of `parts`."""
    new = _PARTS.findall(text)
    for tag, i, j, k, m in SequenceMatcher(None, parts, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield i, j, "".join(new[k:m])


def _touch(one: tuple[int, int, str], other: tuple[int, int, str], parts: Sequence[str]) -> bool:
    """Say whether no word stands between two edits."""
    return not any(part.strip() for part in parts[one[1] : other[0]])
