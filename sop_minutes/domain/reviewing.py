"""The review of actions at a meeting: what can be said of one, its order, and the line that keeps it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.caution import begins_closed
from sop_minutes.domain.due import describe_due
from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.text import capitalised, clean_line
from sop_minutes.domain.words import ActionStatus, Audience, narrower

REVIEW_TITLE = "Actions from last meeting"
ESCALATED = "escalated to "
HANDED_ON = "now with "
_WAS_WITH = ", before with "


class Verb(StrEnum):
    """What can be said of an action in the review."""

    DONE = "done"
    NOTE = "note"
    EXTEND = "extend"
    OWNER = "owner"
    ESCALATE = "escalate"
    CANCEL = "cancel"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of an action at a meeting; None where it leaves status or due date.

    `due_was` is the day on which it was due before, if `due` changes that.
    """

    note: str = ""
    status: ActionStatus | None = None
    due: Due | None = None
    due_was: date | None = None
    audience: Audience = Audience.MEMBERS


_PUBLIC = re.compile(r"(?:public|p)\s?:(?:\s+|$)", re.IGNORECASE)
_TYPED = {
    Audience.PUBLIC: "Public: ",
    Audience.MEMBERS: "Members: ",
    Audience.RESTRICTED: "Restricted: ",
}
_THEN_NOTE = re.compile(r"\s+[–—-]\s+|\s*;\s*")
_STATUS_WORDS = {
    ActionStatus.OPEN: "open again",
    ActionStatus.IN_PROGRESS: "in progress",
    ActionStatus.DONE: "done",
    ActionStatus.CONFIRMED: "confirmed as done",
    ActionStatus.CANCELLED: "no longer needed",
    ActionStatus.MERGED: "goes on in another action",
}


def read_note(typed: str) -> tuple[str, Audience]:
    """Return a note said of an action, and for whom it is: members, unless a prefix says otherwise."""
    public = _PUBLIC.match(typed.lstrip())
    if public:
        return clean_line(typed.lstrip()[public.end() :]), Audience.PUBLIC
    audience, words = split_audience(clean_line(typed))
    return words.strip(), narrower(audience, Audience.MEMBERS)


def unread_restriction(typed: str) -> str:
    """Return that a note that may be meant for nobody else is not read so, "" for any other."""
    note, audience = read_note(typed)
    if audience is Audience.RESTRICTED or not begins_closed(note):
        return ""
    return "Not read as restricted: a note that is begins with “Restricted:”."


def typed_note(note: str, audience: Audience) -> str:
    """Return a note as it is typed for whom it is, so that `read_note` gives both again."""
    return note if read_note(note) == (note, audience) else f"{_TYPED[audience]}{note}"


