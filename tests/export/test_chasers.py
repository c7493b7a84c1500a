"""Drafts to owners: only their own actions, in a message, a form and calendar files."""

import email
import email.policy
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import docx
import pytest
from docx.oxml.ns import qn
from icalendar import Calendar
from lxml import html

from sop_minutes.domain.chasing import ChaserSheet, Owed
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.export.chasers import write_chasers
from sop_minutes.export.due_calendar import render_due_date
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.naming import draft_names
from sop_minutes.export.reply_form import reply_form
from sop_minutes.export.withheld import refuse_withheld
from sop_minutes.export.word import render_word

TODAY = date(2017, 12, 4)
NOW = datetime(2017, 12, 4, 9, tzinfo=UTC)
UNTIL = date(2017, 12, 11)


def row(number: int, text: str, due: date, **more: object) -> ActionRow:
    made = ActionRow(
        id=number,
        ref=f"CG 17/{number}",
        text=text,
        owners=("Ann Lee",),
        due=Due("", due, DuePrecision.DAY),
        status=ActionStatus.OPEN,
        audience=Audience.PUBLIC,
        meeting="CG/2017-11-15",
        item="Domestic Abuse",
        group="Co-ordination Group",
        raised_on=date(2017, 11, 15),
    )
    return made._replace(**more)


SHEET = ChaserSheet(
    person_id=1,
    name="Ann Lee",
    address="ann@example.org",
    owed=(
        Owed(
            row(1, "circulate the **draft** to [all](https://example.org/a)", date(2017, 12, 1)),
            names=("Ann Lee",),
        ),
        Owed(
            row(2, "ring <Bo> & others", date(2017, 12, 31), owners=("Police", "Bo Ray")),
            names=("Police",),
            bodies=("Police",),
        ),
    ),
    answer_by=date(2017, 12, 11),
    code="R-K7QM-3XWP",
    database="0123",
)


def written(tmp_path: Path, sheet: ChaserSheet = SHEET, **how: object) -> EmailMessage:
    given: dict[str, object] = {"as_of": TODAY, "until": UNTIL, "withheld": {}, "now": NOW}
    (path,) = write_chasers([sheet], tmp_path / "drafts", **(given | how))  # type: ignore[arg-type]
    return read(path)


def read(path: Path) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(path.read_bytes(), policy=email.policy.default))


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {
        str(each.get_filename()): cast("bytes", each.get_payload(decode=True))
        for each in message.iter_attachments()
    }


def test_a_draft_is_still_to_be_sent_to_its_owner_and_its_subject_bears_the_code(tmp_path: Path) -> None:
    message = written(tmp_path)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Ann Lee <ann@example.org>"
    assert (
        message["Subject"] == "Your actions for the Co-ordination Group: 1 overdue, 1 due soon [R-K7QM-3XWP]"
    )
    assert "From" not in message


def test_no_line_of_a_draft_is_longer_than_mail_may_have(tmp_path: Path) -> None:
    long = Owed(row(3, "circulate — à tous — the report " * 30, date(2017, 12, 1)))
    written(tmp_path, replace(SHEET, owed=(long,)))
    content = (tmp_path / "drafts" / "Ann Lee.eml").read_bytes()
    held = [str(each.get_payload()) for each in email.message_from_bytes(content).walk()]
    texts = [text for text in held if not text.startswith("[<")]
    assert len(texts) > 3
    assert max(len(line) for text in texts for line in text.splitlines()) <= 78
    assert b"\r\n " not in content.partition(b"\r\n\r\n")[0]


def test_the_plain_part_says_what_is_owed_how_late_it_is_and_where_it_is_from(tmp_path: Path) -> None:
    lines = part(written(tmp_path), "plain").splitlines()
    assert "1. CG 17/1: Circulate the draft to all" in lines
    assert "   Due: 1 December 2017 (3 days late)" in lines
    assert "   From: Co-ordination Group: Domestic Abuse, 15 November 2017" in lines
    assert "   Due: 31 December 2017 (not yet due)" in lines


def test_the_html_part_is_a_table_whose_headings_say_what_they_head(tmp_path: Path) -> None:
    root = html.document_fromstring(part(written(tmp_path), "html"))
    assert root.get("lang") == "en-GB"
    heads = root.xpath("//th[@scope='col']/text()")
    assert heads == ["Ref", "Action", "Due", "How late", "From"]
    assert root.xpath("//th[@scope='row']/text()") == ["CG 17/1", "CG 17/2"]
    assert root.xpath("//td//a/@href") == ["https://example.org/a"]
    assert "Ring <Bo> & others" in root.text_content()
    assert root.xpath("//table/caption")


