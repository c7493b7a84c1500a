"""Circulating from the terminal: drafts, checks, what went out, invitations and agendas."""

import email
import email.policy
import io
import zipfile
from pathlib import Path

import docx
import pytest
from icalendar import Calendar

from tests.cli.conftest import Terminal

NOTE = """Group: Coordination Group
Date: 15 November 2017
Present: Ann Lee (chair), Ben Okafor

# Domestic Abuse
Action: @Ann Lee to circulate the draft report by 31 Jan
Restricted: the family in Didcot
Action: the protocol would be reviewed
"""


@pytest.fixture
def noted(run: Terminal, tmp_path: Path) -> Terminal:
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    run("groups", "add", "Co-ordination Group", "--code", "CG")
    run("people", "add", "Ann Lee", "--email", "ann@example.org", "--organisation", "Thames Valley Police")
    run("people", "add", "Ben Okafor", "--email", "ben@example.org")
    assert run("record", "note.txt").code == 0
    return run


def message(path: Path) -> email.message.EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)  # type: ignore[return-value]


def test_each_reader_gets_a_draft_with_their_own_actions_and_the_files(
    noted: Terminal, tmp_path: Path
) -> None:
    said = noted("circulate", "CG/2017-11-15", "--to", "drafts")
    assert (said.code, said.out.splitlines()) == (0, ["drafts/Ann Lee.eml", "drafts/Ben Okafor.eml"])
    assert "1 restricted point left out: item 1." in said.err
    assert "Action CG 17/2 has no due date." in said.err
    ann, ben = (message(tmp_path / "drafts" / f"{name}.eml") for name in ("Ann Lee", "Ben Okafor"))
    assert [part.get_filename() for part in ann.iter_attachments()] == [
        "CG 2017-11-15 key points.docx",
        "CG 2017-11-15 key points.pdf",
    ]
    assert "1. CG 17/1: Circulate the draft report" in ann.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "CG 17/1" not in ben.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert noted("meetings", "show", "CG/2017-11-15", "--json").json["state"] == "circulated"
    (row,) = noted("circulations", "CG/2017-11-15", "--json").json
    assert (row["number"], row["audience"], row["approved"]) == (1, "public", False)
    assert [each["standing"] for each in row["recipients"]] == ["was there", "was there"]
    word = next(ann.iter_attachments()).get_payload(decode=True)
    with zipfile.ZipFile(io.BytesIO(word)) as package:  # type: ignore[arg-type]
        assert row["code"].replace("-", "_") in package.read("word/document.xml").decode()


def test_what_is_said_of_several_lines_is_said_once_and_where_to_find_them(
    noted: Terminal, tmp_path: Path
) -> None:
    lines = "\n".join(f"Restricted: family {number}" for number in range(4))
    (tmp_path / "note.txt").write_text(f"{NOTE}{lines}\n", "utf-8")
    assert noted("record", "note.txt").code == 0
    said = noted("circulate", "CG/2017-11-15", "--dry-run", "--audience", "members").err.splitlines()
    unreasoned = [line for line in said if "restricted line has no reason" in line]
    assert unreasoned == [
        "5 times: A restricted line has no reason and no day on which it is looked at again."
    ]
    assert said[-1] == "Where each stands: sop-minutes check-note CG/2017-11-15 --audience members"
    named = noted("check-note", "CG/2017-11-15", "--audience", "members").out
    assert "— family 3" in named


def test_a_dry_run_writes_and_keeps_nothing(noted: Terminal, tmp_path: Path) -> None:
    said = noted("circulate", "CG/2017-11-15", "--to", "drafts", "--dry-run")
    assert said.out.splitlines() == [
        "Ann Lee <ann@example.org>: was there; own actions: CG 17/1",
        "Ben Okafor <ben@example.org>: was there",
    ]
    assert not (tmp_path / "drafts").exists()
    assert noted("circulations", "CG/2017-11-15").out == "That note has not gone out yet.\n"
    told = noted("circulate", "CG/2017-11-15", "--dry-run", "--json").json
    assert [(each["name"], each["actions"]) for each in told["recipients"]] == [
        ("Ann Lee", ["CG 17/1"]),
        ("Ben Okafor", []),
    ]
    assert told["left_out"][0]["item"] == 1
    assert told["since"] is None


