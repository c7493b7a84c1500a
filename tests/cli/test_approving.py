"""``approve``, ``meetings reopen`` and ``versions`` at the terminal."""

from pathlib import Path

import pytest

from tests.cli.conftest import NOTE, Terminal

KEY = "CG/2017-11-15"


def _state(run: Terminal) -> str:
    line = next(line for line in run("meetings", "list").out.splitlines() if KEY in line)
    return line.split("2017  ")[-1].strip()


@pytest.mark.parametrize("verb", [("approve",), ("meetings", "approve")])
def test_minutes_are_approved_at_a_meeting_and_its_note_says_so(
    recorded: Terminal, verb: tuple[str, ...]
) -> None:
    recorded("meetings", "add", "CG", "2018-01-17")
    said = recorded(*verb, KEY, "--at", "CG/2018-01-17", "--correction", "for 12 read 21")
    assert (said.code, said.out) == (0, f"{KEY}\n")
    assert "It is approved 17 January 2018: from now on" in said.err
    assert "The note of CG/2018-01-17 says so." in said.err
    assert _state(recorded) == "approved 17 January 2018"
    shown = recorded("meetings", "show", "CG/2018-01-17").out
    assert "were agreed as a true record with these corrections: for 12 read 21." in shown
    recorded("undo")
    assert _state(recorded) == "draft"
    assert "agreed" not in recorded("meetings", "show", "CG/2018-01-17").out


def test_a_correction_that_shares_words_with_a_restricted_line_is_warned_of(recorded: Terminal) -> None:
    Path("note.txt").write_text(NOTE.replace("under way", "under way in spring"), "utf-8")
    recorded("record", "note.txt")
    said = recorded(
        "approve", KEY, "--on", "2018-01-17", "--correction", "detail of the review under way: no"
    )
    assert said.err.startswith("A correction says “detail of the review under way”, as a line for fewer")
    assert "begin it with “Restricted:” unless all may read that.\n" in said.err


def test_the_meeting_of_that_day_is_the_one_that_approves(recorded: Terminal) -> None:
    recorded("meetings", "add", "CG", "2018-01-17")
    assert "The note of CG/2018-01-17 says so." in recorded("approve", KEY, "--on", "17 January 2018").err


def test_nothing_is_approved_on_a_day_to_come_nor_at_a_meeting_of_another_day(recorded: Terminal) -> None:
    recorded("meetings", "add", "CG", "2018-01-17")
    recorded("meetings", "add", "CG", "2999-01-16")
    for words, why in (
        (("--on", "2999-01-02"), "2 January 2999 is still to come"),
        (("--at", "CG/2999-01-16"), "16 January 2999 is still to come"),
        (("--at", "CG/2018-01-17", "--on", "2018-01-18"), "was on 17 January 2018, not on 18 January 2018"),
    ):
        refused = recorded("approve", KEY, *words)
        assert (refused.code, refused.out, why in refused.err) == (1, "", True)
    assert _state(recorded) == "draft"


def test_a_correction_is_a_version_with_its_reason(recorded: Terminal, tmp_path: Path) -> None:
    assert recorded("approve", KEY, "--on", "2018-01-17").code == 0
    for words in ((), ("--reason", " ")):
        refused = recorded("meetings", "reopen", KEY, *words)
        assert (refused.code, refused.out) == (1, "")
        assert "Say why the minutes are corrected" in refused.err
    assert recorded("meetings", "reopen", KEY, "--reason", "a figure was wrong").code == 0
    assert _state(recorded) == "draft (being corrected: a figure was wrong)"
    (tmp_path / "note.txt").write_text(NOTE.replace("an annual", "a yearly"), "utf-8")
    assert recorded("record", "note.txt").code == 0
    changed = recorded("versions", KEY, "--compare", "1").out
    assert (
        changed
        == "- Agreed: an annual report will be developed\n+ Agreed: a yearly report will be developed\n"
    )
    assert recorded("approve", KEY, "--on", "2018-03-14").code == 0
    assert _state(recorded) == "approved 14 March 2018 (version 2)"
    assert "is approved 14 March 2018 (version 2)." in recorded("meetings", "show", KEY).err
    held = recorded("versions", KEY, "--json").json
    assert held["text"] == "as approved"
    assert [(row["number"], row["reason"]) for row in held["versions"]] == [
        (1, None),
        (2, "a figure was wrong"),
    ]
    assert "an annual report" in recorded("versions", KEY, "--show", "1").out
    assert "a figure was wrong" in recorded("versions", KEY).out
    assert recorded("versions", KEY, "--compare", "1", "--with", "2", "--json").json == [
        {
            "before": "Agreed: an annual report will be developed",
            "after": "Agreed: a yearly report will be developed",
        }
    ]
    assert recorded("versions", KEY, "--show", "7").code == 1


def test_the_json_of_a_meeting_keeps_its_fields(recorded: Terminal) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    (row,) = recorded("meetings", "list", "--json").json
    assert row == {
        "key": KEY,
        "group": "Co-ordination Group",
        "date": "2017-11-15",
        "provisional": False,
        "state": "approved",
    }
    assert recorded("meetings", "show", KEY, "--json").json["state"] == "approved"


def test_what_was_never_approved_has_no_versions(recorded: Terminal) -> None:
    assert recorded("versions", KEY).out == "Those minutes were never approved.\n"
    assert recorded("versions", KEY, "--json").json["versions"] == []
    assert "nothing to reopen" in recorded("meetings", "reopen", KEY, "--reason", "x").err
