"""E-mails that are still to be sent: what is in their head, whatever a name or a subject says."""

import email
import email.policy
import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.domain.chasing import is_address
from sop_minutes.domain.errors import UserError
from sop_minutes.export.mail import Attachment, Mailbox, unsent_mail

KEYS = ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
INJECTING = "=?utf-8?q?x=0d=0aBcc=3aevil@example.com?= Group"
NASTY = [
    INJECTING,
    "=?utf-8?q?=0aBcc=3a x?=",
    'Lee, "Ann" (TVP) <x@evil.example>\\',
    "Ann\r\nBcc: all@evil.example",
    "Ann\u2028Bcc: all@evil.example",
    "Zoë Brackenbury-Ó Néill",
    "李小龙 " * 30,
    "Ö" * 300,
    "A" * 1100,
    "Ann " * 200,
    "👩‍⚕️ Ann",
    "\u202eevil",
    "",
    "…",
    "=",
]


def head(content: bytes) -> list[bytes]:
    return content.partition(b"\r\n\r\n")[0].split(b"\r\n")


def read(content: bytes) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(content, policy=email.policy.default))


def mail(**how: object) -> bytes:
    name, address = str(how.pop("name", "Ann Lee")), str(how.pop("address", "ann@example.org"))
    given: dict[str, object] = {
        "to": (Mailbox(name, address),),
        "subject": "Your actions",
        "text": "Dear Ann\n",
        "html": "<p>Dear Ann</p>",
    }
    return unsent_mail(**(given | how))  # type: ignore[arg-type]


def check_head(content: bytes) -> None:
    """Check a head as a reader with no help from Python's parser: each line and what it begins with."""
    lines = head(content)
    names = [line.partition(b":")[0].decode() for line in lines if line[:1] not in b" \t"]
    assert sorted(names) == KEYS
    assert all(line.isascii() and len(line) <= 200 and b"\n" not in line for line in lines)
    words = re.findall(rb"=\?[^?]*\?[bq]\?[^?]*\?=", b"\n".join(lines), re.IGNORECASE)
    assert all(len(word) <= 75 for word in words)
    assert all(len(line) <= 76 for line in lines if b"=?utf-8?" in line)
    assert [each.addr_spec for each in read(content)["To"].addresses] == ["ann@example.org"]


@pytest.mark.parametrize("words", NASTY)
def test_neither_a_name_nor_a_subject_gets_out_of_its_header(words: str) -> None:
    for how in ({"name": words}, {"subject": words}):
        check_head(mail(**how))


@pytest.mark.parametrize(
    "words", ["Zoë Brackenbury-Ó Néill", 'Lee, "Ann" (TVP)', "李小龙" * 30, "Dr. A. Lee", "A" * 500]
)
def test_a_name_and_a_subject_are_read_as_they_were_written(words: str) -> None:
    message = email.message_from_bytes(mail(name=words, subject=words))
    assert str(make_header(decode_header(message["Subject"]))) == words
    to = "".join(message["To"].splitlines())
    name, address = to[: to.index("<")].strip(), to[to.index("<") :]
    assert address == "<ann@example.org>"
    shown = str(make_header(decode_header(name)))
    assert re.sub(r"\\(.)", r"\1", shown.strip('"')) == words


@given(st.text(max_size=120), st.text(max_size=300))
def test_whatever_is_said_there_are_five_headers_and_one_address(name: str, subject: str) -> None:
    check_head(mail(name=name, subject=subject))


@pytest.mark.parametrize("words", NASTY)
def test_those_in_bcc_stand_there_and_nowhere_else(words: str) -> None:
    boxes = (
        Mailbox(words, "ann@example.org"),
        Mailbox("Bo Ray", "bo@example.org"),
        Mailbox(words, "cy@example.org"),
    )
    content = mail(to=(), bcc=boxes)
    message = read(content)
    assert sorted(message.keys()) == ["Bcc", "Content-Type", "MIME-Version", "Subject", "X-Unsent"]
    assert [each.addr_spec for each in message["Bcc"].addresses] == [box.address for box in boxes]
    assert all(len(line) <= 200 for line in head(content))


def test_a_mail_to_nobody_is_refused() -> None:
    with pytest.raises(UserError, match="An e-mail to nobody"):
        mail(to=())


def test_a_mail_has_two_readings_and_its_files() -> None:
    files = (
        Attachment("Reply form.docx", "application/octet-stream", b"PK"),
        Attachment("Übersicht.ics", "text/calendar", "é".encode()),
    )
    message = read(mail(files=files))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert (plain.get_content(), html.get_content()) == ("Dear Ann\r\n", "<p>Dear Ann</p>\r\n")
    found = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    ]
    assert found == [(each.name, each.kind, each.content) for each in files]
    assert next(reversed(list(message.iter_attachments()))).get_content_charset() == "utf-8"


@pytest.mark.parametrize("name", [INJECTING, 'a"; x="b.ics', "a\r\nX-Evil: 1.ics", "é" * 200])
def test_no_name_of_a_file_gets_out_of_its_header(name: str) -> None:
    content = mail(files=(Attachment(name, "text/calendar", b"x"),))
    (part,) = read(content).iter_attachments()
    expected = {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"}
    assert set(part.keys()) <= expected
    assert not re.search(rb"^(bcc|x-evil)", content, re.IGNORECASE | re.MULTILINE)


@pytest.mark.parametrize(
    "address",
    [
        "ann@example.org, bo@example.org",
        "ann@example.org>, <bo@example.org",
        "ann@example.org\r\nBcc: x@y.z",
        "ann(x)@example.org",
        "é@y.z",
        "Ann",
        "",
        "a" * 1000 + "@y.z",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(UserError, match="An e-mail to Ann Lee"):
        mail(address=address)
