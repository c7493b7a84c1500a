"""The words before a line that say what it is and who may see it: all ways of typing them."""

import re
from typing import NamedTuple

from sop_minutes.domain.names import INITIALS
from sop_minutes.domain.words import Audience, PointKind, narrower

# The prefixes in which one slip of a finger is forgiven, after their first letter.
_SPELT = ("action", "actions", "agreed", "decided", "decision", "resolved", "restricted", "members")
# What is one slip away from a prefix and a word of its own: it stays text.
_ORDINARY = frozenset(
    "actin actins actons auction auctions agree agrees agued derision derisions decide decides decider "
    "decoded derided resolve resolves resolver revolved member".split()
)
_FIRST_WORD = re.compile(r"[*_(\[]{0,3}(?:(?:agreed|for)\s+)?(?P<word>[a-z]{5,11})(?!\w)", re.IGNORECASE)
REFERENCE = r"(?:[^\W\d_]\w{0,11}\s?)?\d{2,4}/\d{1,6}"
_INITIALS = rf"(?-i:{INITIALS}(?:\s*(?:[/,&+]|\band\b)\s*{INITIALS})*)"
_DOES = rf"(?:@|(?:{_INITIALS}|(?-i:ALL))\s+(?:to|will|shall)\s)"
_COUNT = r"(?:\s+(?:no\.?\s*)?|(?<=AP))\d{1,3}(?!\s*/)"
# Acton is a place, unless somebody is to do something there.
_ACTON = re.compile(rf"acton(?!\w)(?!\s*[:：–—-]\s*{_DOES})", re.IGNORECASE)
_ACTION = r"(?:(?:agreed\s+)?action(?:\s+(?:point|item|required))?|(?-i:AP))"
_ACTIONS = (
    r"(?:(?:agreed\s+)?(?:actions(?:\s+(?:points?|items?|required))?|action\s+(?:points|items))|(?-i:APs))"
)
_DECISION = rf"(?:(?:agreed|decided|decisions?|desicion|resolved|resolutions?)(?:{_COUNT})?)"
_RESTRICTED = r"(?:restrict(?:ed)?|not\s+(?:(?:for|in)\s+(?:the\s+)?minutes|(?:to\s+be\s+)?minuted))"
_MEMBERS = r"(?:(?:for\s+)?members(?:[ -]only)?)"
_MARK = r"[\[(](?:restricted|(?:for\s+)?members(?:[ -]only)?)[\])]"
_WORDS = (
    rf"(?:(?P<restricted>{_RESTRICTED})|(?P<members>{_MEMBERS})|(?P<decision>{_DECISION})"
    rf"|(?P<action>{_ACTION}(?:{_COUNT}|\s+(?P<ref>{REFERENCE}))?)|(?P<actions>{_ACTIONS})|(?P<referral>refer))"
)
_NOTHING = r"(?!\W*(?:none|nil|n/?a|no\s+actions?)\W*$)"
_OWNED = (
    rf"(?:(?:[(\[][^()\[\]:]{{2,40}}[)\]]|(?:on\s+)?{_INITIALS}|owners?"
    r"|(?:by|for)\s+(?-i:[@A-Z])[^:：]{1,60})\s*[:：])"
)
_NO_ACTION = (
    r"(?:plans?|logs?|fraud|points?|items?|trackers?|lists?|learning|notes|minutes|taken|required|on)\b"
)
_PREFIX = re.compile(
    r"(?=[*_(\[acdfmnr])(?:"
    rf"(?P<bold>\*{{1,3}}|_{{1,2}})?{_WORDS}"
    rf"\s*(?(bold)(?::(?P=bold)|(?P=bold)\s*:)|[:：])(?(actions){_NOTHING})\s*"
    r"|(?:(?P<r>r)|(?P<m>m))\s?:(?![/\\])\s*"
    r"|(?:(?P<d>d)|(?P<a>a)):(?:\s+|$|(?=@))"
    # "Action 3 – ring", "AP1. ring"; in "Action (AL): ring" and "Action by AL: ring" the owner is text.
    rf"|(?P<act>(?:{_ACTIONS}|{_ACTION}(?:{_COUNT})?)\s+[–—-]\s+|{_ACTION}{_COUNT}[.)]\s+){_NOTHING}"
    rf"|(?P<owned>actions?(?:\s+(?:point|item))?\s+(?={_OWNED}|{_DOES}|{_MARK}))"
    rf"|(?P<ruled>{_DECISION}\s+(?:[–—-]\s+(?!making\b)(?=\S)|(?={_MARK})))"
    rf"|(?P<asked>refer\s+(?={_MARK}))"
    # "ACTION Ann Lee to ring" and "RESOLVED that …", in capitals and without a colon; not "ACTION PLAN".
    rf"|(?P<strong>\*\*)?(?:(?P<capitals>(?-i:ACTION)(?:{_COUNT})?)|(?P<resolved>(?-i:RESOLVED|AGREED|DECIDED)))"
    rf"(?(strong)\*\*)(?(resolved)\s+(?=(?-i:[^\s:]*[a-z])|(?:that|to)\s)"
    rf"|\s+(?!{_NO_ACTION})(?={_DOES}|(?-i:[^\s:]*[a-z])))"
    rf"|(?P<secret>{_RESTRICTED}\s+[–—-]\s+|[\[(]{_RESTRICTED}[\])]\s*:?\s*)"
    rf"|(?P<inner>(?:for\s+members|members[ -]only)\s+[–—-]\s+|[\[(]{_MEMBERS}[\])]\s*:?\s*))",
    re.IGNORECASE,
)
_OPENS_BOLD = re.compile(r"\*\*(?=[^\s*])")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)
_TO_ACTION = re.compile(
    rf"(?:{_INITIALS}|ALL|All|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,3}})\s+(?:to|will)\s+action\s*[:：–—]\s*(?=\S)"
)
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
    "ruled": PointKind.DECISION,
    "resolved": PointKind.DECISION,
    "d": PointKind.DECISION,
    "action": PointKind.ACTION,
    "a": PointKind.ACTION,
    "actions": PointKind.ACTION,
    "act": PointKind.ACTION,
    "owned": PointKind.ACTION,
    "capitals": PointKind.ACTION,
    "referral": PointKind.REFERRAL,
    "asked": PointKind.REFERRAL,
}
# What looks like a prefix and may be none: a label before a colon or a dash, a name after "Action".
_LABELLED = re.compile(r"\W*(?P<label>[^\W\d_]{5,10})\s*(?:[:：]|\s[–—-]\s)")
_NAMED = re.compile(
    rf"\W*Actions?\s+(?!(?i:{_NO_ACTION}))[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{1,3}}\s+(?:to|will)\s"
)
_LIKE = {
    **dict.fromkeys(("action", "actions"), PointKind.ACTION),
    **dict.fromkeys(("agreed", "decided", "decision", "decisions", "resolved"), PointKind.DECISION),
}
_UNLIKE = frozenset(
    "acting actioned active actives actor actors auction auctions aged aired angered argued armed declined "
    "decoded decades decayed defined delusion demised derided derived desired devised divided division "
    "divisions reserved resulted reviewed revolved received restored".split()
)
_NO_PREFIXES = frozenset({"ref", "bold", "strong"})
_SLIPS = 2


