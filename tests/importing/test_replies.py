"""Answers come back in many shapes, and every one of them is read."""

import email.policy
import io
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.own_words import OwnWords
from sop_minutes.domain.replies import Answer, ReplySheet, read_answer
from sop_minutes.domain.sheets import ItemSheet, LogScope, MeetingSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import ActionStatus, Audience, MeetingState
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.chaser_mail import chaser_message
from sop_minutes.export.note import write_compendium, write_note
from sop_minutes.export.reply_form import reply_form
from sop_minutes.export.word import render_word
from sop_minutes.importing import read_word_note
from sop_minutes.importing.replies import read_replies
from tests.export.test_chasers import NOW, SHEET, TODAY, UNTIL

ON = date(2018, 1, 8)
CODE = SHEET.code
DONE = ("CG 17/1", Answer(ActionStatus.DONE, None, "Done 3/12 – sent"))
LATER = ("CG 17/2", Answer(ActionStatus.IN_PROGRESS, "31 January"))
NOTHING = Answer()
OWN = {owed.row.ref: OwnWords(plain_text(owed.row.text), owed.row.due) for owed in SHEET.owed}
Fill = Callable[[Any], None]


def fill(form: Any) -> None:
    rows = form.tables[0].rows
    rows[1].cells[3].text, rows[1].cells[5].text = "Done 3/12", "sent"
    rows[2].cells[3].text, rows[2].cells[4].text = "in progress", "31 January"


def filled(*steps: Fill) -> bytes:
    form = docx.Document(io.BytesIO(render_word(reply_form(SHEET, TODAY, NOW))))
    for step in steps:
        step(form)
    held = io.BytesIO()
    form.save(held)
    return held.getvalue()


def read(tmp_path: Path, content: bytes, name: str = "form.docx") -> tuple[ReplySheet, ...]:
    path = tmp_path / name
    path.write_bytes(content)
    return read_replies(path, ON)


def said(sheet: ReplySheet) -> tuple[tuple[str, Answer], ...]:
    """What a sheet says of each action, as it is read beside the action's own words."""
    return tuple(
        (told.ref, read_answer(told, ON, OWN.get(told.ref.upper(), OwnWords()))) for told in sheet.answers
    )


def test_a_filled_form_says_how_each_action_stands(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, filled(fill))
    assert (said(sheet), sheet.code, sheet.left_out) == ((DONE, LATER), CODE, ())


def test_an_empty_form_says_nothing_of_any(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, filled())
    assert said(sheet) == (("CG 17/1", NOTHING), ("CG 17/2", NOTHING))
    assert sheet.left_out == ()


def _reorder_rows(form: Any) -> None:
    body = form.tables[0]._tbl
    body.append(body.tr_lst[1])


def _delete_a_row(form: Any) -> None:
    form.tables[0]._tbl.remove(form.tables[0].rows[2]._tr)


def _move_a_column(form: Any) -> None:
    for row in form.tables[0].rows:
        row._tr.append(row._tr.tc_lst[3])


def _delete_the_heading(form: Any) -> None:
    form.tables[0]._tbl.remove(form.tables[0].rows[0]._tr)


def _widen_a_column(form: Any) -> None:
    for cell in form.tables[0].columns[5].cells:
        cell.width = 5_000_000


def _track(form: Any) -> None:
    """Put what was typed into insertions, and an old answer into a deletion, as Word does while it tracks."""
    for run in list(form.tables[0]._tbl.iter(qn("w:r"))):
        if run.text in ("Done 3/12", "sent", "in progress", "31 January"):
            inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
            run.addprevious(deleted)
            run.addprevious(inserted)
            old = deepcopy(run)
            inserted.append(run)
            for text in old.iter(qn("w:t")):
                text.tag, text.text = qn("w:delText"), "not started"
            deleted.append(old)


def _lose_the_subject(form: Any) -> None:
    form.core_properties.subject = ""


def _lose_the_line(form: Any) -> None:
    form.paragraphs[-1].clear()


