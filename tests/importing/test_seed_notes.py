"""The two real notes come in right, however somebody made Word files of them."""

import re
from itertools import product
from pathlib import Path

import pytest

from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.importing import read_word_note
from tests.importing import seeds
from tests.importing.wordfile import bold, numbered, para, run, save, table

pytestmark = pytest.mark.skipif(
    not seeds.SEEDS.is_dir(), reason="the seed notes are not beside the repository"
)

TITLES = {
    "plain": seeds.plain,
    "bold": seeds.in_bold,
    "heading 1": seeds.styled("Heading1"),
    "title style": seeds.styled("Title"),
    "centred": lambda text, _at: para(bold(text), props='<w:jc w:val="center"/>'),
}
HEADINGS = {
    "plain": seeds.plain,
    "bold": seeds.in_bold,
    "bold with a colon": lambda text, _at: para(bold(f"{text}:")),
    "heading 1": seeds.styled("Heading1"),
    "heading 2": seeds.styled("Heading2"),
    "bold, then heading 2": seeds.mixed,
    "underlined": lambda text, _at: para(run(text, '<w:u w:val="single"/>')),
    "typed numbers": lambda text, at: para(f"{at + 1}. {text}"),
    "typed numbers in bold": lambda text, at: para(bold(f"{at + 1}.\t{text}")),
    "Word's numbers": lambda text, _at: numbered(text),
    "Word's numbers in bold": lambda text, _at: numbered(bold(text)),
    "Item 1:": lambda text, at: para(bold(f"Item {at + 1}: {text}")),
}
BULLETS = {
    "Word list": "",
    "dot": "•\t",
    "hyphen": "- ",
    "dash": "– ",
    "o": "o\t",
    "star": "* ",
    "arrow": "➤ ",
}


def _check(note: seeds.Seed, path: Path) -> None:
    imported = read_word_note(path)
    (sheet,) = imported.notes
    assert sheet.title == note.title
    assert sheet.on is not None
    assert format_date(sheet.on) == re.sub(r"(?<=\d)(st|nd|rd|th)", "", note.day)
    assert not sheet.provisional
    found = tuple((i.title, tuple((p.level, plain_text(p.text)) for p in i.points)) for i in sheet.items)
    assert found == note.items


@pytest.mark.parametrize("number", ["000", "001"])
@pytest.mark.parametrize("gaps", [False, True], ids=["", "blank lines"])
@pytest.mark.parametrize(("title", "heading"), list(product(TITLES, HEADINGS)))
def test_comes_in_whatever_its_headings_are(
    number: str, title: str, heading: str, gaps: bool, tmp_path: Path
) -> None:
    note = seeds.seed(number)
    _check(note, save(tmp_path / "n.docx", *seeds.body(note, TITLES[title], HEADINGS[heading], gaps=gaps)))


@pytest.mark.parametrize("bullet", BULLETS)
def test_comes_in_whatever_its_bullets_are(bullet: str, tmp_path: Path) -> None:
    note = seeds.seed("000")
    paragraphs = seeds.body(note, seeds.plain, seeds.in_bold, typed_bullet=BULLETS[bullet])
    _check(note, save(tmp_path / "n.docx", *paragraphs))


def test_comes_in_with_its_title_on_three_lines_of_one_paragraph(tmp_path: Path) -> None:
    note = seeds.seed("001")
    body = list(seeds.body(note, seeds.in_bold, seeds.in_bold))[len(note.lines) :]
    _check(note, save(tmp_path / "n.docx", para(bold("\n".join(note.lines))), *body))


def test_comes_in_from_a_table_that_is_only_a_frame(tmp_path: Path) -> None:
    note = seeds.seed("000")
    _check(note, save(tmp_path / "n.docx", table(["".join(seeds.body(note, seeds.in_bold, seeds.in_bold))])))


def test_comes_in_when_every_line_of_the_text_became_a_paragraph(tmp_path: Path) -> None:
    note = seeds.seed("000")
    text = next(seeds.SEEDS.glob("000_*.txt")).read_text(encoding="utf-8")
    _check(
        note,
        save(tmp_path / "n.docx", *[para(line) if line.strip() else para() for line in text.split("\n")]),
    )


def test_comes_in_from_markdown_typed_into_word(tmp_path: Path) -> None:
    note = seeds.seed("001")
    text = next(seeds.SEEDS.glob("001_*.txt")).read_text(encoding="utf-8").replace(":  \n<", ": <")
    _check(
        note,
        save(tmp_path / "n.docx", *[para(line) if line.strip() else para() for line in text.split("\n")]),
    )


def test_names_the_group(tmp_path: Path) -> None:
    for number in ("000", "001"):
        note = seeds.seed(number)
        path = save(tmp_path / "n.docx", *seeds.body(note, seeds.plain, seeds.in_bold))
        assert (
            read_word_note(path).notes[0].group == "Safer Oxfordshire Partnership (SOP) Co-ordination Group"
        )
