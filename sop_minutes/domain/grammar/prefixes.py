"""The words before a line that say what it is and who may see it: all ways of typing them."""

import re
from typing import NamedTuple

from sop_minutes.domain.names import INITIALS
from sop_minutes.domain.words import Audience, PointKind, narrower


def _with_slips(*words: str) -> str:
    """Return a pattern of `words` and of all that is one slip of a finger away from one of them."""
    forms = []
    for word in words:
        first, rest = word[0], word[1:]
        places = range(len(rest))
        slips = [rest, *(f"{rest[:at]}[a-z]?{rest[at + 1 :]}" for at in places)]
        slips += [f"{rest[:at]}[a-z]{rest[at:]}" for at in places]
        slips += [f"{rest[:at]}{rest[at + 1]}{rest[at]}{rest[at + 2 :]}" for at in places[:-1]]
        forms.append(f"{first}(?:{'|'.join(slips)})")
    return "|".join(forms)


# What is one slip away from a prefix and a word of its own: it stays text.
_ORDINARY = (
    "actin actins actons auction auctions agree agrees agued derision derisions decide decides decider "
    "decoded derided resolve resolves resolver revolved member"
).split()
_NO_SLIP = rf"(?!(?:{'|'.join(_ORDINARY)})(?!\w))"
REFERENCE = r"(?:[^\W\d_]\w{0,11}\s?)?\d{2,4}/\d{1,6}"
_INITIALS = rf"(?-i:{INITIALS}(?:\s*(?:[/,&+]|\band\b)\s*{INITIALS})*)"
_DOES = rf"(?:@|(?:{_INITIALS}|(?-i:ALL))\s+(?:to|will|shall)\s)"
_COUNT = r"(?:\s+(?:no\.?\s*)?|(?<=AP))\d{1,3}(?!\s*/)"
# Acton is a place, unless somebody is to do something there.
_ACTING = rf"(?:(?!acton(?!\w)(?!\s*[:：–—-]\s*{_DOES}))(?:{_with_slips('action')}))"
_ACTION = rf"(?:(?:agreed\s+)?{_ACTING}(?:\s+(?:point|item|required))?|(?-i:AP))"
_ACTIONS = (
    rf"(?:(?:agreed\s+)?(?:(?:{_with_slips('actions')})(?:\s+(?:points?|items?|required))?"
    r"|action\s+(?:points|items))|(?-i:APs))"
)
_DECISION = (
    rf"(?:(?:{_with_slips('agreed', 'decided', 'decision', 'resolved')}|desicion|decisions|resolutions?)"
    rf"(?:{_COUNT})?)"
)
_RESTRICTED = (
    rf"(?:{_with_slips('restricted')}|restrict"
    r"|not\s+(?:(?:for|in)\s+(?:the\s+)?minutes|(?:to\s+be\s+)?minuted))"
)
_MEMBERS = rf"(?:(?:for\s+)?(?:{_with_slips('members')})(?:[ -]only)?)"
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
    rf"(?P<bold>\*{{1,3}}|_{{1,2}})?{_NO_SLIP}{_WORDS}"
    rf"\s*(?(bold)(?::(?P=bold)|(?P=bold)\s*:)|[:：])(?(actions){_NOTHING})\s*"
    r"|(?:(?P<r>r)|(?P<m>m))\s?:(?![/\\])\s*"
    r"|(?:(?P<d>d)|(?P<a>a)):(?:\s+|$|(?=@))"
    # "Action 3 – ring", "AP1. ring"; in "Action (AL): ring" and "Action by AL: ring" the owner is text.
    rf"|{_NO_SLIP}(?P<act>(?:{_ACTIONS}|{_ACTION}(?:{_COUNT})?)\s+[–—-]\s+|{_ACTION}{_COUNT}[.)]\s+){_NOTHING}"
    rf"|(?P<owned>actions?(?:\s+(?:point|item))?\s+(?={_OWNED}|{_DOES}|{_MARK}))"
    rf"|{_NO_SLIP}(?P<ruled>{_DECISION}\s+(?:[–—-]\s+(?!making\b)(?=\S)|(?={_MARK})))"
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
    found = _PREFIX.match(text)
    if found:
        return _read(found)
    for before in (_NUMBER.match(text), _OPENS_BOLD.match(text)):
        found = before and _PREFIX.match(text, before.end())
        if before and found:
            return _read(found)._replace(before=before[0].strip())
    return None


def split_audience(text: str) -> tuple[Audience, str]:
    """Return the audience that prefixes before `text` say, and what follows them.

    For what is no line of a note: a heading, a paragraph of another program's file.
    """
    audience = Audience.PUBLIC
    while (found := _PREFIX.match(text)) and (prefix := _read(found)).audience and prefix.rest:
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


def _read(found: re.Match[str]) -> Prefix:
    word = next(name for name in found.groupdict() if found[name] and name not in _NO_PREFIXES)
    rest = found.string[found.end() :]
    return Prefix(rest, _KINDS.get(word), _AUDIENCES.get(word), found["ref"] or "")
