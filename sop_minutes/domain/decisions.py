"""Sentences that say by themselves that something was decided, and so keep their words as decisions."""

import re
from typing import Final

_BODY: Final = (
    r"(?:(?:sub-?|working )?group|board|partnership|(?:sub-?)?committee|panel|forum|meeting|council|cabinet"
    r"|executive|members|partners|trustees|governors)"
)
_WHO: Final = rf"(?:it|(?:all )?(?:members|partners|present)|(?:the|this) (?:[\w&’'-]+ ){{0,5}}?{_BODY})"
_BEFORE: Final = (
    r"(?:(?:was|is|has|had|have|been|were|then|also|therefore|further|formally|subsequently|unanimously"
    r"|all|present)\s+){0,4}"
)
_SAID = re.compile(
    r"[\W_]*(?:\d[\d./]*[.)]?\s+[\W_]*)?(?:(?-i:RESOLVED)\b|(?:resolved|resolution)[*_]*\s*[:–—]|(?:agreed|decided)[*_]*\s+(?:that|to)\b"
    rf"|{_WHO}\s+{_BEFORE}[*_]*(?:agreed|resolved|decided)[*_]*,?"
    r"(?:\s+(?:at|by|in|with|following|after|subject)\b[^.;:]{0,50}?)?,?\s+(?:that|to)\b)",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?<=[.;!?)])\s+(?=(?:It was (?:AGREED|RESOLVED)|RESOLVED)\s+(?:that|to)\b)")


def says_decided(text: str) -> bool:
    """Say whether `text` begins by saying so: "It was agreed that", "RESOLVED", "The Board agreed to"."""
    return _SAID.match(text[:200]) is not None


def later_decision(text: str) -> int:
    """Return where, after a sentence, `text` says in capitals that something was decided; 0 if nowhere."""
    found = _LATER.search(text) if "RESOLVED" in text or "AGREED" in text else None
    return found.end() if found else 0