def test_one_draft_goes_to_all_who_do_not_see_one_another(noted: Terminal, tmp_path: Path) -> None:
    said = noted(
        "circulate", "CG/2017-11-15", "--to", "d", "--no-own-actions", "--as", "html, .MD,txt",
        "--also", "press@example.org",
    )  # fmt: skip
    assert said.out == "d/CG 2017-11-15 key points.eml\n"
    held = message(tmp_path / "d" / "CG 2017-11-15 key points.eml")
    assert [each.addr_spec for each in held["Bcc"].addresses] == [
        "ann@example.org",
        "ben@example.org",
        "press@example.org",
    ]
    assert held["To"] is None
    assert [part.get_content_type() for part in held.iter_attachments()] == [
        "text/html",
        "text/markdown",
        "text/plain",
    ]


def test_what_changed_since_the_last_version_is_said(noted: Terminal, tmp_path: Path) -> None:
    assert noted("circulate", "CG/2017-11-15", "--to", "one").code == 0
    (tmp_path / "note.txt").write_text(NOTE.replace("would be", "is to be"), "utf-8")
    assert noted("record", "note.txt").code == 0
    said = noted("circulate", "CG/2017-11-15", "--to", "two")
    assert "1 action reworded." in said.err
    assert [row["number"] for row in noted("circulations", "CG/2017-11-15", "--json").json] == [1, 2]
    body = message(tmp_path / "two" / "Ann Lee.eml").get_body(("plain",))
    assert "It takes the place of the one sent on" in body.get_content()  # type: ignore[union-attr]


def test_undo_says_that_the_drafts_are_left_and_where(noted: Terminal, tmp_path: Path) -> None:
    noted("circulate", "CG/2017-11-15", "--to", "drafts")
    undone = noted("undo")
    assert undone.out == f"Taken back: Circulate CG/2017-11-15: 2 drafts in {tmp_path / 'drafts'}\n"
    assert undone.err.startswith("The drafts are still there, and may have been sent.")
    assert noted("undo").err == ""


