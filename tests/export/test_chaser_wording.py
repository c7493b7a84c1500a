"""What a chaser says besides the actions: who asks, for whom, by when, and where the answer goes."""

import io
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import docx
from icalendar import Calendar
from lxml import html
from test_chasers import SHEET, attached, part, row, written

from sop_minutes.domain.chasing import Owed, Sender


def test_what_is_overdue_stands_in_the_calendar_on_the_day_an_answer_is_asked_for(tmp_path: Path) -> None:
    message = written(tmp_path)
    (event,) = Calendar.from_ical(attached(message)["CG-17-1.ics"]).walk("VEVENT")
    assert event["DTSTART"].dt == SHEET.answer_by
    assert event["SUMMARY"] == "Overdue: CG 17/1: Circulate the draft to all"
    assert event["DESCRIPTION"].startswith("Due: 1 December 2017\n")
    said = "what is overdue is entered on the day by which you are asked to answer."
    assert said in " ".join(part(message, "plain").split())
    in_time = replace(SHEET, owed=SHEET.owed[1:])
    assert "what is overdue" not in part(written(tmp_path / "b", in_time), "plain")


def test_a_draft_says_by_when_an_answer_is_wanted_and_who_asks(tmp_path: Path) -> None:
    plain = part(written(tmp_path), "plain")
    assert "How do they stand? Please answer by Monday 11 December 2017." in " ".join(plain.split())
    assert "Kind regards\r\n\r\nReply form" in plain or "Kind regards\n\nReply form" in plain
    sheet = replace(SHEET, sender=Sender("Zoë <Hale>", "zoe@example.org"))
    message = written(tmp_path / "b", sheet)
    assert part(message, "plain").splitlines()[-4:-2] == ["Kind regards", "Zoë <Hale>"]
    assert "Zoë <Hale>" in html.document_fromstring(part(message, "html")).text_content()


def _form(message: EmailMessage) -> str:
    form = docx.Document(io.BytesIO(attached(message)["Reply form.docx"]))
    return "\n".join(paragraph.text for paragraph in form.paragraphs)


def test_a_form_says_where_it_is_wanted_back_and_by_when(tmp_path: Path) -> None:
    back = "Please save the form and send it back"
    assert f"{back} in answer to the e-mail it came with, by Monday 11" in _form(written(tmp_path))
    known = replace(SHEET, sender=Sender("Zoë Hale", "zoe@example.org"))
    assert f"{back} to Zoë Hale (zoe@example.org), by" in _form(written(tmp_path / "b", known))
    nowhere = replace(SHEET, sender=Sender("Zoë Hale"))
    assert f"{back} to Zoë Hale, by" in _form(written(tmp_path / "c", nowhere))


def test_who_owns_an_action_besides_and_for_whom_one_is_asked_is_said(tmp_path: Path) -> None:
    shared = row(1, "ring", date(2017, 12, 1))._replace(owners=("Chair", "Police", "Bo <Ray>"))
    owed = Owed(shared).with_part(1, "Chair", is_body=False).with_part(2, "Police", is_body=True)
    message = written(tmp_path, replace(SHEET, owed=(owed,)))
    lines = part(message, "plain").splitlines()
    assert lines[lines.index("   You are asked on behalf of Police and as Chair") + 1] == (
        "   Owned with Bo <Ray>"
    )
    shown = html.document_fromstring(part(message, "html")).text_content()
    assert "You are asked on behalf of Police and as Chair" in shown
    assert "Owned with Bo <Ray>" in shown
    alone = Owed(shared._replace(owners=(SHEET.name,))).with_part(1, SHEET.name, is_body=False)
    plain = part(written(tmp_path / "b", replace(SHEET, owed=(alone,))), "plain")
    assert "Owned with" not in plain
    assert "You are asked" not in plain
