"""How a chaser says what is owed."""

from datetime import date

from sop_minutes.domain.actions import is_overdue, lateness
from sop_minutes.domain.chasing import ChaserSheet
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.text import capitalised

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


def count_late(sheet: ChaserSheet, as_of: date) -> int:
    """Return how many of the actions are overdue on a day."""
    return sum(is_overdue(owed.row.due, owed.row.status, as_of) for owed in sheet.owed)


def subject_of(sheet: ChaserSheet, as_of: date) -> str:
    """Return the subject of a chaser, with its code, so that an answer to it says which it answers."""
    late = count_late(sheet, as_of)
    soon = len(sheet.owed) - late
    counted = [f"{late} overdue"] if late else []
    counted += [f"{soon} due soon"] if soon else []
    groups = list(dict.fromkeys(owed.row.group for owed in sheet.owed))
    whose = f" for the {' and the '.join(groups)}" if len(groups) <= _MOST_GROUPS else ""
    return f"Your actions{whose}: {', '.join(counted)} [{sheet.code}]"


def opening(sheet: ChaserSheet, as_of: date, until: date) -> str:
    """Return the first sentences of a chaser."""
    many = len(sheet.owed)
    said = f"{many} action{'s' if many > 1 else ''} of yours {'are' if many > 1 else 'is'}"
    asked = "How does it stand?" if many == 1 else "How do they stand?"
    when = f"overdue or due by {format_date(until)}" if until >= as_of else "overdue"
    return f"As at {format_date(as_of)}, {said} {when}. {asked}"
