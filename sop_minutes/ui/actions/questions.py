"""What is asked when something is said of an action, verb by verb."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.asked import Asked
from sop_minutes.domain.completing import ROLES, AtMeeting, Completions
from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.names import Directory, read_owners
from sop_minutes.domain.reviewing import read_extension, unread_restriction
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, DuePrecision
from sop_minutes.ui.actions.asking import Choices, Question

KEYS = {
    Asked.DONE: "D",
    Asked.NOTE: "N",
    Asked.EXTEND: "X",
    Asked.OWNER: "O",
    Asked.ESCALATE: "E",
    Asked.CANCEL: "C",
    Asked.CONFIRM: "F",
    Asked.START: "S",
    Asked.REOPEN: "U",
    Asked.PART: "P",
    Asked.PRIORITY: "Y",
    Asked.AUDIENCE: "A",
    Asked.LINK: "L",
    Asked.UNLINK: "K",
    Asked.MERGE: "M",
}
_ROLES = frozenset(map(squash, ROLES))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Questions", words)


@dataclass(frozen=True)
class Known:
    """What answers are read with: the day, the group's diary, and all that can be named.

    Of many actions at once there is no `parent` group, and no `parts` and `links` are known.
    """

    on: date
    diary: tuple[date, ...] = ()
    owners: Completions = field(default_factory=lambda: Completions(()))
    names: Directory = field(default_factory=Directory)
    groups: tuple[str, ...] = ()
    parent: str = ""
    priorities: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    action_called: Callable[[str], str] = str


def question_for(asked: Asked, known: Known, owners: Sequence[str] = ()) -> Question:
    """Return what to ask; `owners` are those the action has now."""
    match asked:
        case Asked.EXTEND:
            prompt = _tr("Now due: 31 January, next meeting… A reason may follow a dash. Enter keeps")
            return Question(prompt, understood=lambda typed: understood_date(typed, known))
        case Asked.OWNER:
            prompt = _tr("Who owns it now? Several with commas, the lead first. Enter keeps")
            return Question(
                prompt,
                ", ".join(owners),
                lambda typed: owner_lines(typed, known.owners),
                lambda typed: unknown_owners(typed, known.names),
            )
        case Asked.ESCALATE:
            prompt = _tr("To which group is it escalated? Enter keeps")
            return _question_of(prompt, known.groups, known.parent)
        case Asked.MERGE:
            prompt = _tr("Into which action? Its reference, as in 17/12. Enter keeps")
            return Question(prompt, understood=known.action_called)
        case Asked.PART:
            prompt = _tr("Who has done their part? Enter keeps")
            return _question_of(prompt, known.parts, *known.parts[:1])
        case Asked.PRIORITY:
            prompt = _tr("Which priority does it serve? Enter keeps; an empty line is its topic's")
            return _question_of(prompt, known.priorities)
        case Asked.AUDIENCE:
            return _question_of(_tr("Who may see it? Enter keeps"), tuple(map(str, Audience)))
        case Asked.LINK:
            return Question(_tr("The address of a page or a file, or [title](address). Enter keeps"))
        case Asked.UNLINK:
            return _question_of(_tr("Which link goes? Enter takes it away"), known.links, *known.links[:1])
    return Question(_tr(_PROMPTS[asked]), understood=unread_restriction)


_PROMPTS = {
    Asked.DONE: "Done. Anything to note, for members (Public: for everybody)? Enter keeps",
    Asked.CONFIRM: "It is agreed that it is done. Anything to note, for members? Enter keeps",
    Asked.START: "In progress. Anything to note, for members? Enter keeps",
    Asked.REOPEN: "Open again. Why? For members (Public: for everybody). Enter keeps",
    Asked.CANCEL: "No longer needed. Why? For members (Public: for everybody). Enter keeps",
    Asked.NOTE: "Note, for members. Public: or Restricted: before it for others. Enter keeps",
}


def understood_date(typed: str, known: Known) -> str:
    """Return how a new due date is read, and the reason after it."""
    words, note = read_extension(typed)
    if not words:
        return ""
    due = read_due(words, known.on, known.diary)
    if due.on is not None:
        day = f"{due.on:%A} {format_date(due.on)}"
        return "\n".join(filter(None, (f"{day} – {note}" if note else day, unread_restriction(note))))
    if due.precision is DuePrecision.NEXT_MEETING:
        return _tr("the next meeting of its group")
    return _tr("no date yet; (in brackets) it is kept as written")


def owner_lines(typed: str, owners: Completions) -> Choices:
    """Return whole lines in which the name that is typed last is completed; it may have commas of its own.

    The first is meant where a name begins with what is typed, not where one is only like it.
    """
    parts = typed.split(",")
    for start in range(len(parts)):
        last = ",".join(parts[start:]).strip()
        guesses = owners.like(last, AtMeeting()) if last else None
        if guesses is not None and (guesses.begun or (guesses.near and start == len(parts) - 1)):
            kept = "".join(f"{part.strip()}, " for part in parts[:start])
            lines = [f"{kept}{one.name}" for one in (*guesses.begun, *guesses.near)]
            return Choices(lines, first_is_meant=bool(guesses.begun))
    return Choices()


def unknown_owners(typed: str, names: Directory) -> str:
    """Say which owners nobody is known as: they are kept as written."""
    unknown = [
        f"“{name}”"
        for name in read_owners(typed, names)
        if squash(name) not in _ROLES and not names.match(name)
    ]
    return _tr("Nobody is known as {0}: kept as written").format(", ".join(unknown)) if unknown else ""


def _question_of(prompt: str, names: Sequence[str], text: str = "") -> Question:
    """Return a question that one of these names answers."""
    return Question(prompt, text, lambda typed: Choices(_matching(typed, names), first_is_meant=True))


def _matching(typed: str, names: Sequence[str]) -> list[str]:
    """Return the names that hold what is typed, those that begin with it first."""
    wanted = squash(typed)
    held = [name for name in names if wanted in squash(name)]
    return sorted(held, key=lambda name: not squash(name).startswith(wanted))
