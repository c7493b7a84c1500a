"""A referral's line: ``>OSCB exploitation strategy, for information``."""

import re
from dataclasses import dataclass

from sop_minutes.domain.names import Directory, preferred

_TO = re.compile(r">?\s*(?:\[(?P<bracketed>[^\[\]]+)\]|(?P<word>\S+))")
_PURPOSE = re.compile(
    r",\s*(?P<purpose>for (?:information|decision|agreement|consultation|discussion|action))\.?$"
)
_LEAD = re.compile(r"^\s*(?:[:–—-]|to\b)?\s*")


@dataclass(frozen=True, slots=True)
class ParsedReferral:
    """What is asked of which group. `group_id` is None where the name is not known; `purpose` may be ""."""

    to_as_written: str
    subject: str
    purpose: str = ""
    group_id: int | None = None


def read_referral(typed: str, groups: Directory) -> ParsedReferral:
    """Return what a referral's line (without its prefix) says. Never raises."""
    start = len(typed) - len(typed.lstrip("> "))
    end, matches = groups.longest_at(typed, start)
    if matches:
        to, rest = typed[start:end], typed[end:]
    else:
        written = _TO.match(typed)
        if written is None:
            return ParsedReferral("", typed.strip())
        to, rest = written["bracketed"] or written["word"], typed[written.end() :]
    purpose = _PURPOSE.search(rest)
    subject = _LEAD.sub("", rest[: purpose.start()] if purpose else rest).strip()
    meant = preferred(matches)
    return ParsedReferral(
        to_as_written=to.strip(",;:"),
        subject=subject,
        purpose=purpose["purpose"] if purpose else "",
        group_id=meant.id if meant else None,
    )
