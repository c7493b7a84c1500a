"""Who came in whose place, and who was there without being a member."""

from pathlib import Path

import pytest

from sop_minutes.importing import read_word_note
from tests.importing.wordfile import para, save, table

TITLE = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")
END = para("Prevent", style="Heading1"), para("The plan was noted.")
Entry = tuple[str, str, str, str]


def attendance(tmp_path: Path, *body: str) -> list[Entry]:
    (sheet,) = read_word_note(save(tmp_path / "n.docx", TITLE, *body, *END)).notes
    assert [item.title for item in sheet.items] == ["Prevent"]
    return [(p.name, p.status.value, p.detail, p.substitute_for) for p in sheet.attendance]


AWAY: Entry = ("Siân ap Rhys", "apologies", "ICB", "")
KERRY: Entry = ("Kerry Blount", "substitute", "", "Siân ap Rhys")
ROWS: dict[tuple[str, str], list[Entry]] = {
    ("Lee Dunne", "Substitute for Tom O'Dowd"): [("Lee Dunne", "substitute", "ICB", "Tom O'Dowd")],
    ("Lee Dunne", "Deputising for Tom O'Dowd"): [("Lee Dunne", "substitute", "ICB", "Tom O'Dowd")],
    ("Lee Dunne (for Tom O'Dowd)", "Present"): [("Lee Dunne", "substitute", "ICB", "Tom O'Dowd")],
    ("Helen Frost", "In attendance (minutes)"): [("Helen Frost", "in attendance", "ICB, minutes", "")],
    ("Helen Frost", "In attendance"): [("Helen Frost", "in attendance", "ICB", "")],
    ("Helen Frost", "Absent"): [("Helen Frost", "absent", "ICB", "")],
    ("Helen Frost (Chair)", "Present"): [("Helen Frost", "present", "Chair, ICB", "")],
    ("Siân ap Rhys (Kerry Blount attending)", ""): [AWAY, KERRY],
    ("Siân ap Rhys (Kerry Blount attending)", "Apologies"): [AWAY, KERRY],
    ("Siân ap Rhys", "Apologies (Kerry Blount attended)"): [AWAY, KERRY],
    ("Siân ap Rhys", "Apologies – Kerry Blount attending"): [AWAY, KERRY],
    ("Siân ap Rhys", "Represented by Kerry Blount"): [AWAY, KERRY],
    ("Siân ap Rhys", "Apologies, deputy: Kerry Blount"): [AWAY, KERRY],
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_who_came_for_whom(row: tuple[str, str], tmp_path: Path) -> None:
    name, said = row
    heads = ["Name", "Organisation", "Present / Apologies"]
    found = attendance(tmp_path, table(heads, ["Ann Lee", "OCC", "Present"], [name, "ICB", said]))
    assert found == [("Ann Lee", "present", "OCC", ""), *ROWS[row]]


def test_a_line_says_who_came_for_whom(tmp_path: Path) -> None:
    lines = (
        para("Present: Ann Lee, OCC; Lee Dunne (substitute for Tom O'Dowd)"),
        para("Apologies: Siân ap Rhys (Kerry Blount attending); Tom O'Dowd"),
    )
    assert attendance(tmp_path, *lines) == [
        ("Ann Lee", "present", "OCC", ""),
        ("Lee Dunne", "substitute", "", "Tom O'Dowd"),
        ("Siân ap Rhys", "apologies", "", ""),
        KERRY,
        ("Tom O'Dowd", "apologies", "", ""),
    ]


def test_a_post_is_nobodys_place(tmp_path: Path) -> None:
    lines = (para("Present: Ann Lee (Deputy Chief Constable); Ben Okafor (Lead for Prevention)"),)
    assert attendance(tmp_path, *lines) == [
        ("Ann Lee", "present", "Deputy Chief Constable", ""),
        ("Ben Okafor", "present", "Lead for Prevention", ""),
    ]
