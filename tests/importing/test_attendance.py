"""Who was there, in all the ways that minutes list it."""

from pathlib import Path

import pytest

from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.importing import read_word_note
from tests.importing.wordfile import bold, bullet, cell, para, save, table

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


SURNAMES = {
    "Present: Ann Lee, Tom Hall": ["Ann Lee", "Tom Hall"],
    "Present: Ann Lee, April Jones, Sue Head and June Parish": [
        "Ann Lee", "April Jones", "Sue Head", "June Parish",
    ],
    "Present: Cllr Hall, Cllr Ann Lee, PC Head": ["Cllr Hall", "Cllr Ann Lee", "PC Head"],
    "Present: Ann Lee, County Hall": ["Ann Lee"],
    "Apols: Ann Lee": ["Ann Lee"],
}  # fmt: skip


@pytest.mark.parametrize("line", SURNAMES)
def test_knows_surnames_that_are_words_too(line: str, tmp_path: Path) -> None:
    assert [name for name, _, _ in people(note(tmp_path, para(line)))] == SURNAMES[line]


def test_knows_apologies_by_their_short_name(tmp_path: Path) -> None:
    for line in (para("Apols: Lee Ng"), para(bold("Apols: "), "Lee Ng")):
        assert people(note(tmp_path, line)) == [("Lee Ng", "apologies", "")]


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


LABELS: dict[str, People] = {
    "Presant: Ann Lee": [("Ann Lee", "present", "")],
    "Attendence: Ann Lee, Ben Okafor": [("Ann Lee", "present", ""), ("Ben Okafor", "present", "")],
    "Attendies: Ann Lee": [("Ann Lee", "present", "")],
    "Members present: Ann Lee": [("Ann Lee", "present", "")],
    "Memebers presant: Ann Lee": [("Ann Lee", "present", "")],
    "Apology: Dee Fox": [("Dee Fox", "apologies", "")],
    "Appologies: Dee Fox": [("Dee Fox", "apologies", "")],
    "Apologies for absense: Dee Fox": [("Dee Fox", "apologies", "")],
    "In Attendance – Ben Okafor": [("Ben Okafor", "in attendance", "")],
    "In attendence: Ben Okafor": [("Ben Okafor", "in attendance", "")],
    "Chaired by: Ann Lee": [("Ann Lee", "present", "chair")],
    "Chaired by Ann Lee": [("Ann Lee", "present", "chair")],
    "Chiar: Ann Lee": [("Ann Lee", "present", "chair")],
    "Minutes by: Ben Okafor": [("Ben Okafor", "in attendance", "minutes")],
    "Minutes taken by Ben Okafor": [("Ben Okafor", "in attendance", "minutes")],
    "Note taker – Ben Okafor": [("Ben Okafor", "in attendance", "minutes")],
}


@pytest.mark.parametrize("line", LABELS)
def test_knows_labels_by_other_names_and_misspelt_ones(line: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, para(line))
    assert people(sheet) == LABELS[line]
    assert placed(sheet) == [("Prevent", ["The plan was noted."])]


@pytest.mark.parametrize("line", ["Vennue: Town Hall", "Location: Town Hall", "Place – Town Hall"])
def test_knows_a_place_by_its_labels(line: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, para(line))
    assert (sheet.place, placed(sheet)) == ("Town Hall", [("Prevent", ["The plan was noted."])])


WORDS = [
    "Prevent: Ann Lee",
    "President: Ann Lee",
    "Presented: Ann Lee",
    "Chain: Ann Lee",
    "Chaired by the police",
    "Chaired by Ann Lee for the first hour",
    "Presant: the usual people",
    "Locations: Town Hall",
]


@pytest.mark.parametrize("line", WORDS)
def test_leaves_what_only_looks_like_a_label(line: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, para(line))
    assert (people(sheet), sheet.place) == ([], "")
    assert placed(sheet)[0] == ("", [line])


def test_adds_those_whom_a_sentence_of_apologies_names_and_keeps_the_sentence(tmp_path: Path) -> None:
    said = "Apologies for absence were received from Dee Fox (OPCC) and Cy Dunn."
    sheet = note(tmp_path, para("1. Apologies", style="Heading1"), para(said))
    assert people(sheet) == [FOX, ("Cy Dunn", "apologies", "")]
    assert placed(sheet)[0] == ("Apologies", [said])


SEVERAL: dict[str, tuple[str, People]] = {
    "after a full stop": (
        "PRESENT: Cllrs Mrs P Ford (Chair), R Dale and T Lowe. In attendance: Mrs L Moss (Clerk).",
        [
            ("Mrs P Ford", "present", "Chair"),
            ("R Dale", "present", ""),
            ("T Lowe", "present", ""),
            ("Mrs L Moss", "in attendance", "Clerk"),
        ],
    ),
    "after a semicolon": (
        "Present: Ann Lee, Ben Okafor, Cy Dunn; Apologies: Dee Fox (OPCC)",
        [("Ann Lee", "present", ""), ("Ben Okafor", "present", ""), ("Cy Dunn", "present", ""), FOX],
    ),
    "after a wide gap": (
        "Chair: Ann Lee     Minutes: Ben Okafor",
        [("Ann Lee", "present", "chair"), ("Ben Okafor", "in attendance", "minutes")],
    ),
}


@pytest.mark.parametrize("kind", SEVERAL)
def test_parts_a_paragraph_that_lists_several_kinds_of_people(kind: str, tmp_path: Path) -> None:
    line, expected = SEVERAL[kind]
    sheet = note(tmp_path, para(line))
    assert people(sheet) == expected
    assert placed(sheet) == [("Prevent", ["The plan was noted."])]


def test_makes_nothing_of_the_space_before_a_label(tmp_path: Path) -> None:
    sheet = note(tmp_path, para("          Present: Ann Lee"), para("Board      Time: 2pm"))
    assert (people(sheet), placed(sheet)[0]) == ([("Ann Lee", "present", "")], ("", ["Board Time: 2pm"]))


def test_reads_lists_with_labels_of_their_own_under_present(tmp_path: Path) -> None:
    body = para(bold("Present:")), para("Councillors: A Smith, B Jones"), para("Officers: J Green (Clerk)")
    assert people(note(tmp_path, *body)) == [
        ("A Smith", "present", ""),
        ("B Jones", "present", ""),
        ("J Green", "in attendance", "Clerk"),
    ]


def test_does_not_take_a_heading_below_full_names_for_one_more(tmp_path: Path) -> None:
    listed = para("Apologies:"), para("Dee Fox – OPCC"), para("Cy Dunn – Fire"), para("Carnival")
    sheet = note(tmp_path, *listed, bullet("The route was agreed."))
    assert [person[0] for person in people(sheet)] == ["Dee Fox", "Cy Dunn"]
    assert ("", ["Carnival", "The route was agreed."]) in placed(sheet)


def test_keeps_when_someone_who_was_there_came(tmp_path: Path) -> None:
    rows = ["Name", "Organisation", "Attendance"], ["Ann Lee", "OCC", "Present (from 10:30)"]
    assert people(note(tmp_path, table(*rows))) == [("Ann Lee", "present", "OCC, from 10:30")]
