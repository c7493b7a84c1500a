"""The verbs of returned copies, from file to note."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.importing.returned.wordedits import WordEdit


def _copy(run: Terminal, folder: Path) -> None:
    """Write a copy in which a word was replaced and a line deleted, by Ben Okafor."""
    assert run("note", "CG/2017-11-15", "--audience", "members", "--to", "note.docx").code == 0
    edit = WordEdit(folder / "note.docx")
    edit.replace(edit.saying("A new governance"), "new", "better", "Ben Okafor")
    edit.wrap(edit.saying("Ann Lee briefed"), "del", "Ben Okafor")
    edit.save(folder / "copy.docx")


def test_changes_are_listed_accepted_and_rejected(recorded: Terminal, tmp_path: Path) -> None:
    _copy(recorded, tmp_path)
    came = recorded("returned", "import", "copy.docx")
    assert came.code == 0
    assert came.out.splitlines() == [
        "1  CG/2017-11-15, Ben Okafor: deleted: Ann Lee briefed the group.",
        "2  CG/2017-11-15, Ben Okafor: reworded: - A new governance model has been agreed → "
        "- A better governance model has been agreed",
    ]
    listed = recorded("returned", "list", "CG/2017-11-15", "--json").json
    assert [(row["id"], row["kind"], row["state"], row["conflict"]) for row in listed] == [
        (1, "deleted", "waiting", False),
        (2, "reworded", "waiting", False),
    ]
    assert recorded("returned", "accept", "2").out == "2: accepted\n"
    assert recorded("returned", "reject", "1").out == "1: rejected\n"
    assert recorded("returned", "list").out == "No changes wait.\n"
    assert len(recorded("returned", "list", "--all", "--json").json) == 2
    assert recorded("note", "CG/2017-11-15", "--to", "out.txt").code == 0
    note = (tmp_path / "out.txt").read_text("utf-8")
    assert "A better governance model" in note
    assert "Ann Lee briefed the group." in note


def test_minutes_that_are_approved_without_what_came_back_say_so(recorded: Terminal, tmp_path: Path) -> None:
    _copy(recorded, tmp_path)
    recorded("returned", "import", "copy.docx")
    recorded("returned", "reject", "1")
    said = recorded("approve", "CG/2017-11-15", "--on", "2018-01-17")
    assert said.code == 0
    waits = "1 change in a copy from Ben Okafor still waits: none of that is in what was approved.\n"
    assert waits in said.err
    recorded("undo")
    recorded("returned", "reject", "2")
    assert "still wait" not in recorded("approve", "CG/2017-11-15", "--on", "2018-01-17").err


def test_the_same_copy_again_and_what_is_no_copy_say_so(recorded: Terminal, tmp_path: Path) -> None:
    _copy(recorded, tmp_path)
    recorded("returned", "import", "copy.docx", "--from", "Ben")
    again = recorded("returned", "import", "copy.docx")
    assert (again.code, again.out) == (1, "")
    assert "came before, from Ben on" in again.err
    (tmp_path / "x.docx").write_text("no Word file", "utf-8")
    assert recorded("returned", "import", "x.docx").code == 1
    assert recorded("returned", "import").code == 2
    assert recorded("returned", "accept", "99").err == "There is no change 99 of a returned copy.\n"


def test_a_conflict_says_what_to_do(recorded: Terminal, tmp_path: Path) -> None:
    _copy(recorded, tmp_path)
    recorded("returned", "import", "copy.docx")
    note = (tmp_path / "note.txt").read_text("utf-8")
    (tmp_path / "note.txt").write_text(note.replace("A new", "An old"), "utf-8")
    assert recorded("record", "note.txt").code == 0
    refused = recorded("returned", "accept", "2")
    assert refused.code == 1
    assert "--over" in refused.err
    assert recorded("returned", "accept", "2", "--text", "A model has been agreed").code == 0
    typed = recorded("meetings", "show", "CG/2017-11-15", "--json").json
    assert "A model has been agreed" in [point["text"] for point in typed["items"][0]["points"]]


def test_all_of_a_copy_is_accepted_that_can_be_as_it_is_and_the_copy_is_saved(
    recorded: Terminal, tmp_path: Path
) -> None:
    _copy(recorded, tmp_path)
    recorded("returned", "import", "copy.docx")
    note = (tmp_path / "note.txt").read_text("utf-8")
    (tmp_path / "note.txt").write_text(note.replace("A new", "An old"), "utf-8")
    assert recorded("record", "note.txt").code == 0
    done = recorded("returned", "accept", "1", "--all").out.splitlines()
    assert done[0] == "1: accepted"
    assert done[1].startswith("2: left, The block was changed here since. It says “An old governance model")
    assert recorded("returned", "accept", "1", "--all", "--over").code == 1
    assert recorded("returned", "accept", "7", "--all").err == "There is no copy 7.\n"
    assert recorded("returned", "save", "1", "--to", "saved.docx").out == "Written: saved.docx\n"
    assert (tmp_path / "saved.docx").read_bytes() == (tmp_path / "copy.docx").read_bytes()


def test_a_change_that_makes_a_line_narrower_says_so_in_the_list(recorded: Terminal, tmp_path: Path) -> None:
    text = "Group: CG\nDate: 2 May 2018\n# Roads\nAll is well.\nRestricted: the name is Zebulon Quist\n"
    (tmp_path / "roads.txt").write_text(text, "utf-8")
    assert recorded("record", "roads.txt").code == 0
    assert recorded("note", "CG/2018-05-02", "--to", "roads.docx").code == 0
    edit = WordEdit(tmp_path / "roads.docx")
    edit.replace(edit.saying("All is"), "well", "well with Zebulon", "Ben Okafor")
    edit.save(tmp_path / "roads copy.docx")
    came = recorded("returned", "import", "roads copy.docx")
    why = "it says “Zebulon”, which is"
    assert f"(restricted, if accepted): {why}" in came.out
    told = recorded("returned", "list", "--json").json[0]
    assert (told["audience_after"], told["narrowed_by"]) == ("restricted", "Zebulon")
    accepted = recorded("returned", "accept", "1")
    assert accepted.out == "1: accepted\n"
    assert accepted.err == (
        f"1: It is restricted now: {why}. If it may be wider, change its label in the note.\n"
    )


def test_a_next_meeting_that_a_copy_puts_off_is_told(recorded: Terminal, tmp_path: Path) -> None:
    text = "Group: CG\nDate: 2 May 2018\n# Roads\nAll is well.\nNext meeting: 13 June 2018\n"
    (tmp_path / "roads.txt").write_text(text, "utf-8")
    assert recorded("record", "roads.txt").code == 0
    assert recorded("note", "CG/2018-05-02", "--to", "roads.docx").code == 0
    edit = WordEdit(tmp_path / "roads.docx")
    edit.replace(edit.saying("Next meeting"), "13 June", "20 June", "Ben Okafor")
    edit.save(tmp_path / "roads copy.docx")
    assert recorded("returned", "import", "roads copy.docx").code == 0
    told = "The next meeting, 20 June 2018, is now in the diary, provisional.\n"
    assert recorded("returned", "accept", "1", "--all").err == told
    assert recorded("undo").code == 0
    assert recorded("returned", "accept", "1").err == told


def test_a_copy_that_does_not_say_whose_it_is_says_so(recorded: Terminal, tmp_path: Path) -> None:
    _copy(recorded, tmp_path)
    edit = WordEdit(tmp_path / "note.docx")
    edit.retype(edit.saying("A new governance"), "new", "better")
    edit.save(tmp_path / "x.docx")
    came = recorded("returned", "import", "copy.docx", "x.docx")
    assert came.code == 0
    assert came.err.count("whose it is") == 1
    assert "x.docx: It does not say whose it is: it is kept as from “x”." in came.err
    assert "--from NAME" in came.err
    recorded("undo")
    assert "whose it is" not in recorded("returned", "import", "x.docx", "--from", "Cy Dunn").err


def test_a_file_that_does_not_say_what_it_is_of_says_how_to_give_that(
    recorded: Terminal, tmp_path: Path
) -> None:
    _copy(recorded, tmp_path)
    edit = WordEdit(tmp_path / "copy.docx")
    for mark in list(edit.root.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
        edit.remove(mark)
    edit.retype(edit.saying("Key points"), "15 November 2017", "last time")
    edit.save(tmp_path / "x.docx")
    came = recorded("returned", "import", "x.docx", "copy.docx")
    assert came.code == 1
    assert "x.docx cannot be told to be a copy of a note" in came.err
    assert came.err.endswith("Give it with --meeting KEY.\n")
    assert "Ben Okafor: deleted" in came.out
    assert recorded("returned", "import", "x.docx", "--meeting", "CG/2017-11-15").code == 0


def test_a_file_that_the_disk_does_not_give_leaves_the_others_to_be_read(
    recorded: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _copy(recorded, tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such disk"))
    came = recorded("returned", "import", "copy.docx", "note.docx")
    assert came.code == 1
    assert [line.partition(" cannot be read: ")[0] for line in came.err.splitlines()] == [
        "copy.docx",
        "note.docx",
    ]


def test_a_label_that_a_reader_strikes_out_is_noted_and_said_not_to_be_taken(
    recorded: Terminal, tmp_path: Path
) -> None:
    written = recorded("note", "CG/2017-11-15", "--audience", "record", "--to", "note.docx")
    assert written.code == 0
    edit = WordEdit(tmp_path / "note.docx")
    edit.delete(edit.saying("detail of the review"), "Restricted:", "Ben Okafor")
    edit.save(tmp_path / "copy.docx")
    why = "It stays restricted: a copy makes no line wider; its label is changed in the note."
    came = recorded("returned", "import", "copy.docx")
    assert "not followed: Restricted: detail of the review" in came.out
    assert f"(not taken: {why})" in came.out
    assert recorded("returned", "list", "--json").json[0]["not_followed"] == [why]
    assert recorded("returned", "accept", "1", "--all").out == f"1: left, {why}\n"
    noted = recorded("returned", "accept", "1")
    assert (noted.out, noted.err) == ("1: noted\n", f"1: {why}\n")
    assert "noted" in recorded("returned", "list", "--all").out
