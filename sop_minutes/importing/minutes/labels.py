"""The words that make a paragraph an action or a decision."""

import re
from typing import NamedTuple

from sop_minutes.domain.grammar.prefixes import REFERENCE, split_audience
from sop_minutes.domain.words import Audience, PointKind

_SEPARATED = r"(?:\s*[:–—]+[-–—]?\s*|\s+-+\s+|\s*:-\s*|\.\s+)"
_ACTION = re.compile(
    r"\s*(?:(?i:action(?:s|\(s\)| points?| items?| required| agreed| for)?)"
    rf"(?:\s+(?:no\.?\s*)?\d{{1,3}})?{_SEPARATED}"
    r"|ACTIONS?\s+(?=@|[A-Z][a-z]+\s|[A-Z]{2,4}[\s,/&]+(?:to|will|and|[A-Z]{2,4})\b)"
    r"|ACTIONS?(?: POINTS?)?\s*$|(?i:actions|action points?|action items?)\s*$)"
)
_DECISION = re.compile(
    rf"\s*(?:(?i:agreed|agreement|decisions?|decision made|decisions made|decision taken){_SEPARATED}"
    r"|(?:AGREED|DECISIONS?)\s*$)"
)
_RESOLVED = re.compile(r"\s*(?:RESOLVED\b|(?i:resolved|resolution)\s*[:–—]|AGREED\s+(?:that|to)\b)")
# As this product prints them: with the action's reference, and what goes to another group.
_PRINTED = re.compile(rf"\s*(?i:action\s+(?P<ref>{REFERENCE})|refer)\s*:\s+(?=\S)")
_ENDING = re.compile(
    r"[\[(]\s*actions?\s*(?:by|for)?\s*[:–—-]?\s*[A-Z][^()\[\]]{0,80}[)\]]\s*\.?\s*$", re.IGNORECASE
)
_WITHIN = re.compile(
    r"(?<=[.;!?)])\s+(?=(?:ACTIONS?(?: POINTS?)?|Actions?(?: points?)?)\s*[:–—-]\s*\S"
    r"|(?:AGREED|Agreed|DECISION|Decision)\s*:\s*\S)"
)
_BRACKETED = re.compile(
    r"[(\[]\s*actions?(?:\s+(?:by|for))?\s*[:–—-]?\s*(?P<task>[^()\[\]]+)[)\]]", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:to|will)\s+[a-z]{2}")
_LISTS = re.compile(
    r"(?:(?:summary|list|log|table) of )?"
    r"(?:(?:new|agreed|future|key|follow[- ]up|further|outstanding|main|proposed) )?"
    r"(?:actions?|action (?:points?|items?|list|log|plan|summary|table)|to[- ]?do(?: list)?|next steps)"
    r"(?: (?:agreed|arising|required|log|list|summary|table|items|from (?:this|the) meeting|to be taken))?",
    re.IGNORECASE,
)


class KindLabel(NamedTuple):
    """What a paragraph is by its first words, and how many characters of it those are.

    `audience` is what "Restricted:" before them says, `ref` the reference of an action.
    """

    kind: PointKind
    end: int
    audience: Audience = Audience.PUBLIC
    ref: str = ""


def kind_label(raw: str) -> KindLabel | None:
    """Return the kind that `raw` begins by naming: "Action:", "AGREED –"; None for plain text.

    "RESOLVED" is a decision, and stays in the text: no other word says it.
    """
    audience, rest = split_audience(raw)
    label = _kind_label(rest)
    if label is None or audience is Audience.PUBLIC:
        return label
    return label._replace(end=len(raw) - len(rest) + label.end, audience=audience)


def _kind_label(raw: str) -> KindLabel | None:
    start = raw[:200]
    found = _PRINTED.match(start)
    if found:
        kind = PointKind.ACTION if found["ref"] else PointKind.REFERRAL
        return KindLabel(kind, found.end(), ref=found["ref"] or "")
    found = _ACTION.match(start)
    if found:
        return KindLabel(PointKind.ACTION, found.end())
    found = _DECISION.match(start)
    if found:
        return KindLabel(PointKind.DECISION, found.end())
    return KindLabel(PointKind.DECISION, 0) if _RESOLVED.match(start) else None


def names_its_owner(raw: str) -> bool:
    """Say whether `raw` ends with "(Action: SC)" or the like."""
    return bool(_ENDING.search(raw[-120:]))


def bracketed_task(raw: str) -> tuple[int, int, int] | None:
    """Return where "(Action: SC to write)" begins at a paragraph's end, and from where to where its text is.

    None where they hold no more than an owner.
    """
    if not names_its_owner(raw):
        return None
    start = max(raw.rfind("("), raw.rfind("["))
    found = _BRACKETED.match(raw, start)
    return (start, found.start("task"), found.end("task")) if found and _VERB.search(found["task"]) else None


def later_kind(raw: str) -> int:
    """Return where an action or decision begins after a sentence of the same paragraph; 0 if nowhere."""
    found = _WITHIN.search(raw) if ":" in raw or "ction" in raw or "CTION" in raw else None
    return found.end() if found else 0


def lists_actions(title: str) -> bool:
    """Say whether what stands under `title` are actions: "Action points", "Summary of actions"."""
    return bool(_LISTS.fullmatch(title.strip(" :.")))
