"""E-mails that carry a note: who gets one, what is in it, and what stops it."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import cast

import pytest

from sop_minutes.commands.organisations import add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.circulating import NoteOut, RecipientRow
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.export.circulation import build_drafts, build_files
from sop_minutes.export.note import NOTE_SUFFIXES
from sop_minutes.queries.circulating import note_to_circulate
from tests.conftest import Partnership

NOW = datetime(2017, 11, 20, 9, tzinfo=UTC)
NOTE = """Present: Bo Ray
# Prevent
Public point
Action: @Ann Lee to ring <the> school & [ask](https://example.org/a) by 1 December
Members: Action: @Ann Lee to write to members
Restricted: Action: @Ann Lee to ring the family in Didcot
Restricted: detail of the review under way in South and Vale
"""


@pytest.fixture
def noted(partnership: Partnership) -> Partnership:
    return partnership.filled(_note)


def _note(partnership: Partnership) -> None:
    ann, _ = (
        partnership.database.do("Add", add_person, name, email=f"{name[:2].strip().lower()}@example.org")
        for name in ("Ann Lee", "Bo Ray")
    )
    seat_id = partnership.database.do("Seat", add_seat, group_id=partnership.group_id, role="chair")
    partnership.database.do("Fill", fill_seat, seat_id, person_id=ann)
    partnership.record(NOTE)


def out(p: Partnership, audience: Audience = Audience.PUBLIC) -> NoteOut:
    return p.database.read(note_to_circulate, 1, audience, on=date(2017, 11, 20))


def drafts(
    note: NoteOut, *, own_actions: bool = True, suffixes: tuple[str, ...] = (".docx",), sender: str = ""
) -> dict[str, bytes]:
    files = build_files(note, suffixes, code="C-K7QM-3XWP", now=NOW)
    return build_drafts(note, files, own_actions=own_actions, now=NOW, sender=sender)


def read(content: bytes) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(content, policy=email.policy.default))


def part(content: bytes, kind: str) -> str:
    body = read(content).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_draft_begins_with_ones_own_actions_and_says_what_is_attached(noted: Partnership) -> None:
    plain = part(drafts(out(noted))["Ann Lee.eml"], "plain").splitlines()
    assert plain == [
        "Dear Ann Lee",
        "",
        "Your actions from this meeting:",
        "1. CG 17/1: Ring <the> school & ask",
        "   Due: 1 December 2017",
        "",
        "The public note of the Co-ordination Group meeting on 15 November 2017 is attached.",
        "It is a draft until it is approved. Please send corrections back in the Word file, with tracked "
        "changes, or in a reply.",
    ]


def test_the_e_mails_close_with_the_name_of_who_sends_them_where_that_is_known(noted: Partnership) -> None:
    message = drafts(out(noted), sender="Jo <Clerk>")["Bo Ray.eml"]
    assert part(message, "plain").splitlines()[-3:] == ["", "Kind regards", "Jo <Clerk>"]
    assert "<p>Kind regards<br>Jo &lt;Clerk&gt;</p>" in part(message, "html")
    assert "Kind regards" not in part(drafts(out(noted))["Bo Ray.eml"], "plain")


def test_what_is_for_members_is_spoken_of_only_where_there_is_some(noted: Partnership) -> None:
    note = out(noted, Audience.MEMBERS)
    said = "What is marked “Members:” is not to be passed on."
    assert said in part(drafts(note)["Bo Ray.eml"], "plain")
    public = replace(note, sheet=out(noted).sheet)
    assert said not in part(drafts(public)["Bo Ray.eml"], "plain")


def test_a_group_whose_name_begins_so_is_given_no_second_article(noted: Partnership) -> None:
    note = out(noted)
    renamed = replace(note, plan=replace(note.plan, group="The Executive"))
    assert "note of the Executive meeting on" in part(drafts(renamed)["Bo Ray.eml"], "plain")


def test_who_has_no_action_gets_no_table(noted: Partnership) -> None:
    found = drafts(out(noted))
    assert "<table" in part(found["Ann Lee.eml"], "html")
    assert "Ring &lt;the&gt; school &amp; " in part(found["Ann Lee.eml"], "html")
    assert "<table" not in part(found["Bo Ray.eml"], "html")


@pytest.mark.parametrize(
    ("audience", "refs", "marking"),
    [
        (Audience.PUBLIC, ["CG 17/1"], ""),
        (Audience.MEMBERS, ["CG 17/1", "CG 17/2"], "OFFICIAL"),
        (Audience.RESTRICTED, ["CG 17/1", "CG 17/2", "CG 17/3"], "OFFICIAL-SENSITIVE"),
    ],
)
def test_own_actions_are_those_that_the_note_holds(
    noted: Partnership, audience: Audience, refs: list[str], marking: str
) -> None:
    plain = part(drafts(out(noted, audience))["Ann Lee.eml"], "plain")
    assert [f"CG 17/{n}" for n in (1, 2, 3) if f"CG 17/{n}" in plain] == refs
    assert plain.splitlines()[0] == (marking or "Dear Ann Lee")


def test_approved_minutes_are_said_to_be_so(noted: Partnership) -> None:
    note = out(noted)
    approved = replace(note, plan=replace(note.plan, state=MeetingState.APPROVED, approved=True))
    said = part(drafts(approved)["Bo Ray.eml"], "plain")
    assert "The minutes are approved." in said
    assert "draft" not in said


@pytest.mark.parametrize("audience", Audience)
def test_all_kinds_of_files_go_out_whoever_they_are_for(noted: Partnership, audience: Audience) -> None:
    found = drafts(out(noted, audience), suffixes=NOTE_SUFFIXES)
    names = [str(each.get_filename()) for each in read(found["Ann Lee.eml"]).iter_attachments()]
    assert [f".{name.rpartition('.')[2]}" for name in names] == list(NOTE_SUFFIXES)
    assert len({name.rpartition(".")[0] for name in names}) == 1


def test_one_who_may_not_have_it_stops_all_whoever_chose_them(noted: Partnership) -> None:
    note = out(noted, Audience.MEMBERS)
    stranger = RecipientRow("Cy Dunn", "cy@example.org", "in copy")
    widened = replace(note, plan=replace(note.plan, recipients=(*note.plan.recipients, stranger)))
    for own_actions in (True, False):
        with pytest.raises(UserError, match="Cy Dunn may not be sent the members’ note of Co"):
            drafts(widened, own_actions=own_actions)


def test_an_action_that_the_note_may_not_hold_stops_all(noted: Partnership) -> None:
    note, full = out(noted), out(noted, Audience.RESTRICTED)
    first, *others = note.plan.recipients
    told = replace(first, refs=("CG 17/1", "CG 17/3"))
    leaking = replace(note, owed=full.owed, plan=replace(note.plan, recipients=(told, *others)))
    with pytest.raises(UserError, match=r"draft to Ann Lee would have held .* \(action CG 17/3\)"):
        drafts(leaking)


def test_a_withheld_text_in_a_file_of_another_stops_all(noted: Partnership) -> None:
    note, full = out(noted), out(noted, Audience.RESTRICTED)
    files = build_files(full, (".docx",), code="C-1", now=NOW)
    for own_actions in (True, False):
        with pytest.raises(UserError, match=r"draft to (Ann Lee|all) would have held a restricted line"):
            build_drafts(note, files, own_actions=own_actions, now=NOW)


@pytest.mark.parametrize(
    "words",
    ["attachment", "Prevent", "draft", "Ann Lee", "text/html", "utf-8", "CG 17/1", "Due", "ring",
     "15 November", "Co-ordination Group", "example.org", "Ref", "Word", "Key points"],
)  # fmt: skip
def test_what_is_the_notes_own_or_every_drafts_is_no_leak(noted: Partnership, words: str) -> None:
    note = replace(out(noted), withheld=(words,))
    files = build_files(note, NOTE_SUFFIXES, code="C-K7QM-3XWP", now=NOW)
    for own_actions in (True, False):
        assert build_drafts(note, files, own_actions=own_actions, now=NOW)
