"""Answers that came back: the reply form, an e-mail with it or without, or lines of text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from email.message import Message
from itertools import chain
from pathlib import Path
from typing import Final

from sop_minutes.domain.chasing import find_code
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.file_names import file_stem
from sop_minutes.domain.replies import ReplySheet
from sop_minutes.importing.own_files import own_document, own_text
from sop_minutes.importing.reply_blocks import (
    Block,
    Line,
    blocks_of_document,
    blocks_of_text,
    line_of,
    within_bounds,
)
from sop_minutes.importing.reply_html import blocks_of_html
from sop_minutes.importing.reply_lines import MOST_ANSWERS, Reading, read_blocks
from sop_minutes.importing.reply_mail import Attached, Mail, looks_like_mail, parse_mail, read_mail
from sop_minutes.importing.reply_refs import find_refs
from sop_minutes.importing.reply_voices import part_voices
from sop_minutes.importing.text import decoded, read_bytes
from sop_minutes.importing.word import blocks as word
from sop_minutes.importing.word import sniff
from sop_minutes.importing.word.reader import read_document
from sop_minutes.paths import passing_folder

_MESSAGE: Final = (
    "{} is a message as Outlook keeps it; save it as .eml or as text, or save the form out of it."
)
_HEAD: Final = 2048
_HTML: Final = (".html", ".htm")
_DEEPEST: Final = 3
"""How far messages are followed that are attached to messages."""


def read_replies(path: Path, received_on: date) -> tuple[ReplySheet, ...]:
    """Return the answers in a file; an e-mail's are of the day it was sent, others of `received_on`.

    Several, where several forms are attached to one e-mail. Raises UserError for a file that cannot be
    read, or that holds no answer.
    """
    found = _read(read_bytes(path), path.name, received_on)
    if not any(sheet.answers for sheet in found):
        said = f"{path.name} holds no answer: neither a reply form nor a line with a reference."
        raise UserError(" ".join([said, *(sentence for sheet in found for sentence in sheet.left_out)]))
    return tuple(found)


def _read(content: bytes, name: str, on: date, depth: int = 0) -> list[ReplySheet]:
    """Return what a file says, by its content. Raises UserError for one of a kind that is not read."""
    suffix = Path(name).suffix.lower()
    if content.startswith(sniff.ZIP):
        return _document(content, name, on)
    if looks_like_mail(content, suffix):
        return _mail(parse_mail(content, name), on, depth)
    said = sniff.what_no_text(content[:_HEAD], content)
    if suffix in _HTML or "web page" in said:
        page = decoded(content, name)
        _refuse(name, own_text(page))
        return _sheets(blocks_of_html(page), on)
    if content.startswith(sniff.OLE) and (suffix == ".msg" or "is an email" in said):
        raise UserError(_MESSAGE.format(name))
    _refuse(name, said)
    text = decoded(content, name)
    _refuse(name, own_text(text))
    return _sheets(blocks_of_text(text), on)


def _refuse(name: str, what_it_is: str) -> None:
    if what_it_is:
        raise UserError(f"{name} {what_it_is}")


def _document(content: bytes, name: str, on: date) -> list[ReplySheet]:
    """Return what a Word file says; a line of its page's head or foot only if it names an action."""
    try:
        with passing_folder() as folder:
            path = Path(folder) / f"{file_stem(Path(name).stem) or 'form'}.docx"
            path.write_bytes(content)
            document = read_document(path)
    except OSError as error:  # the temporary disk may be full
        raise UserError(f"{name} cannot be read: {error.strerror or error}.") from error
    _refuse(name, own_document(document))
    margins = [Line(line_of(paragraph.text)) for paragraph in document.margins]
    named = (line for line in margins if find_refs(line.text))
    first, *others = _sheets([*blocks_of_document(document), Line(""), *named], on)
    code = first.code or find_code("\n".join((document.subject, *(line.text for line in margins))))
    left_out = (*first.left_out, *_comments(document))
    return [replace(sheet, code=code) for sheet in (replace(first, left_out=left_out), *others)]


def _comments(document: word.Document) -> Iterator[str]:
    count = document.tally.comments
    if count:
        yield (
            "A comment beside it was not read."
            if count == 1
            else f"{count} comments beside it were not read."
        )


