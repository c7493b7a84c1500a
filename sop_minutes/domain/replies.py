"""What an owner answers of an action, in the words people use."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sop_minutes.domain.due import find_dates, read_due
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import ActionStatus, DuePrecision


class Answer(NamedTuple):
    """What is said of an action. `status` and `due` (in words) are None where they are left as they are."""

    ref: str
    status: ActionStatus | None = None
    due: str | None = None
    note: str = ""

    @property
    def says_anything(self) -> bool:
        """Say whether it says more than the reference."""
        return self.status is not None or self.due is not None or bool(self.note)


@dataclass(frozen=True, slots=True)
class ReplySheet:
    """An answer that came back.

    `code` and `sender` are "" where it bears none, `on` is None where it has no date. `left_out`
    are sentences on what could not be placed.
    """

    answers: tuple[Answer, ...]
    code: str = ""
    sender: str = ""
    address: str = ""
    on: date | None = None
    left_out: tuple[str, ...] = ()


_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "nil", "no change", "same", "as before", "?"})
_SO = r"(?:(?:it|this|that|action|all|now|is|are|has|have|was|were|been|already|fully)\b\W*)*"
_END = r"(?=$|[.,;:!–-])"
_NOT_WANTED = re.compile(
    rf"{_SO}(?:cancel\w*|withdrawn|superseded"
    r"|(?:no longer|not) (?:needed|required|wanted|relevant|applicable))\b"
)
_NOT_BEGUN = re.compile(
    rf"{_SO}(?:not? (?:yet )?(?:started|begun|done|complete\w*|progress\w*|finished|closed)|not yet"
    rf"|outstanding|to do|pending|open|no{_END}|nothing(?: done)?(?: yet)?{_END})(?!\w)"
)
_BEGUN = re.compile(
    rf"{_SO}(?:in progress|on-?going|under ?way|started|begun|in hand|on track|wip|work in progress"
    r"|progressing|continuing|working on|(?:part|partly|partially|nearly|almost|mostly|half)\b"
    r"|\d{1,2} ?%|being )"
)
_DONE = re.compile(
    rf"{_SO}(?:done|completed?|closed|finished|yes|y|yep|actioned|discharged|delivered|achieved|100 ?%"
    r"|[✓✔☑√])(?!\w)"
)
_NOT_WHOLLY = re.compile(r"\b(?:except|apart from|in part|partly|but|still|outstanding|part)\b")
_LONGER = re.compile(
    r"(?:please )?(?:to )?(?:be )?(?:extend(?:ed)?|extension|moved?|defer(?:red)?|postponed?|delayed"
    r"|revised|slipp?(?:ed|s)?|pushed(?: back)?|carried (?:over|forward)|new (?:due )?date"
    r"|now (?:due|expected)|due|expected|(?:will|to) be (?:done|completed?|finished|ready))\b[ :]*"
    r"(?:date )?(?:(?:to|until|till|for|is|by|on)\b ?)*",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"[ ,]*(?:please|thanks|thank you)[ .!]*$", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—]+\s+|\s*[;\n]\s*|[,.:]\s+")
_DAY = re.compile(r"^\W*(?:on\W+)?(\d{1,2}(?:st|nd|rd|th)?[ /.-](?:\d{1,2}|[a-z]{3,9})(?:[ /.-]\d{2,4})?)\b")


def read_answer(ref: str, said: str, received_on: date, *, new_date: str = "", note: str = "") -> Answer:
    """Return what is said of an action: how it stands, with a new date and a note if they stand apart.

    What is not understood is the note; nothing is lost.
    """
    status, due, kept = _understood(_PLEASE.sub("", said.strip()), received_on)
    asked, more = clean_line(new_date), clean_line(note)
    notes = [kept]
    if fold(asked) not in _NOTHING:
        if status in (ActionStatus.DONE, ActionStatus.CANCELLED):
            notes.append(f"new date: {asked}")
        else:
            notes += [due] if due and fold(due) != fold(asked) else []
            due = _longer(asked) or asked
    if fold(more) not in _NOTHING:
        notes.append(more)
    return Answer(ref, status, due, " – ".join(filter(None, notes)))


def day_done(note: str, received_on: date, *, since: date = date.min) -> date:
    """Return the day on which an action was done by what is said of it, else that on which it was said.

    It was not done before `since`, nor later than it was said.
    """
    low = fold(note)
    found = _DONE.match(low)
    day = _DAY.match(low[found.end() :]) if found else None
    if day is None:
        return received_on
    said = day[1]
    years = ("", *(f"{' ' if said[-1].isalpha() else '/'}{received_on.year - back}" for back in (0, 1)))
    days = (day for year in years for *_, day in find_dates(f"{said.replace('.', '/')}{year}"))
    return max((day for day in days if since <= day <= received_on), default=received_on)


def _understood(said: str, received_on: date) -> tuple[ActionStatus | None, str | None, str]:
    """Return the status, the new date and what is to be noted of what somebody says."""
    parted = _PARTS.search(said)
    head, tail = (said[: parted.start()], said[parted.end() :]) if parted else (said, "")
    head, tail = clean_line(head), clean_line(tail)
    if fold(clean_line(said)) in _NOTHING:
        return None, None, ""
    due = _new_date(head, received_on)
    if due:
        return None, due, tail
    status, plain = _status(fold(head), fold(said))
    if status is None:
        return None, None, clean_line(said)
    return status, None, tail if plain else clean_line(said)


def _status(head: str, said: str) -> tuple[ActionStatus | None, bool]:
    """Return how an action stands, and whether `head` says nothing else."""
    for pattern, status in (
        (_NOT_WANTED, ActionStatus.CANCELLED),
        (_NOT_BEGUN, ActionStatus.OPEN),
        (_BEGUN, ActionStatus.IN_PROGRESS),
        (_DONE, ActionStatus.DONE),
    ):
        found = pattern.match(head)
        if found:
            if status is ActionStatus.DONE and _NOT_WHOLLY.search(said[found.end() : 60]):
                return ActionStatus.IN_PROGRESS, False
            return status, not head[found.end() :].strip(" .!") and not head[: found.end()].endswith("%")
    return None, False


def _new_date(head: str, received_on: date) -> str | None:
    """Return the words of a date that `head` puts an action off to; None if it does not."""
    words = _longer(head)
    if words is None:
        done = _DONE.match(fold(head))
        if done and not re.match(r"\W*by\b", head[done.end() :]):
            return None
        words = head[done.end() :].strip() if done else head
    due = _read(words, received_on)
    ahead = due.precision is DuePrecision.NEXT_MEETING or (due.on is not None and due.on >= received_on)
    return words if ahead else None


def _longer(words: str) -> str | None:
    """Return what follows the words that something takes longer; None without such words."""
    found = _LONGER.match(words)
    return words[found.end() :].strip(" .") or None if found else None


def _read(words: str, received_on: date) -> Due:
    if not 2 < len(words) <= 60:
        return Due(words)
    return read_due(words, received_on, (received_on + timedelta(days=1),))
