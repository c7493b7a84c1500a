"""What a filter line asks of the change log: by whom, when, of what kind, of what, and which words."""

import re
from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.due_asked import spans_asked
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line, fold

LOG_KINDS = ("meetings", "actions", "people", "groups", "circulation", "approval", "returned", "chasing")
"""What the log can be narrowed to, by what was written."""

_ASKED = re.compile(r"(by|when|kind|of):(?:\"([^\"]*)\"|(\S+))", re.IGNORECASE)
_SINCE = re.compile(r"(since|from|until|up to) (.+)")


@dataclass(frozen=True, slots=True)
class LogAsked:
    """A filter line, read: `of` is a meeting's key, an action's reference or a name, still as typed."""

    who: str = ""
    when: str = ""
    kind: str = ""
    of: str = ""
    words: str = ""


def read_log_line(line: str) -> LogAsked:
    """Return what a line asks for: ``by:ann when:"last week" kind:actions of:"CG 17/3" housing``."""
    asked: dict[str, str] = {}
    for match in _ASKED.finditer(line):
        asked[match[1].lower()] = clean_line(match[2] if match[2] is not None else match[3])
    words = clean_line(_ASKED.sub(" ", line))
    return LogAsked(
        asked.get("by", ""),
        asked.get("when", ""),
        kind_asked(asked.get("kind", "")),
        asked.get("of", ""),
        words,
    )


def kind_asked(said: str) -> str:
    """Return the kind that is meant by its beginning, "" for none. Raises UserError if there is no such."""
    low = fold(said)
    found = [kind for kind in LOG_KINDS if low and kind.startswith(low.removesuffix("s"))]
    if low and not found:
        raise UserError(f"There is nothing of the kind “{said}”: say one of {', '.join(LOG_KINDS)}.")
    return found[0] if found else ""


def period_asked(said: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day that are meant by a time that is past, None for no end.

    Of what comes every year it is the last that has begun. Raises UserError where it cannot be read.
    """
    low = fold(said).replace("-", " ") if re.match(r"(?i)(since|from|until|up)\b", said) else fold(said)
    if not low:
        return None, None
    open_end = _SINCE.fullmatch(low)
    spans = spans_asked(open_end[2] if open_end else said, today)
    begun = [span for span in spans if span.first <= today]
    if not begun:
        raise UserError(f"“{said}” is no time that has begun; write it as “last week” or “May 2018”.")
    span = max(begun)
    if open_end and open_end[1] in {"since", "from"}:
        return span.first, None
    return (None if open_end else span.first), span.last
