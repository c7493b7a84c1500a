"""Notes out at the terminal: over which files they are written."""

from pathlib import Path

import pytest

from tests.cli.conftest import NOTE, Terminal

KEY = "CG/2017-11-15"


def test_a_copy_is_written_over_an_older_copy_of_the_same_note(recorded: Terminal, tmp_path: Path) -> None:
    for audience in ("public", "members", "record"):
        assert recorded("note", KEY, "--audience", audience, "--to", f"{audience}.txt").code == 0
    (tmp_path / "note.txt").write_text(NOTE.replace("Ann Lee briefed", "She told") + "more\n", "utf-8")
    recorded("record", "note.txt")
    for audience in ("public", "members", "record"):
        assert recorded("note", KEY, "--audience", audience, "--to", f"{audience}.txt").code == 0
        assert "more" in (tmp_path / f"{audience}.txt").read_text("utf-8")
    (tmp_path / "empty.txt").touch()
    assert recorded("note", KEY, "--to", "empty.txt").code == 0


@pytest.mark.parametrize(
    "text",
    [
        "Milk, bread",
        "Group: CG\nDate: 22 November 2017\n# Domestic Abuse\n",
        "\0\1",
        NOTE.replace("15 Nov", "9 Nov"),
    ],
)
def test_a_text_file_that_is_no_copy_is_not_written_over(
    recorded: Terminal, tmp_path: Path, text: str
) -> None:
    (tmp_path / "mine.txt").write_text(text, "utf-8")
    said = recorded("note", KEY, "--to", "mine.txt")
    assert (said.code, said.out) == (1, "")
    assert "mine.txt is there already, and is no copy of this meeting's note." in said.err
    assert (tmp_path / "mine.txt").read_text("utf-8") == text
    assert recorded("note", KEY, "--to", "mine.txt", "--overwrite").code == 0
    assert "Domestic Abuse" in (tmp_path / "mine.txt").read_text("utf-8")


@pytest.mark.parametrize("more", ["Restricted: not recorded yet\n", "# Prevent (Ben Okafor)\nan update\n"])
def test_what_was_typed_and_is_not_recorded_yet_is_not_written_over(
    recorded: Terminal, tmp_path: Path, more: str
) -> None:
    (tmp_path / "note.txt").write_text(NOTE + more, "utf-8")
    said = recorded("note", KEY, "--to", "note.txt")
    assert (said.code, "note.txt holds more than the public note does" in said.err) == (1, True)
    assert recorded("note", KEY, "--audience", "members", "--to", "note.txt").code == 1
    assert (tmp_path / "note.txt").read_text("utf-8") == NOTE + more
    recorded("record", "note.txt")
    assert recorded("note", KEY, "--to", "note.txt").code == 0


def test_a_public_note_that_names_who_is_published_as_their_role_says_so(recorded: Terminal) -> None:
    recorded("people", "edit", "Ann Lee", "--as-role")
    for audience, said in (("public", 1), ("members", 0)):
        written = recorded("note", KEY, "--audience", audience, "--to", f"{audience}.docx")
        assert written.code == 0
        assert written.err.count(f"{KEY}, under “Domestic Abuse”: Ann Lee is to be published as") == said
