"""E-mails that answers come in."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage, Message
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree, html

from sop_minutes.domain.text import clean_line, clean_text
from sop_minutes.importing.word import sniff

_HEADERS = ("from", "to", "subject", "date", "received", "x-unsent", "mime-version")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message. `on` is the day it was sent, None if it does not say; `forms` are its Word files."""

    subject: str
    sender: str
    address: str
    on: date | None
    text: str
    forms: tuple[Path, ...]


def looks_like_mail(content: bytes, suffix: str) -> bool:
    """Say whether a file's bytes are a message with its headers."""
    if suffix.lower() == ".eml":
        return True
    headers = email.message_from_bytes(content[:20_000], policy=email.policy.default).keys()
    return sum(name.lower() in _HEADERS for name in headers) > 1


@contextmanager
def read_mail(content: bytes) -> Iterator[Mail]:
    """Read a message; its Word files are there as long as it is open."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    sender, address = _sender(message)
    with TemporaryDirectory() as folder:
        yield Mail(
            subject=_header(message, "subject"),
            sender=sender,
            address=address,
            on=_sent_on(message),
            text=_text(message),
            forms=tuple(_forms(message, Path(folder))),
        )


def _header(message: Message, name: str) -> str:
    with suppress(ValueError, LookupError, AttributeError, TypeError):
        return clean_line(str(message[name] or ""))
    return ""


def _sender(message: Message) -> tuple[str, str]:
    """Return the name and the address of who sent a message, "" for what it does not say."""
    with suppress(ValueError, LookupError, AttributeError, TypeError):
        found: Any = message["from"]
        first = found.addresses[0]
        return clean_line(first.display_name), clean_line(first.addr_spec)
    return "", ""


def _sent_on(message: Message) -> date | None:
    with suppress(ValueError, LookupError, AttributeError, TypeError, OverflowError):
        found: Any = message["date"]
        sent: datetime | None = found.datetime
        return sent.date() if sent else None
    return None


def _text(message: EmailMessage | Message) -> str:
    """Return what the message itself says, from its plain part if it has one."""
    parts = {part.get_content_type(): part for part in reversed(list(_parts(message))) if not _is_file(part)}
    for kind in ("text/plain", "text/html"):
        if kind in parts:
            held = parts[kind].get_payload(decode=True)
            content = held if isinstance(held, bytes) else b""
            said = _decoded(content, parts[kind].get_content_charset())
            if said.strip():
                return clean_text(said if kind == "text/plain" else _without_tags(said))
    return ""


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message, not those of another message that is attached to it."""
    if message.get_content_type() == "message/rfc822":
        return
    if not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _decoded(content: bytes, charset: str | None) -> str:
    with suppress(LookupError):
        return content.decode(charset or "utf-8", "replace")
    return content.decode("utf-8", "replace")


def _without_tags(said: str) -> str:
    """Return the text of HTML, each of its blocks on a line of its own."""
    if not said.strip():
        return ""
    root = html.document_fromstring(said.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in root.iter("br", "p", "div", "tr", "li"):
        element.tail = f"\n{element.tail or ''}"
    return etree.tostring(root, method="text", encoding="unicode")


def _forms(message: Message, folder: Path) -> Iterator[Path]:
    for number, part in enumerate(_parts(message)):
        held = part.get_payload(decode=True)
        if isinstance(held, bytes) and held.startswith(sniff.ZIP) and _is_file(part):
            path = folder / f"{number}.docx"
            path.write_bytes(held)
            yield path
