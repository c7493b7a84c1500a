"""Messages that answers come in: tables in them, files with them, and messages that keep to no rule."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.importing.replies import read_replies
from tests.importing.test_replies import OLD_WORD, fill, filled

ON = date(2018, 1, 8)
HEAD = b"From: Ann Lee <ann@example.org>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def read(tmp_path: Path, content: bytes) -> tuple[ReplySheet, ...]:
    path = tmp_path / "reply.eml"
    path.write_bytes(content)
    return read_replies(path, ON)


def message(text: str, html: str = "", sender: str = "Ann Lee <ann@example.org>") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = sender, "RE: Actions"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def told(sheets: tuple[ReplySheet, ...]) -> list[tuple[str, str]]:
    return [(each.ref, each.how) for sheet in sheets for each in sheet.answers]


CELLS = ("CG 17/1", "Circulate the draft to all", "1 December 2017", "Done 3/12", "", "sent")
HEADINGS = ("Ref", "Action", "Due", "How it stands", "New date", "Note")


def _table(*rows: tuple[str, ...], around: str = "{}") -> str:
    cells = ("".join(f"<td>{around.format(cell)}</td>" for cell in row) for row in rows)
    return f"<p>Hello</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize("around", ["{}", "<p class=MsoNormal>{}</p>"])
@pytest.mark.parametrize(
    "quoted", ["{}", "<blockquote>{}</blockquote>", "<table><tr><td>{}</td></tr></table>"]
)
def test_a_form_pasted_into_a_message_is_read_by_its_columns(
    tmp_path: Path, around: str, quoted: str
) -> None:
    page = quoted.format(_table(HEADINGS, CELLS, around=around))
    plain = "Hello\n\n" + "\n".join((*HEADINGS, *CELLS))
    (sheet,) = read(tmp_path, message(plain, page).as_bytes())
    assert sheet.answers == (
        Told("CG 17/1", "Done 3/12", "", "sent", CELLS[1], "1 December 2017", in_table=True),
    )
    assert sheet.left_out == ()


def test_a_table_of_the_message_itself_takes_what_is_typed_into_it(tmp_path: Path) -> None:
    headings = ("Ref", "Action", "Due", "How late", "From")
    row = ("CG 17/1", "Circulate the draft to all", "1 December 2017", "3 days late - done", "Prevent")
    more = ("CG 17/2", "Ring", "1 December 2017", "3 days late", "Prevent", "in progress")
    (sheet,) = read(tmp_path, message("", _table(headings, row, more)).as_bytes())
    assert [(each.due, each.note) for each in sheet.answers] == [
        ("1 December 2017\n3 days late - done", ""),
        ("1 December 2017\n3 days late", "in progress"),
    ]


def test_cells_that_reach_over_others_count_for_each_of_them(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>Ref<td>How it stands<td>Note</tr>"
        "<tr><td>CG 17/1<td rowspan=2>done<td>a</tr><tr><td>CG 17/2<td>b</tr></table>"
    )
    (sheet,) = read(tmp_path, message("", page).as_bytes())
    assert [(each.ref, each.how, each.note) for each in sheet.answers] == [
        ("CG 17/1", "done", "a"), ("CG 17/2", "done", "b"),
    ]  # fmt: skip


def test_lines_of_a_page_that_a_table_arranges_are_lines(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>Police</td><td><p>CG 17/1 done<br>CG 17/2 in progress</p><p>Ann</p></td></tr></table>"
    )
    (sheet,) = read(tmp_path, message("", page).as_bytes())
    assert told((sheet,)) == [("CG 17/1", "done"), ("CG 17/2", "in progress\nAnn")]
    assert sheet.left_out == ("Not taken as an answer: “Police”.",)


def test_every_attached_file_that_is_not_read_is_named(tmp_path: Path) -> None:
    made = message("CG 17/1 done")
    made.add_attachment(OLD_WORD, "application", "msword", filename="Reply form.doc")
    made.add_attachment(b"\x89PNG\0\0", "image", "png", filename="scan.png")
    made.add_attachment("thank you", filename="note.txt")
    made.add_attachment(b"\0", "application", "octet-stream")
    made.add_attachment("BEGIN:VCALENDAR", "calendar", filename="due.ics")
    (sheet,) = read(tmp_path, made.as_bytes())
    assert told((sheet,)) == [("CG 17/1", "done")]
    assert [
        sentence.removeprefix("What is attached to it was not read: ") for sentence in sheet.left_out
    ] == [
        "Reply form.doc is an old Word (.doc) file; open it in Word and save it as .docx first.",
        "scan.png is not a text file.",
        "note.txt holds no answer.",
        "a file without a name is not a text file.",
    ]


def test_a_text_that_is_attached_is_read(tmp_path: Path) -> None:
    made = message("See attached")
    made.add_attachment("CG 17/1 done", filename="answers.txt")
    made.add_attachment(filled(fill), "application", "octet-stream", filename="../../Form: mine?.docx")
    (sheet,) = read(tmp_path, made.as_bytes())
    assert told((sheet,)) == [("CG 17/1", "done"), ("CG 17/1", "Done 3/12"), ("CG 17/2", "in progress")]
    assert sheet.sender == "Ann Lee"


def test_an_answer_that_is_sent_on_is_its_writers(tmp_path: Path) -> None:
    made = message("CG 17/2 done, I hear", sender="Di Fox <di@example.org>")
    made.add_attachment(message("CG 17/1 done"))
    forwarded, own = read(tmp_path, made.as_bytes())
    assert (told((forwarded,)), forwarded.sender, forwarded.via) == (
        [("CG 17/1", "done")],
        "Ann Lee",
        "Di Fox",
    )
    assert (told((own,)), own.sender, own.via) == ([("CG 17/2", "done, I hear")], "Di Fox", "")


def test_messages_inside_messages_are_followed_some_way(tmp_path: Path) -> None:
    made = message("CG 17/1 done")
    for _ in range(5):
        outer = message("FYI")
        outer.add_attachment(made)
        made = outer
    with pytest.raises(UserError, match="inside too many other messages"):
        read(tmp_path, made.as_bytes())


@pytest.mark.parametrize(
    "charset", ["idna", "undefined", "punycode", "unicode_escape", "hex", "no-such", "utf-8\0"]
)
def test_a_text_in_a_code_that_is_none_is_read_as_utf_8(tmp_path: Path, charset: str) -> None:
    content = HEAD + f'Content-Type: text/plain; charset="{charset}"\r\n\r\nCG 17/1 done'.encode()
    assert told(read(tmp_path, content)) == [("CG 17/1", "done")]


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: ;;;",
        b"Content-Type: multipart/mixed",
        b"Content-Type: multipart/mixed; boundary=",
        b"Content-Type: text/plain\r\nContent-Disposition: ;;\r\nDate: Mon, 99 Foo 2017",
        b"Date: Mon, 31 Dec 9999 23:59:59 -2359",
        b"Date: Mon, 1 Jan 0001 00:00:00 +2359\r\nTo: <<>>",
    ],
)
def test_a_message_that_keeps_to_no_rule_is_read_all_the_same(tmp_path: Path, head: bytes) -> None:
    assert told(read(tmp_path, HEAD + head + b"\r\n\r\nCG 17/1 done")) == [("CG 17/1", "done")]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"Content-Type: text/html\r\n\r\n<!-- CG 17/1 done -->", "holds no answer"),
        (b"Content-Type: text/html\r\n\r\n<?xml version='1.0'?>", "holds no answer"),
        (b"Content-Type: text/html\r\n\r\n" + b"<div>" * 5_000, "holds no answer"),
        (b"", "holds no answer"),
        *(
            (
                b"".join(
                    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (each, each)
                    for each in range(many)
                )
                + b"Content-Type: text/plain\r\n\r\nCG 17/1 done",
                why,
            )
            for many, why in ((1_500, "nested too deeply"), (60, "too many parts"))
        ),
    ],
)
def test_a_message_that_cannot_be_read_is_refused_with_a_sentence(
    tmp_path: Path, body: bytes, why: str
) -> None:
    with pytest.raises(UserError, match=why):
        read(tmp_path, HEAD + body)