def test_a_name_is_no_markup(tmp_path: Path) -> None:
    row_of_it = row(1, "ring", date(2017, 12, 1), ref="<u>1", item="<i>item", group="<b>group")
    sheet = replace(SHEET, name="<img src=x> Lee", owed=(Owed(row_of_it),))
    message = written(tmp_path, sheet)
    root = html.document_fromstring(part(message, "html"))
    assert not root.xpath("//img | //u | //i | //b")
    for words in ("Dear <img src=x> Lee", "<u>1", "<b>group: <i>item"):
        assert words in root.text_content()


def test_each_due_date_is_a_calendar_file_of_its_own(tmp_path: Path) -> None:
    files = attached(written(tmp_path))
    assert list(files) == ["Reply form.docx", "CG-17-1.ics", "CG-17-2.ics"]
    later = Calendar.from_ical(files["CG-17-2.ics"])
    (event,) = later.walk("VEVENT")
    assert str(event["UID"]) == "due-2.0123@sop-minutes"
    assert event["DTSTART"].dt == date(2017, 12, 31)
    assert event["SUMMARY"] == "CG 17/2: Ring <Bo> & others"
    assert "X-WR-CALNAME" not in later


def test_the_form_is_a_word_table_with_room_to_answer_and_bears_the_code_twice(tmp_path: Path) -> None:
    form = docx.Document(io.BytesIO(attached(written(tmp_path))["Reply form.docx"]))
    cells = [[cell.text for cell in each.cells] for each in form.tables[0].rows]
    assert cells == [
        ["Ref", "Action", "Due", "How it stands", "New date", "Note"],
        ["CG 17/1", "Circulate the draft to all", "1 December 2017 (3 days late)", "", "", ""],
        ["CG 17/2", "Ring <Bo> & others", "31 December 2017", "", "", ""],
    ]
    assert form.core_properties.subject == "Reply form R-K7QM-3XWP"
    lines = form.tables[0]._tbl.tblPr.find(qn("w:tblBorders"))
    assert [line.tag for line in lines if line.get(qn("w:val")) == "single"][-2:] == [
        qn("w:insideH"),
        qn("w:insideV"),
    ]
    assert form.paragraphs[-1].text == "Reply form R-K7QM-3XWP"


_INJECTING = "=?utf-8?q?x=0d=0aBcc=3aall@evil.example?= Group"


@pytest.mark.parametrize("words", [_INJECTING, "Ann\r\nBcc: all@evil.example", "Ö" * 300])
def test_neither_an_owner_s_name_nor_a_group_s_gets_out_of_its_header(tmp_path: Path, words: str) -> None:
    for folder, sheet in (
        ("name", replace(SHEET, name=words)),
        ("group", replace(SHEET, owed=(Owed(row(1, "ring", date(2017, 12, 1), group=words)),))),
    ):
        message = written(tmp_path / folder, sheet)
        assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
        assert [to.addr_spec for to in message["To"].addresses] == ["ann@example.org"]


def test_what_is_not_public_is_labelled_and_marks_the_draft(tmp_path: Path) -> None:
    secret = Owed(row(3, "ring the family", date(2017, 12, 1), audience=Audience.RESTRICTED), sits=True)
    message = written(tmp_path, replace(SHEET, owed=(secret,)))
    assert part(message, "plain").startswith("OFFICIAL-SENSITIVE\r\n")
    assert "1. CG 17/3: Restricted: Ring the family" in part(message, "plain")
    assert "OFFICIAL-SENSITIVE" in part(message, "html")


def _with_secret(where: str) -> EmailMessage:
    secret = row(9, "ring the family in Didcot about it", date(2017, 12, 1))
    message = EmailMessage()
    message["Subject"] = secret.text if where == "subject" else "Actions"
    message.set_content(secret.text if where == "plain" else "Actions", cte="base64")
    shown = "<p>ring <b>the</b> family in Did<i>cot</i> about it</p>" if where == "html" else "<p>Actions</p>"
    message.add_alternative(shown, subtype="html", cte="base64")
    if where == "form":
        form = render_word(reply_form(replace(SHEET, owed=(Owed(secret),)), TODAY, NOW))
        message.add_attachment(form, "application", "octet-stream", filename="x.docx")
    if where == "calendar":
        event = render_due_date(secret, date(2017, 12, 1), "", NOW)
        message.add_attachment(event, "text", "calendar", filename="x.ics")
    return message


