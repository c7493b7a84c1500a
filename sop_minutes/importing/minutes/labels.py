"""The words that make a paragraph an action or a decision."""

import re
from typing import NamedTuple

from sop_minutes.domain.decisions import later_decision, says_decided
from sop_minutes.domain.grammar.prefixes import REFERENCE, split_audience
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.importing.minutes.tasks import is_owner_only

_SEPARATED = r"(?:\s*[:–—]+[-–—]?\s*|\s+-+\s+|\s*:-\s*|\.\s+)"
_ACTION = re.compile(
    r"\s*(?:(?:(?i:(?:agreed )?action(?:s|\(s\)| points?| items?)?(?: required| agreed| arising| for)?)"
    r"|AP(?:s|\d{1,3})?)"
    rf"(?:\s+(?:no\.?\s*)?\d{{1,3}})?{_SEPARATED}"
    r"|ACTIONS?\s+(?=@|[A-Z][a-z]+\s|[A-Z]{2,4}[\s,/&]+(?:to|will|and|[A-Z]{2,4})\b)"
    r"|ACTIONS?(?: POINTS?)?\s*$|(?i:actions|action points?|action items?)\s*$)"
)
_OWNED = re.compile(
    r"\s*actions?(?: points?| items?)?\s+(?=(?P<owner>[^:\n]{2,60}?)(?:\s*:|\s+[–—-])\s*\S)", re.IGNORECASE
)
_LEADING = re.compile(r"\s*(?P<owner>[^:\n]{2,60}?)(?:\s*(?P<colon>:)|\s+[–—-])\s+(?=\S)")
_DECISION = re.compile(
    rf"\s*(?:(?i:agreed|agreement|decisions?|decision made|decisions made|decision taken){_SEPARATED}"
    r"|(?:AGREED|DECISIONS?)\s*$)"
)
# As this product prints them: with the action's reference, and what goes to another group.
_PRINTED = re.compile(rf"\s*(?i:action\s+(?P<ref>{REFERENCE})|refer)\s*:\s+(?=\S)")
_ENDING = re.compile(
    r"[\[(]\s*actions?\s*(?:by|for)?\s*[:–—-]?\s*[A-Z][^()\[\]]{0,80}[)\]]\s*\.?\s*$", re.IGNORECASE
)
_WITHIN = re.compile(
    r"(?<=[.;!?)])\s+(?=(?:ACTIONS?(?: POINTS?)?|Actions?(?: points?)?)\s*[:–—-]\s*\S"
    r"|(?:AGREED|Agreed|DECISION|Decision)\s*:\s*\S)"
)
_FOR = re.compile(r"(?:on\s+)?(?:by|for)\s+", re.IGNORECASE)
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

    "RESOLVED" and "It was agreed that" make a decision, and stay in its text: no label says just that.
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
    owned = _OWNED.match(start)
    if owned and is_owner_only(_FOR.sub("", owned["owner"], count=1).strip("() []")):
        return KindLabel(PointKind.ACTION, owned.end())
    found = _DECISION.match(start)
    if found:
        return KindLabel(PointKind.DECISION, found.end())
    return KindLabel(PointKind.DECISION, 0) if says_decided(start) else None


def leading_owner(raw: str) -> tuple[str, int]:
    """Return whom an action's text names before a colon, or by their name before a dash, and where that ends.

    "" and 0 for no one: "SC: write", "(SC) – write", "Ann Lee – write"; but "ASB – write a plan" is a task.
    """
    found = _LEADING.match(raw)
    said = _FOR.sub("", found["owner"], count=1) if found else ""
    owner = said.strip("() []")
    sure = found is not None and bool(found["colon"] or " " in owner or owner != said)
    return (owner, found.end()) if found and sure and is_owner_only(owner) else ("", 0)


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
    return min(filter(None, (found.end() if found else 0, later_decision(raw))), default=0)


def lists_actions(title: str) -> bool:
    """Say whether what stands under `title` are actions: "Action points", "Summary of actions"."""
    return bool(_LISTS.fullmatch(title.strip(" :.")))
