"""One chaser as an e-mail that is still to be sent: what it says, and what is attached."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import escape

from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.chasing import ChaserSheet, Owed
from sop_minutes.domain.due import format_date
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience
from sop_minutes.export.chaser_wording import due_in_full, how_late, opening, subject_of, whose
from sop_minutes.export.due_calendar import render_due_date
from sop_minutes.export.mail import Attachment, Mailbox, unsent_mail
from sop_minutes.export.mail_page import mail_page, mail_table
from sop_minutes.export.reply_form import FORM_NAME, chaser_marking, reply_form
from sop_minutes.export.web_page import runs_as_html
from sop_minutes.export.word import render_word
from sop_minutes.export.wording import audience_label, entry_text, marked_cell, origin_text

_HOW = (
    f"To answer, fill in the attached “{FORM_NAME}” and send it back. Or reply with a line for each action: "
    "its reference, then done, in progress, or extended to a new date, as in “extended to 31 January”. "
    "Each due date is attached for your calendar"
)
_LATE = "; what is overdue is entered on the day by which you are asked to answer"
_CLOSING = "Kind regards"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_IN_NAME = re.compile(r"\W+")


def chaser_message(sheet: ChaserSheet, as_of: date, until: date, now: datetime) -> bytes:
    """Return the draft for one owner, which Outlook opens to be sent."""
    return unsent_mail(
        to=(Mailbox(sheet.name, sheet.address),),
        subject=subject_of(sheet, as_of),
        text=chaser_text(sheet, as_of, until),
        html=_html(sheet, as_of, until),
        files=tuple(_files(sheet, as_of, now)),
    )


def _files(sheet: ChaserSheet, as_of: date, now: datetime) -> Iterator[Attachment]:
    """Yield the form to answer on, and a calendar for each due date."""
    yield Attachment(FORM_NAME, _WORD, render_word(reply_form(sheet, as_of, now)))
    for owed in sheet.owed:
        if owed.row.due.on is not None:
            day = sheet.answer_by if _is_late(owed, as_of) else owed.row.due.on
            event = render_due_date(owed.row, day, sheet.database, now)
            yield Attachment(f"{_NOT_IN_NAME.sub('-', owed.row.ref)}.ics", "text/calendar", event)


def _is_late(owed: Owed, as_of: date) -> bool:
    return is_overdue(owed.row.due, owed.row.status, as_of)


def _how(sheet: ChaserSheet, as_of: date) -> str:
    """Return how to answer, and what is attached."""
    return f"{_HOW}{_LATE if any(_is_late(owed, as_of) for owed in sheet.owed) else ''}."


def chaser_text(sheet: ChaserSheet, as_of: date, until: date) -> str:
    """Return a chaser in plain text, as who reads no HTML sees it. No line of it reads as an answer."""
    return clean_text("\n".join(_lines(sheet, as_of, until)) + "\n")


def _lines(sheet: ChaserSheet, as_of: date, until: date) -> Iterator[str]:
    marking = chaser_marking(sheet)
    if marking:
        yield from (marking, "")
    yield from (f"Dear {sheet.name}", "", opening(sheet, as_of, until), "")
    for number, owed in enumerate(sheet.owed, start=1):
        row, label = owed.row, audience_label(owed.row.audience, Audience.RESTRICTED)
        yield f"{number}. {row.ref}: {label}{entry_text(row.text)}"
        yield f"   Due: {due_in_full(row.due)} ({how_late(row, as_of)})"
        yield f"   From: {_whence(owed)}"
        yield from (f"   {said}" for said in whose(owed, sheet.name))
        yield ""
    yield from (_how(sheet, as_of), "", *_closing(sheet), "", f"Reply form {sheet.code}")


def _closing(sheet: ChaserSheet) -> tuple[str, ...]:
    return (_CLOSING, sheet.sender.name) if sheet.sender.name else (_CLOSING,)


def _whence(owed: Owed) -> str:
    origin = origin_text(owed.row)
    return origin if owed.row.group in origin else f"{owed.row.group}: {origin}"


def _html(sheet: ChaserSheet, as_of: date, until: date) -> str:
    """Return the same with a table."""
    caption = f"Your actions as at {format_date(as_of)}"
    parts = (
        f"<p>Dear {escape(sheet.name)}</p>",
        f"<p>{escape(opening(sheet, as_of, until))}</p>",
        mail_table(caption, _COLUMNS, (_html_row(owed, as_of, sheet.name) for owed in sheet.owed)),
        f"<p>{escape(_how(sheet, as_of))}</p>",
        f"<p>{'<br>'.join(map(escape, _closing(sheet)))}</p>",
        f'<p style="font-size:10pt">Reply form {escape(sheet.code)}</p>',
    )
    return mail_page(subject_of(sheet, as_of), chaser_marking(sheet), parts)


_COLUMNS = ("Ref", "Action", "Due", "How late", "From")


def _html_row(owed: Owed, as_of: date, name: str) -> tuple[str, ...]:
    row = owed.row
    said = runs_as_html(marked_cell(audience_label(row.audience, Audience.RESTRICTED), row.text))
    whence = "<br>".join(map(escape, (_whence(owed), *whose(owed, name))))
    return (escape(row.ref), said, escape(due_in_full(row.due)), escape(how_late(row, as_of)), whence)
