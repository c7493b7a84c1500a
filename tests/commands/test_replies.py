"""Answers wait for the secretary; what she takes becomes an update, and everything can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sop_minutes.commands.actions import assign_action, cancel_action, close_action, reopen_action
from sop_minutes.commands.chasing import record_chasers
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.replies import (
    Landed,
    accept_proposal,
    edit_proposal,
    import_reply,
    reject_proposal,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.domain.words import ActionStatus, Audience, ProposalState
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.action_life import action_life
from sop_minutes.queries.chasing import to_chase
from sop_minutes.queries.life_story import life_story
from sop_minutes.queries.replies import ProposalRow, list_proposals
from tests.conftest import Partnership

ON = date(2017, 12, 6)
NOTE = (
    "Present: Ann Lee, Bo Ray\n# Prevent\nAction: @Ann Lee to ring by 1 December\n"
    "Action: @Ann Lee @Bo Ray to write by 2 December\nAction: @Bo Ray to wait by 3 December\n"
    "Members: Action: @Ann Lee to ask by 4 December"
)
CODE = "R-AAAA-AAAA"


@pytest.fixture
def asked(partnership: Partnership) -> Partnership:
    """A partnership in which Ann Lee and Bo Ray were chased."""
    for name in ("Ann Lee", "Bo Ray"):
        partnership.database.do("Add", add_person, name, email=f"{name[0]}@example.org")
    partnership.record(NOTE)
    found = partnership.database.read(to_chase, date(2017, 12, 4), within=0).sheets
    sheets = [replace(sheet, code=f"R-AAAA-AAA{sheet.name[0]}") for sheet in found]
    at = datetime(2017, 12, 4, 9, tzinfo=UTC)
    partnership.database.do("Chase", record_chasers, sheets, at=at)
    return partnership


def answer(partnership: Partnership, *said: tuple[str, str], code: str = CODE, **how: object) -> Landed:
    answers = tuple(Told(ref, words) for ref, words in said)
    reply = ReplySheet(answers, code, **how)  # type: ignore[arg-type]
    return partnership.database.do("Import replies", import_reply, reply, received_on=ON)


def accept(partnership: Partnership, landed: Landed) -> None:
    for proposal_id in landed.proposal_ids:
        partnership.database.do("Accept answer", accept_proposal, proposal_id)


def waiting(partnership: Partnership) -> tuple[ProposalRow, ...]:
    return partnership.database.read(list_proposals)


def notes(partnership: Partnership, ref: str) -> list[str]:
    history = partnership.database.read(action_history, partnership.action(ref).id)
    return [update.note for update in history]


def test_an_answer_waits_and_the_action_is_as_it_was(asked: Partnership) -> None:
    landed = answer(asked, ("CG 17/1", "done – rang on Monday"))
    assert landed.sentences == ()
    (row,) = waiting(asked)
    assert (row.ref, row.status, row.note, row.from_name, row.received_on, row.asked) == (
        "CG 17/1", ActionStatus.DONE, "rang on Monday", "Ann Lee", ON, True,
    )  # fmt: skip
    assert asked.action("CG 17/1").status is ActionStatus.OPEN


def test_one_that_is_accepted_closes_the_action_and_says_whose_answer_it_was(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/1", "Done 5/12 – rang")))
    row = asked.action("CG 17/1")
    assert (row.status, row.done_on) == (ActionStatus.DONE, date(2017, 12, 5))
    (update,) = asked.database.read(action_history, row.id)
    assert (update.on, update.note) == (ON, "Done 5/12 – rang (reply from Ann Lee)")
    assert waiting(asked) == ()
    assert asked.database.undo() == ("Accept answer", "")
    assert asked.action("CG 17/1").status is ActionStatus.OPEN
    assert len(waiting(asked)) == 1


@pytest.mark.parametrize("said", ["Done 3/5", "Done last month", "Done 8 December"])
def test_where_the_day_it_was_done_is_not_clear_that_is_said_and_it_can_be_given(
    asked: Partnership, said: str
) -> None:
    landed = answer(asked, ("CG 17/1", said))
    unclear = said.removeprefix("Done ")
    assert landed.sentences == (
        f"CG 17/1: “{unclear}” is no day on which it can have been done; it counts as done on "
        "6 December 2017, unless you give the day when you accept it.",
    )
    asked.database.do("Accept answer", accept_proposal, landed.proposal_ids[0], done_on=date(2017, 11, 30))
    assert asked.action("CG 17/1").done_on == date(2017, 11, 30)


@pytest.mark.parametrize(
    ("said", "day"), [("done last Friday", date(2017, 12, 1)), ("done yesterday", date(2017, 12, 5))]
)
def test_a_day_is_counted_from_that_on_which_the_reply_was_written(
    asked: Partnership, said: str, day: date
) -> None:
    reply = ReplySheet((Told("CG 17/1", said),), CODE, "Ann Lee", on=ON)
    landed = asked.database.do("Import", import_reply, reply, received_on=date(2017, 12, 20))
    assert landed.sentences == ()
    accept(asked, landed)
    assert asked.action("CG 17/1").done_on == day


def test_the_day_can_be_set_before_it_is_taken(asked: Partnership) -> None:
    (proposal_id,) = answer(asked, ("CG 17/1", "done – rang")).proposal_ids
    how = {"status": ActionStatus.DONE, "due": None, "note": "rang", "done_on": date(2017, 12, 1)}
    asked.database.do("Edit", edit_proposal, proposal_id, **how)  # type: ignore[arg-type]
    asked.database.do("Accept answer", accept_proposal, proposal_id)
    assert asked.action("CG 17/1").done_on == date(2017, 12, 1)
    assert notes(asked, "CG 17/1") == ["Done 1 December 2017 – rang (reply from Ann Lee)"]


def test_a_new_date_is_read_against_the_day_the_answer_came(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/1", "extended to 31 January – waiting for figures")))
    row = asked.action("CG 17/1")
    assert (row.due.on, row.status) == (date(2018, 1, 31), ActionStatus.OPEN)
    assert row.last_note == "waiting for figures (reply from Ann Lee)"


def test_a_date_that_cannot_be_read_waits_until_it_is_mended(asked: Partnership) -> None:
    (proposal_id,) = answer(asked, ("CG 17/1", "in progress")).proposal_ids
    edit = asked.database.do
    edit("Edit", edit_proposal, proposal_id, status=ActionStatus.IN_PROGRESS, due="soon", note="")
    with pytest.raises(UserError, match="“soon” is not a date"):
        asked.database.do("Accept answer", accept_proposal, proposal_id)
    edit("Edit", edit_proposal, proposal_id, status=ActionStatus.IN_PROGRESS, due="mid-January", note="ok")
    asked.database.do("Accept answer", accept_proposal, proposal_id)
    row = asked.action("CG 17/1")
    assert (row.due.on, row.status) == (date(2018, 1, 15), ActionStatus.IN_PROGRESS)


def test_of_an_action_that_several_own_only_their_own_part_is_done(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/2", "done")))
    assert asked.action("CG 17/2").status is ActionStatus.OPEN
    assert notes(asked, "CG 17/2") == ["Ann Lee has done their part (reply from Ann Lee)"]
    accept(asked, answer(asked, ("CG 17/2", "yes"), code="R-AAAA-AAAB"))
    assert asked.action("CG 17/2").status is ActionStatus.DONE


def test_the_part_is_theirs_who_was_asked_though_somebody_else_sits_there_by_now(
    partnership: Partnership,
) -> None:
    do = partnership.database.do
    people = {
        name: do("Add", add_person, name, email=f"{name[0]}@example.org") for name in ("Bo Ray", "Cy Dunn")
    }
    police = do("Add", add_organisation, "Police")
    seat = do("Seat", add_seat, group_id=partnership.group_id, organisation_id=police)
    do("Fill", fill_seat, seat, person_id=people["Bo Ray"], until_on=date(2017, 12, 5))
    do("Fill", fill_seat, seat, person_id=people["Cy Dunn"], from_on=date(2017, 12, 6))
    partnership.record("Present: Ann Lee\n# Prevent\nAction: @Ann Lee @Police to ring by 1 December")
    (sheet,) = partnership.database.read(to_chase, date(2017, 12, 4)).sheets
    at = datetime(2017, 12, 12, 9, tzinfo=UTC)
    do("Chase", record_chasers, [replace(sheet, code=CODE)], at=at)
    accept(partnership, answer(partnership, ("CG 17/1", "done")))
    assert partnership.action("CG 17/1").status is ActionStatus.OPEN
    assert notes(partnership, "CG 17/1") == ["Police has done their part (reply from Bo Ray)"]


def test_who_owns_an_action_twice_has_done_both_their_parts(partnership: Partnership) -> None:
    do = partnership.database.do
    ann = do("Add", add_person, "Ann Lee", email="a@example.org")
    police = do("Add", add_organisation, "Police")
    seat = do("Seat", add_seat, group_id=partnership.group_id, organisation_id=police)
    do("Fill", fill_seat, seat, person_id=ann)
    partnership.record("Present: Ann Lee\n# Prevent\nAction: @Ann Lee @Police to ring by 1 December")
    (sheet,) = partnership.database.read(to_chase, date(2017, 12, 4)).sheets
    at = datetime(2017, 12, 4, 9, tzinfo=UTC)
    do("Chase", record_chasers, [replace(sheet, code=CODE)], at=at)
    accept(partnership, answer(partnership, ("CG 17/1", "done")))
    assert partnership.action("CG 17/1").status is ActionStatus.DONE


@pytest.mark.parametrize("owners", [["Bo Ray", "Cy Dunn"], ["Bo Ray"]])
def test_done_by_who_owns_it_no_more_closes_nobody_elses_part(asked: Partnership, owners: list[str]) -> None:
    asked.database.do("Assign", assign_action, asked.action("CG 17/2").id, owners=owners)
    (proposal_id,) = answer(asked, ("CG 17/2", "done")).proposal_ids
    with pytest.raises(UserError, match=f"CG 17/2 is owed by {' and '.join(owners)}: say whose part is done"):
        asked.database.do("Accept answer", accept_proposal, proposal_id)
    assert asked.action("CG 17/2").status is ActionStatus.OPEN
    asked.database.do("Accept answer", accept_proposal, proposal_id, part="bo ray")
    done = asked.action("CG 17/2").status is ActionStatus.DONE
    assert done is (owners == ["Bo Ray"])


def test_an_owner_who_stays_is_still_the_one_who_was_asked(asked: Partnership) -> None:
    asked.database.do("Assign", assign_action, asked.action("CG 17/2").id, owners=["Cy Dunn", "Ann Lee"])
    accept(asked, answer(asked, ("CG 17/2", "done")))
    assert asked.action("CG 17/2").status is ActionStatus.OPEN
    assert notes(asked, "CG 17/2") == ["Ann Lee has done their part (reply from Ann Lee)"]


def test_what_one_owner_says_leaves_the_part_that_another_has_done(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/2", "done")))
    accept(asked, answer(asked, ("CG 17/2", "in progress"), code="R-AAAA-AAAB"))
    accept(asked, answer(asked, ("CG 17/2", "done"), code="R-AAAA-AAAB"))
    assert asked.action("CG 17/2").status is ActionStatus.DONE


def test_on_no_form_that_is_known_the_part_is_theirs_who_answers(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/2", "done"), code="", sender="Bo Ray"))
    assert asked.action("CG 17/2").status is ActionStatus.OPEN
    (proposal_id,) = answer(asked, ("CG 17/2", "done"), code="", sender="Di Fox").proposal_ids
    with pytest.raises(UserError, match="owed by Ann Lee and Bo Ray: say whose part"):
        asked.database.do("Accept answer", accept_proposal, proposal_id)


def test_several_answers_on_one_action_stand_side_by_side(asked: Partnership) -> None:
    answer(asked, ("CG 17/2", "done"))
    answer(asked, ("CG 17/2", "not started"), code="R-AAAA-AAAB")
    assert [(row.from_name, row.status) for row in waiting(asked)] == [
        ("Ann Lee", ActionStatus.DONE),
        ("Bo Ray", ActionStatus.OPEN),
    ]


def test_one_that_is_rejected_changes_nothing_and_is_not_decided_twice(asked: Partnership) -> None:
    (proposal_id,) = answer(asked, ("CG 17/1", "done")).proposal_ids
    asked.database.do("Reject answer", reject_proposal, proposal_id)
    assert waiting(asked) == ()
    assert asked.action("CG 17/1").status is ActionStatus.OPEN
    with pytest.raises(UserError, match="was rejected already"):
        asked.database.do("Accept answer", accept_proposal, proposal_id)
    asked.database.undo()
    assert len(waiting(asked)) == 1


def test_the_same_answer_is_not_kept_twice_not_even_a_rejected_one(asked: Partnership) -> None:
    (proposal_id,) = answer(asked, ("CG 17/1", "done"), ("CG 17/1", "done")).proposal_ids
    assert answer(asked, ("CG 17/1", "done")) == Landed((), ("CG 17/1: the same answer came before.",))
    asked.database.do("Reject answer", reject_proposal, proposal_id)
    assert answer(asked, ("CG 17/1", "done")).proposal_ids == ()
    assert len(answer(asked, ("CG 17/1", "done 5/12")).proposal_ids) == 1


def test_the_same_words_later_are_another_answer(asked: Partnership) -> None:
    said = ("in progress", "done", "in progress", "in progress")
    assert [len(answer(asked, ("CG 17/1", words)).proposal_ids) for words in said] == [1, 1, 1, 0]
    accept(asked, answer(asked, ("CG 17/3", "done"), code="", sender="Bo Ray"))
    asked.database.do("Reopen", reopen_action, asked.action("CG 17/3").id, on=ON)
    reply = ReplySheet((Told("CG 17/3", "done"),), "", "Bo Ray")
    landed = asked.database.do("Import", import_reply, reply, received_on=date(2018, 2, 1))
    assert len(landed.proposal_ids) == 1


@pytest.mark.parametrize(
    ("bears", "taken"),
    [
        (date(2099, 12, 8), ON),
        (date(1970, 1, 1), date(2017, 12, 4)),
        (date(2017, 12, 5), date(2017, 12, 5)),
    ],
)
def test_a_message_is_of_no_day_before_it_was_asked_for_nor_after_it_came(
    asked: Partnership, bears: date, taken: date
) -> None:
    reply = ReplySheet((Told("CG 17/1", "done"),), CODE, "Ann Lee", on=bears)
    landed = asked.database.do("Import", import_reply, reply, received_on=ON)
    accept(asked, landed)
    assert asked.action("CG 17/1").done_on == taken
    assert (landed.sentences == ()) is (bears == taken)


def test_without_a_form_a_message_is_of_no_day_before_the_action(asked: Partnership) -> None:
    reply = ReplySheet((Told("CG 17/1", "done"),), "", "Ann Lee", on=date(1970, 1, 1))
    accept(asked, asked.database.do("Import", import_reply, reply, received_on=ON))
    assert asked.action("CG 17/1").done_on == asked.action("CG 17/1").raised_on


@pytest.mark.parametrize("said", ["Done: 5 December", "done on the 5th of December", "Done, 2017-12-05"])
def test_the_day_named_is_the_day_it_was_done(asked: Partnership, said: str) -> None:
    accept(asked, answer(asked, ("CG 17/1", said)))
    assert asked.action("CG 17/1").done_on == date(2017, 12, 5)


def test_a_new_date_that_is_over_is_warned_of(asked: Partnership) -> None:
    reply = ReplySheet((Told("CG 17/1", new_date="1 December 2016"),), CODE)
    landed = asked.database.do("Import", import_reply, reply, received_on=ON)
    assert landed.sentences == ("CG 17/1: the new date, 1 December 2016, is over already.",)
    assert len(landed.proposal_ids) == 1


def test_what_stands_in_place_of_the_action_is_named(asked: Partnership) -> None:
    landed = asked.database.do(
        "Import", import_reply, ReplySheet((Told("CG 17/1", action="Sing"),), CODE), received_on=ON
    )
    assert landed.sentences == (
        "CG 17/1: not taken as an answer, where the action stood: “Sing”.",
        "Nothing was said of CG 17/1.",
    )


def test_a_very_long_note_is_cut_and_that_is_said(asked: Partnership) -> None:
    landed = answer(asked, ("CG 17/1", "word " * 2_000))
    assert landed.sentences == ("CG 17/1: what is said is long; only its first 4000 letters are kept.",)
    assert len(waiting(asked)[0].note) == 3_999


def test_who_sends_an_answer_on_is_named(asked: Partnership) -> None:
    answer(asked, ("CG 17/1", "done"), sender="Ann Lee", address="A@example.org", via="Di Fox")
    answer(asked, ("CG 17/3", "done"), code="", sender="Bo Ray", via="Di Fox")
    assert [row.from_name for row in waiting(asked)] == [
        "Ann Lee, forwarded by Di Fox", "Bo Ray, forwarded by Di Fox",
    ]  # fmt: skip


@pytest.mark.parametrize("proposal_id", [0, -1, 77, 2**63, 10**30])
def test_a_number_that_is_no_answers_is_refused(asked: Partnership, proposal_id: int) -> None:
    with pytest.raises(UserError, match=f"There is no answer {proposal_id}."):
        asked.database.do("Accept answer", accept_proposal, proposal_id)


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        (
            "CG 17/5",
            "CG 17/5 was not in what Ann Lee was asked, who may not be told of it; "
            "what was said of it is left out: “done – rang”.",
        ),
        ("CG 17/99", "There is no action CG 17/99; what was said of it is left out: “done – rang”."),
    ],
)
def test_what_the_owner_may_not_know_of_is_left_out_with_its_words(
    asked: Partnership, ref: str, sentence: str
) -> None:
    asked.record(f"{NOTE}\nRestricted: Action: @Bo Ray to whisper by 3 December")
    landed = answer(asked, (ref, "done – rang"), ("CG 17/1", ""))
    assert landed == Landed((), (sentence, "Nothing was said of CG 17/1."))


@pytest.mark.parametrize("ref", ["CG 17/3", "17/3", "CG 17/5"])
def test_what_the_owner_was_not_asked_is_kept_as_that(asked: Partnership, ref: str) -> None:
    asked.record(f"{NOTE}\nMembers: Action: @Bo Ray to sing by 3 March")
    landed = answer(asked, (ref, "the money came through on Monday"), ("CG 17/1", "done"))
    told = f"CG {ref.removeprefix('CG ')} was not in what Ann Lee was asked; it is kept as not asked."
    assert landed.sentences == (told,)
    assert [(row.note, row.asked) for row in waiting(asked)] == [
        ("the money came through on Monday", False),
        ("", True),
    ]


def test_an_answer_on_no_form_that_is_known_is_kept_and_said_to_be_so(asked: Partnership) -> None:
    landed = answer(asked, ("CG 17/3", "done"), code="R-ZZZZ-ZZZZ", sender="Di Fox")
    assert "R-ZZZZ-ZZZZ is not known here" in landed.sentences[0]
    (row,) = waiting(asked)
    assert (row.from_name, row.asked) == ("Di Fox", False)
    accept(asked, landed)
    assert asked.action("CG 17/3").status is ActionStatus.DONE


def test_who_answers_for_another_is_named(asked: Partnership) -> None:
    answer(asked, ("CG 17/1", "done"), sender="Di Fox", address="di@example.org")
    answer(asked, ("CG 17/2", "done"), sender="Lee, Ann (TVP)", address="a@EXAMPLE.org")
    assert [row.from_name for row in waiting(asked)] == ["Di Fox for Ann Lee", "Ann Lee"]


def test_a_line_that_only_quotes_the_action_says_nothing(asked: Partnership) -> None:
    assert answer(asked, ("CG 17/1", "Ring")) == Landed((), ("Nothing was said of CG 17/1.",))


def test_a_reference_without_its_group_is_that_of_the_form(asked: Partnership) -> None:
    assert len(answer(asked, ("17/1", "done")).proposal_ids) == 1


def test_an_answer_on_an_action_that_is_closed_by_now_opens_it_not(asked: Partnership) -> None:
    landed = answer(asked, ("CG 17/1", "in progress"))
    asked.database.do("Cancel", cancel_action, asked.action("CG 17/1").id, on=ON)
    with pytest.raises(UserError, match="CG 17/1 is cancelled by now"):
        accept(asked, landed)


def test_done_on_what_is_done_by_now_is_a_note(asked: Partnership) -> None:
    landed = answer(asked, ("CG 17/1", "done – rang"))
    asked.database.do("Close", close_action, asked.action("CG 17/1").id, on=date(2017, 12, 5))
    accept(asked, landed)
    assert asked.action("CG 17/1").done_on == date(2017, 12, 5)
    assert notes(asked, "CG 17/1")[-1] == "rang (reply from Ann Lee)"


def test_the_update_is_for_no_more_people_than_the_action(asked: Partnership) -> None:
    asked.record(NOTE.replace("Action: @Ann Lee to ring", "Restricted: Action: @Ann Lee to ring"))
    accept(asked, answer(asked, ("CG 17/1", "done"), ("CG 17/4", "done")))
    history = {
        ref: asked.database.read(action_history, asked.action(ref).id) for ref in ("CG 17/1", "CG 17/4")
    }
    assert history["CG 17/1"][-1].audience is Audience.RESTRICTED
    assert history["CG 17/4"][-1].audience is Audience.MEMBERS


def test_what_was_decided_is_still_listed(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/1", "done")))
    rows = asked.database.read(list_proposals, None, action_id=asked.action("CG 17/1").id)
    assert [row.state for row in rows] == [ProposalState.ACCEPTED]


def test_an_answer_cannot_be_emptied(asked: Partnership) -> None:
    (proposal_id,) = answer(asked, ("CG 17/1", "done")).proposal_ids
    with pytest.raises(UserError, match="says something"):
        asked.database.do("Edit", edit_proposal, proposal_id, status=None, due="", note=" ")


@pytest.mark.parametrize(
    ("how", "note"),
    [
        ("done, Restricted: Ines told us", ""),
        ("done", "Restricted: Ines told us"),
        ("done", "restricted - Ines told us"),
        ("done", "[Restricted] Ines told us"),
        ("done", "R: Ines told us"),
        ("done", "Resticted: Ines told us"),
        ("done", "not for minutes: Ines told us"),
        ("Restricted: done – Ines told us", ""),
        ("done", "All agreed. (Restricted: Ines told us)"),
        ("done", "Ines told us (restricted)"),
    ],
)
def test_what_an_owner_marks_as_restricted_is_kept_so(asked: Partnership, how: str, note: str) -> None:
    reply = ReplySheet((Told("CG 17/1", how, note=note),), CODE)
    landed = asked.database.do("Import", import_reply, reply, received_on=ON)
    (row,) = waiting(asked)
    assert (row.status, row.audience) == (ActionStatus.DONE, Audience.RESTRICTED)
    accept(asked, landed)
    (update,) = asked.database.read(action_history, asked.action("CG 17/1").id)
    assert update.audience is Audience.RESTRICTED
    assert "Ines told us" in update.note


def test_what_an_owner_says_is_for_members_whatever_it_is_called(asked: Partnership) -> None:
    landed = answer(asked, ("CG 17/1", "Members: rang"), ("CG 17/2", "Public: consultation ended"))
    accept(asked, landed)
    told = [asked.database.read(action_history, asked.action(ref).id)[0] for ref in ("CG 17/1", "CG 17/2")]
    assert [(update.note, update.audience) for update in told] == [
        ("rang (reply from Ann Lee)", Audience.MEMBERS),
        ("Public: consultation ended (reply from Ann Lee)", Audience.MEMBERS),
    ]


def test_who_may_see_an_answer_can_be_said_before_it_is_taken(asked: Partnership) -> None:
    (proposal_id,) = answer(asked, ("CG 17/1", "rang, Restricted: who it was")).proposal_ids
    say = {"status": None, "due": None}
    asked.database.do("Edit", edit_proposal, proposal_id, **say, note="rang", audience=Audience.PUBLIC)
    assert waiting(asked)[0].audience is Audience.PUBLIC
    asked.database.do("Edit", edit_proposal, proposal_id, **say, note="rang", audience=Audience.RESTRICTED)
    asked.database.do("Accept answer", accept_proposal, proposal_id)
    (update,) = asked.database.read(action_history, asked.action("CG 17/1").id)
    assert (update.note, update.audience) == ("rang (reply from Ann Lee)", Audience.RESTRICTED)


def test_an_answer_stands_after_the_question_in_the_life_and_a_part_is_told_once(asked: Partnership) -> None:
    accept(asked, answer(asked, ("CG 17/2", "done 3 December – wrote"), on=date(2017, 12, 4)))
    life = asked.database.read(action_life, asked.action("CG 17/2").id)
    assert [(chapter.on, chapter.text) for chapter in life_story(life)[1:]] == [
        (date(2017, 12, 4), "Reminder drafted for Ann Lee."),
        (date(2017, 12, 4), "Reminder drafted for Bo Ray."),
        (
            date(2017, 12, 4),
            "Ann Lee has done their part on 3 December 2017 – wrote (reply from Ann Lee).",
        ),
    ]
