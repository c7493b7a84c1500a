"""An e-mail that is still to be sent: its head is written here, and read back before it goes anywhere."""

import email
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from sop_minutes.domain.chasing import is_address
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line

_LONGEST_PLAIN = 190
"""With room for a subject in one line: a folded one begins with a space for some programs."""

_LONGEST_ALLOWED = 998

_IN_A_WORD = 39
"""Bytes in one encoded word: more of it and its header's name would be too long for a line (RFC 2047)."""

_PLAIN = re.compile(r"[ -~]*")
_ATOMS = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*", re.ASCII)
_HEAD = ("Content-Type", "MIME-Version", "Subject", "X-Unsent")
_HEAD_OF_PART = {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an e-mail. `kind` is its media type; one of text is in UTF-8."""

    name: str
    kind: str
    content: bytes


class Mailbox(NamedTuple):
    """Somebody who can be written to."""

    name: str
    address: str


def unsent_mail(
    *,
    to: Sequence[Mailbox] = (),
    bcc: Sequence[Mailbox] = (),
    subject: str,
    text: str,
    html: str,
    files: Sequence[Attachment] = (),
) -> bytes:
    """Return an e-mail, said twice, which Outlook opens to be sent. Those in `bcc` do not see one another.

    Python's own headers are not used: they decode what looks encoded in a name, line ends too, and
    write it out. Raises UserError if the finished head would say anything else than it should.
    """
    message = EmailMessage(policy=SMTP)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    for file in files:
        maintype, _, subtype = file.kind.partition("/")
        params = {"charset": "utf-8"} if maintype == "text" else {}
        message.add_attachment(file.content, maintype, subtype, filename=_quiet(file.name), params=params)
    whom = {"To": to, "Bcc": bcc}
    head = "X-Unsent: 1\r\n" + "".join(_header(field, boxes) for field, boxes in whom.items() if boxes)
    head += f"Subject: {_words(_quiet(subject))}\r\n"
    content = head.encode("utf-8", "replace") + message.as_bytes()
    if not _is_as_meant(content, whom):
        said = ", ".join(f"{box.name} at “{clean_line(box.address)}”" for box in (*to, *bcc)) or "nobody"
        raise UserError(f"An e-mail to {said} cannot be written.")
    return content


def _header(field: str, boxes: Sequence[Mailbox]) -> str:
    """Return a header with one mailbox a line."""
    listed = ",\r\n ".join(f"{_phrase(_quiet(box.name))} <{box.address}>" for box in boxes)
    return f"{field}: {listed}\r\n"


def _quiet(words: str) -> str:
    """Return words as one line in which nothing looks encoded, for who would decode it twice."""
    return " ".join(clean_line(words).split()).replace("=?", "= ?")


def _phrase(name: str) -> str:
    """Return a name as it may stand before an address."""
    if not _PLAIN.fullmatch(name) or len(name) > _LONGEST_PLAIN // 2:
        return f"{_encoded(name)}\r\n"
    if _ATOMS.fullmatch(name):
        return name
    return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'


def _words(words: str) -> str:
    return words if _PLAIN.fullmatch(words) and len(words) <= _LONGEST_PLAIN else _encoded(words)


def _encoded(words: str) -> str:
    """Return words as encoded ones, one a line."""
    return "\r\n ".join(f"=?utf-8?b?{b64encode(piece).decode()}?=" for piece in _pieces(words))


def _pieces(words: str) -> Iterator[bytes]:
    """Yield words in UTF-8, in pieces that each fit into an encoded word and cut no letter."""
    held = b""
    for letter in words:
        if len(held) + len(letter.encode()) > _IN_A_WORD:
            yield held
            held = b""
        held += letter.encode()
    yield held


def _is_as_meant(content: bytes, whom: Mapping[str, Sequence[Mailbox]]) -> bool:
    """Say whether a message, read back, has our headers and no other, and goes to these addresses."""
    message = email.message_from_bytes(content, policy=SMTP)
    lines = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    wanted = {field: [box.address for box in boxes] for field, boxes in whom.items() if boxes}
    found = {field: [each.addr_spec for each in message[field].addresses] for field in whom if message[field]}
    heads_of_parts = {key for part in message.walk() if part is not message for key in part.keys()}  # noqa: SIM118
    return (
        bool(wanted)
        and all(is_address(address) for addresses in wanted.values() for address in addresses)
        and all(line.isascii() and len(line) <= _LONGEST_ALLOWED for line in lines)
        and sorted(message.keys()) == sorted((*_HEAD, *wanted))
        and found == wanted
        and heads_of_parts <= _HEAD_OF_PART
    )