def _split_lines(form: Any) -> None:
    cell = form.tables[0].rows[1].cells[5]
    cell.text = ""
    cell.add_paragraph("sent")


def _merge_down(form: Any) -> None:
    form.tables[0].cell(1, 3).merge(form.tables[0].cell(2, 3)).text = "Done 3/12"


def _merge_ref_and_action(form: Any) -> None:
    form.tables[0].cell(1, 0).merge(form.tables[0].cell(1, 1))


def _change_headings(form: Any) -> None:
    headings = form.tables[0].rows[0].cells
    headings[3].text, headings[4].text = "How it stands?", "New due date (if any)"
    headings[5].text = "Notes/comments"


def _nest(form: Any) -> None:
    form.tables[0].rows[1].cells[5].add_table(1, 1).cell(0, 0).text = "on paper"


@pytest.mark.parametrize(
    ("step", "answers"),
    [
        (
            _merge_down,
            (DONE, ("CG 17/2", Answer(ActionStatus.DONE, None, "Done 3/12 – new date: 31 January"))),
        ),
        (_merge_ref_and_action, (DONE, LATER)),
        (_change_headings, (DONE, LATER)),
        (_nest, (("CG 17/1", Answer(ActionStatus.DONE, None, "Done 3/12 – sent on paper")), LATER)),
        (_reorder_rows, (LATER, DONE)),
        (_delete_a_row, (DONE,)),
        (_move_a_column, (DONE, LATER)),
        (_delete_the_heading, (DONE, LATER)),
        (_widen_a_column, (DONE, LATER)),
        (_track, (DONE, LATER)),
        (_lose_the_subject, (DONE, LATER)),
        (_lose_the_line, (DONE, LATER)),
        (_split_lines, (DONE, LATER)),
    ],
)
def test_a_form_is_read_whatever_was_done_to_it(
    tmp_path: Path, step: Fill, answers: tuple[tuple[str, Answer], ...]
) -> None:
    (sheet,) = read(tmp_path, filled(fill, step))
    assert (said(sheet), sheet.code, sheet.left_out) == (answers, CODE, ())


def test_a_row_and_a_column_of_their_own_are_not_lost(tmp_path: Path) -> None:
    def add(form: Any) -> None:
        row = form.tables[0].add_row()
        row.cells[3].text = "one more thing"
        form.tables[0].add_column(1_000_000)
        form.tables[0].rows[0].cells[6].text = "Risks"
        form.tables[0].rows[1].cells[6].text = "none left to speak of"

    (sheet,) = read(tmp_path, filled(fill, add))
    assert said(sheet)[0][1].note == "Done 3/12 – sent none left to speak of"
    assert sheet.left_out == ("A row without a reference was left out: one more thing.",)


def _typed(row: int, column: int, text: str) -> Fill:
    def type_it(form: Any) -> None:
        form.tables[0].rows[row].cells[column].text = text

    return type_it


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (_typed(1, 0, "CG 17/1 DONE"), Answer(ActionStatus.DONE)),
        (_typed(1, 1, "Circulate the draft to all – DONE"), Answer(ActionStatus.DONE)),
        (_typed(1, 1, "I sent it"), Answer(unplaced="I sent it")),
        (_typed(1, 2, "31 March 2018"), Answer(None, "31 March 2018")),
        (_typed(1, 5, "Done"), Answer(ActionStatus.DONE)),
        (_typed(1, 5, "Circulate the draft to all: to 40 of 52"),
         Answer(None, None, "Circulate the draft to all: to 40 of 52")),
    ],
)  # fmt: skip
def test_what_is_typed_into_any_cell_of_a_row_is_read(tmp_path: Path, step: Fill, answer: Answer) -> None:
    (sheet,) = read(tmp_path, filled(step))
    assert said(sheet)[0] == ("CG 17/1", answer)


def test_a_row_whose_reference_is_gone_is_named_with_what_stands_there(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, filled(fill, _typed(1, 0, "the first")))
    assert said(sheet) == (LATER,)
    assert sheet.left_out == ("A row without a reference was left out: the first, Done 3/12, sent.",)


