"""The verbs of meetings and actions at the terminal, and what is said where nothing is found."""

import os
import pwd
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from sop_minutes.cli.context import today
from tests.cli.conftest import Terminal

_ME = pwd.getpwuid(os.getuid()).pw_name


def _states(run: Terminal) -> dict[str, tuple[str, bool]]:
    return {row["key"]: (row["state"], row["provisional"]) for row in run("meetings", "list", "--json").json}


def test_a_planned_meeting_is_moved_confirmed_cancelled_and_deleted(recorded: Terminal) -> None:
    recorded("meetings", "add", "CG", "2018-02-14", "--tbc")
    assert recorded("meetings", "move", "CG/2018-02-14", "21 February 2018", "--tbc").out == "CG/2018-02-21\n"
    assert _states(recorded)["CG/2018-02-21"] == ("planned", True)
    assert recorded("meetings", "confirm", "CG/2018-02-21").code == 0
    assert _states(recorded)["CG/2018-02-21"] == ("planned", False)
    assert recorded("meetings", "cancel", "CG/2018-02-21").code == 0
    assert _states(recorded)["CG/2018-02-21"] == ("cancelled", False)
    assert recorded("meetings", "reopen", "CG/2018-02-21").code == 0
    assert _states(recorded)["CG/2018-02-21"] == ("planned", False)
    assert "undo" in recorded("meetings", "delete", "CG/2018-02-21").out
    assert list(_states(recorded)) == ["CG/2017-11-15"]


def test_dues_that_follow_a_meeting_are_told(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        (tmp_path / "note.txt").read_text("utf-8") + "Action: @Ann Lee to report to the next meeting\n",
        "utf-8",
    )
    recorded("record", "note.txt")
    added = recorded("meetings", "add", "CG", "2018-02-14")
    assert added.err == "CG 17/3 is now due next meeting, 14 February 2018: report to the next meeting\n"
    moved = recorded("meetings", "move", "CG/2018-02-14", "2018-02-21")
    assert "CG 17/3 is now due next meeting, 21 February 2018" in moved.err


def test_approved_minutes_are_changed_only_when_reopened(recorded: Terminal) -> None:
    assert recorded("meetings", "approve", "CG/2017-11-15").out == "CG/2017-11-15\n"
    refused = recorded("record", "note.txt")
    assert (refused.code, "approved; reopen the meeting" in refused.err) == (1, True)
    assert recorded("action", "CG 17/1", "--done", "2018-01-20").code == 0
    assert recorded("meetings", "reopen", "CG/2017-11-15", "--reason", "a slip").code == 0
    assert recorded("record", "note.txt").code == 0
    assert recorded("meetings", "publish", "CG/2017-11-15").code == 0
    assert _states(recorded)["CG/2017-11-15"][0] == "published"


def test_what_a_meeting_has_become_is_said_beside_its_key(recorded: Terminal) -> None:
    key = "CG/2017-11-15"
    published = recorded("meetings", "publish", key)
    assert (published.out, "Its minutes were not approved before." in published.err) == (f"{key}\n", True)
    assert recorded("meetings", "reopen", key, "--reason", "a slip").err == "It is a draft again.\n"
    assert "It is approved " in recorded("meetings", "approve", key).err
    assert "not approved" not in recorded("meetings", "publish", key).err


def test_an_action_is_cancelled_reopened_and_its_history_told(recorded: Terminal) -> None:
    cancelled = recorded("action", "CG 17/1", "--cancel", "--note", "No longer needed.", "--on", "2018-01-05")
    assert "Status: cancelled, 5 January 2018" in cancelled.out
    recorded("action", "CG 17/1", "--reopen", "--due", "end of March", "--on", "2018-01-10")
    shown = recorded("action", "CG 17/1", "--history")
    assert shown.out.split("History:\n")[1].splitlines() == [
        "  15 November 2017 (CG/2017-11-15): Raised under Domestic Abuse: “Ann Lee, CSPs to circulate the "
        "draft report by 31 Jan”.",
        "  5 January 2018: Cancelled. No longer needed.",
        f"  10 January 2018: Open again. Extended from 31 January 2018 to end of March 2018 by {_ME}.",
    ]
    told = recorded("action", "CG 17/1", "--history", "--json").json["history"]
    assert [(step["on"], step["status"], step["due"]) for step in told] == [
        ("2018-01-05", "cancelled", None),
        ("2018-01-10", "open", "2018-03-31"),
    ]
    assert recorded("action", "CG 17/1", "--json").json["history"] == told
    assert "history" not in recorded("action", "CG 17/1", "--note", "x", "--json").json


