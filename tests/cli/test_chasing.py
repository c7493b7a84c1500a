"""Chasing from the terminal, and the answers that come back."""

import email
import email.policy
import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Terminal

NOTE = """Group: Coordination Group
Date: 15 November 2017
Present: Ann Lee (chair), Ben Okafor

# Domestic Abuse
Action: @Ann Lee to circulate the draft report by 31 Jan
Action: @Ben Okafor @Ann Lee to write to the schools by 5 Feb
Restricted: Action: @Ben Okafor to ring the family by 30 Jan
Action: the protocol would be reviewed by 1 Feb
"""


@pytest.fixture
def owing(run: Terminal, tmp_path: Path) -> Terminal:
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    run("groups", "add", "Co-ordination Group", "--code", "CG")
    run("people", "add", "Ann Lee", "--email", "ann@example.org")
    run("people", "add", "Ben Okafor", "--email", "ben@example.org")
    assert run("record", "note.txt").code == 0
    return run


def chase(run: Terminal, *words: str) -> Any:
    return run("chase", "--as-of", "2 February 2018", "--json", *words).json


def test_each_owner_gets_one_draft_with_their_own_actions(owing: Terminal, tmp_path: Path) -> None:
    told = chase(owing, "--to", "drafts")
    assert [(each["to"], [a["ref"] for a in each["actions"]]) for each in told["drafts"]] == [
        ("Ann Lee", ["CG 17/1", "CG 17/2"]),
        ("Ben Okafor", ["CG 17/2"]),
    ]
    assert told["until"] == "2018-02-09"
    assert sorted(path.name for path in (tmp_path / "drafts").iterdir()) == ["Ann Lee.eml", "Ben Okafor.eml"]
    assert [row["why"] for row in told["left_out"]] == [
        "It is restricted, and Ben Okafor fills no seat of Co-ordination Group.",
        "Nobody owns it.",
    ]


def test_overdue_and_within_say_how_far_ahead_to_look(owing: Terminal) -> None:
    assert [len(each["actions"]) for each in chase(owing, "--overdue", "--dry-run")["drafts"]] == [1]
    assert [len(each["actions"]) for each in chase(owing, "--within", "1", "--dry-run")["drafts"]] == [2, 1]
    assert chase(owing, "--within", "0", "--dry-run")["until"] == "2018-02-02"


def test_a_dry_run_shows_the_drafts_and_writes_nothing(owing: Terminal, tmp_path: Path) -> None:
    said = owing("chase", "--as-of", "2 February 2018", "--to", "drafts", "--dry-run")
    assert "To: Ann Lee <ann@example.org>" in said.out
    assert "1. CG 17/1: Circulate the draft report" in said.out
    assert "ring the family" not in said.out
    assert "Not sent to Ben Okafor, CG 17/3: It is restricted" in said.err
    assert not (tmp_path / "drafts").exists()
    assert "note.txt" in owing("undo").out


def test_a_folder_is_needed_and_what_is_there_is_not_written_over(owing: Terminal) -> None:
    assert owing("chase").code == 1
    chase(owing, "--to", "drafts")
    again = owing("chase", "--as-of", "2 February 2018", "--to", "drafts")
    assert (again.code, again.out) == (1, "")
    assert "Ann Lee.eml” is in that folder already" in again.err


def test_who_chases_is_named_and_who_was_reminded_of_all_of_it_already(owing: Terminal) -> None:
    first = chase(owing, "--to", "drafts", "--sender", "Ben Okafor")["drafts"]
    assert [(each["answer_by"], each["reminded_on"]) for each in first] == [("2018-02-09", None)] * 2
    again = owing("chase", "--as-of", "2 February 2018", "--dry-run", "--sender", "Ben Okafor")
    assert again.out.count("Kind regards\nBen Okafor\n") == 2
    assert "Please answer by Friday 9 February 2018." in again.out
    assert "You are asked" not in again.out
    assert "   Owned with Ben Okafor" in again.out
    assert [line.partition(",")[0] for line in again.err.splitlines()[:2]] == [
        "Ann Lee was reminded of this already",
        "Ben Okafor was reminded of this already",
    ]
    assert owing("chase", "--dry-run", "--sender", "Nobody Known").code == 1


def test_overdue_and_within_are_not_said_together(owing: Terminal) -> None:
    said = owing("chase", "--overdue", "--within", "3", "--dry-run")
    assert (said.code, said.out) == (1, "")
    assert "either --overdue or --within" in said.err


def test_a_file_is_no_folder_for_drafts(owing: Terminal, tmp_path: Path) -> None:
    said = owing("chase", "--as-of", "2 February 2018", "--to", "note.txt")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "“note.txt” could not be saved: there is a file of that name. The old file is unchanged.\n"
    )
    assert (tmp_path / "note.txt").read_text("utf-8") == NOTE


