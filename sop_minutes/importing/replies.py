"""Answers that came back: the reply form, an e-mail with it or without, or lines of text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sop_minutes.domain.chasing import find_code
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import ReplySheet
from sop_minutes.importing.reply_lines import answers_in_lines
from sop_minutes.importing.reply_mail import Mail, looks_like_mail, read_mail
from sop_minutes.importing.reply_tables import answers_in_form
from sop_minutes.importing.text import decoded, read_bytes
from sop_minutes.importing.word import sniff
from sop_minutes.importing.word.reader import read_document

_MESSAGE = "{} is a message as Outlook keeps it; save it as .eml or as text, or save the form out of it."


def read_replies(path: Path, received_on: date) -> tuple[ReplySheet, ...]:
    """Return the answers in a file; an e-mail's are of the day it was sent, others of `received_on`.

    Several, where several forms are attached to one e-mail. Raises UserError for a file that cannot be
    read, or that no answer is looked for in.
    """
    content = read_bytes(path)
    if content.startswith(sniff.OLE):
        raise UserError(_MESSAGE.format(path.name))
    if content.startswith(sniff.ZIP):
        found = [_form(path, received_on)]
    elif looks_like_mail(content, path.suffix):
        with read_mail(content) as mail:
            found = list(_mail(mail, received_on))
    else:
        text = decoded(content, path.name)
        found = [_text(text, received_on, find_code(text))]
    if not any(sheet.answers or sheet.left_out for sheet in found):
        raise UserError(f"{path.name} holds no answer: neither a reply form nor a line with a reference.")
    return tuple(found)


def _form(path: Path, received_on: date) -> ReplySheet:
    return answers_in_form(read_document(path), received_on)


def _attached(path: Path, received_on: date) -> ReplySheet:
    """Return what an attached form says; one that cannot be read does not stop the message."""
    try:
        return _form(path, received_on)
    except UserError:
        return ReplySheet((), left_out=("A file that is attached to it could not be read.",))


def _text(text: str, received_on: date, code: str) -> ReplySheet:
    return ReplySheet(tuple(answers_in_lines(text, received_on)), code)


def _mail(mail: Mail, received_on: date) -> Iterator[ReplySheet]:
    """Yield what each attached form says, then the message itself; all of it is its sender's."""
    on = mail.on or received_on
    sheets = [_attached(path, on) for path in mail.forms]
    codes = [find_code(mail.subject), find_code(mail.text), *(sheet.code for sheet in sheets)]
    sheets.append(_text(mail.text, on, next(filter(None, codes), "")))
    for sheet in sheets:
        if sheet.answers or sheet.left_out:
            yield replace(sheet, sender=mail.sender, address=mail.address, on=mail.on)