def test_an_action_is_found_without_quotes_and_said_to_be_in_progress_and_confirmed(
    recorded: Terminal,
) -> None:
    said = recorded("action", "cg", "17/1", "--status", "in progress", "--note", "Begun.")
    assert "Status: in progress\nFrom" in said.out
    assert [row["ref"] for row in recorded("actions", "--status", "in progress", "--json").json] == [
        "CG 17/1"
    ]
    assert recorded("action", "CG", "17/1", "--done", "yesterday").code == 0
    (row,) = recorded("actions", "--status", "done", "--json").json
    assert row["done"] == (today() - timedelta(days=1)).isoformat()
    assert "Status: confirmed" in recorded("action", "CG 17/1", "--status", "confirmed").out
    for words in (("--status", "confirmed"), ("--status", "in progress")):
        assert "already" in recorded("action", "CG 17/1", *words).err
    assert recorded("undo").out == "Taken back: Update action CG 17/1\n"


def test_a_note_on_an_action_that_was_closed_is_not_the_newest_once_it_is_open_again(
    recorded: Terminal,
) -> None:
    recorded("action", "CG 17/1", "--cancel", "--note", "No longer needed.")
    assert "Note:" not in recorded("action", "CG 17/1", "--reopen").out
    assert "No longer needed." in recorded("action", "CG 17/1", "--history").out
    recorded("action", "CG 17/1", "--done", "today", "--note", "Sent.")
    assert "Note: Sent again." in recorded("action", "CG 17/1", "--reopen", "--note", "Sent again.").out


