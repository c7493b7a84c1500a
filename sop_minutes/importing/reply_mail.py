"""E-mails that answers come in."""

import codecs
import email
import email.policy
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from typing import Any, Final

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line, clean_text
from sop_minutes.importing.reply_blocks import Block, Grid, blocks_of_text
from sop_minutes.importing.reply_html import blocks_of_html
from sop_minutes.importing.reply_refs import begins_with

_HEADERS: Final = ("from", "to", "subject", "date", "received", "x-unsent", "mime-version")
_BROKEN: Final = (ValueError, LookupError, AttributeError, TypeError, OverflowError, MessageError)
"""What reading a header of a message raises that does not keep to the rules."""

_NO_CHARSETS: Final = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
_DEEPEST: Final = 20
_MOST_PARTS: Final = 200


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message; `message` is that message if it is one itself."""

    name: str
    content: bytes
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A message. `on` is the day it was sent, None if it does not say."""

    subject: str
    sender: str
    address: str
    on: date | None
    blocks: tuple[Block, ...]
    attached: tuple[Attached, ...]
    left_out: tuple[str, ...] = ()


def looks_like_mail(content: bytes, suffix: str) -> bool:
    """Say whether a file's bytes are a message with its headers."""
    if suffix.lower() == ".eml":
        return True
    headers = BytesHeaderParser(policy=email.policy.compat32).parsebytes(content[:20_000]).keys()
    return sum(name.lower() in _HEADERS for name in headers) > 1


def parse_mail(content: bytes, name: str) -> Message:
    """Return a message as its parts. Raises UserError if they are nested too deeply."""
    try:
        return email.message_from_bytes(content, policy=email.policy.default)
    except RecursionError as error:
        raise UserError(f"{name} is nested too deeply to be read.") from error


def read_mail(message: Message) -> Mail:
    """Read a message: what it says, and what is attached to it."""
    sender, address = _sender(message)
    parts = _Parts()
    parts.gather(message)
    return Mail(
        subject=_header(message, "subject"),
        sender=sender,
        address=address,
        on=_sent_on(message),
        blocks=tuple(parts.said),
        attached=tuple(parts.attached),
        left_out=tuple(dict.fromkeys(parts.left_out)),
    )


class _Parts:
    """The parts of a message, sorted: what it says, and files."""

    def __init__(self, count: int = 0) -> None:
        self.said: list[Block] = []
        self.attached: list[Attached] = []
        self.left_out: list[str] = []
        self._count = count

    def gather(self, part: Message, depth: int = 0) -> None:
        """Sort a part, and those inside it."""
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST_PARTS:
            self.left_out += ["It has too many parts inside others; some were not read."]
        elif part.get_content_type() == "message/rfc822":
            self._attach(part, next(_inside(part), None))
        elif part.get_content_type() == "multipart/alternative":
            self._choose(_inside(part), depth)
        elif part.is_multipart():
            for inner in _inside(part):
                self.gather(inner, depth + 1)
        elif _is_file(part) or part.get_content_maintype() != "text":
            self._attach(part)
        else:
            self.said += _blocks(part)

    def _choose(self, parts: Iterable[Message], depth: int) -> None:
        """Take one of several ways in which a message says the same: the first, or one with a table."""
        ways: list[list[Block]] = []
        for part in parts:
            held = _Parts(self._count)
            held.gather(part, depth + 1)
            self._count = held._count
            self.attached += held.attached
            self.left_out += held.left_out
            ways += [held.said] if any(isinstance(each, Grid) or each.text for each in held.said) else []
        chosen = next(filter(_has_answers, ways), ways[0] if ways else [])
        self.said += chosen

    def _attach(self, part: Message, message: Message | None = None) -> None:
        kind = part.get_content_type()
        if kind == "text/calendar" or (kind.startswith("image/") and part["content-id"]):
            return
        held = part.get_payload(decode=True)
        self.attached.append(Attached(_file_name(part), held if isinstance(held, bytes) else b"", message))


def _inside(part: Message) -> Iterator[Message]:
    held = part.get_payload()
    yield from (each for each in held if isinstance(each, Message)) if isinstance(held, list) else ()


def _is_file(part: Message) -> bool:
    with suppress(*_BROKEN):
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return True


def _file_name(part: Message) -> str:
    with suppress(*_BROKEN):
        return clean_line(str(part.get_filename() or ""))
    return ""


def _blocks(part: Message) -> list[Block]:
    held = part.get_payload(decode=True)
    text = clean_text(_decoded(held if isinstance(held, bytes) else b"", part))
    return list(blocks_of_html(text) if part.get_content_subtype() == "html" else blocks_of_text(text))


def _has_answers(blocks: list[Block]) -> bool:
    """Say whether a table names actions."""
    rows = (row for block in blocks if isinstance(block, Grid) for row in block.rows)
    return any(begins_with(cell) for row in rows for cell in row)


def _decoded(content: bytes, part: Message) -> str:
    with suppress(*_BROKEN):
        name = codecs.lookup(part.get_content_charset() or "utf-8").name
        if name not in _NO_CHARSETS:
            return content.decode(name, "replace")
    return content.decode("utf-8", "replace")


def _header(message: Message, name: str) -> str:
    with suppress(*_BROKEN):
        return clean_line(str(message[name] or ""))
    return ""


def _sender(message: Message | EmailMessage) -> tuple[str, str]:
    """Return the name and the address of who sent a message, "" for what it does not say."""
    with suppress(*_BROKEN):
        found: Any = message["from"]
        first = found.addresses[0]
        return clean_line(first.display_name), clean_line(first.addr_spec)
    return "", ""


def _sent_on(message: Message) -> date | None:
    with suppress(*_BROKEN):
        found: Any = message["date"]
        sent: datetime | None = found.datetime
        return sent.date() if sent else None
    return None
