"""Words that say of a text that it is not for everybody, or make one ask."""

import re
from typing import Final

from sop_minutes.domain.sessions import closes_item, closes_part

_ASKS = re.compile(
    r"\b(?:official[\s:–-]*sensitive|restricted|confidential|in confidence|off the record|exempt|secret"
    r"|not for publication|not to be (?:minuted|published|shared|circulated|disclosed)"
    r"|(?:held|met|taken|discussed|considered|heard|item|meeting) in (?:private|camera)"
    r"|not open to the public|press and public|private (?:session|item|business|minutes?)"
    r"|closed (?:session|item|business)|(?:for|core|board|group) members only|not for minutes)\b"
    r"|[(\[]\s*(?:private|members only)\s*[)\]]",
    re.IGNORECASE,
)

# A text without one of these says nothing of the kind: most texts need no more than this.
_HINTS: Final = (
    "official",
    "confiden",
    "camera",
    "restrict",
    "exempt",
    "secret",
    "off the record",
    "not for",
    "not to be",
    "not open",
    "12a",
    "private",
    "closed",
    "reserved",
    "excluded",
    "in the absence of",
    "do not",
    "not be ",
    "members only",
)

_NUMBER: Final = (
    r"\W*(?:(?:agenda )?item(?: no\.?)? )?(?:\d{1,3}(?:[./]\d{1,3}){0,3}[a-z]?|[a-z]|[ivx]{1,4})[.):]*\s+"
)
_NUMBERED = re.compile(_NUMBER, re.IGNORECASE)

# What a label says, alone or before a dash. "Confidential helpline" and "exempt accommodation" are none.
_WORD: Final = (
    r"(?:official[\s:–—-]*sensitive"
    r"|(?:(?:strictly|highly|private (?:and|&)|commercially) )?confidential"
    r"|strictly private|commercial[- ]in[- ]confidence|in (?:strict(?:est)? )?confidence"
    r"|(?:in|in[- ]) ?camera|restricted|exempt|(?:top )?secret|off the record"
    r"|not (?:for|to be made) public|not (?:for|to be) (?:publication|published|minut(?:ed|es|ing)"
    r"|disclosure|disclosed|(?:onward |wider |further )?(?:sharing|circulation|distribution)|shared"
    r"|circulated|public (?:release|circulation|disclosure|view(?:ing)?)|release)"
    r"|not open to (?:the )?(?:press|public)(?: (?:and|or) (?:the )?(?:press|public))?"
    r"|do not (?:publish|circulate|share|disclose|forward|minute)"
    r"|(?:foia?|foi act)[- ]exempt|exempt (?:from|under) (?:publication|disclosure|foia?))"
)
_BUSINESS: Final = (
    r"(?:items?|business|matters?|session|part|section|minutes?|appendix|annex|discussion|agenda)"
)
_PAPER: Final = (
    rf"(?:{_BUSINESS}|reports?|information|updates?|notes?|papers?|material|record|circulation|distribution)"
)
_CLOSED_BUSINESS: Final = (
    rf"(?:(?:closed|private|exempt|confidential|restricted|in[- ]camera) (?:{_BUSINESS}|meeting)"
    r"|(?:reserved|excluded) (?:items?|business|agenda|minutes?))"
)
_FOR: Final = (
    r"(?:\W+(?:for )?(?:the )?(?:\w+ ){0,2}(?:members|partners|officers|councillors|directors|governors"
    r"|trustees)(?:[’'] eyes)? only)?"
)
_LABEL: Final = rf"(?:{_CLOSED_BUSINESS}|{_WORD}(?: {_PAPER})?)(?: only)?{_FOR}"
_BY_LAW: Final = (
    r"(?:by virtue of|under|as defined|within the meaning|because|paragraphs?|paras?|schedule|section|s\."
    r"|in accordance|pursuant to|on the grounds?|for the reasons?)(?=\W|\d)"
)
_AND: Final = r"[\s,/&–—:;.()\[\]-]+(?:(?:and|or) )?"

