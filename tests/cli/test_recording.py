"""Recording at the terminal: what is refused, what is said beside the key, what is found later."""

from pathlib import Path

from tests.cli.conftest import NOTE, Terminal


def _write(tmp_path: Path, name: str, text: str) -> str:
    (tmp_path / name).write_text(text, "utf-8")
    return name


def test_a_note_whose_date_was_corrected_moves_its_meeting(recorded: Terminal, tmp_path: Path) -> None:
    file = _write(tmp_path, "my note.txt", NOTE.replace("15 November", "22 November"))
    twice = recorded("record", file)
    assert twice.out == "CG/2017-11-22\n"
    assert "nearly the same as that of CG/2017-11-15" in twice.err
    assert 'sop-minutes record "my note.txt" --meeting CG/2017-11-15' in twice.err
    recorded("undo")
    moved = recorded("record", file, "--meeting", "CG/2017-11-15")
    assert "CG 17/1 is now due" not in moved.err
    assert (moved.out, "CG/2017-11-15 is now CG/2017-11-22." in moved.err) == ("CG/2017-11-22\n", True)
    assert [row["key"] for row in recorded("meetings", "list", "--json").json] == ["CG/2017-11-22"]
    assert [row["ref"] for row in recorded("actions", "--json").json] == ["CG 17/1", "CG 17/2"]


