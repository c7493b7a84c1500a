"""Who was there, in all the ways that minutes list it."""

from pathlib import Path

import pytest

from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.importing import read_word_note
from tests.importing.wordfile import bold, cell, para, save, table

People = list[tuple[str, str, str]]
ANN: tuple[str, str, str] = ("Ann Lee", "present", "OCC")
BEN: tuple[str, str, str] = ("Ben Okafor", "present", "TVP")
FOX: tuple[str, str, str] = ("Dee Fox", "apologies", "OPCC")


def note(tmp_path: Path, *body: str) -> NoteSheet:
    title = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")
    end = para("Prevent", style="Heading1"), para("The plan was noted.")
    (sheet,) = read_word_note(save(tmp_path / "n.docx", title, *body, *end)).notes
    return sheet


def people(sheet: NoteSheet) -> People:
    return [(person.name, person.status.value, person.detail) for person in sheet.attendance]


def placed(sheet: NoteSheet) -> list[tuple[str, list[str]]]:
    return [(i.title, [p.text for p in i.points]) for i in sheet.items if i.title != "Not placed"]


def merged(text: str) -> str:
    return cell(text, '<w:gridSpan w:val="2"/>')


TABLES: dict[str, tuple[list[str], People]] = {
    "two columns under a heading": (
        [para("Present", style="Heading1"), table(["Ann Lee", "OCC"], ["Ben Okafor", "TVP"])],
        [ANN, BEN],
    ),
    "name, role, initials": (
        [table(["Name", "Role", "Initials"], ["Ann Lee", "Chair", "AL"], ["Ben Okafor", "Inspector", "BO"])],
        [("Ann Lee", "present", "Chair, AL"), ("Ben Okafor", "present", "Inspector, BO")],
    ),
    "labels in merged rows": (
        [
            table(
                [merged("Present:")],
                ["Ann Lee", "OCC"],
                ["Ben Okafor", "TVP"],
                [merged("Apologies:")],
                ["Dee Fox", "OPCC"],
            )
        ],
        [ANN, BEN, FOX],
    ),
    "labels in rows with an empty cell": (
        [
            table(
                ["Present", ""],
                ["Ann Lee", "OCC"],
                ["Ben Okafor", "TVP"],
                ["Apologies", ""],
                ["Dee Fox", "OPCC"],
            )
        ],
        [ANN, BEN, FOX],
    ),
    "labels in a column of their own": (
        [table(["Present:", "Ann Lee", "OCC"], ["", "Ben Okafor", "TVP"], ["Apologies:", "Dee Fox", "OPCC"])],
        [ANN, BEN, FOX],
    ),
    "labels in merged cells of a column of their own": (
        [
            table(
                [cell("Present:", '<w:vMerge w:val="restart"/>'), "Ann Lee, OCC"],
                [cell("", "<w:vMerge/>"), "Ben Okafor, TVP"],
                ["Apologies:", "Dee Fox, OPCC"],
            )
        ],
        [ANN, BEN, FOX],
    ),
    "a title row over columns with headings": (
        [table([merged("Attendees")], ["Name", "Organisation"], ["Ann Lee", "OCC"], ["Ben Okafor", "TVP"])],
        [ANN, BEN],
    ),
    "columns side by side": (
        [table(["Present", "Apologies"], ["Ann Lee, OCC", "Dee Fox, OPCC"], ["Ben Okafor, TVP", ""])],
        [ANN, FOX, BEN],
    ),
    "lists side by side": (
        [
            table(
                [
                    para(bold("Present:")) + para("Ann Lee, OCC") + para("Ben Okafor, TVP"),
                    para(bold("Apologies:")) + para("Dee Fox, OPCC"),
                ]
            )
        ],
        [ANN, BEN, FOX],
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_reads_attendance_tables(kind: str, tmp_path: Path) -> None:
    body, expected = TABLES[kind]
    sheet = note(tmp_path, *body)
    assert people(sheet) == expected
    assert placed(sheet) == [("Prevent", ["The plan was noted."])]


ONCE = {
    "chair first": ("Chair: Ann Lee", "Present: Ann Lee, Ben Okafor"),
    "chair last": ("Present: Ann Lee, Ben Okafor", "Chair: Ann Lee"),
    "chair with a title": ("Chair: Cllr Ann Lee", "Present: Ann Lee, Ben Okafor"),
    "chair without a title": ("Chair: Ann Lee", "Present: Cllr Ann Lee, Ben Okafor"),
    "chair said twice": ("Chair: Ann Lee", "Present: Ann Lee (Chair), Ben Okafor"),
}


@pytest.mark.parametrize("kind", ONCE)
def test_gives_the_chair_once(kind: str, tmp_path: Path) -> None:
    chair, other = people(note(tmp_path, *map(para, ONCE[kind])))
    assert (chair[0].removeprefix("Cllr "), chair[1], chair[2].casefold()) == ("Ann Lee", "present", "chair")
    assert other == ("Ben Okafor", "present", "")


def test_tells_two_people_of_one_surname_apart(tmp_path: Path) -> None:
    sheet = note(tmp_path, para("Present: Mr A Lee, Mrs A Lee, Cllr Okafor, Dr Okafor"))
    assert len(sheet.attendance) == 4
