"""Words that say of a text that it is not for everybody, or make one ask."""

import re
from typing import Final

_ASKS = re.compile(
    r"\b(?:official[\s:–-]*sensitive|restricted|confidential|in confidence|off the record|exempt|secret"
    r"|not for publication|not to be (?:minuted|published|shared|circulated|disclosed))\b",
    re.IGNORECASE,
)

# What a label says, alone or before a dash. "Confidential helpline" and "exempt accommodation" are none.
_WORD: Final = (
    r"(?:official[\s:–—-]*sensitive"
    r"|(?:(?:strictly|highly|private (?:and|&)|commercially) )?confidential"
    r"|commercial[- ]in[- ]confidence|in confidence|in camera|restricted|exempt|(?:top )?secret"
    r"|off the record"
    r"|not (?:for|to be made) public|not (?:for|to be) (?:publication|published|minuted|minutes|disclosure"
    r"|disclosed|sharing|shared|circulation|circulated|public (?:release|circulation|disclosure))"
    r"|exempt from (?:publication|disclosure))"
)
_BUSINESS: Final = (
    r"(?:items?|business|matters?|session|part|section|minutes?|appendix|annex|discussion|agenda)"
)
_PAPER: Final = (
    rf"(?:{_BUSINESS}|reports?|information|updates?|notes?|papers?|material|record|circulation|distribution)"
)
_CLOSED_BUSINESS: Final = rf"(?:closed|private|exempt|confidential|restricted) {_BUSINESS}"
_LABEL: Final = rf"(?:{_CLOSED_BUSINESS}|{_WORD}(?: {_PAPER})?)(?: only)?"
_BEGINNING: Final = rf"(?:{_CLOSED_BUSINESS}|{_WORD})(?: only)?"
_BY_LAW: Final = (
    r"(?:by virtue of|under|as defined|within the meaning|because|paragraphs?|para|schedule|section"
    r"|in accordance)\b"
)
_AND: Final = r"[\s,/&–—:;.()\[\]-]+(?:(?:and|or) )?"

_ONLY_A_LABEL = re.compile(
    rf"\W*(?:the following (?:{_PAPER} )?(?:is |are )?)?{_LABEL}(?:{_AND}{_LABEL})*(?:\W+{_BY_LAW}.*)?\W*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"\W*{_BEGINNING}\s*(?:[:–—)\]]|-+\s|\.\s|,? {_BY_LAW})"
    # In capitals before a sentence, without a mark between them.
    r"|\W*(?-i:(?:NOT FOR PUBLICATION|CONFIDENTIAL|RESTRICTED|EXEMPT)\s+(?=[A-Z]?[a-z]|[A-Z]\s+[a-z]))",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"(?:[(\[]\s*{_LABEL}(?:\s*[,;:–—-][^()\[\]]*|\s+{_BY_LAW}[^()\[\]]*)?[)\]]"
    rf"|(?:[–—]|\s-)\s*{_LABEL}|:\s*(?!restricted|secret){_LABEL})\W*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\bnot (?:for publication|for public (?:release|circulation|disclosure)"
    r"|to be (?:minuted|published|shared|circulated|disclosed|made public))\b"
    r"|\boff the record\b|\bofficial[\s:–—-]*sensitive\b|\bcommercial(?:ly)?[- ]in[- ]confidence\b"
    rf"|\bexempt (?:{_BUSINESS}|information|reports?)\b|\bschedule 12a\b|\bexempt from publication\b"
    rf"|\b(?:this|these|the|following|above) (?:{_PAPER}|paragraphs?|details?|names?|venue|address)"
    r" (?:is|are|was|were|remains?|must remain|(?:is|are|was|were)? ?to be(?: kept| treated)?(?: as)?)"
    r" (?:strictly |to be kept )?(?:confidential|exempt(?! from)|restricted(?! to))\b",
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

_PART = r"\W*part[\s-]*(?:{number})\b(?:\W*$|\W+(?:the )?(?:{word}))"
_CLOSES = re.compile(
    rf"{_PART.format(number='two|ii|2|b', word=f'closed|private|{_WORD}')}"
    r"|\W*(?:closed|private|confidential|exempt) session\b"
    r"|.{0,200}\b(?:into|entered|began|in) (?:an? |the )?(?:closed|private|confidential|exempt) session\b"
    r"|.{0,60}\bexclu(?:sion of|ding|de) (?:the )?(?:members of the )?(?:press|public)\b"
    r"|.{0,300}\b(?:press|public)\b.{0,60}\bexcluded\b.{0,80}\b(?:meeting|item|items|business|remainder|room)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = re.compile(
    rf"{_PART.format(number='one|i|1|a', word='open|public')}"
    rf"|\W*(?:open|public) (?:session|part|section|items?|business)\b"
    r"|.{0,80}\b(?:return\w*|back|resum\w+|mov\w+|re-?open\w*|re-?conven\w+)\b.{0,40}"
    r"\b(?:open|public) session\b"
    r"|.{0,80}\bre-?admi\w+\b.{0,40}\b(?:press|public)\b"
    r"|.{0,80}\b(?:press|public)\b.{0,40}\b(?:re-?admitted|invited back|returned|re-?joined)\b"
    rf"|\W*end of (?:{_CLOSED_BUSINESS}|part (?:two|ii|2|b)\b)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TURN: Final = 600


def sounds_closed(text: str) -> bool:
    """Say whether `text` has a word in it that makes one ask whether it is for everybody."""
    return _ASKS.search(text) is not None


def says_closed(text: str) -> bool:
    """Say whether `text` says of itself that it is not for everybody, not of a helpline or a street."""
    if is_closed_label(text) or _BEGINS.match(text):
        return True
    return any(
        not _DENIED.search(text[max(0, found.start() - 40) : found.start()])
        for found in (_ENDS.search(text), _SAYS.search(text))
        if found
    )


def is_closed_label(text: str) -> bool:
    """Say whether `text` is no more than a label of what is not for everybody: "NOT FOR PUBLICATION"."""
    return len(text) <= _LONGEST_TURN and _ONLY_A_LABEL.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Say whether `text`, under a heading for closed business, says that there was none."""
    return len(text) <= _LONGEST_TURN and _NOTHING.fullmatch(text.strip()) is not None


def closes_part(text: str) -> bool:
    """Say whether what follows `text` is not for everybody: "Part two (exempt)", "Exclusion of public"."""
    found = _CLOSES.match(text[:_LONGEST_TURN])
    return found is not None and not says_nothing(text)


def opens_part(text: str) -> bool:
    """Say whether what follows `text` is for everybody again: "Part one", "The public were readmitted"."""
    return _OPENS.match(text[:_LONGEST_TURN]) is not None
