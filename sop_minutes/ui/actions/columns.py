"""What the columns of the register are called, and what each says of an action."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.actions import is_overdue, lateness, status_words
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.rag import DEFAULT_RULES, RAG_WORDS, Rag, RagRules, rag
from sop_minutes.domain.register import Column
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision, seen_by
from sop_minutes.queries.register_rows import RegisterRow
from sop_minutes.ui.chips import Chip

USUAL = (Column.REF, Column.TEXT, Column.OWNER, Column.DUE, Column.STATUS, Column.FROM)
"""The columns that are shown until somebody chooses others."""

_STAYING = frozenset({Column.REF, Column.DUE})
_TONES = {Rag.RED: "late", Rag.AMBER: "soon", Rag.GREEN: "good"}
_SIGNS = {Rag.RED: "▲ ", Rag.AMBER: "◆ "}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Columns", words)


@dataclass(frozen=True)
class Day:
    """What an action is looked at with: the day, and from when it is red or amber."""

    today: date
    rules: RagRules = DEFAULT_RULES


def column_names() -> dict[Column, str]:
    """Return what each column is called."""
    return {
        Column.REF: _tr("Ref"),
        Column.TEXT: _tr("Action"),
        Column.OWNER: _tr("Owner"),
        Column.DUE: _tr("Due"),
        Column.STATUS: _tr("Status"),
        Column.FROM: _tr("From"),
        Column.GROUP: _tr("Group"),
        Column.ORGANISATION: _tr("Organisation"),
        Column.PRIORITY: _tr("Priority"),
        Column.UPDATED: _tr("Updated"),
    }


def folded(columns: Sequence[Column], widths: Mapping[Column, int], room: int) -> tuple[Column, ...]:
    """Return those columns that are shown beneath an action's text: the last first, where room is short.

    What somebody has chosen beside the usual ones stays longest. `room` is what the text leaves them.
    Reference and due date stay; without the text all do.
    """
    others = [column for column in columns if column is not Column.TEXT]
    short = sum(widths[column] for column in others) - room
    gone: set[Column] = set()
    going = [*(one for one in others if one not in USUAL), *(one for one in others if one in USUAL)]
    for column in reversed(going if Column.TEXT in columns else []):
        if short > 0 and column not in _STAYING:
            gone.add(column)
            short -= widths[column]
    return tuple(column for column in columns if column in gone)


def said(column: Column, row: RegisterRow, day: Day) -> str:
    """Return what a column says of an action."""
    return _SAID[column](row, day)


def urgency(action: ActionRow, day: Day) -> Rag:
    """Return which colour an action has."""
    return rag(action.status, action.due, day.today, day.rules)


def due_tone(action: ActionRow, day: Day) -> str:
    """Return the tone of an action's due date."""
    colour = urgency(action, day)
    return _TONES.get(colour) or ("doubt" if action.due.on is None else "plain")


def due_chip(action: ActionRow, day: Day) -> str:
    """Return what stands on the chip of a due date: a sign too, so that its colour is not all that tells."""
    return _SIGNS.get(urgency(action, day), "") + due_words(action, day)


def audience_chip(action: ActionRow) -> Chip | None:
    """Return who alone may see an action, in words and with a sign; None for one that is public."""
    audience = action.audience
    if audience is Audience.PUBLIC:
        return None
    return Chip(seen_by(audience), str(audience), lock=audience is Audience.RESTRICTED)


def spoken_due(action: ActionRow, day: Day) -> str:
    """Return a due date as it is read out."""
    late = is_overdue(action.due, action.status, day.today)
    meant = RAG_WORDS[Rag.RED if late else urgency(action, day)]
    words = due_words(action, day)
    return f"{words}, {meant}" if meant and meant not in words else words


def due_words(action: ActionRow, day: Day) -> str:
    """Return when an action is due in a word or two, and how late it is."""
    due = action.due
    if due.on is not None and due.on < day.today and urgency(action, day) is not Rag.NONE:
        return f"{short_day(due.on, day.today)} · {lateness(due, day.today)}"
    if due.precision is DuePrecision.NEXT_MEETING:
        return short_day(due.on, day.today) or _tr("next meeting")
    words = describe_due(due)
    this_year = f" {day.today.year}"
    return words.removesuffix(this_year) if due.on is not None else words


def short_day(on: date | None, today: date) -> str:
    """Return a day in few letters, with its year if that is another; "" for None."""
    if on is None:
        return ""
    return f"{on.day} {on:%b}" if on.year == today.year else f"{on.day} {on:%b} {on.year}"


def section_words(column: Column, label: str) -> str:
    """Return the heading of a section of the register, from its label as stored."""
    if not label:
        return _NOTHING.get(column, _tr("None"))
    if column in {Column.DUE, Column.UPDATED}:
        return f"{date.fromisoformat(f'{label}-01'):%B %Y}"
    if column is Column.FROM:
        return format_date(date.fromisoformat(label))
    return capitalised(status_words(ActionStatus(label))) if column is Column.STATUS else label


_NOTHING = {
    Column.OWNER: "No owner",
    Column.DUE: "No due date",
    Column.ORGANISATION: "No organisation",
    Column.PRIORITY: "No priority",
}


def _raised(row: RegisterRow, day: Day) -> str:
    action = row.action
    return " · ".join(
        part for part in (short_day(action.raised_on, day.today), plain_text(action.item)) if part
    )


_SAID: dict[Column, Callable[[RegisterRow, Day], str]] = {
    Column.REF: lambda row, _day: row.action.ref,
    Column.TEXT: lambda row, _day: capitalised(plain_text(row.action.text)),
    Column.OWNER: lambda row, _day: ", ".join(row.action.owners) or _tr("no owner"),
    Column.DUE: lambda row, day: due_chip(row.action, day),
    Column.STATUS: lambda row, _day: capitalised(status_words(row.action.status)),
    Column.FROM: _raised,
    Column.GROUP: lambda row, _day: row.action.group,
    Column.ORGANISATION: lambda row, _day: row.organisation,
    Column.PRIORITY: lambda row, _day: row.priority,
    Column.UPDATED: lambda row, day: short_day(row.updated, day.today),
}
