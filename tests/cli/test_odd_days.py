"""Days that are hardly meant, at the terminal."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import NOTE, Terminal

KEY = "CG/2017-11-15"


@pytest.mark.parametrize(
    ("typed", "key", "said"),
    [
        ("Tuesday 15 November 2017", KEY, "15 November 2017 is a Wednesday, not a Tuesday."),
        ("3 Feb 2206", "CG/2206-02-03", "3 February 2206 is far from today"),
        ("3 Feb 1906", "CG/1906-02-03", "3 February 1906 is far from today"),
    ],
)
def test_a_note_of_an_odd_day_is_kept_and_remarked_on(
    recorded: Terminal, tmp_path: Path, typed: str, key: str, said: str
) -> None:
    (tmp_path / "odd.txt").write_text(NOTE.replace("15 November 2017", typed), "utf-8")
    told = recorded("record", "odd.txt")
    assert (told.out, said in told.err) == (f"{key}\n", True)


def test_a_plain_day_is_not_remarked_on(recorded: Terminal) -> None:
    told = recorded("record", "note.txt")
    assert (" is a " in told.err, "far from" in told.err) == (False, False)


def test_a_planned_meeting_of_an_odd_day_is_remarked_on(recorded: Terminal) -> None:
    assert "is a Thursday, not a Tuesday." in recorded("meetings", "add", "CG", "Tuesday 22 January 2026").err
    assert "far from today" in recorded("meetings", "add", "CG", "2206-02-03").err


def test_a_due_date_on_another_day_of_the_week_is_remarked_on(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(f"{NOTE}Action: @Ann Lee to ring by Fri 2 December\n", "utf-8")
    told = recorded("record", "odd.txt")
    assert "CG 17/3: “by Fri 2 December” is read as 2 December 2017, a Saturday" in told.err
    told = recorded("action", "CG 17/2", "--due", "Fri 2 December 2017", "--on", "2017-11-20")
    assert "“Fri 2 December 2017” is read as 2 December 2017, a Saturday" in told.err
    told = recorded("action", "CG 17/2", "--due", "1 November 2017", "--on", "2017-11-20")
    assert "“1 November 2017” is read as 1 November 2017, which has gone by" in told.err


def test_nothing_is_done_on_a_day_that_is_still_to_come(recorded: Terminal) -> None:
    tomorrow = str(date.today() + timedelta(days=2))  # noqa: DTZ011
    told = recorded("action", "CG 17/1", "--done", tomorrow)
    assert (told.code, "is still to come: give the day it was done." in told.err) == (1, True)
    assert recorded("action", "CG 17/1", "--cancel", "--on", tomorrow).code == 1
    assert recorded("actions", "--json").json[0]["status"] == "open"


@pytest.mark.parametrize("verb", ["approve", "publish"])
def test_what_to_look_at_is_said_again_when_minutes_are_settled(
    recorded: Terminal, tmp_path: Path, verb: str
) -> None:
    text = NOTE.replace("2017\n", "2017 (tbc)\n") + "The address is confidential\n"
    (tmp_path / "note.txt").write_text(text, "utf-8")
    recorded("record", "note.txt")
    told = recorded("meetings", verb, KEY)
    assert told.out == f"{KEY}\n"
    assert "This line is public: The address is confidential" in told.err
    assert f"The date of {KEY} is still to be confirmed." in told.err
    assert f'meetings reopen {KEY} --reason "its date stands"' in told.err
    assert recorded("meetings", "reopen", KEY, "--reason", "its date stands").code == 0
    for word in ("confirm", "approve"):
        assert recorded("meetings", word, KEY).code == 0
    assert "confirmed" not in recorded("meetings", verb, KEY).err