def test_what_is_typed_beside_the_table_or_into_comments_is_named(tmp_path: Path) -> None:
    def beside(form: Any) -> None:
        form.paragraphs[0].insert_paragraph_before("I am away until March")
        form.add_paragraph("CG 17/2: extended to 31 March")
        form.add_comment(form.tables[0].rows[1].cells[3].paragraphs[0].add_run(" "), text="Done", author="A")

    (sheet,) = read(tmp_path, filled(fill, beside))
    assert said(sheet) == (DONE, LATER, ("CG 17/2", Answer(None, "31 March")))
    assert sheet.left_out == (
        "Not taken as an answer: “I am away until March”.",
        "A comment beside it was not read.",
    )


def _mail(text: str, *forms: bytes, subject: str = "RE: Actions", html: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@example.org>"
    message["Date"] = "Fri, 05 Jan 2018 23:30:00 +0000"
    message["Subject"] = subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for form in forms:
        message.add_attachment(form, "application", "octet-stream", filename="Reply form.docx")
    return message.as_bytes(policy=email.policy.SMTP)


def test_a_form_may_come_attached_and_bears_its_senders_name_and_day(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, _mail("Here you are", filled(fill)), "reply.eml")
    assert said(sheet) == (DONE, LATER)
    assert (sheet.code, sheet.sender, sheet.address) == (CODE, "Ann Lee", "ann@example.org")
    assert sheet.on == date(2018, 1, 5)
    assert sheet.left_out == ("Not taken as an answer: “Here you are”.",)


def test_two_forms_and_a_line_in_one_message_are_all_read(tmp_path: Path) -> None:
    content = _mail("CG 17/5: done", filled(fill), filled(fill, _delete_a_row))
    (sheet,) = read(tmp_path, content, "reply.eml")
    assert said(sheet) == (DONE, LATER, DONE, ("CG 17/5", Answer(ActionStatus.DONE)))
    assert sheet.code == CODE


def test_a_form_that_lost_its_code_is_known_by_the_message_it_came_with(tmp_path: Path) -> None:
    form = filled(fill, _lose_the_subject, _lose_the_line)
    (sheet,) = read(tmp_path, _mail("", form, subject=f"RE: [{CODE}]"), "reply.eml")
    assert (said(sheet), sheet.code) == ((DONE, LATER), CODE)


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
QUOTED = """Hello

CG 17/1 done
- CG 17/2: extended to 31 January – waiting for figures
from the county
cg17/3 in progress

Thanks
Ann

> CG 17/4 done
{quote}
CG 17/5 done
"""


@pytest.mark.parametrize(
    "quote",
    [
        "-----Original Message-----",
        "From: Clerk <clerk@example.org>",
        "From: The Clerk\nSent: 4 December 2017 09:00",
        "On 4 December 2017 at 09:00, The Clerk wrote:",
        "________________________________",
    ],
)
def test_lines_of_a_message_are_read_and_what_it_quotes_is_not(tmp_path: Path, quote: str) -> None:
    content = _mail(QUOTED.replace("{quote}", quote), subject=f"RE: Your actions [{CODE.lower()}]")
    (sheet,) = read(tmp_path, content, "reply.eml")
    assert sheet.code == CODE
    assert said(sheet) == (
        ("CG 17/1", Answer(ActionStatus.DONE)),
        ("CG 17/2", Answer(None, "31 January", "waiting for figures from the county")),
        ("cg 17/3", Answer(ActionStatus.IN_PROGRESS)),
    )
    assert sheet.left_out == ("What a message that is quoted in it says of CG 17/5 was not read.",)


def test_a_message_that_is_only_html_is_read_too(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ann@example.org", "RE: Actions"
    message.set_content("<div>CG 17/1 <b>done</b></div><div>CG&nbsp;17/2 yes</div>", subtype="html")
    (sheet,) = read(tmp_path, message.as_bytes(), "reply.eml")
    assert [answer.status for _, answer in said(sheet)] == [ActionStatus.DONE, ActionStatus.DONE]


def test_plain_text_will_do_and_so_will_several_actions_in_a_line(tmp_path: Path) -> None:
    text = b"CG 17/1, CG 17/2 and CG 17/3: done\r\nDone: CG 17/4\r\nI rang about CG 17/5 today."
    (sheet,) = read(tmp_path, text, "reply.txt")
    assert [told.ref for told in sheet.answers] == ["CG 17/1", "CG 17/2", "CG 17/3", "CG 17/4"]
    assert {answer.status for _, answer in said(sheet)} == {ActionStatus.DONE}
    assert sheet.left_out == ("Not taken as an answer: “I rang about CG 17/5 today.”.",)


def test_a_draft_that_nobody_answered_says_nothing(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, chaser_message(SHEET, TODAY, UNTIL, NOW), "Ann Lee.eml")
    assert said(sheet) == (("CG 17/1", NOTHING), ("CG 17/2", NOTHING)) * 2
    assert (sheet.code, sheet.left_out) == (CODE, ())


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "reply.msg", "as Outlook keeps it"),
        (b"Dear all\nthank you", "reply.txt", "holds no answer"),
        (b"", "reply.txt", "holds no answer"),
        (b"PK\x03\x04", "reply.docx", "reply.docx"),
        (b"\0\1\2", "reply.bin", "not a text file"),
        (b"{\\rtf1 CG 17/1 done}", "reply.rtf", "reply.rtf is a rich text"),
        (b"%PDF-1.7 CG 17/1 done", "reply.pdf", "reply.pdf is a PDF"),
        (OLD_WORD, "reply.doc", "reply.doc is an old Word"),
        (b"I am away until March", "reply.txt", "Not taken as an answer: “I am away until March”"),
    ],
)
def test_what_holds_no_answer_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        read(tmp_path, content, name)


