"""One line of a note: bullet, prefixes, heading. Reading never fails; what is written reads back."""

import re
from dataclasses import dataclass, replace

from sop_minutes.domain.grammar.headers import names_people, read_header
from sop_minutes.domain.words import Audience, PointKind, narrower

DEEPEST = 8

_INVISIBLE = "\ufeff\u200b\u2060"
_BULLET = re.compile(r"[-*•–·‣◦▪]\s+(?=\S)")
_HEADING = re.compile(r"(?P<marks>#+)\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,3}|[a-z])[.)]\s+", re.IGNORECASE)
_REF = r"(?:[^\W\d_]\w{0,11}\s?)?\d{2,4}/\d{1,6}"
_WORDS = (
    r"(?:(?P<restricted>restricted)|(?P<members>members)|(?P<decision>agreed|decision)"
    rf"|(?P<action>action(?:\s+(?P<ref>{_REF}))?)|(?P<referral>refer))"
)
_PREFIX = re.compile(
    rf"(?P<bold>\*\*)?{_WORDS}\s*(?(bold)(?::\*\*|\*\*:)|[:：])\s*"
    r"|(?:(?P<r>r)|(?P<m>m))\s?:(?![/\\])\s*"
    r"|(?:(?P<d>d)|(?P<a>a)):(?:\s+|$|(?=@))"
    r"|(?:(?P<decisions>decisions)|(?P<actions>actions))\s*:$"
    r"|(?P<act>action\s+[–—-]\s+)"
    r"|(?P<secret>restricted\s+[–—-]\s+|[\[(]restricted[\])]\s*:?\s*)",
    re.IGNORECASE,
)
_AUDIENCES = {
    "restricted": Audience.RESTRICTED,
    "secret": Audience.RESTRICTED,
    "r": Audience.RESTRICTED,
    "members": Audience.MEMBERS,
    "m": Audience.MEMBERS,
}
_KINDS = {
    "decision": PointKind.DECISION,
    "decisions": PointKind.DECISION,
    "d": PointKind.DECISION,
    "action": PointKind.ACTION,
    "actions": PointKind.ACTION,
    "a": PointKind.ACTION,
    "act": PointKind.ACTION,
    "referral": PointKind.REFERRAL,
}
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
    rest = raw.strip().lstrip(_INVISIBLE).lstrip()
    if not rest:
        return None
    bullet = _BULLET.match(rest)
    text = rest[bullet.end() :] if bullet else rest
    header = read_header(text) if opening else None
    if header:
        return Line(header.text, header=header.name)
    # Who was there, under a label that is none of ours, does not become public for that.
    audience = Audience.MEMBERS if opening and _is_label_of_people(text) else Audience.PUBLIC
    line = Line(text, audience=audience, level=_level(raw[: raw.index(rest)]) if bullet else 0)
    line = _read_prefixes(line)
    heading = _HEADING.match(line.text)
    if heading and line.level == 0 and line.kind is PointKind.POINT:
        return replace(line, depth=len(heading["marks"]), text=line.text[heading.end() :])
    return replace(line, text=_unescaped(line.text, opening))


def split_audience(text: str) -> tuple[Audience, str]:
    """Return the audience that prefixes before `text` say, and what follows them.

    For what is no line of a note: a heading, a paragraph of another program's file.
    """
    audience = Audience.PUBLIC
    while (found := _PREFIX.match(text)) and _word(found) in _AUDIENCES and text[found.end() :]:
        audience = narrower(audience, _AUDIENCES[_word(found)])
        text = text[found.end() :]
    return audience, text


def write_line(line: Line, *, opening: bool = False) -> str:
    """Return the text that `read_line` reads as `line`; a `line` with a header is "Name: text"."""
    if line.header:
        return f"{line.header}: {line.text}"
    if line.depth:
        return f"{_WRITTEN[line.audience]}# {line.text}"
    bullet = "  " * (line.level - 1) + "- " if line.level else ""
    kind = f"Action {line.ref}: " if line.ref else _WRITTEN[line.kind]
    return f"{bullet}{_WRITTEN[line.audience]}{kind}{_escaped(line.text, opening)}"


def _is_label_of_people(text: str) -> bool:
    return names_people(text) and not _PREFIX.match(text)


def _level(indent: str) -> int:
    columns = sum(2 if c == "\t" else 1 for c in indent)
    return min(1 + columns // 2, DEEPEST)


def _read_prefixes(line: Line) -> Line:
    """Return `line` with its prefixes taken off, in any order.

    Of several audiences the narrowest holds; of several kinds an action, else the last. A number
    typed before a prefix becomes part of the text.
    """
    number = _NUMBER.match(line.text)
    if number and _PREFIX.match(line.text, number.end()):
        read = _read_prefixes(replace(line, text=line.text[number.end() :]))
        return replace(read, text=f"{number[0].strip()} {read.text}".strip())
    while found := _PREFIX.match(line.text):
        word = _word(found)
        line = replace(line, text=line.text[found.end() :])
        if word in _AUDIENCES:
            line = replace(line, audience=narrower(line.audience, _AUDIENCES[word]))
        else:
            line = replace(line, kind=_kind(line.kind, _KINDS[word]), ref=found["ref"] or line.ref)
        bullet = _BULLET.match(line.text)
        if bullet and line.level == 0:
            line = replace(line, level=1, text=line.text[bullet.end() :])
    return line


def _word(found: re.Match[str]) -> str:
    """Return which prefix was found."""
    return next(name for name, value in found.groupdict().items() if value and name not in {"ref", "bold"})


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
    number = _NUMBER.match(text)
    numbered = number is not None and _PREFIX.match(text, number.end())
    invisible = text.startswith(tuple(_INVISIBLE))
    return bool(numbered or invisible or any(pattern.match(text) for pattern in (_BULLET, _HEADING, _PREFIX)))
