"""The action register laid out as a list: for reading as a document, and as columns for spreadsheets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import Run, plain_text
from sop_minutes.domain.sheets import ActionRow, LogScope
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import FOR_MEMBERS, Audience
from sop_minutes.export.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Look,
    Paragraph,
    Table,
)
from sop_minutes.export.marking import marking_of
from sop_minutes.export.wording import (
    audience_label,
    due_text,
    entry_text,
    marked_cell,
    origin_text,
    owners_text,
    status_text,
)

_COLUMNS = (
    Column("Ref", 9),
    Column("Action", 29),
    Column("Owner", 16),
    Column("Due", 15),
    Column("Status", 12),
    Column("From", 19),
)
_ROOM = "\N{NO-BREAK SPACE}"
_TO_WRITE_IN = (
    Column("Ref", 9),
    Column("Action", 26),
    Column("Owner", 15),
    Column("Due", 14),
    Column("Status", 11),
    Column("Said", 25),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a spreadsheet, `width` characters wide; `value` takes a row and the day the list is for."""

    title: str
    width: int
    value: Callable[[ActionRow, date], str | date | None]


_AUDIENCE = Field("Audience", 12, lambda row, _: row.audience.value.capitalize())
_LAST_NOTE = Field("Last note", 80, lambda row, _: plain_text(row.last_note))
_PRINTED = (
    Field("Ref", 12, lambda row, _: row.ref),
    Field("Action", 56, lambda row, _: entry_text(row.text)),
    Field("Owner", 28, lambda row, _: owners_text(row.owners) if row.owners else ""),
    Field("Due", 19, lambda row, _: row.due.on),
    Field("Due as written", 22, lambda row, _: row.due.as_written),
    Field("Status", 13, lambda row, _: status_text(row.status)),
    Field("Overdue", 10, lambda row, as_of: "Yes" if is_overdue(row.due, row.status, as_of) else "No"),
)
_OTHERS = (
    Field("Group", 26, lambda row, _: row.group),
    Field("Item", 40, lambda row, _: plain_text(row.item)),
    Field("Meeting", 16, lambda row, _: row.meeting),
    Field("Raised", 19, lambda row, _: row.raised_on),
    Field("Done", 19, lambda row, _: row.done_on),
)


def log_fields(audience: Audience) -> tuple[Field, ...]:
    """Return the columns of a spreadsheet for `audience`; progress notes are written for members."""
    others = _OTHERS if audience is Audience.PUBLIC else (*_OTHERS, _LAST_NOTE)
    return printed_fields(audience) + others


def printed_fields(audience: Audience) -> tuple[Field, ...]:
    """Return the columns that fit on paper, the first ones: a reader of paper sees whom a row is for."""
    return _PRINTED if audience is Audience.PUBLIC else (*_PRINTED, _AUDIENCE)


def log_marking(rows: Sequence[ActionRow], audience: Audience) -> str:
    return marking_of((), audience, (row.audience for row in rows))


def log_title(scope: LogScope) -> str:
    """Return the title of a list: what it is of, and whose."""
    if scope.called:
        return scope.called
    narrowed = (scope.owner, scope.organisation, scope.group, scope.topic, scope.priority)
    whose = ", ".join(filter(None, narrowed))
    if scope.review:
        title = "Actions for review"
    elif scope.overdue:
        title = "Overdue actions"
    elif scope.statuses is not None and len(scope.statuses) == 1:
        title = f"Actions {scope.statuses[0]}"
    else:
        title = "Action log"
    return f"{title} – {whose}" if whose else title


def log_extent(scope: LogScope) -> str:
    """Return in a sentence which actions are listed."""
    if scope.called:
        return f"The actions of the register under “{scope.called}”."
    narrowed = (
        f" of {scope.group}" if scope.group else "",
        f" owned by {scope.owner}" if scope.owner else "",
        f" owned from within {scope.organisation}" if scope.organisation else "",
        f" on {scope.topic}" if scope.topic else "",
        f" that serve “{scope.priority}”" if scope.priority else "",
    )
    if scope.review:
        return f"All actions{''.join(narrowed)} up for review: what is overdue first, then by owner and item."
    if scope.overdue:
        state = " that are overdue"
    elif scope.statuses is None:
        state = " that are not closed"
    elif len(scope.statuses) == 1:
        state = f" that are {scope.statuses[0]}"
    else:
        state = ", open and closed"
    return f"All actions{''.join(narrowed)}{state}."


def log_summary(rows: Sequence[ActionRow], as_of: date) -> str:
    """Return the list in one sentence."""
    late = sum(is_overdue(row.due, row.status, as_of) for row in rows)
    unowned = sum(not row.owners for row in rows)
    undated = sum(row.due.on is None for row in rows)
    counted = [f"{len(rows)} {'action' if len(rows) == 1 else 'actions'}", f"{late} overdue"]
    if unowned:
        counted.append(f"{unowned} with no owner")
    if undated:
        counted.append(f"{undated} with no date")
    return f"As at {format_date(as_of)}: {', '.join(counted)}."


def log_document(
    rows: Sequence[ActionRow], scope: LogScope, as_of: date, audience: Audience, now: datetime
) -> Document:
    """Return the list as a document on paper turned to lie on its side; `scope` says what is in it."""
    title = log_title(scope)
    return Document(
        title=title,
        author=", ".join(dict.fromkeys(row.group for row in rows if row.group.strip())) or "SOP Minutes",
        subject=f"Action log as at {format_date(as_of)}",
        marking=log_marking(rows, audience),
        made=now,
        blocks=tuple(_blocks(rows, scope, as_of, audience)),
        landscape=True,
    )


def _blocks(rows: Sequence[ActionRow], scope: LogScope, as_of: date, audience: Audience) -> Iterator[Block]:
    yield Heading(1, log_title(scope))
    yield Paragraph((Run(log_extent(scope)),), Look.TABLE_NOTE)
    said = [log_summary(rows, as_of)]
    if rows:
        said.append("Overdue means due before that day.")
    if audience is Audience.MEMBERS and any(row.audience is Audience.MEMBERS for row in rows):
        said.append(f"{capitalised(FOR_MEMBERS)}.")
    yield Paragraph((Run(" ".join(said)),), Look.TABLE_NOTE)
    last = "room for what is said" if scope.review else "the item and date it comes from"
    if rows:
        yield Table(
            caption=f"Actions as at {format_date(as_of)}",
            description="One action a row: its reference, what is to be done, who owns it, when it is due, "
            f"its status, and {last}.",
            columns=_TO_WRITE_IN if scope.review else _COLUMNS,
            rows=tuple(_row(row, as_of, audience, review=scope.review) for row in rows),
        )


def _row(row: ActionRow, as_of: date, audience: Audience, *, review: bool) -> tuple[Cell, ...]:
    label = audience_label(row.audience, audience)
    status: Cell = (Run(status_text(row.status)),)
    if is_overdue(row.due, row.status, as_of):
        status = (Run("Overdue", bold=True), Run(f", {status_text(row.status).lower()}"))
    return (
        (Run(row.ref or "None yet"),),
        marked_cell(label, row.text),
        (Run(owners_text(row.owners)),),
        (Run(due_text(row.due)),),
        status,
        (Run(_ROOM if review else origin_text(row)),),
    )
