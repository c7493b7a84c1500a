"""Turns of a meeting: where the press and public are excluded, and where they are back.

A sentence is first brought into few words: `PUBLIC` for "members of the public and press", `SESSION` for
"a closed session", `BE` for "were therefore"; what the patterns look for is then short.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# A text without one of these is no turn: most texts need no more than this.
_HINTS: Final = (
    *("part", "section", "session", "public", "press", "private", "camera", "confiden", "exempt"),
    *("closed", "restrict", "12a"),
)
_LONGEST: Final = 1000
_SENTENCE: Final = re.compile(r"(?<=[.;!?])[\s\"”’')\]]+(?=\S)")

_CROWD: Final = r"(?:(?:general )?public|press|media|observers)"
_ALL: Final = r"(?:(?:all|any|the|both|other|remaining) )*(?:members? of )?(?:the )?"
_SOME: Final = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|few|many|most|each|another)"
)
# What may follow the people themselves, as no noun may: public transport, a press release.
_NO_NOUN: Final = (
    r"(?! (?!(?:and|or|from|for|during|while|whilst|in|under|on|at|as|because|be|is|are|was|were|being|had"
    r"|have"
    r"|has|left|leave|then|to|should|would|will|shall|pursuant|by|with|now|withdrew|withdraw|attending"
    r"|present"
    r"|who|returned|re-?joined|came|may|must|again|prior|before|until|excluded|re-?admitted|invited|asked"
    r"|requested|re-?entered|accordingly|therefore|thereupon|also|both|not|did|vacated|departed)\b)[a-z])"
)
_NO_OTHER: Final = (
    r"(?! (?!(?:and|or|at|as|under|for|because|due|with|without|by|from|to|until|on|session|so|before|after"
    r"|pursuant|while|whilst|in|when|was|were|is|are|be)\b)[a-z])"
)
_SHUT: Final = r"(?:closed|private|confidential|exempt|executive|restricted|in[- ]camera)"
_DONE: Final = (
    r"(?:were|was|be|are|is|being|been|now|then|therefore|thereupon|accordingly|hereby|subsequently|had|have"
    r"|has|also|both|all|at (?:this|that) (?:point|stage|time)|formally|again|duly)"
)
_NAMES: Final = tuple(
    (re.compile(rf"\b(?:{pattern})"), name)
    for pattern, name in (
        (rf"{_SOME} (?:remaining )?(?:members? of (?:the )?)?{_CROWD}\b", "SOME"),
        (rf"{_ALL}{_CROWD}(?:(?:,? (?:and|or) | ?[/&] ?|, ){_ALL}{_CROWD})*\b{_NO_NOUN}", "PUBLIC"),
        (r"(?:(?:is|are|was|were|be|been) )?(?:not open|closed) to PUBLIC", "UNOPEN"),
        (rf"{_SHUT} (?:session|part|section)\b", "SESSION"),
        (rf"{_SHUT} (?:business|items?|meeting|discussions?|agenda|matters?|minutes)\b", "BUSINESS"),
        (r"part[ -]?(?:two|ii|2|b)\b(?![./]?\d)", "SECOND"),
        (r"section[ -]?(?:two|ii|2|b)\b(?![./]?\d)", "LATTER"),
        (r"part[ -]?(?:one|i|1|a)\b(?![./]?\d)", "FIRST"),
        (r"(?:open|public) (?:session|part|section|business|items?|agenda|meeting)\b", "OPEN"),
        (rf"in (?:(?:strict(?:est)? )?confidence|camera|private)\b{_NO_OTHER}", "PRIVATELY"),
        (rf"{_DONE}(?:,? {_DONE})*\b", "BE"),
    )
)

_ROOM: Final = r"(?:meeting|room|chamber|hall|building|call|proceedings|session|table|gallery)"
_END: Final = (
    rf"(?=\W*$|[.,;:)\]]| (?:from )?(?:the|this) {_ROOM}| for (?:the|this|item)\b"
    r"| (?:at|and|while|whilst|before|prior|during|so that|as the|BE)\b)"
)
_MAY_BE: Final = r"(?: having BE \w+,?)?(?: (?:should|would|will|shall|must|to))?(?: BE)?,? "
_AGENDA: Final = (
    r"(?:(?<!next )(?<!last )(?<!previous )(?<!future )meeting|items?|remainder|rest|discussions?|following"
    r"|board|committee|panel|(?:sub-?)?group|partnership|cabinet|council|business|reports?|matters?"
    r"|minutes|governors|trustees|section|part|this"
    r"|session|executive|forum|BUSINESS|SECOND)"
)
_TAKEN: Final = (
    r"(?:held|discussed|considered|taken|met|meets|continued|sat|proceeded|dealt with|debated|conducted|heard"
    r"|deliberated|retired|received|resumed|carried on|went on|moved|reviewed|noted|reported|minuted"
    r"|recorded)"
)
_IT: Final = (
    r"(?:(?:the|this|these|that|following|next|remaining|items?|matters?|reports?|business|it) ){0,4}"
)
_MOVED: Final = (
    r"(?:went|go|goes|going|moved?|moves|moving|enter(?:ed|s|ing)?|adjourned|proceed(?:ed)?|continued?"
    r"|convened?|re-?convened?|turn(?:ed)?|transition(?:ed)?|switch(?:ed)?|passed|retired?|began|begin)"
)
_KEPT: Final = (
    r"(?: (?:considered|taken|held|dealt with|discussed|classed|classified|deemed|treated|regarded|marked"
    r"|designated|declared|heard|kept|to|as|being|strictly|highly|BE))*"
)
_IS: Final = rf"(?:(?:(?:will|would|should|must|shall|to) )?BE|remains?|(?:will |must )?remain){_KEPT}"
_CLOSED: Final = (
    r"(?:confidential(?! helpline)|private(?=\W*$|[.,;:)]| and | under | by )|PRIVATELY|UNOPEN|BUSINESS"
    r"|exempt(?! from (?!publication|disclosure|PUBLIC|the (?:provisions|press)))|restricted(?! to)"
    r"|in[- ]camera|not (?:for|to be) (?:publication|published|minuted|public)|not (?:public|for PUBLIC)"
    r"|(?:exempt|confidential) information)"
)
_THIS: Final = r"(?:(?:agenda )?item|report|matter|discussion|section|part|minute|business|update|paper)"
_COMING: Final = (
    r"(?:(?:following|next|remaining|ensuing|subsequent|(?:rest|remainder) of (?:the|this|these))"
    r"(?: two| three| four| \d+)?"
    r"(?: (?:agenda )?(?:items?|business|matters?|part|section|discussions?|meeting|minutes?|reports?"
    r"|paragraphs?|agenda|session|updates?))?(?: of (?:the )?(?:meeting|agenda|business|minutes))?"
    r"|(?:items?|matters?|paragraphs?|minutes|reports?) (?:below|(?:that|which) follow))"
)

_CLOSING: Final = re.compile(
    "|".join(
        (
            r"\bexclu(?:sion of|ding|des?|ded) (?:the )?PUBLIC",
            rf"\bPUBLIC,?{_MAY_BE}excluded\b(?! from (?!(?:the |this |our )?(?:rest|remainder|meeting|room"
            r"|proceedings|following|next|discussion|items?|agenda|part|chamber|committee|debate|session"
            r"|consideration|remaining|OPEN|BUSINESS)))",
            rf"\bPUBLIC,?{_MAY_BE}(?:left|leave|withdrew|withdraw|withdrawn|vacated|departed)\b{_END}",
            rf"\bPUBLIC,?{_MAY_BE}(?:asked|requested|required|invited|told) to (?:leave|withdraw"
            rf"|retire)\b{_END}",
            r"\b(?:asked|requested|required|invited) PUBLIC to (?:leave|withdraw|retire)\b" + _END,
            r"\bpublic (?:gallery|seating) (?:BE )?cleared\b",
            r"\bin the absence of PUBLIC|\bwithout PUBLIC (?:present|in attendance)",
            r"\bBE (?:considered|discussed|dealt with|turned to|took|received) (?:the )?BUSINESS",
            rf"\b{_MOVED} (?:on |over )?(?:in to |into |in |to |with )?(?:an? |the |its )?(?:SESSION|BUSINESS"
            r"|UNOPEN|PRIVATELY|SECOND(?=\W*$|[.,;:(]| of the (?:agenda|meeting)| at )|private(?=\W*$|[.,;]"
            r"| at ))",
            r"\bin (?:an? |the )?SESSION\b(?! (?:with|of) )",
            rf"\b{_AGENDA}\b(?:(?! (?:not|never|might|could|can|may (?:be"
            rf"|meet)) )[^.;]){{0,60}}? (?:{_TAKEN} {_IT}|BE )PRIVATELY\b(?! with )",
            rf"\b{_AGENDA}\b[^.;]{{0,40}} UNOPEN",
            rf"\b(?!next meeting){_COMING} (?:{_IS}|contains?|involves?|relates? to) {_CLOSED}",
        )
    )
)
_CLOSING_TITLE: Final = re.compile(
    r"\W*(?:SECOND\W*$"
    r"|(?:SECOND|LATTER)(?:\W+(?:(?:the|items?|agenda|of the meeting|for|to|be|BE|business|matters?"
    r"|considered"
    r"|taken)\W+)*"
    r"(?:closed|private|confidential|exempt|restricted|reserved|PRIVATELY|UNOPEN|SESSION|BUSINESS|PUBLIC"
    r"|not for"
    r"|in the absence|exclu|members only))"
    r"|(?:the |members.? |core group )?SESSION(?=\W*$|\s*[:(–—-]"
    r"|,? (?:began|begins|commenced|started|opened|of the (?:meeting|agenda|board|committee)|minutes|for"
    r"|without)\b)"
    r"|(?:(?:the|meeting|items?|matters?|business|held|session|minutes|to be|to BE|for|considered|taken"
    r"|consideration|transacted|conducted"
    r"|discussed|discussion|dealt with) )*PRIVATELY\W*$"
    r"|(?:(?:the following|items?|meeting|session|business|agenda|this part of the meeting) )*UNOPEN\W*$"
    r"|(?:start|beginning|commencement) of (?:the )?(?:SESSION|BUSINESS)"
    r"|(?:the )?BUSINESS (?:begins|starts|follows|began|commenced|started)\b)"
)
_OPENING: Final = re.compile(
    "|".join(
        (
            r"\b(?:return(?:ed|s)?|back|resumed?|moved|went|re-?opened|re-?convened|continued|reverted)\b"
            r"[^.;]{0,40}\b(?:in|into|to) (?:an? |the )?OPEN\b(?! space)",
            r"\b(?:resumed|continued|re-?convened|re-?opened|proceeded|carried on)(?: \w+)? in (?:public"
            r"|PUBLIC)"
            r"(?=\W*$|[.,;]| at )",
            rf"\b{_ROOM}\b[^.;]{{0,20}}\bre-?opened\b(?! (?:in|on|at) \w+)",
            r"\bPUBLIC,? (?:BE )?(?:re-?admitted|(?:invited|asked|allowed|welcomed|brought|let) (?:back"
            r"|to (?:return"
            r"|re-?join|re-?enter|come back))\b)(?! next| at the next)",
            rf"\bPUBLIC,? (?:BE )?(?:returned|re-?joined|came back|re-?entered)(?: to)?{_END}",
            r"\bre-?admi(?:t|ts|tted|tting|ssion)\b(?: of)? PUBLIC",
            r"\bexclusion of PUBLIC[^.;]{0,30}\b(?:BE )?(?:lifted|ended|revoked)\b",
        )
    )
)
_OPENING_TITLE: Final = re.compile(
    r"\W*(?:FIRST(?:\W*$|\W+(?:the )?(?:open|public|OPEN)\b)"
    r"|(?:(?:return to|back in|back into|back to|resumption of|the) )*OPEN(?=\W*$|\s*[:(–—-]"
    r"| (?:BE )?(?:resumed?"
    r"|resumes|began|begins|continued|of the (?:meeting|agenda))\b)"
    r"|end of (?:the )?(?:SESSION|BUSINESS|SECOND)"
    r"|(?:the )?SESSION(?: of the meeting)? (?:BE )?(?:ended|ends|closed|closes|concluded|finished|over)\b)"
)
_CLOSING_ITEM: Final = re.compile(
    rf"\bthis {_THIS}(?: of (?:the|this) (?:meeting|agenda|minutes))?"
    rf" (?:(?:{_IS}|contains?|involves?) {_CLOSED}|(?:BE )?{_TAKEN} PRIVATELY|(?:BE )?UNOPEN)"
    r"|^\W*(?:(?:(?:reasons? for )?(?:exemption|confidentiality)|exempt|by virtue of"
    r"|under)\W+)*para(?:graph)?s? "
    r"[\d,& ]+(?:and \d+ )?(?:of )?(?:part \w+ of |FIRST of )?(?:the )?schedule 12a\b"
)
# What is denied or asked, may be, or is said of another meeting.
_DENIED: Final = re.compile(
    r"\b(?:no|none|not|nor|never|whether|without|if|need|reason)\b"
    r"(?:(?!\b(?:and|so|but|BE therefore|resolved|agreed|that the)\b)[^.;:]){0,60}$"
    r"|\b(?:next|last|previous|future|forthcoming|earlier) (?:\w+ )?meetings?\b(?:(?!\band\b)[^.;:]){0,60}$"
    r"|\bmeeting (?:BE )?(?:closed|ended|finished|concluded) at\b[^.;]*$"
    r"|\b(?:could|might|can|able|offered|(?<!\d )(?<!\d[a-z]{2} )(?<!in )may) (?:to |be |for |them )*$"
)
_DENIED_AFTER: Final = re.compile(
    r"\W*(?:BE )?(?:none|nil|not (?:required|needed|necessary|applicable|moved|exercised)|n/?a\b|no items?"
    r"|nothing"
    r"|unnecessary)|[^.;]{0,40}\b(?:at|until|to) (?:the|its|our|a) (?:next|future|later) (?:\w+ )?meeting"
)
_AFTER_ALL: Final = re.compile(r"\b(?:resolved|agreed|decided) (?:to do so|so to do|accordingly)")


def closes_part(text: str) -> bool:
    """Say whether what follows `text` is not for everybody: "Part two (exempt)", "Exclusion of public"."""
    return any(_said(part, _CLOSING, _CLOSING_TITLE) for part in _sentences(text))


def opens_part(text: str) -> bool:
    """Say whether what follows `text` is for everybody again: "Part one", "The public were readmitted"."""
    return any(_said(part, _OPENING, _OPENING_TITLE) for part in _sentences(text))


def closes_item(text: str) -> bool:
    """Say whether `text` says of the item it stands in that this is not for everybody."""
    return any(_said(part, _CLOSING_ITEM) for part in _sentences(text))


@lru_cache(maxsize=512)
def _sentences(text: str) -> Sequence[str]:
    """Return the sentences of `text` in few words; none where it speaks of no turn."""
    low = " ".join(text[:_LONGEST].lower().split())
    if not any(hint in low for hint in _HINTS):
        return ()
    for pattern, name in _NAMES:
        low = pattern.sub(name, low)
    return _SENTENCE.split(low)


def _said(sentence: str, within: re.Pattern[str], title: re.Pattern[str] | None = None) -> bool:
    """Say whether `sentence` is a title of that kind, or says so within, and means it."""
    found = (title.match(sentence) if title else None) or within.search(sentence)
    while found:
        denied = _DENIED.search(sentence[: found.start()]) or _DENIED_AFTER.match(sentence[found.end() :])
        if not denied or _AFTER_ALL.search(sentence):
            return True
        found = within.search(sentence, found.end())
    return False
