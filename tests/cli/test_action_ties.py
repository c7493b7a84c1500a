"""What ``action`` ties an action to, and its whole life at the terminal."""

from pathlib import Path

import pytest

from sop_minutes.commands.plan import add_priority
from sop_minutes.storage.database import Database
from tests.cli.conftest import Terminal

LATER = """Group: CG
Date: 10 January 2018
# Welcome
All were welcome.
"""


def test_an_action_alone_shows_its_whole_life(recorded: Terminal) -> None:
    recorded("groups", "add", "Safer Partnership", "--code", "SP")
    for words in (
        ("--due", "end of March", "--note", "Figures are late.", "--on", "2017-12-01"),
        ("--part", "CSPs", "--on", "2017-12-02"),
        ("--link", "[The draft](https://example.org/draft)", "--link", "/srv/plan.docx"),
        ("--escalate-to", "Safer Partnership", "--on", "2017-12-03"),
    ):
        assert recorded("action", "CG 17/1", *words).code == 0
    shown = recorded("action", "CG", "17/1").out
    for line in (
        "Part: Ann Lee, to do",
        "Part: CSPs, done 2 December 2017",
        "Link: The draft, https://example.org/draft",
        "Link: /srv/plan.docx",
        "1 December 2017: Extended from 31 January 2018 to end of March 2018 by",
        "Figures are late.",
        "2 December 2017: CSPs has done their part.",
        "3 December 2017: Escalated to Safer Partnership.",
    ):
        assert line in shown
    told = recorded("action", "17/1", "--json").json
    assert told["parts"] == [{"owner": "Ann Lee", "done": None}, {"owner": "CSPs", "done": "2017-12-02"}]
    assert [link["address"] for link in told["links"]] == ["https://example.org/draft", "/srv/plan.docx"]
    step = told["history"][0]
    assert (step["due_before"], step["due"], step["note"]) == (
        "2018-01-31",
        "2018-03-31",
        "Figures are late.",
    )
    assert step["who"]
    assert step["at"]
    assert told["said"] == "@Ann Lee @CSPs to circulate the draft report by 31 Jan"


def test_an_action_is_merged_into_another_of_its_group(recorded: Terminal) -> None:
    assert recorded("action", "CG 17/2", "--merge-into", "17/1", "--on", "2017-12-01").code == 0
    assert [row["ref"] for row in recorded("actions", "--json").json] == ["CG 17/1"]
    assert "Goes on in: CG 17/1" in recorded("action", "CG 17/2").out
    assert recorded("action", "CG 17/1", "--json").json["merged_from"] == ["CG 17/2"]
    assert "merged into CG 17/1" in recorded("action", "CG 17/1", "--merge-into", "CG 17/2").err


def test_what_is_escalated_on_a_day_of_a_meeting_is_in_its_note(recorded: Terminal) -> None:
    recorded("groups", "add", "Safer Partnership", "--code", "SP")
    Path("later.txt").write_text(LATER, "utf-8")
    recorded("record", "later.txt")
    assert recorded("action", "CG 17/2", "--escalate-to", "SP", "--on", "2018-01-10").code == 0
    items = recorded("meetings", "show", "CG/2018-01-10", "--json").json["items"]
    assert [item["title"] for item in items] == ["Welcome", "Actions from last meeting"]
    assert [(point["kind"], point["text"]) for point in items[1]["points"]] == [
        ("point", "CG 17/2 The protocol would be reviewed: escalated to Safer Partnership"),
        ("point", ">SP the protocol would be reviewed (CG 17/2), for action"),
    ]


def test_a_link_is_taken_away_by_its_address_or_its_title(recorded: Terminal) -> None:
    recorded("action", "CG 17/1", "--link", "[Draft](/srv/a.docx)", "--link", "/srv/b.docx")
    recorded("action", "CG 17/1", "--unlink", "Draft", "--unlink", "/srv/b.docx")
    assert recorded("action", "CG 17/1", "--json").json["links"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--link", "javascript:alert(1)"), "cannot be linked"),
        (("--link", "not a link"), "neither the address of a page"),
        (("--unlink", "x"), "no link of that action"),
        (("--merge-into", "CG 17/1"), "into itself"),
        (("--merge-into", "CG 17/9"), "There is no action CG 17/9."),
        (("--merge-into", "CG 17/2", "--done", "today"), "--merge-into alone"),
        (("--merge-into", " "), "needs a reference"),
        (("--escalate-to", "Nobody"), "Nobody"),
        (("--escalate-to", ""), "needs a name"),
        (("--part", "Bo Ray"), "its owners: Ann Lee, CSPs"),
        (("--part", "Ann Lee", "--on", "2999-01-01"), "still to come"),
        (("--priority", "Burglary"), "none yet"),
    ],
)
def test_what_cannot_be_done_is_explained(recorded: Terminal, words: tuple[str, ...], said: str) -> None:
    told = recorded("action", "CG 17/1", *words)
    assert (told.code, told.out) == (1, "")
    assert said in told.err


def test_an_action_serves_a_priority_of_the_plan(recorded: Terminal) -> None:
    with Database.open(Path("partnership.sopm")) as database:
        database.do("Add", add_priority, "Protect vulnerable people")
    assert (
        "Priority: Protect vulnerable people" in recorded("action", "CG 17/1", "--priority", "vulnerable").out
    )
    assert recorded("action", "CG 17/1", "--priority", "none", "--history", "--json").json["priority"] is None