def test_a_note_of_another_group_is_not_recorded_as_this_ones_meeting(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("groups", "add", "Licensing Board", "--code", "LB")
    file = _write(tmp_path, "other.txt", NOTE.replace("Coordination Group", "LB"))
    said = recorded("record", file, "--meeting", "CG/2017-11-15")
    assert (said.code, "another group's" in said.err) == (1, True)


def test_a_further_meeting_of_the_day_has_a_key_of_its_own(recorded: Terminal, tmp_path: Path) -> None:
    file = _write(tmp_path, "second.txt", "Group: CG\nDate: 15 November 2017\n# Licensing\nnew policy\n")
    assert recorded("record", file).code == 1
    assert recorded("record", file, "--another").out == "CG/2017-11-15-2\n"
    assert recorded("record", file).out == "CG/2017-11-15-2\n"
    assert recorded("record", file, "--another", "--replace").code == 1


def test_owners_who_are_not_known_are_named_and_found_once_they_are(
    recorded: Terminal, tmp_path: Path
) -> None:
    text = NOTE.replace("Ben Okafor", "Alan Lowe") + "Action: @Jo to ring\nAction: @AL to write\n"
    said = recorded("record", _write(tmp_path, "note.txt", text))
    assert "CG 17/3: nobody known as “Jo” – kept as written" in said.err
    assert "CG 17/4: “AL” may be Ann Lee or Alan Lowe" in said.err
    added = recorded("people", "add", "Jo Smith")
    assert (added.out, added.err) == ("Jo Smith\n", "CG 17/3 is now owned by Jo Smith: ring\n")
    assert recorded("people", "alias", "Alan Lowe", "AL").err == ""
    assert recorded("groups", "alias", "CG", "CSPs").err.startswith("CG 17/1 is now owned by Ann Lee and Co-")
    assert recorded("undo").code == 0
    assert recorded("undo").code == 0
    assert recorded("undo").code == 0
    assert recorded("actions", "--owner", "Jo Smith", "--json").json == []


def test_a_due_date_that_was_hardly_meant_is_named(recorded: Terminal, tmp_path: Path) -> None:
    text = f"{NOTE}Action: @Ann Lee to ring by 12 November\nAction: @Ann Lee to write by 31 Jan 2016\n"
    said = recorded("record", _write(tmp_path, "note.txt", text))
    assert "CG 17/3: “by 12 November” is read as 12 November 2018, almost a year ahead" in said.err
    assert "CG 17/4: “by 31 Jan 2016” is read as 31 January 2016, before the meeting" in said.err


def test_a_line_that_may_be_meant_as_an_action_or_a_decision_is_named(
    recorded: Terminal, tmp_path: Path
) -> None:
    text = f"{NOTE}Agree: the plan\nAction Ann Lee to ring\nActive: three cases\n"
    said = recorded("record", _write(tmp_path, "note.txt", text))
    assert "plain text; if it is a decision, begin it with “Agreed:”: Agree: the plan" in said.err
    assert "plain text; if it is an action, begin it with “Action:”: Action Ann Lee to ring" in said.err
    assert "three cases" not in said.err


def test_a_review_of_an_action_gets_the_command_that_closes_it(recorded: Terminal, tmp_path: Path) -> None:
    text = "Group: CG\nDate: 10 January 2018\n# Actions\nAction CG 17/2: done\n"
    said = recorded("record", _write(tmp_path, "next.txt", text))
    assert "CG 17/2 is an action of the meeting of 15 November 2017" in said.err
    assert 'if it is done, say: sop-minutes action "CG 17/2" --done 2018-01-10' in said.err
    assert [row["ref"] for row in recorded("actions", "--json").json] == ["CG 17/1", "CG 17/2"]
    assert recorded("action", "CG 17/2", "--done", "2018-01-10").code == 0
    assert "--done" not in recorded("record", "next.txt").err


def test_an_import_names_the_owners_that_are_not_known(recorded: Terminal, tmp_path: Path) -> None:
    text = "Date: 10 January 2018\n# Prevent\nAction: @Jo to ring\nAction: @Jo to write\n"
    said = recorded("import", _write(tmp_path, "old.txt", text), "--group", "CG")
    assert "CG 18/1, CG 18/2: nobody known as “Jo” – kept as written" in said.err


def test_an_import_of_a_note_that_is_there_on_another_day_says_so(recorded: Terminal, tmp_path: Path) -> None:
    file = _write(tmp_path, "old.txt", NOTE.replace("15 November", "22 November"))
    said = recorded("import", file, "--group", "CG")
    assert "CG/2017-11-22 is nearly the same as CG/2017-11-15" in said.err
    assert recorded("meetings", "delete", "CG/2017-11-22", "--with-note").code == 0
    assert len(recorded("meetings", "list", "--json").json) == 1


def test_a_line_that_is_wider_than_it_was_is_named(recorded: Terminal, tmp_path: Path) -> None:
    recorded("record", _write(tmp_path, "narrow.txt", NOTE.replace("Action: the", "Restricted: Action: the")))
    said = recorded("record", "note.txt")
    assert "CG 17/2 was restricted, and is public now" in said.err


def test_an_action_that_was_narrowed_stays_so_until_it_is_widened(recorded: Terminal, tmp_path: Path) -> None:
    text = NOTE.replace("Action: the", "- Action: the").replace(
        "Restricted: detail", "  - its detail\nm: detail"
    )
    recorded("record", _write(tmp_path, "note.txt", text))
    recorded("action", "CG 17/2", "--audience", "restricted")
    said = recorded("record", "note.txt")
    assert (
        'CG 17/2 stays restricted, as it was marked; if it need not, say: sop-minutes action "CG 17/2"'
        in said.err
    )
    shown = recorded("meetings", "show", "CG/2017-11-15", "--audience", "public").out
    assert ("protocol" in shown, "its detail" in shown) == (False, False)
    recorded("action", "CG 17/2", "--audience", "public")
    assert "stays" not in recorded("record", "note.txt").err
    assert "its detail" in recorded("meetings", "show", "CG/2017-11-15", "--audience", "public").out


def test_a_group_that_is_not_there_gets_a_command_that_can_be_typed(
    recorded: Terminal, tmp_path: Path
) -> None:
    said = recorded("record", _write(tmp_path, "x.txt", "Group: Fire & Rescue\nDate: 1 May 2018\n# X\n"))
    assert 'Add it with: sop-minutes groups add "Fire & Rescue"' in said.err
    said = recorded("record", _write(tmp_path, "y.txt", "Date: 1 May 2018\n# X\n"))
    assert "does not say which group met" in said.err


def test_a_public_line_right_under_a_restricted_one_is_named(recorded: Terminal, tmp_path: Path) -> None:
    text = f"{NOTE}Restricted: Case 14/26 was discussed\n- The tenant moved\n  - in May\n  r: again\n"
    said = recorded("record", _write(tmp_path, "note.txt", text))
    assert "This line is public, and stands right under a restricted one: The tenant moved" in said.err
    text = f"{NOTE}Restricted: Case 14/26 was discussed\n  - The tenant moved\n"
    said = recorded("record", _write(tmp_path, "note.txt", text))
    assert "right under" not in said.err
    recorded("note", "CG/2017-11-15", "--to", "public.txt")
    assert "tenant" not in (tmp_path / "public.txt").read_text("utf-8")


def test_a_public_copy_does_not_take_the_place_of_the_note_it_was_made_of(
    recorded: Terminal, tmp_path: Path
) -> None:
    assert recorded("note", "CG/2017-11-15", "--to", "public.txt").code == 0
    copy = (tmp_path / "public.txt").read_text("utf-8").replace("Ann Lee briefed", "Ann Lee told")
    _write(tmp_path, "public.txt", copy)
    said = recorded("record", "public.txt")
    assert (said.code, said.out, "reads as a public copy of CG/2017-11-15" in said.err) == (1, "", True)
    assert "detail of the review" in recorded("meetings", "show", "CG/2017-11-15").out
    said = recorded("record", "public.txt", "--replace")
    assert said.code == 0
    assert "1 line that was restricted is no longer in the note." in said.err
    assert "The list of who was there is gone (3 names)." in said.err


def test_a_line_that_was_for_fewer_is_named_when_it_is_for_more_or_gone(
    recorded: Terminal, tmp_path: Path
) -> None:
    text = NOTE.replace("Restricted: detail", "Members: detail") + "m: one\nm: another\n"
    recorded("record", _write(tmp_path, "note.txt", text))
    said = recorded("record", _write(tmp_path, "note.txt", NOTE.replace("Restricted: detail", "detail")))
    assert "This line was for members only, and is public now: detail of the review under way" in said.err
    assert "2 lines that were for members only are no longer in the note." in said.err


def test_an_owner_is_given_at_the_terminal_and_found_when_a_note_is_recorded_again(
    recorded: Terminal, tmp_path: Path
) -> None:
    file = _write(
        tmp_path,
        "note.txt",
        NOTE.replace("the protocol would be reviewed", "TO'D and Jo to review it"),
    )
    assert "CG 17/3 has no owner" in recorded("record", file).err
    recorded("people", "add", "Tom O'Dowd")
    assert "CG 17/3 is now owned by Tom O'Dowd and Jo: review it" in recorded("record", file).err
    said = recorded("action", "CG 17/3", "--owner", "AL", "--owner", "Nell", "--json")
    assert said.json["owners"] == ["Ann Lee", "Nell"]
    assert "CG 17/3: nobody known as “Nell”" in said.err
    assert [row["ref"] for row in recorded("actions", "--owner", "Nell", "--json").json] == ["CG 17/3"]


def test_the_next_meeting_that_a_note_names_is_put_in_the_diary_and_told(
    recorded: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text(
        "Group: CG\nDate: 10 January 2018\nDONM: 14 February 2018\n\n# Prevent\nnothing\n", "utf-8"
    )
    said = recorded("record", "new.txt").err
    assert said == "The next meeting, 14 February 2018, is now in the diary, provisional.\n"
    assert "CG/2018-02-14" in recorded("meetings", "list").out
    assert recorded("record", "new.txt").err == ""
    assert "DONM: 14 February 2018" in recorded("meetings", "show", "CG/2018-01-10").out
    recorded("undo")
    assert "CG/2018-02-14" not in recorded("meetings", "list").out
