"""Runs of text, cut and joined: each in one pass, however many there are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sop_minutes.domain.inline import Run
from sop_minutes.domain.text import clean_text
from sop_minutes.importing.word.blocks import Paragraph
from sop_minutes.importing.word.symbols import without_private

Runs = tuple[Run, ...]
_MOST = 2000
_LONGEST = 20_000


def runs_of(paragraph: Paragraph) -> Runs:
    """Return the text of `paragraph` as it may be stored; bold and italic is what differs from its style.

    Without their look where a paragraph changes it all the time, or is longer than any: the inline
    markup is read with patterns whose cost would show.
    """
    base = paragraph.base
    held = tuple(
        [
            Run(_clean(text), look.bold and not base.bold, look.italic and not base.italic, link)
            for text, look, link in paragraph.pieces
        ]
    )
    if len(held) > _MOST or any(len(run.text) > _LONGEST for run in held):
        return (Run(text_of(held)),)
    return held


def text_of(runs: Iterable[Run]) -> str:
    """Return the text that `runs` show."""
    texts = [run.text for run in runs]
    return texts[0] if len(texts) == 1 else "".join(texts)


def cut(runs: Runs, start: int, end: int | None = None) -> Runs:
    """Return the characters from `start` to `end` of `runs`."""
    return tuple(_cut(runs, start, end))


def at_breaks(runs: Runs) -> list[Runs]:
    """Return `runs` in as many parts as line breaks make of them, without those."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        if first:
            parts[-1].append(run if not rest else replace(run, text=first))
        parts.extend([replace(run, text=text)] if text else [] for text in rest)
    return [tuple(part) for part in parts]


def joined(parts: Sequence[Runs], between: str) -> Runs:
    """Return `parts` as one, with `between` between them."""
    if len(parts) == 1:
        return parts[0]
    out: list[Run] = []
    for part in parts:
        if out:
            out.append(Run(between))
        out.extend(part)
    return tuple(out)


def all_bold(runs: Runs) -> bool:
    """Say whether every word of `runs` is bold by its own formatting, and there is one."""
    worded = [run for run in runs if any(map(str.isalnum, run.text))]
    return bool(worded) and all(run.bold for run in worded)


def plain(runs: Runs) -> Runs:
    """Return `runs` without bold: what shows so as a heading need not say it twice."""
    return tuple([replace(run, bold=False) if run.bold else run for run in runs])


def _cut(runs: Runs, start: int, end: int | None) -> Iterator[Run]:
    at = 0
    for run in runs:
        stop = at + len(run.text)
        if stop > start and (end is None or at < end):
            text = run.text[max(0, start - at) : None if end is None else end - at]
            if text:
                yield run if text == run.text else replace(run, text=text)
        at = stop


def _clean(text: str) -> str:
    if text.isascii():
        # XML holds no other character that may not be stored.
        return text if "\r" not in text else clean_text(text)
    return clean_text(without_private(text).replace("\u00ad", "").replace("\u200b", ""))
