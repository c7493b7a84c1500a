"""Answers typed as lines of text: ``CG 17/12 done``."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from sop_minutes.domain.replies import Answer, read_answer

_REF: Final = r"[^\W\d_]\w*[\s-]*(?:\d{2}){1,2}\s?/\s?\d{1,6}(?![\d/])"
_REFS: Final = re.compile(rf"\W*(?P<refs>{_REF}(?:\s*(?:,|&|and|;)\s*{_REF})*)[\s:.–—-]*(?P<said>.*)")
_ONE: Final = re.compile(_REF)
_AFTER: Final = re.compile(
    rf"(?P<said>[^:]{{2,40}}?)[\s:–—-]+(?P<refs>{_REF}(?:\s*(?:,|&|and|;)\s*{_REF})*)\W*"
)
# From here on somebody else's words follow.
_QUOTED: Final = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message)|_{20,}|from:\s.*@|from:\s.*\n(?:sent|date|to):"
    r"|on\b[^\n]{5,120}\n?[^\n]*\bwrote:[ \t]*(?:\n|$))",
    re.IGNORECASE,
)


def answers_in_lines(text: str, received_on: date) -> Iterator[Answer]:
    """Yield what the lines of a text say of the actions that they begin with.

    Lines right under such a line go on with it. What is quoted is left out, and so are the numbered
    lines that a chaser itself consists of.
    """
    refs: list[str] = []
    said: list[str] = []
    for line in [*_own_lines(text), ""]:
        found = _REFS.fullmatch(line) if not line[:1].isdigit() else None
        after = None if found else _AFTER.fullmatch(line)
        begins = found or (after if after and _is_status(after["said"], received_on) else None)
        if begins or not line:
            yield from (read_answer(ref, "\n".join(said), received_on) for ref in refs)
            refs = [_plain(ref) for ref in _ONE.findall(begins["refs"])] if begins else []
            said = [begins["said"]] if begins else []
        elif refs:
            said.append(line)


def _own_lines(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if _QUOTED.match("\n".join(lines[number : number + 2])):
            return
        if not line.lstrip().startswith((">", "|")):
            yield line.strip().lstrip("•*·-–— \t")


def _is_status(said: str, received_on: date) -> bool:
    return read_answer("", said, received_on).status is not None


def _plain(ref: str) -> str:
    return " ".join(ref.split())