class Prefix(NamedTuple):
    """A prefix at the beginning of a text, and what follows it.

    `kind` and `audience` are what it says, None if it says nothing of that; `ref` is a reference
    after "Action". `before` is what stands before it: a number, or what opens bold.
    """

    rest: str
    kind: PointKind | None
    audience: Audience | None
    ref: str = ""
    before: str = ""


def find_prefix(text: str) -> Prefix | None:
    """Return the prefix that `text` begins with, be it after a number; None for plain text."""
    found = _match(text)
    if found:
        return _read(found)
    for before in (_NUMBER.match(text), _OPENS_BOLD.match(text)):
        found = before and _match(text, before.end())
        if before and found:
            return _read(found)._replace(before=before[0].strip())
    return None


def split_audience(text: str) -> tuple[Audience, str]:
    """Return the audience that prefixes before `text` say, and what follows them.

    For what is no line of a note: a heading, a paragraph of another program's file.
    """
    audience = Audience.PUBLIC
    while (found := _match(text)) and (prefix := _read(found)).audience and prefix.rest:
        audience, text = narrower(audience, prefix.audience), prefix.rest
    return audience, text


def begins_with_doer(text: str) -> bool:
    """Say whether `text` is an action for its first words: "AL to action: ring the council"."""
    return _TO_ACTION.match(text) is not None


def looks_like(text: str) -> PointKind | None:
    """Return what a plain text may have been meant to be, where that is not sure; None for most texts."""
    if _NAMED.match(text):
        return PointKind.ACTION
    found = _LABELLED.match(text)
    label = found["label"].lower() if found else ""
    if not label or label[0] not in "adr" or label in _LIKE or label in _UNLIKE:
        return None
    from rapidfuzz.distance import OSA

    alike = (
        kind for word, kind in _LIKE.items() if word[0] == label[0] and OSA.distance(word, label) <= _SLIPS
    )
    return next(alike, None)


def _match(text: str, at: int = 0) -> re.Match[str] | None:
    """Return the prefix at `at`, found in `text` or in what it would be without a slip in its first word."""
    found = _PREFIX.match(text, at)
    first = None if found else _FIRST_WORD.match(text, at)
    if first is None or _ACTON.match(text, first.start("word")):
        return found
    typed = first["word"].lower()
    if typed in _ORDINARY or typed in _SPELT:
        return None
    meant = next((word for word in _SPELT if _is_slip(typed, word)), "")
    if not meant:
        return None
    spelt = meant.upper() if first["word"].isupper() else meant
    return _PREFIX.match(f"{text[: first.start('word')]}{spelt}{text[first.end('word') :]}", at)


def _is_slip(typed: str, word: str) -> bool:
    """Say whether `typed` is `word` with a letter wrong, missing, too many, or two of them swapped."""
    if typed[0] != word[0] or abs(len(typed) - len(word)) > 1:
        return False
    if len(typed) == len(word):
        wrong = [at for at, (one, other) in enumerate(zip(typed, word, strict=True)) if one != other]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) == 1 or (
            swapped and typed[wrong[0]] + typed[wrong[1]] == word[wrong[1]] + word[wrong[0]]
        )
    shorter, longer = sorted((typed, word), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer)))


def _read(found: re.Match[str]) -> Prefix:
    word = next(name for name in found.groupdict() if found[name] and name not in _NO_PREFIXES)
    rest = found.string[found.end() :]
    return Prefix(rest, _KINDS.get(word), _AUDIENCES.get(word), found["ref"] or "")