@pytest.mark.parametrize("where", ["subject", "plain", "html", "form", "calendar"])
def test_a_text_that_is_not_the_owners_is_found_wherever_it_stands(where: str) -> None:
    content = _with_secret(where).as_bytes(policy=email.policy.SMTP)
    withheld, fixed = (
        ["Ring the family in Didcot about it."],
        found_texts(_with_secret("").as_bytes(), ".eml"),
    )
    with pytest.raises(UserError, match="draft to Ann Lee would have held a restricted line"):
        refuse_withheld(content, ".eml", withheld, shown=(), fixed=lambda: fixed, name="draft to Ann Lee")


_OTHER = "CG 17/9"


@pytest.mark.parametrize(
    "note",
    [
        "circulate the draft to all", "Domestic Abuse", "Note", "Confidential", "Private", "Public",
        "Owner: Ann Lee", "Status: Open", "20171201", "1 December 2017", "Action, Co-ordination Group",
        "Co-ordination Group: Domestic Abuse, 15 November 2017", "Reply form", "Restricted", "2",
        "Actions of Ann Lee", "CG 17/1", "1. CG 17/1", "3 days late", "https://example.org/a",
    ],
)  # fmt: skip
@pytest.mark.parametrize("audience", Audience)
def test_what_is_the_owners_own_or_every_draft_s_is_no_leak(
    tmp_path: Path, note: str, audience: Audience
) -> None:
    own = (*SHEET.owed, Owed(row(3, "ring", date(2017, 12, 1), audience=audience), sits=True))
    assert written(tmp_path, replace(SHEET, owed=own), withheld={note: _OTHER})


@pytest.mark.parametrize(
    ("audience", "how"),
    [(Audience.RESTRICTED, {"was_there": True}), (Audience.MEMBERS, {}), (Audience.RESTRICTED, {})],
)
def test_an_action_that_its_owner_may_not_be_told_of_stops_the_round_whoever_chose_it(
    tmp_path: Path, audience: Audience, how: dict[str, bool]
) -> None:
    secret = Owed(row(3, "ring the family", date(2017, 12, 1), audience=audience), **how)
    with pytest.raises(UserError, match=r"draft to Ann Lee .* restricted line \(action CG 17/3\)"):
        written(tmp_path, replace(SHEET, owed=(*SHEET.owed, secret)))
    assert not (tmp_path / "drafts").exists()


def test_the_words_in_which_others_set_a_date_stop_the_round_and_whose_they_are_is_said(
    tmp_path: Path,
) -> None:
    words = "once the family in Didcot has moved"
    day = date(2017, 12, 1)
    moved = row(1, "ring", day)._replace(due=Due(words, day, DuePrecision.NONE))
    with pytest.raises(UserError, match=r"restricted line \(action CG 17/9\); nothing was written"):
        written(tmp_path, replace(SHEET, owed=(Owed(moved),)), withheld={"no": "CG 17/8", words: _OTHER})
    assert not (tmp_path / "drafts").exists()


def test_every_part_of_a_message_is_read_when_it_is_searched(tmp_path: Path) -> None:
    written(tmp_path)
    content = (tmp_path / "drafts" / "Ann Lee.eml").read_bytes()
    found = "\n".join(found_texts(content, ".eml"))
    for said in (
        "Ann Lee <ann@example.org>",  # a header
        "1. CG 17/1: Circulate the draft to all",  # the plain part
        "https://example.org/a",  # an address in the HTML part
        "Under “How it stands” type done",  # the form
        "CG 17/2: Ring <Bo> & others",  # a calendar file
    ):
        assert said in found


def test_a_file_that_is_there_is_never_written_over_and_then_none_is_written(tmp_path: Path) -> None:
    there = tmp_path / "Ann Lee.eml"
    there.write_text("mine")
    both = [replace(SHEET, name="Bo Ray"), SHEET]
    with pytest.raises(UserError, match="Ann Lee"):
        write_chasers(both, tmp_path, as_of=TODAY, until=UNTIL, withheld={}, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["Ann Lee.eml"]
    assert there.read_text() == "mine"


def test_file_names_are_safe_and_no_two_alike() -> None:
    names = ["Ann Lee", "ann  lee", "../etc/passwd", "CON", "a/b\\c:d*?", "…", "Zoë Brackenbury", "X" * 300]
    made = draft_names(names, "Actions of")
    assert made[:7] == [
        "Ann Lee.eml", "ann lee 2.eml", "etc passwd.eml", "Actions of CON.eml", "a b c d.eml",
        "Actions of.eml", "Zoë Brackenbury.eml",
    ]  # fmt: skip
    assert max(map(len, made)) < 80
