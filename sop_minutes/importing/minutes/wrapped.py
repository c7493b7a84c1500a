"""Text whose every line became a paragraph of its own: told by its shape, and joined again."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sop_minutes.importing.minutes.lines import Line, spaced
from sop_minutes.importing.minutes.runs import joined, text_of

_FEWEST: Final = 4
_LONGEST: Final = 125
_SHORTEST: Final = 40
# A line is full when the next word would have made it this much of the longest: fonts differ in width.
_FULL: Final = 0.86
_STOPS: Final = (".", "!", "?", ":", ";")


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with those joined that one paragraph was wrapped into; as they are if none was."""
    width = _width(lines)
    if width == 0:
        return list(lines)
    out: list[list[Line]] = []
    for line in lines:
        if out and _continues(out[-1][-1], line, width):
            out[-1].append(line)
        else:
            out.append([line])
    return [_one(group) for group in out]


def _width(lines: Sequence[Line]) -> int:
    """Return the width `lines` were wrapped at, 0 if they were not."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < _FEWEST:
        return 0
    width = lengths[int(0.97 * (len(lengths) - 1))]
    if not _SHORTEST < width <= _LONGEST or lengths[-1] > _LONGEST + 15:
        return 0
    broken = sum(
        not after.gap and after.text[0].islower() and not before.text.endswith(_STOPS)
        for before, after in pairwise(lines)
        if len(before.text) > 0.7 * width and _is_plain(before) and _is_plain(after)
    )
    return width if broken >= 2 and broken * 12 >= len(lines) else 0


def _continues(before: Line, line: Line, width: int) -> bool:
    if line.gap or line.bullet or line.numbered or not (_is_plain(before) and _is_plain(line)):
        return False
    if len(before.text) + 1 + len(line.text.split(" ", 1)[0]) < _FULL * width:
        return False
    return line.text[0].islower() or not before.text.endswith(_STOPS) or len(before.text) > _FULL * width


def _is_plain(line: Line) -> bool:
    return not (line.heading or line.role or line.boxed or line.auto)


def _one(group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    runs = joined([line.runs for line in group], " ")
    notes = tuple(note for line in group for note in line.notes)
    return group[0]._replace(runs=runs, text=spaced(text_of(runs)), notes=notes)