_ONLY_A_LABEL = re.compile(
    rf"\W*(?:the following (?:{_PAPER} )?(?:is |are )?|{_PAPER} (?:(?:that|which) (?:is|are) |containing )?"
    r"|(?:appendix|annex|enclosure) \w{1,3}\W+)?"
    rf"{_LABEL}(?:{_AND}{_LABEL})*(?:\W+{_BY_LAW}.*|\s+\W*\d{{1,2}}\W*)?\W*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"\W*{_LABEL}\s*(?:[:–—)\]]|-+\s|\.\s|,? {_BY_LAW})"
    # In capitals before a sentence, without a mark between them.
    r"|\W*(?-i:(?:NOT FOR PUBLICATION|CONFIDENTIAL|RESTRICTED|EXEMPT)\s+(?=[A-Z]?[a-z]|[A-Z]\s+[a-z]))"
    r"|\W*(?:restrict(?:ion)?|for members only)\s*:\s"
    r"|\W*(?:reasons? for )?(?:exemption|confidentiality|restriction)\s*[:–—]\s*para",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"\W*{_LABEL}(?!\w)", re.IGNORECASE)
_ENDS = re.compile(
    rf"(?:[(\[]\s*(?:this (?:item|report) is |contains? |in )?{_LABEL}"
    rf"(?:\s*[,;:–—-][^()\[\]]*|\s+{_BY_LAW}[^()\[\]]*)?[)\]]"
    rf"|(?:[–—]|\s-)\s*{_LABEL}(?:\s+{_BY_LAW}.*)?|:\s*(?!restricted|secret){_LABEL})\W*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\bnot (?:for publication|for public (?:release|circulation|disclosure)"
    r"|for (?:onward|wider|further) (?:circulation|sharing|distribution|disclosure)"
    r"|to be (?:minuted|published|shared|circulated|disclosed|made public))\b"
    r"|\b(?:must|should|may|can) ?not be (?:published|made public|disclosed)\b"
    r"|\boff the record\b|\bofficial[\s:–—-]*sensitive\b|\bcommercial(?:ly)?[- ]in[- ]confidence\b"
    rf"|\bexempt (?:{_BUSINESS}|information|reports?)\b|\bschedule 12a\b|\bexempt from publication\b"
    rf"|\b(?:this|these|the|following|above) (?:{_PAPER}|paragraphs?|details?|names?|venue|address)"
    r" (?:is|are|was|were|remains?|must remain|(?:is|are|was|were)? ?to be(?: kept| treated)?(?: as)?)"
    r" (?:strictly |to be kept )?(?:confidential(?! helpline)|exempt(?! from)|restricted(?! to))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|non|not|nor|never|any|whether|without|if)\b[\s-]*(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NOTHING = re.compile(
    r"\W*(?:none|nil|n/?a|nothing|not applicable)\b.{0,40}"
    r"|.{0,120}\b(?:no|none|not|nothing|nil)\b.{0,60}"
    r"\b(?:items?|business|matters?|reports?|required|necessary|needed|exempt|confidential|raised)\b.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST: Final = 600


def sounds_closed(text: str) -> bool:
    """Say whether `text` has a word in it that makes one ask whether it is for everybody."""
    return _ASKS.search(text) is not None or says_closed(text) or closes_part(text) or closes_item(text)


def begins_closed(text: str) -> bool:
    """Say whether `text` begins with what may be a label of what is not for everybody: "Restricted the …"."""
    return says_closed(text) or (_hints(text) and _LABELLED.match(text) is not None)


def says_closed(text: str) -> bool:
    """Say whether `text` says of itself that it is not for everybody, not of a helpline or a street."""
    if not _hints(text):
        return False
    if is_closed_label(text) or _BEGINS.match(_unnumbered(text)):
        return True
    return any(
        not _DENIED.search(text[max(0, found.start() - 40) : found.start()])
        for found in (_ENDS.search(text), _SAYS.search(text))
        if found
    )


def is_closed_label(text: str) -> bool:
    """Say whether `text` is no more than a label of what is not for everybody: "NOT FOR PUBLICATION"."""
    fits = len(text) <= _LONGEST and _hints(text)
    return fits and _ONLY_A_LABEL.fullmatch(_unnumbered(text)) is not None


def says_nothing(text: str) -> bool:
    """Say whether `text`, under a heading for closed business, says that there was none."""
    return len(text) <= _LONGEST and _NOTHING.fullmatch(text.strip()) is not None


def _unnumbered(text: str) -> str:
    number = _NUMBERED.match(text)
    return text[number.end() :] if number else text


def _hints(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in _HINTS)
