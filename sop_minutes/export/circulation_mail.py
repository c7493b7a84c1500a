"""The e-mail with which a note goes out: a few lines, one's own actions first, and the files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised, clean_text
from sop_minutes.domain.words import FOR_MEMBERS, NOTE_NAMES, Audience
from sop_minutes.export.chaser_wording import due_in_full
from sop_minutes.export.mail import Attachment, Mailbox, unsent_mail
from sop_minutes.export.mail_page import mail_page, mail_table
from sop_minutes.export.web_page import runs_as_html
from sop_minutes.export.wording import audience_label, entry_text, marked_cell

OWN = "Your actions from this meeting"
_COLUMNS = ("Ref", "Action", "Due")
_CLOSING = "Kind regards"
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the e-mails of a circulation say. `replaces` is the day the version before was sent, if any.

    `for_members` says that some of the note is marked for members. They close with the name of who sends
    them, `sender`, unless that is "".
    """

    group: str
    on: date
    audience: Audience
    approved: bool
    marking: str
    replaces: date | None = None
    for_members: bool = False
    sender: str = ""


def circulation_message(
    cover: Cover,
    person: Mailbox | None,
    owed: Sequence[ActionRow],
    files: Sequence[Attachment],
    *,
    bcc: Sequence[Mailbox] = (),
) -> bytes:
    """Return the draft to one person with their own actions, or (for no person) to all in `bcc`."""
    name = person.name if person else "all"
    return unsent_mail(
        to=(person,) if person else (),
        bcc=bcc,
        subject=cover_subject(cover),
        text=_text(cover, name, owed),
        html=_html(cover, name, owed),
        files=files,
    )


def cover_subject(cover: Cover) -> str:
    """Return the subject of a circulation's e-mails."""
    return f"Key points: {cover.group}, {format_date(cover.on)}"


def cover_sentences(cover: Cover) -> tuple[str, ...]:
    """Return what the e-mails say of the note."""
    what = capitalised(f"the {NOTE_NAMES[cover.audience]}")
    group = _ARTICLE.sub("", cover.group)
    said = [f"{what} of the {group} meeting on {format_date(cover.on)} is attached."]
    if cover.replaces:
        said.append(f"It takes the place of the one sent on {format_date(cover.replaces)}.")
    if cover.approved:
        said.append("The minutes are approved.")
    else:
        said.append(
            "It is a draft until it is approved. Please send corrections back in the Word file, with tracked "
            "changes, or in a reply."
        )
    if cover.audience is Audience.MEMBERS and cover.for_members:
        said.append(f"{capitalised(FOR_MEMBERS)}.")
    if cover.audience is Audience.RESTRICTED:
        said.append("It holds what is restricted, and is not to be passed on.")
    return tuple(said)


def _text(cover: Cover, name: str, owed: Sequence[ActionRow]) -> str:
    return clean_text("\n".join(_lines(cover, name, owed)) + "\n")


def _lines(cover: Cover, name: str, owed: Sequence[ActionRow]) -> Iterator[str]:
    if cover.marking:
        yield from (cover.marking, "")
    yield from (f"Dear {name}", "")
    if owed:
        yield f"{OWN}:"
    for number, row in enumerate(owed, start=1):
        label = audience_label(row.audience, cover.audience)
        yield f"{number}. {row.ref}: {label}{entry_text(row.text)}"
        yield f"   Due: {due_in_full(row.due)}"
    if owed:
        yield ""
    yield from cover_sentences(cover)
    if cover.sender:
        yield from ("", _CLOSING, cover.sender)


def _html(cover: Cover, name: str, owed: Sequence[ActionRow]) -> str:
    table = mail_table(OWN, _COLUMNS, (_row(row, cover.audience) for row in owed)) if owed else ""
    said = " ".join(cover_sentences(cover))
    closing = f"<p>{_CLOSING}<br>{escape(cover.sender)}</p>" if cover.sender else ""
    parts = (f"<p>Dear {escape(name)}</p>", table, f"<p>{escape(said)}</p>", closing)
    return mail_page(cover_subject(cover), cover.marking, parts)


def _row(row: ActionRow, audience: Audience) -> tuple[str, ...]:
    said = runs_as_html(marked_cell(audience_label(row.audience, audience), row.text))
    return (escape(row.ref), said, escape(due_in_full(row.due)))