def test_a_full_record_with_restricted_points_is_drafted_only_with_yes(
    noted: Terminal, tmp_path: Path
) -> None:
    noted("organisations", "add", "Cherwell DC")
    assert noted("seats", "add", "CG", "Ben Okafor", "--organisation", "Cherwell DC").code == 0
    record = ("circulate", "CG/2017-11-15", "--to", "d", "--audience", "record")
    said = noted(*record)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "The full record of CG/2017-11-15 holds 1 restricted point. The drafts would be to: Ben Okafor. "
        "Say --yes to write them.\n"
    )
    assert noted("circulations", "CG/2017-11-15", "--json").json == []
    assert noted(*record, "--dry-run").code == 0
    assert noted(*record, "--yes").out == "d/Ben Okafor.eml\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--to", "d", "--as", "exe"), "“exe” is no kind of file"),
        (("--to", "d", "--as", ","), "at least one kind of file"),
        ((), "Say where the drafts go"),
        (("--to", "d", "--also", "Nobody Known"), "Nobody is known as"),
        (
            ("--to", "d", "--audience", "members", "--also", "x@example.org"),
            "x@example.org neither fills one",
        ),
        (("--to", "d", "--audience", "record"), "Nobody gets this note"),
        (("--to", "note.txt"), "could not be saved"),
    ],
)
def test_what_stops_a_circulation_is_one_sentence(
    noted: Terminal, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = noted("circulate", "CG/2017-11-15", *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert not (tmp_path / "d").exists()
    assert noted("circulations", "CG/2017-11-15", "--json").json == []


def test_the_checks_say_what_to_look_at_and_where(noted: Terminal) -> None:
    rows = noted("check-note", "CG/2017-11-15", "--json").json
    assert {
        "kind": "due dates",
        "ok": False,
        "sentence": "Action CG 17/2 has no due date.",
        "record": "CG 17/2",
    } in rows
    assert rows[0]["ok"]
    said = noted("check-note", "CG/2017-11-15")
    assert "! Action CG 17/2 has no due date. — CG 17/2" in said.out
    assert "✓ Headings, language and title are set for screen readers." in said.out
    assert "— the family in Didcot" in noted("check-note", "CG/2017-11-15", "--audience", "record").out


def test_an_invitation_its_update_and_its_cancellation(noted: Terminal, tmp_path: Path) -> None:
    noted(
        "meetings",
        "add",
        "CG",
        "10 January 2018",
        "--tbc",
        "--time",
        "10am–12 noon",
        "--place",
        "County Hall",
    )

    def event(*more: str) -> Calendar:
        assert noted("invite", "CG/2018-01-10", "--to", "m.ics", *more).out == "m.ics\n"
        (found,) = Calendar.from_ical((tmp_path / "m.ics").read_bytes()).walk("VEVENT")
        return found

    first = event()
    assert (first["STATUS"], first["SEQUENCE"], str(first["LOCATION"])) == ("TENTATIVE", 0, "County Hall")
    noted("meetings", "confirm", "CG/2018-01-10")
    second = event()
    assert (second["STATUS"], second["SEQUENCE"], second["UID"]) == ("CONFIRMED", 1, first["UID"])
    last = event("--cancel")
    assert (last["STATUS"], last["SEQUENCE"]) == ("CANCELLED", 2)
    assert noted("invite", "CG/2018-01-10", "--to", "m.txt").code == 1


def test_an_invitation_holds_nobodys_address_and_says_who_is_to_get_it(
    noted: Terminal, tmp_path: Path
) -> None:
    noted("seats", "add", "CG", "Ann Lee", "--from", "1 January 2017")
    said = noted("invite", "CG/2017-11-15", "--to", "m.ics")
    assert "Send it to: Ann Lee <ann@example.org>" in said.err
    content = (tmp_path / "m.ics").read_bytes()
    assert b"METHOD:PUBLISH" in content
    assert not any(word in content for word in (b"ATTENDEE", b"mailto", b"Ann", b"example.org"))


def test_a_time_that_cannot_be_read_makes_it_a_whole_day(noted: Terminal, tmp_path: Path) -> None:
    said = noted("invite", "CG/2017-11-15", "--to", "m.ics")
    assert "as a whole day" in said.err
    assert b"DTSTART;VALUE=DATE:20171115" in (tmp_path / "m.ics").read_bytes()


def test_an_agenda_has_items_outstanding_actions_and_the_last_minutes(
    noted: Terminal, tmp_path: Path
) -> None:
    noted("meetings", "add", "CG", "10 January 2018", "--time", "10am")
    assert noted("agenda", "CG/2018-01-10", "--to", "a.docx").out == "a.docx\n"
    document = docx.Document(str(tmp_path / "a.docx"))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "Agenda of Co-ordination Group – 10 January 2018" in text
    assert "Didcot" not in text
    assert "Action CG 17/1: Ann Lee to circulate" in text
    assert [row.cells[0].text for row in document.tables[0].rows] == ["Ref", "CG 17/1", "CG 17/2"]
    assert noted("agenda", "CG/2018-01-10", "--to", "a.pdf").code == 0
    assert noted("agenda", "CG/2018-01-10", "--to", "a.txt").code == 1


def test_who_is_published_by_their_role_is_asked_about(noted: Terminal) -> None:
    assert noted("people", "edit", "Ann Lee", "--as-role").code == 0
    rows = noted("check-note", "CG/2017-11-15", "--json").json
    assert [row["ok"] for row in rows if row["kind"] == "names"] == [False]
    assert noted("people", "edit", "Ann Lee", "--by-name").code == 0
    rows = noted("check-note", "CG/2017-11-15", "--json").json
    assert [row["ok"] for row in rows if row["kind"] == "names"] == [True]
    assert noted("groups", "handling", "CG", "For partners only").out == "For partners only\n"
