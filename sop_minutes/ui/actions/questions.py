"""What is asked when something is said of an action, verb by verb."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.completing import AtMeeting, Completions
from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.reviewing import read_extension
from sop_minutes.domain.text import squash
from sop_minutes.ui.actions.asking import Question


class Asked(StrEnum):
    """What can be said of an action, by the word for it."""

    DONE = "done"
    NOTE = "note"
    EXTEND = "extend"
    OWNER = "owner"
    ESCALATE = "escalate"
    CANCEL = "cancel"
    LINK = "link"
    MERGE = "merge"
    PART = "part"
    PRIORITY = "priority"


KEYS = {
    Asked.DONE: "D",
    Asked.NOTE: "N",
    Asked.EXTEND: "X",
    Asked.OWNER: "O",
    Asked.ESCALATE: "E",
    Asked.CANCEL: "C",
    Asked.LINK: "L",
    Asked.MERGE: "M",
    Asked.PART: "P",
    Asked.PRIORITY: "Y",
}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Questions", words)


@dataclass(frozen=True)
class Known:
    """What answers are read with: the day, the group's diary, and all that can be named."""

    on: date
    diary: tuple[date, ...] = ()
    owners: Completions = field(default_factory=lambda: Completions(()))
    groups: tuple[str, ...] = ()
    parent: str = ""
    priorities: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    action_called: Callable[[str], str] = str


def question_for(asked: Asked, known: Known, owners: Sequence[str] = ()) -> Question:
    """Return what to ask; `owners` are those the action has now."""
    match asked:
        case Asked.EXTEND:
            prompt = _tr("Now due: 31 January, next meeting… A reason may follow a dash. Enter keeps")
            return Question(prompt, understood=lambda typed: understood_date(typed, known))
        case Asked.OWNER:
            prompt = _tr("Who owns it now? Several with commas, the lead first. Enter keeps")
            return Question(prompt, ", ".join(owners), lambda typed: owner_lines(typed, known.owners))
        case Asked.ESCALATE:
            prompt = _tr("To which group is it escalated? Enter keeps")
            return Question(prompt, known.parent, lambda typed: _matching(typed, known.groups))
        case Asked.MERGE:
            prompt = _tr("Into which action? Its reference, as in 17/12. Enter keeps")
            return Question(prompt, understood=known.action_called)
        case Asked.PART:
            prompt = _tr("Who has done their part? Enter keeps")
            first = known.parts[0] if known.parts else ""
            return Question(prompt, first, lambda typed: _matching(typed, known.parts))
        case Asked.PRIORITY:
            prompt = _tr("Which priority does it serve? Enter keeps; an empty line is its topic's")
            return Question(prompt, "", lambda typed: _matching(typed, known.priorities))
        case Asked.LINK:
            return Question(_tr("The address of a page or a file, or [title](address). Enter keeps"))
        case Asked.DONE:
            return Question(_tr("Done. Anything to note? Enter keeps"))
        case Asked.CANCEL:
            return Question(_tr("No longer needed. Why? Enter keeps"))
    return Question(_tr("Note, for members. Public: or Restricted: before it for others. Enter keeps"))


def understood_date(typed: str, known: Known) -> str:
    """Return how a new due date is read, and the reason after it."""
    words, note = read_extension(typed)
    if not words:
        return ""
    due = read_due(words, known.on, known.diary)
    if due.on is None:
        return _tr("no date yet; (in brackets) it is kept as written")
    day = f"{due.on:%A} {format_date(due.on)}"
    return f"{day} – {note}" if note else day


def owner_lines(typed: str, owners: Completions) -> list[str]:
    """Return whole lines in which the last name that is typed is completed."""
    before, comma, last = typed.rpartition(",")
    if not last.strip():
        return []
    guesses = owners.like(last.strip(), AtMeeting())
    kept = f"{before.strip()}, " if comma else ""
    return [f"{kept}{one.name}" for one in (*guesses.begun, *guesses.near)]


def _matching(typed: str, names: Sequence[str]) -> list[str]:
    """Return the names that hold what is typed, those that begin with it first."""
    wanted = squash(typed)
    held = [name for name in names if wanted in squash(name)]
    return sorted(held, key=lambda name: not squash(name).startswith(wanted))
