"""Numbered paragraphs: how deep they stand, and that a number someone refers to is there."""

from pathlib import Path

import pytest

from sop_minutes.importing import read_word_note
from tests.importing.wordfile import bullet, para, save

Points = list[tuple[int, str]]


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


LEGAL = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "lowerRoman", "%4)")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def points(tmp_path: Path, *body: str) -> Points:
    title = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")
    head = para("Prevent", style="Heading1")
    (sheet,) = read_word_note(save(tmp_path / "n.docx", title, head, *body, numbering=LEGAL)).notes
    return [(p.level, p.text) for p in sheet.items[0].points]


def test_nests_a_list_of_several_levels(tmp_path: Path) -> None:
    depths = (0, 1, 2, 3, 2, 1, 0)
    found = points(tmp_path, *[bullet(f"text {at}", level=depth) for at, depth in enumerate(depths)])
    assert found == [(depth + 1, f"text {at}") for at, depth in enumerate(depths)]


def test_keeps_the_numbers_of_a_list_that_a_text_refers_to(tmp_path: Path) -> None:
    listed = [
        bullet(text, level=depth) for text, depth in (("One.", 0), ("Part.", 1), ("Letter.", 2), ("Two.", 0))
    ]
    assert points(tmp_path, *listed, para("As in paragraph 1.1 above, it was agreed.")) == [
        (1, "1. One."),
        (2, "1.1 Part."),
        (3, "(a) Letter."),
        (1, "2. Two."),
        (0, "As in paragraph 1.1 above, it was agreed."),
    ]


def test_begins_a_list_again_where_word_does(tmp_path: Path) -> None:
    listed = [bullet("One."), bullet("Seven.", list_id=2), bullet("Eight.", list_id=2)]
    found = points(tmp_path, *listed, para("See recommendation 8."))
    assert found[:3] == [(1, "1. One."), (1, "7. Seven."), (1, "8. Eight.")]


@pytest.mark.parametrize("said", ["It cost £1.1 million.", "It took 1.1 hours.", "All agreed in 1 hour."])
def test_leaves_numbers_out_where_nobody_refers_to_them(said: str, tmp_path: Path) -> None:
    assert points(tmp_path, bullet("One."), bullet("Part.", level=1), para(said))[:2] == [
        (1, "One."),
        (2, "Part."),
    ]


def test_puts_the_number_of_an_action_behind_it(tmp_path: Path) -> None:
    found = points(tmp_path, bullet("Action: SC to write"), para("See paragraph 1 above."))
    assert found[0] == (1, "SC to write (no. 1)")


TYPED: dict[str, Points] = {
    "numbered paragraphs": [
        (0, "1.1 Text."),
        (0, "1.2 Text."),
        (1, "a) one"),
        (1, "b) two"),
        (0, "1.3 Text."),
    ],
    "parts of numbers": [(0, "1. Text."), (1, "1.1 part"), (2, "(a) one"), (3, "(i) roman"), (2, "(b) two")],
    "letters alone": [(0, "It was resolved:"), (1, "a) one"), (1, "b) two"), (0, "Text.")],
    "an i among letters": [(1, "g) one"), (1, "h) two"), (1, "i) three"), (1, "j) four")],
    "Roman numbers": [(1, "i) one"), (1, "ii) two"), (1, "iv) three")],
    "numbers begun again": [(0, "1. Text."), (1, "a) one"), (0, "2. Text."), (1, "a) two")],
}


@pytest.mark.parametrize("kind", TYPED)
def test_sees_how_deep_a_typed_number_stands(kind: str, tmp_path: Path) -> None:
    assert points(tmp_path, *[para(text) for _, text in TYPED[kind]]) == TYPED[kind]


@pytest.mark.parametrize(
    "mark", ["o\t", "§\t", "·\t", "–\t", "•", "•  ", "-\t", "* ", "o ", "\uf0b7\t", "\uf0a7\t"]
)
def test_knows_a_bullet_typed_as_a_character(mark: str, tmp_path: Path) -> None:
    assert points(tmp_path, para("Text."), para(f"{mark}first"), para(f"{mark}second")) == [
        (0, "Text."),
        (1, "first"),
        (1, "second"),
    ]