def test_actions_are_listed_by_organisation_and_by_priority(recorded: Terminal, tmp_path: Path) -> None:
    recorded("organisations", "add", "Thames Valley Police", "--short", "TVP")
    recorded("people", "edit", "Ann Lee", "--organisation", "TVP")
    with Database.open(Path("partnership.sopm")) as database:
        for title in ("Protect vulnerable people", "Reduce theft"):
            database.do("Add", add_priority, title)
    recorded("action", "CG 17/2", "--priority", "theft")
    for words, refs in (
        (("--organisation", "thames valley police"), ["CG 17/1"]),
        (("--organisation", "TVP", "--priority", "theft"), []),
        (("--priority", "reduce theft"), ["CG 17/2"]),
        (("--priority", "vulnerable"), []),
    ):
        assert [row["ref"] for row in recorded("actions", *words, "--json").json] == refs
    told = recorded("actions", "--organisation", "Thames Vally Police")
    assert (told.code, told.out) == (1, "")
    assert told.err.rstrip() == (
        "There is no organisation called “Thames Vally Police”. Did you mean Thames Valley Police?"
    )
    assert "they are: Protect vulnerable people; Reduce theft." in recorded("actions", "--priority", "x").err
    recorded("actions", "--organisation", "TVP", "--to", "log.csv")
    assert "protocol" not in (tmp_path / "log.csv").read_text("utf-8-sig")
    assert "CG 17/1" in (tmp_path / "log.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("note", "is_remarked"),
    [
        ("Restricted the family moved", True),
        ("restricted; the family moved", True),
        ("Confidential the family moved", True),
        ("NOT FOR MINUTES the family moved", True),
        ("Restricted: the family moved", False),
        ("restricted - the family moved", False),
        ("The family moved to restricted housing", False),
    ],
)
def test_a_note_that_may_be_meant_as_restricted_and_is_not_read_so_is_remarked(
    recorded: Terminal, note: str, *, is_remarked: bool
) -> None:
    said = recorded("action", "CG 17/1", "--note", note)
    assert said.code == 0
    assert ("Not read as restricted" in said.err) is is_remarked
    listed = recorded("actions", "--audience", "members", "--json").json
    assert any("family" in str(row["note"]) for row in listed) is not note.startswith(
        ("Restricted:", "restricted -")
    )


def test_what_is_up_for_review_is_listed_in_its_order_and_as_a_file_to_write_in(recorded: Terminal) -> None:
    Path("later.txt").write_text(LATER + "Action: @Ben Okafor to do it by 1 March", "utf-8")
    recorded("record", "later.txt")
    recorded("action", "CG 17/1", "--done", "2018-01-02")
    for words in (("--group", "CG"), ("--group", "CG", "--as-of", "2018-01-10")):
        listed = recorded("actions", "--review", *words, "--json").json
        assert [(row["ref"], row["status"]) for row in listed] == [("CG 17/1", "done"), ("CG 17/2", "open")]
    assert recorded("actions", "--review", "--group", "CG", "--to", "review.docx").out == "review.docx\n"
    assert Path("review.docx").read_bytes()[:2] == b"PK"
    for words, said in (
        ((), "--review needs --group"),
        (("--group", "CG", "--overdue"), "order of its own"),
        (("--group", "CG", "--to", "review.xlsx"), "ends in .docx"),
    ):
        told = recorded("actions", "--review", *words)
        assert (told.code, said in told.err) == (1, True), said


def test_a_review_on_paper_is_for_the_meeting_that_is_named(recorded: Terminal) -> None:
    Path("later.txt").write_text(LATER, "utf-8")
    recorded("record", "later.txt")
    recorded("meetings", "add", "CG", "2018-02-14")
    recorded("actions", "--review", "--group", "CG", "--as-of", "2017-11-16")
    listed = recorded("actions", "--review", "--group", "CG", "--as-of", "2018-02-01", "--json").json
    for words in (("--group", "CG", "--meeting", "CG/2018-02-14"), ("--meeting", "cg/2018-02-14")):
        assert recorded("actions", "--review", *words, "--as-of", "2017-11-16", "--json").json == listed
    recorded("groups", "add", "Safer Board", "--code", "SB")
    first = ("--meeting", "CG/2017-11-15", "--json")
    assert recorded("actions", "--review", "--group", "CG", *first).json == []
    for words, said in (
        (("--review", "--group", "SB", "--meeting", "CG/2018-02-14"), "is another group's"),
        (("--review", "--group", "CG", "--meeting", "CG/2018-02-15"), "no meeting on 15 February 2018"),
        (("--meeting", "CG/2018-02-14"), "give --meeting with --review"),
    ):
        told = recorded("actions", *words)
        assert (told.code, said in told.err) == (1, True), told.err


def test_the_days_at_which_an_action_is_red_or_amber_are_set(recorded: Terminal) -> None:
    assert recorded("colours").out == (
        "Red: 1 days late or more\nAmber: 14 days before it is due, or later\n"
    )
    assert recorded("colours", "--red", "8").code == 0
    assert recorded("colours", "--json").json == {"red": 8, "amber": 14}
    refused = recorded("colours", "--red", "0")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "days late make it red" in refused.err
    assert recorded("undo").code == 0
    assert recorded("colours", "--json").json == {"red": 1, "amber": 14}


def test_a_new_owner_stands_in_the_life_of_an_action_with_the_day(recorded: Terminal) -> None:
    assert recorded("action", "CG 17/1", "--owner", "Ben Okafor", "--on", "2017-12-01").code == 0
    told = recorded("action", "CG 17/1").out
    assert "1 December 2017: Now with Ben Okafor, before with Ann Lee, CSPs (by " in told
    again = recorded("action", "CG 17/1", "--owner", "Ben Okafor", "--on", "2017-12-02", "--history")
    assert "2 December 2017" not in again.out