def _sheets(blocks: Iterable[Block], on: date) -> list[ReplySheet]:
    """Return what a text says itself; what a message says that it quotes, if it says nothing itself."""
    kept, left_out = within_bounds(blocks)
    own, below = part_voices(kept)
    code = find_code(_text_of(kept))
    reading = read_blocks(own, on)
    found: list[ReplySheet] = []
    for quoted in below:
        was_sent = bool(find_code(_text_of(quoted.blocks)))
        inside = read_blocks(quoted.blocks, on, is_own=not was_sent)
        if was_sent:
            reading.answers += inside.answers
        elif inside.answers and not reading.answers and not found:
            found.append(_sheet(inside, code, quoted.sender, quoted.address))
        elif inside.answers:
            left_out.append(
                _not_read("a message that is quoted in it", (told.ref for told in inside.answers))
            )
    if reading.quoted and not reading.answers and not found:
        left_out.append(_not_read("it quotes", reading.quoted))
    first = _sheet(reading, code)
    return [replace(first, left_out=(*left_out, *first.left_out)), *found]


def _sheet(reading: Reading, code: str, sender: str = "", address: str = "") -> ReplySheet:
    answers = tuple(reading.answers[:MOST_ANSWERS])
    return ReplySheet(answers, code, sender, address, left_out=reading.sentences())


def _not_read(where: str, refs: Iterable[str]) -> str:
    return f"What {where} says of {', '.join(dict.fromkeys(refs))} was not read."


def _text_of(blocks: Iterable[Block]) -> str:
    lines = ([block.text] if isinstance(block, Line) else chain(*block.rows) for block in blocks)
    return "\n".join(chain.from_iterable(lines))


def _mail(message: Message, on: date, depth: int) -> list[ReplySheet]:
    """Return what is attached to a message says, then the message itself, then what it sends on."""
    mail = read_mail(message)
    day = min(mail.on or on, on)
    said, *quoted = _sheets(mail.blocks, day)
    left_out = [*mail.left_out, *said.left_out]
    forms: list[ReplySheet] = []
    for attached in mail.attached:
        try:
            forms += _attached(attached, day, depth)
        except UserError as error:
            left_out.append(f"What is attached to it was not read: {error}")
    codes = (find_code(mail.subject), said.code, *(sheet.code for sheet in forms))
    code = next(filter(None, codes), "")
    sheets = (*forms, replace(said, left_out=tuple(left_out)), *quoted)
    return _gathered(_signed(sheet, mail, code) for sheet in sheets)


def _gathered(sheets: Iterable[ReplySheet]) -> list[ReplySheet]:
    """Return one sheet for each form and sender; the first takes the sentences of those without answers."""
    found: dict[object, ReplySheet] = {}
    left_out: list[str] = []
    for sheet in sheets:
        if not sheet.answers:
            left_out += sheet.left_out
            continue
        who = (sheet.code, sheet.sender, sheet.address, sheet.on, sheet.via)
        held = found.get(who, replace(sheet, answers=(), left_out=()))
        answers, sentences = held.answers + sheet.answers, held.left_out + sheet.left_out
        found[who] = replace(held, answers=answers, left_out=sentences)
    first, *others = found.values() or [ReplySheet(())]
    return [replace(first, left_out=(*first.left_out, *left_out)), *others]


def _signed(sheet: ReplySheet, mail: Mail, code: str) -> ReplySheet:
    """Return what came in a message with who sent it, or sent it on where somebody else wrote it."""
    sheet = replace(sheet, code=sheet.code or code, on=sheet.on or mail.on)
    if sheet.sender or sheet.address:
        return replace(sheet, via=sheet.via or mail.sender or mail.address)
    return replace(sheet, sender=mail.sender, address=mail.address)


def _attached(attached: Attached, on: date, depth: int) -> list[ReplySheet]:
    """Return what a file says that is attached to a message. Raises UserError where that is nothing."""
    name = attached.name or "a file without a name"
    if depth >= _DEEPEST:
        raise UserError(f"{name} is inside too many other messages.")
    if attached.message is not None:
        return _mail(attached.message, on, depth + 1)
    found = _read(attached.content, name, on, depth + 1)
    if not any(sheet.answers for sheet in found):
        raise UserError(f"{name} holds no answer.")
    return found
