"""One line of a note: bullet, prefixes, heading. Reading never fails; what is written reads back."""

import re
from dataclasses import dataclass, replace

from sop_minutes.domain.words import Audience, PointKind

DEEPEST = 8
HEADERS = {
    "group": "Group",
    "date": "Date",
    "title": "Title",
    "time": "Time",
    "place": "Place",
    "venue": "Place",
    "location": "Place",
    "marking": "Marking",
    "chair": "Chair",
    "present": "Present",
    "in attendance": "In attendance",
    "substitute": "Substitutes",
    "substitutes": "Substitutes",
    "apologies": "Apologies",
    "absent": "Absent",
}

_BULLET = re.compile(r"[-*•–]\s+(?=\S)")
_HEADING = re.compile(r"#+\s+(?=\S)")
_REF = r"(?:[^\W\d_]\w{0,11}\s?)?\d{2,4}/\d{1,6}"
_PREFIX = re.compile(
    r"(?:(?:(?P<restricted>restricted)|(?P<members>members)|(?P<decision>agreed|decision)"
    rf"|(?P<action>action(?:\s+(?P<ref>{_REF}))?)|(?P<referral>refer))\s*:\s*"
    r"|(?:(?P<r>r)|(?P<m>m)|(?P<d>d)|(?P<a>a)):(?:\s+|$|(?=@))"
    r"|(?:(?P<decisions>decisions)|(?P<actions>actions))\s*:$)",
    re.IGNORECASE,
)
_HEADER = re.compile(rf"(?P<name>{'|'.join(sorted(HEADERS, key=len, reverse=True))})\s*:\s*", re.IGNORECASE)
_AUDIENCES = dict.fromkeys(("restricted", "r"), Audience.RESTRICTED) | dict.fromkeys(
    ("members", "m"), Audience.MEMBERS
)
_KINDS = (
    dict.fromkeys(("decision", "decisions", "d"), PointKind.DECISION)
    | dict.fromkeys(("action", "actions", "a"), PointKind.ACTION)
    | {"referral": PointKind.REFERRAL}
)
_WRITTEN = {
    PointKind.POINT: "",
    PointKind.DECISION: "Agreed: ",
    PointKind.ACTION: "Action: ",
    PointKind.REFERRAL: "Refer: ",
    Audience.PUBLIC: "",
    Audience.MEMBERS: "Members: ",
    Audience.RESTRICTED: "Restricted: ",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says.

    `header` is the header's name in canonical form ("Present"), "" elsewhere. `text` is "" where a
    header or a prefix stands alone on its line. `ref` is a reference written after "Action".
    """

    text: str
    kind: PointKind = PointKind.POINT
    level: int = 0
    audience: Audience = Audience.PUBLIC
    heading: bool = False
    ref: str = ""
    header: str = ""


def read_line(raw: str, *, opening: bool = False) -> Line | None:
    """Return what `raw` says, None for a blank line. `opening`: before the first heading.

    Two columns of indent before a bullet are one level; a tab counts as two columns. A backslash
    before what would be a bullet, prefix, heading or header makes it plain text. Only in the
    opening are there headers.
    """
    rest = raw.strip()
    if not rest:
        return None
    header = _HEADER.match(rest) if opening else None
    if header:
        return Line(rest[header.end() :], header=HEADERS[header["name"].lower()])
    line = Line(rest)
    bullet = _BULLET.match(rest)
    if bullet:
        line = Line(rest[bullet.end() :], level=_level(raw[: raw.index(rest)]))
    line = _read_prefixes(line)
    heading = _HEADING.match(line.text)
    if heading and line.level == 0 and line.kind is PointKind.POINT:
        return replace(line, heading=True, text=line.text[heading.end() :])
    return replace(line, text=_unescaped(line.text, opening))


def write_line(line: Line, *, opening: bool = False) -> str:
    """Return the text that `read_line` reads as `line`; a `line` with a header is "Name: text"."""
    if line.header:
        return f"{line.header}: {line.text}"
    if line.heading:
        return f"{_WRITTEN[line.audience]}# {line.text}"
    bullet = "  " * (line.level - 1) + "- " if line.level else ""
    return f"{bullet}{_WRITTEN[line.audience]}{_WRITTEN[line.kind]}{_escaped(line.text, opening)}"


def _level(indent: str) -> int:
    columns = sum(2 if c == "\t" else 1 for c in indent)
    return min(1 + columns // 2, DEEPEST)


def _read_prefixes(line: Line) -> Line:
    """Return `line` with its prefixes taken off: at most one audience and one kind, in any order."""
    while found := _PREFIX.match(line.text):
        word = next(name for name, value in found.groupdict().items() if value and name != "ref").lower()
        rest = line.text[found.end() :]
        if word in _AUDIENCES and line.audience is Audience.PUBLIC:
            line = replace(line, audience=_AUDIENCES[word], text=rest)
        elif word in _KINDS and line.kind is PointKind.POINT:
            line = replace(line, kind=_KINDS[word], text=rest, ref=(found["ref"] or "").upper())
        else:
            break
        bullet = _BULLET.match(line.text)
        if bullet and line.level == 0:
            line = replace(line, level=1, text=line.text[bullet.end() :])
    return line


def _unescaped(text: str, opening: bool) -> str:
    if text.startswith("\\") and _is_structure(text.lstrip("\\"), opening):
        return text[1:]
    return text


def _escaped(text: str, opening: bool) -> str:
    return f"\\{text}" if _is_structure(text.lstrip("\\"), opening) else text


def _is_structure(text: str, opening: bool) -> bool:
    patterns = (_BULLET, _HEADING, _PREFIX, _HEADER) if opening else (_BULLET, _HEADING, _PREFIX)
    return any(pattern.match(text) for pattern in patterns)
