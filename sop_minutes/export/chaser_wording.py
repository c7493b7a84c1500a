"""How a chaser says what is owed."""

from datetime import date

from sop_minutes.domain.actions import is_overdue, lateness
from sop_minutes.domain.chasing import ChaserSheet, Owed
from sop_minutes.domain.due import describe_due, format_date, weekday_of
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.text import capitalised, fold
from sop_minutes.export.wording import owners_text

_MOST_GROUPS = 2


def due_in_full(due: Due) -> str:
    """Return a due date with its last day: "end of May 2018, which is 31 May 2018"."""
    said = describe_due(due)
    if due.on is None or format_date(due.on) in said:
        return capitalised(said)
    return capitalised(f"{said}, which is {format_date(due.on)}")


def how_late(row: ActionRow, as_of: date) -> str:
    """Return how late an action is on a day: "3 days late", "due today", "not yet due"."""
    return lateness(row.due, as_of) if row.due.on is None or row.due.on <= as_of else "not yet due"


def owed_counted(sheet: ChaserSheet, as_of: date) -> str:
    """Return how many actions are asked after: "2 overdue, 1 due soon"; what is none is not said."""
    late = sum(is_overdue(owed.row.due, owed.row.status, as_of) for owed in sheet.owed)
    soon = len(sheet.owed) - late
    return ", ".join([f"{late} overdue"] * bool(late) + [f"{soon} due soon"] * bool(soon))


def subject_of(sheet: ChaserSheet, as_of: date) -> str:
    """Return the subject of a chaser, with its code, so that an answer to it says which it answers."""
    groups = list(dict.fromkeys(owed.row.group for owed in sheet.owed))
    whose = f" for the {' and the '.join(groups)}" if len(groups) <= _MOST_GROUPS else ""
    return f"Your actions{whose}: {owed_counted(sheet, as_of)} [{sheet.code}]"


def answer_day(sheet: ChaserSheet) -> str:
    """Return the day by which an answer is asked for: "Monday 11 December 2017"."""
    return f"{weekday_of(sheet.answer_by)} {format_date(sheet.answer_by)}"


def whose(owed: Owed, name: str) -> tuple[str, ...]:
    """Return for whom somebody is asked after an action, and who owns it with them; () if they alone do."""
    bodies = [each for each in owed.names if each in owed.bodies]
    posts = [each for each in owed.names if each not in owed.bodies and fold(each) != fold(name)]
    others = [each for each in owed.row.owners if each not in owed.names]
    asked = [f"on behalf of {' and '.join(bodies)}"] if bodies else []
    asked += [f"as {' and '.join(posts)}"] if posts else []
    said = [f"You are asked {' and '.join(asked)}"] if asked else []
    return (*said, f"Owned with {owners_text(others)}") if others else tuple(said)


def opening(sheet: ChaserSheet, as_of: date, until: date) -> str:
    """Return the first sentences of a chaser."""
    many = len(sheet.owed)
    said = f"{many} action{'s' if many > 1 else ''} of yours {'are' if many > 1 else 'is'}"
    asked = "How does it stand?" if many == 1 else "How do they stand?"
    when = f"overdue or due by {format_date(until)}" if until >= as_of else "overdue"
    answer = f"Please answer by {answer_day(sheet)}."
    return f"As at {format_date(as_of)}, {said} {when}. {asked} {answer}"