def test_nobody_to_chase_is_no_error(owing: Terminal, tmp_path: Path) -> None:
    said = owing("chase", "--as-of", "1 December 2017", "--to", "drafts")
    assert (said.code, said.out, said.err) == (0, "", "Nobody is to be chased.\n")
    assert not (tmp_path / "drafts").exists()


def _fill(draft: Path, answers: dict[str, str]) -> Path:
    message = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    (form,) = (each for each in message.iter_attachments() if each.get_filename() == "Reply form.docx")
    held: Any = form.get_payload(decode=True)
    document = docx.Document(io.BytesIO(held))
    for row in document.tables[0].rows:
        if row.cells[0].text in answers:
            row.cells[3].text = answers[row.cells[0].text]
    path = draft.with_suffix(".docx")
    document.save(str(path))
    return path


def test_a_form_that_comes_back_is_listed_and_accepted(owing: Terminal, tmp_path: Path) -> None:
    chase(owing, "--to", "drafts")
    form = _fill(
        tmp_path / "drafts" / "Ann Lee.eml", {"CG 17/1": "Done 1/2", "CG 17/2": "extended to 31 March"}
    )
    came = owing("replies", "import", str(form), "--on", "6 February 2018")
    assert came.code == 0
    assert came.out.splitlines() == [
        "1  CG 17/1, Ann Lee: done on 1 February 2018; Done 1/2",
        "2  CG 17/2, Ann Lee: new date Saturday 31 March 2018",
    ]
    assert owing("replies", "accept", "1", "2").code == 0
    action = owing("action", "CG", "17/1", "--json").json
    assert (action["status"], action["done"], action["note"]) == (
        "done",
        "2018-02-01",
        "Done 1/2 (reply from Ann Lee)",
    )
    assert owing("action", "CG", "17/2", "--json").json["due"] == "2018-03-31"
    assert owing("replies", "list").out == "No answers wait.\n"
    assert [row["state"] for row in owing("replies", "list", "--all", "--json").json] == ["accepted"] * 2
    again = owing("replies", "import", str(form), "--on", "7 February 2018")
    assert (again.out, again.err.count("the same answer came before")) == ("", 2)


def test_lines_of_text_will_do_and_are_rejected_or_given_another_date(
    owing: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "Ann.txt").write_text("CG 17/1 in progress\nCG 17/2: extended to 31 March", "utf-8")
    rows = owing("replies", "import", "Ann.txt", "--from", "Ann Lee", "--on", "6/2/2018", "--json").json
    assert [row["from"] for row in rows[0]["proposals"]] == ["Ann Lee", "Ann Lee"]
    assert owing("replies", "reject", "1").out == "CG 17/1: rejected\n"
    assert owing("replies", "accept", "2", "--due", "end of April").code == 0
    assert owing("action", "CG", "17/2", "--json").json["due"] == "2018-04-30"
    assert owing("replies", "accept", "1").err == "That answer on CG 17/1 was rejected already.\n"
    assert owing("replies", "accept", "77").err == "There is no answer 77.\n"


def test_a_file_that_holds_no_answer_does_not_stop_the_others(owing: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("thank you", "utf-8")
    (tmp_path / "b.txt").write_text("CG 17/1 done", "utf-8")
    said = owing("replies", "import", "a.txt", "b.txt", "c.txt")
    assert said.code == 1
    assert said.out == "1  CG 17/1, b: done\n"
    assert "a.txt holds no answer" in said.err
    assert "There is no file c.txt." in said.err


def test_files_that_keep_to_no_rule_do_not_stop_the_others(owing: Terminal, tmp_path: Path) -> None:
    head = b"From: a@example.org\r\nSubject: x\r\n"
    (tmp_path / "a.eml").write_bytes(head + b"Content-Type: text/html\r\n\r\n<!-- x -->")
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1_500)
    )
    (tmp_path / "b.eml").write_bytes(head + deep)
    (tmp_path / "c.txt").write_text("CG 17/1 done", "utf-8")
    said = owing("replies", "import", "a.eml", "b.eml", "c.txt")
    assert (said.code, said.out) == (1, "1  CG 17/1, c: done\n")
    assert "a.eml holds no answer" in said.err
    assert "b.eml is nested too deeply" in said.err
    assert owing("replies", "accept", "9" * 20).err == f"There is no answer {'9' * 20}.\n"


def test_whose_part_is_done_is_said_where_an_answer_does_not(owing: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("CG 17/2 done", "utf-8")
    owing("replies", "import", "a.txt")
    refused = owing("replies", "accept", "1")
    assert (refused.code, "is owed by Ben Okafor and Ann Lee: say whose part" in refused.err) == (1, True)
    assert owing("replies", "accept", "1", "--part", "Ann Lee").code == 0
    assert owing("action", "CG", "17/2", "--json").json["status"] == "open"
