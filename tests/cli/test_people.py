"""People, organisations and seats from a terminal: none made twice unsaid, and all to be mended."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.importing.wordfile import para, save


def _names(run: Terminal) -> list[str]:
    return [row["name"] for row in run("people", "list", "--json").json]


def test_people_who_are_known_are_not_made_again_by_a_note(recorded: Terminal, tmp_path: Path) -> None:
    for name in ("Dr Siân Pugh", "Cllr Joan Whitlock", "Kev Marsh"):
        recorded("people", "add", name)
    before = _names(recorded)
    (tmp_path / "new.txt").write_text(
        "Group: CG\nDate: 10 January 2018\nPresent: Siân Pugh, Joan Whitlock, K Marsh\n"
        "# Prevent\nAction: Siân Pugh to ring by Friday\n",
        "utf-8",
    )
    assert recorded("record", "new.txt").err == ""
    assert _names(recorded) == before
    (row,) = recorded("actions", "--owner", "Dr Siân Pugh", "--json").json
    assert row["owners"] == ["Dr Siân Pugh"]


def test_a_name_that_is_nearly_a_known_one_is_remarked_on_and_can_be_mended(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("people", "add", "Stephen Parr")
    (tmp_path / "new.txt").write_text("Group: CG\nDate: 10 January 2018\nPresent: Steven Parr\n", "utf-8")
    said = recorded("record", "new.txt").err
    assert "Steven Parr is new, and Stephen Parr is known already." in said
    assert '  sop-minutes people merge "Steven Parr" "Stephen Parr"\n' in said
    merged = recorded("people", "merge", "Steven Parr", "Stephen Parr")
    assert merged.out == "Steven Parr is another name of Stephen Parr now.\n"
    assert merged.err == "What was Steven Parr’s is Stephen Parr’s: 1 attendance list.\n"
    assert recorded("undo").out == "Taken back: Merge Steven Parr into Stephen Parr\n"
    recorded("redo")
    assert "Steven Parr" not in recorded("record", "new.txt").err
    (row,) = [row for row in recorded("people", "list", "--json").json if row["initials"] == "SP"]
    assert row["aliases"] == ["Steven Parr"]
    assert "Steven Parr" in recorded("people", "list").out


def test_an_import_remarks_on_a_name_that_is_nearly_known(recorded: Terminal, tmp_path: Path) -> None:
    recorded("people", "add", "Stephen Parr")
    body = para("Notes of the meeting on 10 January 2018"), para("Present: Steven Parr, Cy Dunn")
    save(tmp_path / "old.docx", "".join(body))
    said = recorded("import", "old.docx", "--group", "CG")
    assert "Steven Parr is new, and Stephen Parr is known already." in said.err
    assert "Cy Dunn" not in said.err


def test_an_alias_that_is_another_person_is_refused_with_what_to_say(recorded: Terminal) -> None:
    recorded("people", "add", "Dr Siân Pugh")
    recorded("people", "add", "S Pugh-Jones")
    said = recorded("people", "alias", "S Pugh-Jones", "Siân Pugh")
    assert said.code == 1
    assert "Siân Pugh is another person, Dr Siân Pugh." in said.err
    assert 'sop-minutes people merge "Dr Siân Pugh" "S Pugh-Jones"' in said.err
    assert recorded("people", "rename", "S Pugh-Jones", "dr sian pugh").code == 1


def test_a_person_is_renamed_edited_and_called_otherwise(recorded: Terminal) -> None:
    recorded("people", "rename", "Ben Okafor", "Benedict Okafor")
    recorded("people", "edit", "Ben Okafor", "--role", "Analyst", "--email", "b@example.org")
    recorded("people", "edit", "BO", "--organisation", "SODC", "--initials", "BKO")
    recorded("people", "alias", "BKO", "Benny")
    assert recorded("undo").out == "Taken back: Call BKO also Benny\n"
    recorded("redo")
    recorded("people", "alias", "BKO", "Ben Okafor", "--remove")
    (row,) = [row for row in recorded("people", "list", "--json").json if row["name"] == "Benedict Okafor"]
    assert row == {
        "name": "Benedict Okafor",
        "initials": "BKO",
        "organisation": "SODC",
        "role": "Analyst",
        "email": "b@example.org",
        "aliases": ["Benny"],
    }
    assert recorded("people", "edit", "BKO").err.startswith("Say what to change")


def test_a_person_is_deleted_only_where_nothing_is_theirs(recorded: Terminal) -> None:
    said = recorded("people", "delete", "Ann Lee")
    assert said.code == 1
    assert said.err.startswith("Ann Lee owns 1 action and is on 1 attendance list, and cannot be deleted.")
    recorded("people", "add", "Cy Dunn")
    assert recorded("people", "delete", "Cy Dunn").code == 0
    assert "Cy Dunn" not in _names(recorded)


def test_two_of_one_name_are_told_apart_by_their_organisation(recorded: Terminal) -> None:
    recorded("people", "add", "Cy Dunn", "--organisation", "SODC")
    recorded("people", "add", "Cy Dunn", "--organisation", "Thames Valley Police")
    said = recorded("people", "edit", "Cy Dunn", "--role", "Officer")
    assert said.err == "“Cy Dunn” could be Cy Dunn (SODC) or Cy Dunn (Thames Valley Police).\n"
    assert recorded("people", "merge", "Cy Dunn (SODC)", "Cy Dunn (Thames Valley Police)").code == 0
    assert _names(recorded).count("Cy Dunn") == 1


def test_organisations_are_added_found_by_any_name_and_listed(recorded: Terminal) -> None:
    recorded("organisations", "add", "Thames Valley Police", "--short", "TVP")
    recorded("organisations", "add", "Cyber Unit", "--parent", "TVP", "--alias", "Cyber")
    recorded("organisations", "alias", "tvp", "The Police")
    recorded("people", "edit", "Ann Lee", "--organisation", "the police")
    assert [
        row["organisation"] for row in recorded("people", "list", "--json").json if row["organisation"]
    ] == ["Thames Valley Police"]
    assert recorded("organisations", "list", "--json").json == [
        {"name": "Cyber Unit", "short_name": "", "parent": "Thames Valley Police", "aliases": ["Cyber"]},
        {"name": "Thames Valley Police", "short_name": "TVP", "parent": None, "aliases": ["The Police"]},
    ]
    assert "Add it with: sop-minutes organisations add" in recorded("organisations", "alias", "OCC", "C").err


def test_seats_are_filled_listed_and_left(recorded: Terminal) -> None:
    recorded("organisations", "add", "Thames Valley Police", "--short", "TVP")
    recorded("people", "edit", "Ann Lee", "--organisation", "TVP")
    recorded("seats", "add", "CG", "Ann Lee", "--role", "chair", "--from", "1 January 2017")
    recorded("seats", "add", "CG", "Ben Okafor", "--organisation", "TVP", "--role", "chair", "--deputy")
    assert recorded("seats", "end", "CG", "Ann Lee", "--on", "30 June 2017").code == 0
    later = recorded("seats", "list", "CG", "--as-of", "2017-11-15", "--json").json
    assert [(row["person"], row["deputy"]) for row in later] == [("Ben Okafor", True)]
    assert recorded("seats", "list", "--all", "--json").json[0] == {
        "group": "CG",
        "organisation": "Thames Valley Police",
        "role": "chair",
        "person": "Ann Lee",
        "deputy": False,
        "from": "2017-01-01",
        "until": "2017-06-30",
    }
    assert "chair, as deputy" in recorded("seats", "list").out


@pytest.mark.parametrize("name", ["A\udcffB", "A\x1bB"])
def test_a_name_that_no_file_could_hold_is_cleaned_in_the_log_and_on_the_screen(
    recorded: Terminal, name: str
) -> None:
    assert recorded("people", "add", f"{name} Lee").out == "AB Lee\n"
    assert recorded("undo").out == "Taken back: Add AB Lee\n"
