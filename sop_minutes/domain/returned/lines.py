"""What a block of a copy says, in one line: as words that can be compared, and as text that is kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from sop_minutes.domain.inline import Run, marked_up
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.copy import CELL, CopySpan

_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_JOINERS: Final = dict.fromkeys(map(ord, "\u200c\u200d"))
"""What some scripts are spelled with, and emoji made of several; whether it is there makes no difference."""
_SPACES = re.compile(r"\s+")
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})
_QUOTES_AND_JOINERS: Final = _QUOTES | _JOINERS
_BARE = re.compile(r"(?:https?://)?(?P<host>[^/?#]+)/?", re.IGNORECASE)
BETWEEN_CELLS: Final = "\u00a0| "
"""What parts the cells of a row in a line: it shows as a bar; one in a text has plain spaces beside it."""
_TYPED_BAR: Final = " | "
_CELLS: Final = 4
_FORMED = re.compile(r"(?P<indent>(?: {2})*)- |# ")
_LABEL = re.compile(r"(?:(?:Restricted|Members): (?=Action|Agreed|Refer))?[\w\s/’'-]{1,40}:")
"""What a block begins with in bold: who may see it, and what it is."""
_PLAIN: Final = Run("")


def runs_of(spans: Iterable[CopySpan], *, plain: bool = False) -> tuple[Run, ...]:
    """Return what `spans` show: spaced singly, a label at the start not bold; `plain`: without any look.

    What cannot be seen (soft hyphens, which kind of space, a bold space) is left out.
    """
    letters = _spaced([letter for span in spans for letter in _letters(span, plain=plain)])
    return tuple(_merged(letters if plain else list(_unlabelled(letters))))


def line_of_runs(runs: Iterable[Run], *, plain: bool = False) -> str:
    """Return the line in inline markup that shows as `runs`, or without it; cells are parted by a bar."""
    text = "".join(run.text for run in runs) if plain else marked_up(runs)
    return text.replace(CELL, BETWEEN_CELLS)


def words_key(line: str) -> str:
    """Return the form in which two lines are compared: the kind of quotes makes no difference."""
    return line.translate(_QUOTES_AND_JOINERS)


def cells_of(block: Block) -> list[str]:
    """Return the cells of an action's row: reference, what is to be done, owners, due; [] for no row.

    A text with bars in it is none: only what was read or printed as a row is.
    """
    cells = block.text.split(BETWEEN_CELLS)
    return [cell.strip() for cell in cells] if len(cells) == _CELLS else []


def typed_cells(line: str, ref: str) -> list[str]:
    """Return the cells of the row of `ref` as somebody typed it, [] for another line."""
    first, *text = line.split(_TYPED_BAR)
    if BETWEEN_CELLS in line or first.strip() != ref or len(text) < _CELLS - 1:
        return []
    *said, owners, due = text
    return [ref, _TYPED_BAR.join(said).strip(), owners.strip(), due.strip()]


def with_bars(line: str) -> str:
    """Return the line of a row as text with bars in it."""
    return line.replace(BETWEEN_CELLS, _TYPED_BAR)


def write_said(block: Block) -> str:
    """Return a block in one line, bullet and heading as they are typed."""
    mark = "# " if block.heading else f"{'  ' * (block.level - 1)}- " if block.level else ""
    escaped = f"\\{block.text}" if _FORMED.match(block.text.lstrip("\\")) else block.text
    return f"{mark}{escaped}"


def read_said(line: str) -> Block:
    """Return the block that `write_said` writes as `line`."""
    formed = _FORMED.match(line)
    text = line[formed.end() :] if formed else line
    if text.startswith("\\") and _FORMED.match(text.lstrip("\\")):
        text = text[1:]
    if formed is None:
        return Block(text)
    if formed["indent"] is None:
        return Block(text, heading=True)
    return Block(text, level=len(formed["indent"]) // 2 + 1)


def _letters(span: CopySpan, *, plain: bool) -> Iterator[tuple[str, Run]]:
    text = span.text.translate(_UNSEEN)
    look = _PLAIN if plain else Run("", span.bold, span.italic, _link(span.link, text))
    if span.text == CELL:
        yield CELL, _PLAIN
        return
    for letter in text:
        yield (" " if letter.isspace() else letter), look


def _link(link: str, text: str) -> str:
    """Return an address without the stroke that some programs add to a bare host."""
    bare = _BARE.fullmatch(link)
    if bare and link.endswith("/") and not text.strip().endswith("/"):
        return link[:-1]
    return link


def _spaced(letters: list[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """Return `letters` with one space between words, in the look of both or none, and none at the ends."""
    found: list[tuple[str, Run]] = []
    waits = False
    for letter, look in letters:
        if letter == " ":
            waits = True
            continue
        if waits and found and CELL not in (letter, found[-1][0]):
            found.append((" ", look if found[-1][1] == look else _PLAIN))
        waits = False
        found.append((letter, look))
    return found


def _merged(letters: list[tuple[str, Run]]) -> list[Run]:
    return [
        replace(look, text="".join(letter for letter, _ in group))
        for look, group in groupby(letters, key=lambda pair: pair[1])
    ]


def _unlabelled(letters: list[tuple[str, Run]]) -> Iterator[tuple[str, Run]]:
    """Yield `letters`; a label that begins a text or a cell, the colon in bold, is not."""
    for cell, group in groupby(letters, key=lambda pair: pair[0] == CELL):
        part = list(group)
        text = "".join(letter for letter, _ in part)
        found = None if cell else _LABEL.match(text)
        end = found.end() if found and part[found.end() - 1][1].bold else 0
        yield from ((letter, _PLAIN) for letter, _ in part[:end])
        yield from part[end:]
