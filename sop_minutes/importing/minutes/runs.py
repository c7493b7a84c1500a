"""Runs of text, cut and joined: each in one pass, however many there are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sop_minutes.domain.inline import Run
from sop_minutes.domain.text import clean_text
from sop_minutes.importing.word.symbols import without_private

Runs = tuple[Run, ...]
_MOST = 2000


def cleaned(runs: Iterable[Run]) -> Runs:
    """Return `runs` as they may be stored; a paragraph that changes its look all the time, without it."""
    held = tuple([_clean(run) for run in runs])
    return held if len(held) <= _MOST else (Run(text_of(held)),)


def text_of(runs: Iterable[Run]) -> str:
    """Return the text that `runs` show."""
    return "".join([run.text for run in runs])


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
        for text in rest:
            parts.append([replace(run, text=text)] if text else [])
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


def _clean(run: Run) -> Run:
    text = clean_text(without_private(run.text).replace("\u00ad", "").replace("\u200b", ""))
    return run if text == run.text else replace(run, text=text)
