"""One line of a note: bullet, prefixes, heading. Reading never fails; what is written reads back."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from sop_minutes.domain.grammar.headers import names_people, read_header
from sop_minutes.domain.names import INITIALS
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS, Audience, PointKind, narrower

DEEPEST = 8

# Marks that nobody sees before a prefix: of byte order, direction and breaking.
_INVISIBLE = "\ufeff\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e" + "".join(
    map(chr, range(0x2060, 0x2070))
)
_LEFT = re.compile(rf"^[\s{_INVISIBLE}]+")
_BULLET = re.compile(r"[-*•–·‣◦▪]\s+(?=\S)")
_HEADING = re.compile(r"(?P<marks>#+)\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)


def _with_slips(word: str) -> str:
    """Return a pattern of `word` and of all that is one slip of a finger away from it."""
    places = range(1, len(word))
    slips = [f"{word[:at]}[a-z]?{word[at + 1 :]}" for at in places]
    slips += [f"{word[:at]}[a-z]{word[at:]}" for at in places]
    slips += [f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in places[:-1]]
    return "|".join([word, *slips])


REFERENCE = r"(?:[^\W\d_]\w{0,11}\s?)?\d{2,4}/\d{1,6}"
_COUNT = r"(?:\s+(?:no\.?\s*)?|(?<=AP))\d{1,3}(?!\s*/)"
_ACTION = r"(?:(?:agreed\s+)?action(?:\s+(?:point|item|required))?|(?-i:AP))"
_ACTIONS = (
    r"(?:(?:agreed\s+)?(?:actions(?:\s+(?:points?|items?|required))?|action\s+(?:points|items))|(?-i:APs))"
)
_WORDS = (
    rf"(?:(?P<restricted>{_with_slips('restricted')})|(?P<members>members(?:[ -]only)?)"
    rf"|(?P<decision>(?:agreed|decided|decisions?|resolved|resolutions?)(?:{_COUNT})?)"
    rf"|(?P<actions>{_ACTIONS})|(?P<action>{_ACTION}(?:{_COUNT}|\s+(?P<ref>{REFERENCE}))?)|(?P<referral>refer))"
)
_NOTHING = r"(?!\W*(?:none|nil|n/?a|no\s+actions?)\W*$)"
_LISTED_INITIALS = rf"(?-i:{INITIALS}(?:\s*(?:[/,&+]|\band\b)\s*{INITIALS})*)"
_OWNED = (
    rf"(?:[(\[][^()\[\]:]{{2,40}}[)\]]|(?:on\s+)?{_LISTED_INITIALS}|owners?"
    r"|(?:by|for)\s+(?-i:[@A-Z])[^:：]{1,60})"
)
_NO_ACTION = (
    r"(?:plans?|logs?|fraud|points?|items?|trackers?|lists?|learning|notes|minutes|taken|required|on)\b"
)
_PREFIX = re.compile(
    rf"(?P<bold>\*{{1,3}}|_{{1,2}})?{_WORDS}\s*(?(bold)(?::(?P=bold)|(?P=bold)\s*:)|[:：])(?(actions){_NOTHING})\s*"
    r"|(?:(?P<r>r)|(?P<m>m))\s?:(?![/\\])\s*"
    r"|(?:(?P<d>d)|(?P<a>a)):(?:\s+|$|(?=@))"
    # "Action 3 – ring", "AP1. ring"; in "Action (AL): ring" and "Action by AL: ring" the owner is text.
    rf"|(?P<act>(?:action|{_ACTIONS}|{_ACTION}{_COUNT})\s+[–—-]\s+|{_ACTION}{_COUNT}[.)]\s+){_NOTHING}"
    rf"|(?P<owned>actions?(?:\s+(?:point|item))?\s+(?={_OWNED}\s*[:：]))"
    # "ACTION Ann Lee to ring" and "RESOLVED that …", in capitals and without a colon; not "ACTION PLAN".
    rf"|(?P<strong>\*\*)?(?:(?P<capitals>(?-i:ACTION)(?:{_COUNT})?)|(?P<resolved>(?-i:RESOLVED|AGREED|DECIDED)))"
    rf"(?(strong)\*\*)(?(resolved)(?:\s*[–—-])?\s+(?=(?-i:[^\s:]*[a-z])|(?:that|to)\s)"
    rf"|\s+(?!{_NO_ACTION})(?=@|(?-i:[^\s:]*[a-z])|(?:{_LISTED_INITIALS}|(?-i:ALL))\s+(?:to|will|shall)\s))"
    r"|(?P<secret>restricted\s+[–—-]\s+|[\[(]restricted[\])]\s*:?\s*)"
    r"|(?P<inner>members[ -]only\s+[–—-]\s+|[\[(]members(?:[ -]only)?[\])]\s*:?\s*)",
    re.IGNORECASE,
)
_OPENS_BOLD = re.compile(r"\*\*(?=[^\s*])")
_AUDIENCES = {
    "restricted": Audience.RESTRICTED,
    "secret": Audience.RESTRICTED,
    "r": Audience.RESTRICTED,
    "members": Audience.MEMBERS,
    "inner": Audience.MEMBERS,
    "m": Audience.MEMBERS,
}
_KINDS = {
    "decision": PointKind.DECISION,
    "resolved": PointKind.DECISION,
    "d": PointKind.DECISION,
    "action": PointKind.ACTION,
    "a": PointKind.ACTION,
    "actions": PointKind.ACTION,
    "act": PointKind.ACTION,
    "owned": PointKind.ACTION,
    "capitals": PointKind.ACTION,
    "referral": PointKind.REFERRAL,
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
        return f"{AUDIENCE_LABELS[line.audience]}# {line.text}"
    bullet = "  " * (line.level - 1) + "- " if line.level else ""
    kind = f"Action {line.ref}: " if line.ref else KIND_LABELS[line.kind]
    text = f"{AUDIENCE_LABELS[line.audience]}{kind}{_escaped(line.text, opening)}"
    if opening and line.audience is Audience.MEMBERS and read_header(text):
        text = f"m: {text.removeprefix(AUDIENCE_LABELS[Audience.MEMBERS])}"  # "Members: Ann Lee" lists her
    return f"{bullet}{text}"


def _is_label_of_people(text: str) -> bool:
    return names_people(text) and _prefix(text) is None


def _read_prefixes(line: Line) -> Line:
    """Return `line` with its prefixes taken off, in any order.

    Of several audiences the narrowest holds; of several kinds an action, else the last. Numbers
    typed before a prefix, and what opens bold there, become part of the text.
    """
    before = ""
    while found := _prefix(line.text):
        before += found.before if found.before.endswith("*") else f"{found.before} ".lstrip()
        line = _without_prefix(line, found.match)
    return replace(line, text=f"{before}{line.text}".strip())


def _without_prefix(line: Line, found: re.Match[str]) -> Line:
    word = _word(found)
    line = replace(line, text=found.string[found.end() :])
    if word in _AUDIENCES:
        line = replace(line, audience=narrower(line.audience, _AUDIENCES[word]))
    else:
        line = replace(line, kind=_kind(line.kind, _KINDS[word]), ref=found["ref"] or line.ref)
    bullet = _BULLET.match(line.text)
    return replace(line, level=1, text=line.text[bullet.end() :]) if bullet and line.level == 0 else line


class _Prefix(NamedTuple):
    """A prefix at the beginning of a text, and what stands before it: a number, or what opens bold."""

    match: re.Match[str]
    before: str = ""


def _prefix(text: str) -> _Prefix | None:
    found = _PREFIX.match(text)
    if found:
        return _Prefix(found)
    for before in (_NUMBER.match(text), _OPENS_BOLD.match(text)):
        found = before and _PREFIX.match(text, before.end())
        if before and found:
            return _Prefix(found, before[0].strip())
    return None


_NO_PREFIXES = frozenset({"ref", "bold", "strong"})


def _word(found: re.Match[str]) -> str:
    """Return which prefix was found."""
    return next(name for name in found.groupdict() if found[name] and name not in _NO_PREFIXES)


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
    return is_marked or text.startswith(tuple(_INVISIBLE)) or _prefix(text) is not None
