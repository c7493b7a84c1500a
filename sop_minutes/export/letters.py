"""How wide words are in the sans-serif type of what goes out, near enough to say where lines end."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sop_minutes.domain.inline import Run

_WIDTHS = {
    191: "'",
    222: "ijl’‘",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r“”{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@—…",
}
"""Of Arial, and of Liberation Sans, which is as wide: in thousandths of the size of type."""

_BY_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 1000
_THINNEST = "'"
_BOLD = 1.1


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in one line, in the unit of `size`."""
    return sum(map(_letter, text)) * size / 1000 * (_BOLD if bold else 1.0)


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines of a width a text takes; a word that is too long for one goes on in the next."""
    lines, used, space = 1, 0.0, width_of(" ", size)
    for word in text.split():
        wide = width_of(word, size, bold=bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        more = int(used / width) if wide > width else 0
        lines, used = lines + more, used - more * width
    return lines


def shortened(text: str, width: float, size: float, lines: int = 1) -> str:
    """Return as much of a text as so many lines of a width hold, with an ellipsis where it was cut."""
    (run,) = shortened_runs((Run(text),), width, size, lines)
    return run.text


@lru_cache(maxsize=4096)
def shortened_runs(runs: tuple[Run, ...], width: float, size: float, lines: int) -> tuple[Run, ...]:
    """Return as much of some runs as so many lines of a width hold, as `shortened` does."""
    text = "".join(run.text for run in runs)
    most = int(lines * width / width_of(_THINNEST, size)) + 1
    if len(text) <= most and lines_of(text, width, size) <= lines:
        return runs
    fits, too_many = 0, min(len(text), most)
    while too_many - fits > 1:
        tried = (fits + too_many) // 2
        whole = lines_of(f"{text[:tried].rstrip()}…", width, size) <= lines
        fits, too_many = (tried, too_many) if whole else (fits, tried)
    while fits and unicodedata.combining(text[fits]):
        fits -= 1
    return _first(runs, fits)


def _first(runs: Sequence[Run], letters: int) -> tuple[Run, ...]:
    """Return the first so many letters of some runs, and an ellipsis."""
    found: list[Run] = []
    for run in runs:
        if letters <= 0 and found:
            break
        found.append(replace(run, text=run.text[: max(letters, 0)]))
        letters -= len(run.text)
    found[-1] = replace(found[-1], text=f"{found[-1].text.rstrip()}…")
    return tuple(found)


@cache
def _letter(letter: str) -> int:
    """Return how wide a letter is; one that is not known is taken for a wide one."""
    if letter in _BY_LETTER:
        return _BY_LETTER[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return _BY_LETTER.get(unicodedata.normalize("NFD", letter)[0], _WIDEST)
