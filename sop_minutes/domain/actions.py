"""Rules of actions: references, what is open, what is late, how a note words them."""

import math
import re
from datetime import date

from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow, Due, PointSheet
from sop_minutes.domain.words import CLOSED_STATUSES, ActionStatus

_REF = re.compile(
    r"\s*(?:(?P<code>[^\W\d_]\w*)[\s-]*)?(?P<year>\d{2}(?:\d{2})?)\s*/\s*(?P<number>\d{1,6})\s*"
)

_LATE = ((14, 1, "day"), (70, 7, "week"), (730, 30, "month"), (math.inf, 365, "year"))
"""Up to how many days it is told in which unit how late something is."""


def format_ref(code: str, year: int, number: int) -> str:
    """Return an action's reference as shown: ``CG 17/31``."""
    return f"{code} {year % 100:02d}/{number}"


def read_ref(text: str) -> tuple[str, int, int] | None:
    """Return (code in capitals or "", two-digit year, number) of a typed reference, None if it is none."""
    found = _REF.fullmatch(text)
    if found is None:
        return None
    return (found["code"] or "").upper(), int(found["year"]) % 100, int(found["number"])


def is_open(status: ActionStatus) -> bool:
    """Say whether an action of this status is still owed."""
    return status not in CLOSED_STATUSES


def check_is_open(status: ActionStatus | str) -> None:
    """Raise UserError for an action of a status that is no longer owed."""
    if not is_open(ActionStatus(status)):
        raise UserError("That action is closed already.")


def check_is_past(on: date, today: date) -> None:
    """Raise UserError for a day that is still to come, on which nothing can have been done."""
    if on > today:
        raise UserError(f"{format_date(on)} is still to come: give the day it was done.")


def is_overdue(due: Due, status: ActionStatus, today: date) -> bool:
    """Say whether an action is late on `today`: open, and its last day is over."""
    return due.on is not None and is_open(status) and due.on < today


def lateness(due: Due, on: date) -> str:
    """Return how late an open action is on a day, or when it is due: ``6 weeks late``, ``due 1 Dec``."""
    if due.on is None:
        return describe_due(due)
    late = (on - due.on).days
    if late > 0:
        return f"{long(late)} late"
    year = f" {due.on.year}" if due.on.year != on.year else ""
    return f"due {due.on.day} {due.on:%b}{year}" if late else "due today"


def long(days: int) -> str:
    """Return so many days in the largest unit that tells enough: "6 weeks"."""
    step, unit = next((step, unit) for most, step, unit in _LATE if days < most)
    many = days // step
    return f"{many} {unit}{'s' if many > 1 else ''}"


def status_words(status: ActionStatus) -> str:
    """Return what a status is called, in the window and in what goes out: done is done once confirmed."""
    return "done, to confirm" if status is ActionStatus.DONE else str(status)


def standing(row: ActionRow, on: date) -> str:
    """Return how it stands with an action on a day: how late it is, or how it was closed."""
    return lateness(row.due, on) if is_open(row.status) else status_words(row.status)


def action_sentence(point: PointSheet) -> str:
    """Return how a note words an action, in inline markup, without its label."""
    if point.action and point.action.sentence:
        return point.action.sentence
    listed = _OWNERS_IN_A_ROW.sub(r"\1, ", point.text)
    return re.sub(r"(?<!\w)@(?=\S)", "", re.sub(r"(?<!\w)@\[([^\[\]]+)\]", r"\1", listed))


_OWNERS_IN_A_ROW = re.compile(r"(?<!\w)(@(?:\[[^\[\]]+\]|[^\s@,]+(?: [^\W\d_a-z][^\s@,]*){0,3}))\s+(?=@)")
"""An owner right before another one, which nothing parts: a name is words that begin with a capital."""


def part_done(name: str) -> str:
    """Return that an owner, or several, have done what was theirs of an action."""
    return f"{name} has done their part"