def test_actions_of_a_topic_are_listed_and_a_log_says_whose_they_are(
    recorded: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text(
        "Group: CG\nDate: 10 January 2018\n"
        "# Domestic abuse\nAction: AL to ring\n# Prevent\nAction: AL to ask\n",
        "utf-8",
    )
    recorded("record", "new.txt")
    for topic in ("Domestic Abuse", "abuse", "DOMESTIC-ABUSE"):
        found = recorded("actions", "--topic", topic, "--owner", "AL", "--json").json
        assert [row["ref"] for row in found] == ["CG 17/1", "CG 18/1"]
    assert recorded("actions", "--topic", "zebra").out == "There are no such actions.\n"
    recorded("actions", "--topic", "abuse", "--owner", "AL", "--group", "CG", "--to", "log.ics")
    log = Calendar.from_ical((tmp_path / "log.ics").read_bytes())
    assert log["X-WR-CALNAME"] == "Action log – Ann Lee, Co-ordination Group, abuse"
    assert (
        log["X-WR-CALDESC"]
        == "All actions of Co-ordination Group owned by Ann Lee on abuse that are not closed."
    )


def test_a_due_date_is_cleared_or_kept_as_written(recorded: Terminal) -> None:
    kept = recorded("action", "CG 17/1", "--due", "(when funding is known)", "--json").json
    assert (kept["due"], kept["due_as_written"]) == (None, "when funding is known")
    cleared = recorded("action", "CG 17/1", "--due", "none", "--json").json
    assert (cleared["due"], cleared["due_as_written"]) == (None, "")
    assert "Due date taken away" in recorded("action", "CG 17/1", "--history").out


def test_an_actions_audience_is_set_and_a_list_that_holds_it_says_so(
    recorded: Terminal, tmp_path: Path
) -> None:
    assert "Audience: restricted" in recorded("action", "CG 17/2", "--audience", "restricted").out
    listed = recorded("actions")
    assert "Restricted: The protocol" in listed.out
    assert listed.err == "Not for publishing: of these 2 actions 1 is restricted.\n"
    assert "Not for publishing" in recorded("actions", "--to", "log.xlsx").err
    assert recorded("actions", "--audience", "public", "--to", "log.csv").err == ""
    assert [row["ref"] for row in recorded("actions", "--audience", "public", "--json").json] == ["CG 17/1"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("action", "CG 17/1", "--due", ""), "A new due date needs some words"),
        (("action", "CG 17/1", "--note", " "), "A note needs some words"),
        (("action", "CG 17/1", "--done", ""), "is not a date"),
        (("action", "CG 17/1", "--due", "when pigs fly"), "in brackets: (when pigs fly)"),
        (("action", "CG 17/1", "--reopen"), "nothing to reopen"),
        (("action", "CG 17/1", "--done", "2018-01-20", "--cancel"), "Say one of"),
        (("action", "CG 17/1", "--cancel", "--due", "31 March"), "needs no new due date"),
        (("action", "CG 17/1", "--status", "confirmed", "--due", "31 March"), "needs no new due date"),
        (("actions", "--owner", ""), "--owner needs a name"),
        (("actions", "--topic", " "), "--topic needs the title"),
        (("actions", "--organisation", ""), "--organisation needs a name"),
        (("actions", "--priority", " "), "--priority needs a title"),
        (("actions", "--priority", "Burglary"), "they are: none yet."),
        (("actions", "--as-of", ""), "is not a date"),
        (("actions", "--group", "CGG"), "There is no group called “CGG”"),
        (("meetings", "approve", "CG/2018-01-01"), "CG has no meeting on 1 January 2018."),
        (("meetings", "cancel", "CG/2017-11-15"), "it was held"),
        (("meetings", "delete", "CG/2017-11-15"), "say --with-note"),
        (("meetings", "move", "CG/2017-11-15", "soon"), "is not a date"),
        (("groups", "add", "Board", "--alias", "Coordination Group"), "There already is a group called"),
        (("people", "alias", "Nobody Known", "NK"), "Nobody is known as “Nobody Known”."),
        (("backup", "note.txt"), "is there already and is no backup"),
    ],
)
def test_what_does_not_go_gets_one_sentence(
    recorded: Terminal, words: tuple[str, ...], sentence: str
) -> None:
    said = recorded(*words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_nothing_found_is_said_in_words(recorded: Terminal) -> None:
    nobody = recorded("actions", "--owner", "Ann Leigh")
    assert (nobody.code, nobody.out) == (0, "There are no such actions.\n")
    assert nobody.err == (
        "Nobody is known as “Ann Leigh”, and no such action names them. Did you mean Ann Lee?\n"
    )
    assert recorded("actions", "--owner", "Ben Okafor").err == ""
    assert recorded("search", "zebra").out == "Nothing was found for “zebra”.\n"
    assert recorded("search", "zebra", "--json").json == []


def test_what_is_found_says_whom_it_is_for(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(
        "Group: CG\nDate: 10 January 2018\n# Prevent\ntarragon grows\nRestricted: tarragon hides\n"
        "Members: Action: buy tarragon\nRestricted: # Tarragon\ntarragon below\n",
        "utf-8",
    )
    recorded("record", "new.txt")
    recorded("action", "CG 18/1", "--note", "Tarragon bought")
    found = {row["text"]: row["audience"] for row in recorded("search", "tarragon", "--json").json}
    assert found == {
        "tarragon grows": "public",
        "tarragon hides": "restricted",
        "buy tarragon": "members",
        "Tarragon": "restricted",
        "tarragon below": "restricted",
        "Tarragon bought": "members",
    }
    table = recorded("search", "tarragon").out
    for shown in ("Restricted: tarragon hides", "CG 18/1 Members: buy tarragon", "Restricted: Tarragon"):
        assert shown in table


@pytest.mark.parametrize("limit", ["0", "99999999999999999999"])
def test_a_limit_that_is_none_is_wrong_usage(recorded: Terminal, limit: str) -> None:
    assert recorded("search", "draft", "--limit", limit).code == 2


@pytest.mark.parametrize("words", [("groups", "add"), ("people", "add"), ("organisations", "add")])
def test_a_name_that_nobody_can_see_is_none(recorded: Terminal, words: tuple[str, ...]) -> None:
    assert recorded(*words, " \u200b ").err.endswith("needs a name.\n")


def test_a_backup_says_what_it_replaces_and_a_restore_what_it_sets_aside(
    recorded: Terminal, tmp_path: Path
) -> None:
    assert recorded("backup", "copy.sopm").err == ""
    assert "is replaced" in recorded("backup", "copy.sopm").err
    assert recorded("restore", "copy.sopm").err == ""
    recorded("action", "CG 17/1", "--note", "Sent.")
    assert "the last of it “Update action CG 17/1”" in recorded("restore", "copy.sopm").err


def test_a_person_is_not_added_again_with_a_title_or_in_capitals(recorded: Terminal) -> None:
    for name in ("Cllr Ann Lee", "ANN LEE", "Dr. ann lee"):
        said = recorded("people", "add", name)
        assert (said.code, f"{name} is already there as Ann Lee;" in said.err) == (1, True)
    assert recorded("people", "add", "Ann Lee", "--organisation", "SODC").code == 0
    assert recorded("people", "add", "Cllr Ann Lee", "--organisation", "SODC").code == 1
    assert recorded("people", "add", "Ann Leeson").code == 0
