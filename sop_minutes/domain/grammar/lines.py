"""One line of a note: bullet, prefixes, heading. Reading never fails; what is written reads back."""

import re
from dataclasses import dataclass, replace

from sop_minutes.domain.grammar.headers import names_people, read_header
from sop_minutes.domain.grammar.prefixes import Prefix, begins_with_doer, find_prefix
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS, Audience, PointKind, narrower

DEEPEST = 8

# Marks that nobody sees before a prefix: of byte order, direction and breaking.
_INVISIBLE = "\ufeff\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e" + "".join(
    map(chr, range(0x2060, 0x2070))
)
_LEFT = re.compile(rf"^[\s{_INVISIBLE}]+")
_BULLET = re.compile(r"[-*•–·‣◦▪]\s+(?=\S)")
_HEADING = re.compile(r"(?P<marks>#+)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says.

    `header` is the header's name in canonical form ("Present"), "" elsewhere. `text` is "" where a
    header or a prefix stands alone on its line. `ref` is a reference written after "Action".
    `depth` is the number of marks of a heading, 0 for what is none.
    """

    text: str
    kind: PointKind = PointKind.POINT
    level: int = 0
    audience: Audience = Audience.PUBLIC
    depth: int = 0
    ref: str = ""
    header: str = ""


def read_line(raw: str, *, opening: bool = False) -> Line | None:
    """Return what `raw` says, None for a blank line. `opening`: before the first heading.

    Two columns of indent before a bullet are one level; a tab counts as two columns. A backslash
    before what would be a bullet, prefix, heading or header makes it plain text. Only in the
    opening are there headers.
    """
    rest = _LEFT.sub("", raw).rstrip()
    if not rest:
        return None
    bullet = _BULLET.match(rest)
    text = rest[bullet.end() :] if bullet else rest
    header = read_header(text) if opening else None
    if header:
        return Line(header.text, header=header.name)
    # Who was there, under a label that is none of ours, does not become public for that.
    audience = Audience.MEMBERS if opening and _is_label_of_people(text) else Audience.PUBLIC
    line = Line(text, audience=audience, level=min(1 + indent_of(raw) // 2, DEEPEST) if bullet else 0)
    line = _read_prefixes(line)
    heading = _HEADING.match(line.text)
    if heading and line.level == 0 and line.kind is PointKind.POINT:
        return replace(line, depth=len(heading["marks"]), text=line.text[heading.end() :])
    return replace(line, text=_unescaped(line.text, opening))


def indent_of(raw: str) -> int:
    """Return the columns of white space before a line; a tab counts as two."""
    indent = _LEFT.match(raw)
    return sum(2 if c == "\t" else 1 for c in indent[0]) if indent else 0


def write_line(line: Line, *, opening: bool = False) -> str:
    """Return the text that `read_line` reads as `line`; a `line` with a header is "Name: text"."""
    if line.header:
        return f"{line.header}: {line.text}"
    if line.depth:
        return f"{AUDIENCE_LABELS[line.audience]}# {line.text}"
    bullet = "  " * (line.level - 1) + "- " if line.level else ""
    kind = f"Action {line.ref}: " if line.ref else KIND_LABELS[line.kind]
    text = f"{AUDIENCE_LABELS[line.audience]}{kind}{_escaped(line.text, opening)}"
    if opening and line.audience is Audience.MEMBERS and read_header(text):
        text = f"m: {text.removeprefix(AUDIENCE_LABELS[Audience.MEMBERS])}"  # "Members: Ann Lee" lists her
    return f"{bullet}{text}"


def _is_label_of_people(text: str) -> bool:
    return names_people(text) and find_prefix(text) is None


def _read_prefixes(line: Line) -> Line:
    """Return `line` with its prefixes taken off, in any order.

    Of several audiences the narrowest holds; of several kinds an action, else the last. Numbers
    typed before a prefix, and what opens bold there, become part of the text.
    """
    before = ""
    while found := find_prefix(line.text):
        before += found.before if found.before.endswith("*") else f"{found.before} ".lstrip()
        line = _without_prefix(line, found)
    if line.kind is PointKind.POINT and begins_with_doer(line.text):
        line = replace(line, kind=PointKind.ACTION)
    return replace(line, text=f"{before}{line.text}".strip())


def _without_prefix(line: Line, found: Prefix) -> Line:
    line = replace(line, text=found.rest, ref=found.ref or line.ref)
    if found.audience:
        line = replace(line, audience=narrower(line.audience, found.audience))
    if found.kind:
        line = replace(line, kind=_kind(line.kind, found.kind))
    bullet = _BULLET.match(line.text)
    return replace(line, level=1, text=line.text[bullet.end() :]) if bullet and line.level == 0 else line


def _kind(one: PointKind, other: PointKind) -> PointKind:
    return PointKind.ACTION if PointKind.ACTION in {one, other} else other


def _unescaped(text: str, opening: bool) -> str:
    if text.startswith("\\") and _is_structure(text.lstrip("\\"), opening):
        return text[1:]
    return text


def _escaped(text: str, opening: bool) -> str:
    return f"\\{text}" if _is_structure(text.lstrip("\\"), opening) else text


def _is_structure(text: str, opening: bool) -> bool:
    if opening and (read_header(text) or names_people(text)):
        return True
    is_marked = any(pattern.match(text) for pattern in (_BULLET, _HEADING))
    return (
        is_marked
        or text.startswith(tuple(_INVISIBLE))
        or find_prefix(text) is not None
        or begins_with_doer(text)
    )
