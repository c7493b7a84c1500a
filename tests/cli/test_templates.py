"""The verbs of templates, and notes that take one."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Terminal


@pytest.fixture
def council(recorded: Terminal, tmp_path: Path) -> Terminal:
    """A terminal with a council's template kept as “Anyshire”."""
    word = docx.Document()
    word.styles["Normal"].font.name = "Georgia"
    word.sections[0].header.paragraphs[0].text = "Anyshire County Council"
    word.save(str(tmp_path / "council.docx"))
    assert recorded("templates", "add", "council.docx", "--name", "Anyshire").out == "Anyshire\n"
    return recorded


def _whole(path: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_templates_are_listed_with_whose_notes_take_them(council: Terminal) -> None:
    council("templates", "choose", "anyshire", "--group", "CG")
    rows = council("templates", "--json").json
    assert rows == council("templates", "list", "--json").json
    assert [(row["name"], row["built_in"], row["actions"], row["groups"]) for row in rows] == [
        ("House style", True, "sentences", []),
        ("Action tables", True, "tables", []),
        ("Anyshire", False, "sentences", ["CG"]),
    ]
    assert "your own" in council("templates").out


def test_a_note_takes_its_group_s_template_or_the_one_named(council: Terminal, tmp_path: Path) -> None:
    council("templates", "choose", "Anyshire")
    assert council("note", "CG/2017-11-15", "--to", "usual.docx").code == 0
    assert council("note", "CG/2017-11-15", "--to", "house.docx", "--template", "house style").code == 0
    assert "Anyshire County Council" in _whole(tmp_path / "usual.docx")
    assert "Anyshire County Council" not in _whole(tmp_path / "house.docx")
    assert council("agenda", "CG/2017-11-15", "--to", "agenda.docx").code == 0
    assert "Anyshire County Council" in _whole(tmp_path / "agenda.docx")


def test_in_action_tables_actions_stand_in_rows_in_every_format(recorded: Terminal, tmp_path: Path) -> None:
    for suffix in ("docx", "md", "html", "pdf"):
        said = recorded(
            "note",
            "CG/2017-11-15",
            "--audience",
            "members",
            "--to",
            f"n.{suffix}",
            "--template",
            "action tables",
        )
        assert said.code == 0
    lines = (tmp_path / "n.md").read_text("utf-8").splitlines()
    at = lines.index("- CG 17/1: Circulate the draft report")
    assert lines[at + 1 : at + 3] == ["  - Owner: Ann Lee, CSPs", "  - Due: 31 January 2018"]
    table = docx.Document(str(tmp_path / "n.docx")).tables
    assert len(table) == 1
    assert [cell.text for cell in table[0].rows[2].cells] == [
        "CG 17/2",
        "The protocol would be reviewed",
        "No owner",
        "No date",
    ]


def test_a_template_that_is_taken_away_leaves_the_house_style(council: Terminal, tmp_path: Path) -> None:
    council("templates", "choose", "Anyshire", "--group", "CG")
    assert council("templates", "rename", "Anyshire", "County").out == "County\n"
    assert council("templates", "list", "--json").json[2]["groups"] == ["CG"]
    gone = council("templates", "remove", "county")
    assert (gone.out, gone.err) == ("County\n", "The notes of CG take the house style again.\n")
    assert council("note", "CG/2017-11-15", "--to", "n.docx").code == 0
    assert "Anyshire County Council" not in _whole(tmp_path / "n.docx")
    assert council("undo").code == 0
    assert council("templates", "list", "--json").json[2]["groups"] == ["CG"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("note", "CG/2017-11-15", "--to", "n.docx", "--template", "Else"),
            "There is no template called “Else”",
        ),
        (("templates", "remove", "House style"), "“House style” comes with the app, and stays as it is."),
        (("templates", "rename", "Anyshire", "action TABLES"), "There already is a template called “Action"),
        (("templates", "add", "council.docx", "--name", "anyshire"), "There already is a template called"),
        (("templates", "add", "none.docx"), "none.docx"),
        (("templates", "choose", "Anyshire", "--group", "Else"), "Else"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    council: Terminal, words: tuple[str, ...], sentence: str
) -> None:
    said = council(*words)
    assert said.code == 1
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_the_files_of_a_note_are_saved_without_a_draft(council: Terminal, tmp_path: Path) -> None:
    words = ("circulate", "CG/2017-11-15", "--audience", "members", "--save-files", "out", "--as", "docx,pdf")
    said = council(*words, "--template", "Anyshire")
    assert said.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "CG 2017-11-15 key points for members.docx",
        "CG 2017-11-15 key points for members.pdf",
    ]
    assert said.out.splitlines() == [
        str(Path("out") / path.name) for path in sorted((tmp_path / "out").iterdir())
    ]
    assert "Anyshire" in _whole(tmp_path / "out" / "CG 2017-11-15 key points for members.docx")
    assert council("circulations", "CG/2017-11-15", "--json").json == []
    again = council(*words, "--json")
    assert again.code == 1
    assert "is in that folder already" in again.err
    both = council("circulate", "CG/2017-11-15", "--save-files", "a", "--to", "b")
    assert both.code == 1
