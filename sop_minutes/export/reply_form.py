"""The form on which an owner says how their actions stand: a Word table with room to type."""

from datetime import date, datetime

from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.chasing import ChaserSheet, Owed
from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import Run
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.export.blocks import Cell, Column, Document, Heading, Look, Paragraph, Table
from sop_minutes.export.chaser_wording import answer_day, due_in_full, how_late
from sop_minutes.export.marking import marking_of
from sop_minutes.export.wording import audience_label, marked_cell

FORM_NAME = "Reply form.docx"

_COLUMNS = (
    Column("Ref", 9),
    Column("Action", 30),
    Column("Due", 14),
    Column("How it stands", 15),
    Column("New date", 12),
    Column("Note", 20),
)
_HOW = (
    "Under “How it stands” type done, in progress or not started; with a day if it is done, as in "
    "done 3 May. If it needs longer, type the new date. Leave a row empty if there is nothing to say."
)


def reply_form(sheet: ChaserSheet, as_of: date, now: datetime) -> Document:
    """Return the form for one owner; its code is in its subject and, small, under the table."""
    groups = ", ".join(dict.fromkeys(owed.row.group for owed in sheet.owed))
    return Document(
        title=f"Actions of {sheet.name}",
        author=groups or "SOP Minutes",
        subject=f"Reply form {sheet.code}",
        marking=chaser_marking(sheet),
        made=now,
        blocks=(
            Heading(1, f"Actions of {sheet.name}"),
            Paragraph((Run(_HOW),)),
            Paragraph((Run(_where_to(sheet)),)),
            Table(
                caption=f"Actions as at {format_date(as_of)}",
                description="One action a row: its reference, what is to be done and when it is due; then "
                "room for how it stands, a new date and a note.",
                columns=_COLUMNS,
                rows=tuple(_row(owed, as_of) for owed in sheet.owed),
                boxed=True,
            ),
            Paragraph((Run(f"Reply form {sheet.code}"),), Look.TABLE_NOTE),
        ),
        landscape=True,
    )


def chaser_marking(sheet: ChaserSheet) -> str:
    """Return the marking of what goes to one owner, as of a log for the narrowest of its rows."""
    audiences = [owed.row.audience for owed in sheet.owed]
    return marking_of((), narrower(*audiences), audiences)


def _where_to(sheet: ChaserSheet) -> str:
    """Return by when the form is wanted back, and where."""
    to = "in answer to the e-mail it came with"
    if sheet.sender.name:
        address = f" ({sheet.sender.address})" if sheet.sender.address else ""
        to = f"to {sheet.sender.name}{address}"
    return f"Please save the form and send it back {to}, by {answer_day(sheet)}."


def _row(owed: Owed, as_of: date) -> tuple[Cell, ...]:
    row = owed.row
    label = audience_label(row.audience, Audience.RESTRICTED)
    late = f" ({how_late(row, as_of)})" if is_overdue(row.due, row.status, as_of) else ""
    return ((Run(row.ref),), marked_cell(label, row.text), (Run(due_in_full(row.due) + late),), (), (), ())