def read_extension(typed: str) -> tuple[str, str]:
    """Return the words of a new due date, and the note after a dash or semicolon, "" for none."""
    parts = _THEN_NOTE.split(clean_line(typed), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def handed_on_words(after: Sequence[str], before: Sequence[str]) -> str:
    """Return what is noted when an action gets other owners, and whose it was, if anybody's."""
    was = f"{_WAS_WITH}{', '.join(before)}" if before and list(before) != list(after) else ""
    return f"{HANDED_ON}{', '.join(after)}{was}"


def said_words(said: Sequence[Said]) -> str:
    """Return what was said of an action, in order; of several dates, statuses or owners the last counts."""
    last_due = max((n for n, one in enumerate(said) if one.due is not None), default=-1)
    due_was = _due_was(said)
    last_status = max((n for n, one in enumerate(said) if one.status is not None), default=-1)
    last_owner = max((n for n, one in enumerate(said) if _hands_on(one)), default=-1)
    parts: list[str] = []
    outcome = ""
    for number, one in enumerate(said):
        if _hands_on(one) and number != last_owner:
            continue
        status = _STATUS_WORDS[one.status] if one.status and number == last_status else ""
        due = _due_words(one.due, due_was) if one.due and number == last_due else ""
        became = ", ".join(filter(None, (status, due)))
        note = _handed_on(said) if number == last_owner else one.note.rstrip(" .") or one.note
        if note and not became and outcome and parts[-1] == outcome and not note.startswith(ESCALATED):
            became = parts.pop()  # what is said of an outcome after it stands beside it
        parts.append(" – ".join(filter(None, (became, note))))
        outcome = became
    return "; ".join(dict.fromkeys(filter(None, parts)))


def is_extended(said: Sequence[Said]) -> bool:
    """Say whether an action is due later after all that was said of it than it was before."""
    dues = [one.due for one in said if one.due is not None]
    was = _due_was(said)
    if not dues or was is None:
        return False
    return bool(dues[-1].as_written) if dues[-1].on is None else dues[-1].on > was


def said_to(said: Sequence[Said]) -> Audience:
    """Return who may read `said_words`: whoever may see every note, and every date that is only words."""
    return narrower(*(one.audience for one in said if one.note or (one.due and one.due.on is None)))


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """The line of a note that keeps what was said of an action; `head` names that, with its reference."""

    ref: str
    head: str
    words: str

    def __str__(self) -> str:
        return f"{self.head}: {self.words}"

    def followed_by(self, text: str) -> str | None:
        """Return what follows this line in a text, None if that does not say the same.

        The action may be worded otherwise there, or have other owners.
        """
        if not self.words or not text.startswith(f"{self.ref} "):
            return None
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self.head, text, strict=False)))
        _, colon, after = text[same:].partition(f": {self.words}")
        return after if colon else None


def review_line(ref: str, text: str, owners: Sequence[str], words: str) -> ReviewLine:
    """Return the line that keeps what was said of an action."""
    whose = f" ({', '.join(owners)})" if owners else ""
    return ReviewLine(ref, f"{ref} {capitalised(text).rstrip(' .;:')}{whose}", words)


def referral_line(to: str, ref: str, text: str) -> str:
    """Return the line that refers an action to another group."""
    return f">{to} {text.rstrip(' .;:')} ({ref}), for action"


def is_referral_line(text: str, ref: str) -> bool:
    """Say whether a line is one that we wrote of an action, to whichever group: as we do, or as we did."""
    to, ref = r">(?:\[[^\[\]]*\]|\S+)", re.escape(ref)
    return re.fullmatch(rf"{to} (?:.* \({ref}\)|{ref} .*), for action", text) is not None


def agreed_order(row: ActionRow, on: date) -> tuple[object, ...]:
    """Return by what a review is sorted: what is overdue on the day first, by owner, by item."""
    owner = row.owners[0].casefold() if row.owners else ""
    due = row.due.on or date.max
    return not is_overdue(row.due, row.status, on), not owner, owner, row.item.casefold(), due, row.id


def _hands_on(one: Said) -> bool:
    """Say whether it is what is noted when an action gets other owners: for everybody, in these words."""
    return one.audience is Audience.PUBLIC and one.note.startswith(HANDED_ON)


def _handed_on(said: Sequence[Said]) -> str:
    """Return who has an action after all that was said, and who had it before any of it."""
    notes = [one.note.removeprefix(HANDED_ON) for one in said if _hands_on(one)]
    before, after = notes[0].partition(_WAS_WITH)[2], notes[-1].partition(_WAS_WITH)[0]
    return handed_on_words([after], [before] if before else [])


def _due_was(said: Sequence[Said]) -> date | None:
    return next((one.due_was for one in said if one.due is not None), None)


def _due_words(due: Due, was: date | None) -> str:
    if not due.as_written and due.on is None:
        return "no date any more"
    moved = "now due"
    if was is not None:
        moved = "extended to"
    if was is not None and due.on is not None and due.on <= was:
        moved = "brought forward to" if due.on < was else "still due"
    return f"{moved} {describe_due(due)}"