def test_a_form_is_no_note(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(filled(fill))
    with pytest.raises(UserError, match="is a reply form that was sent from here"):
        read_word_note(path)


def written(tmp_path: Path, name: str) -> Path:
    """Write what goes out from here of a meeting that speaks of an action, as a file of this name."""
    audience = Audience.RESTRICTED
    lists = {"as_of": ON, "audience": audience, "now": NOW}
    rows, path = [owed.row for owed in SHEET.owed], tmp_path / name
    meeting = MeetingSheet(
        key="CG/2018-01-08",
        group_code="CG",
        group_name="Co-ordination Group",
        partnership="",
        heading="Key points discussed at CG – 8 January 2018",
        state=MeetingState.DRAFT,
        note=NoteSheet(
            group="CG",
            on=date(2018, 1, 8),
            items=(ItemSheet("Prevent", points=(PointSheet("CG 17/1 Ring Bo: done"),)),),
            marking="OFFICIAL",
        ),
    )
    if name.startswith("log"):
        write_action_log(rows, path, scope=LogScope(), **lists)  # type: ignore[arg-type]
    elif name.startswith("many"):
        write_compendium([meeting, meeting], path, title="", audience=audience, now=NOW)
    else:
        write_note(meeting, path, audience=audience, now=NOW)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "note.docx",
        "note.html",
        "note.md",
        "note.txt",
        "many.docx",
        "many.html",
        "many.md",
        "log.docx",
        "log.csv",
    ],
)
def test_what_went_out_from_here_is_no_reply(tmp_path: Path, name: str) -> None:
    what = "list of the partnership's actions" if name.startswith("log") else "note of the partnership"
    with pytest.raises(UserError, match=f"^{name} is a {what}, not a reply"):
        read_replies(written(tmp_path, name), ON)


def test_an_answer_above_a_note_that_is_quoted_is_read(tmp_path: Path) -> None:
    quoted = b"CG 17/1 done\n\nKey points discussed at CG\nStatus as at 8 January 2018."
    assert [sheet.answers[0].how for sheet in read(tmp_path, quoted, "reply.txt")] == ["done"]
