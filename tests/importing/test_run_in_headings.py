"""Numbered headings in bold at the start of their paragraph, and what stands before the first of them."""

from pathlib import Path

import pytest

from sop_minutes.domain.words import Audience
from tests.importing.test_minutes import TITLE, items, note, people
from tests.importing.wordfile import bold, para

SHAPES = {
    "a stop": ("1. Data dashboard. ", "2. Schools. "),
    "no mark": ("1. Data dashboard ", "2. Schools "),
    "a bare number": ("1 Data dashboard: ", "2 Schools: "),
    "a tab": ("1.\tData dashboard\t", "2.\tSchools\t"),
    "a dash": ("1) Data dashboard – ", "2) Schools – "),
    "Item": ("Item 1: Data dashboard. ", "Item 2: Schools. "),
    "two numbers": ("3.1 Data dashboard. ", "3.2 Schools. "),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_numbered_bold_start_heads_an_item(shape: str, tmp_path: Path) -> None:
    one, two = SHAPES[shape]
    body = (para(bold(one), "JPa presented figures."), para("They rose."), para(bold(two), "Twelve joined."))
    assert items(note(tmp_path, TITLE, *body)) == [
        ("Data dashboard", ["JPa presented figures.", "They rose."]),
        ("Schools", ["Twelve joined."]),
    ]


def test_such_headings_may_say_what_else_is_no_topic(tmp_path: Path) -> None:
    body = [
        para(bold(f"{n}. {title}. "), "Said.") for n, title in enumerate(("Updates", "Next steps", "AOB"), 1)
    ]
    assert [item.title for item in note(tmp_path, TITLE, *body).items] == ["Updates", "Next steps", "AOB"]


def test_a_name_in_bold_before_a_sentence_heads_nothing(tmp_path: Path) -> None:
    body = para(bold("Ann Lee"), " reported that calls fell."), para(bold("Tom Price"), " agreed.")
    assert [item.title for item in note(tmp_path, TITLE, *body).items] == [""]


TWICE = {
    "Notes of meeting – 10 September 2025, 10:00–11:30, MS Teams": ("10:00–11:30", "MS Teams"),
    "held on Thursday 17th July 2025 at 2.00pm in the Members' Room": ("2.00pm", "Members' Room"),
}


@pytest.mark.parametrize("line", TWICE)
def test_a_line_of_the_title_that_is_understood_is_not_said_twice(line: str, tmp_path: Path) -> None:
    head = para(bold("SERIOUS VIOLENCE DUTY BOARD")), para(bold(line))
    sheet = note(tmp_path, *head, para(bold("1. Data. "), "It rose."), para(bold("2. AOB. "), "None."))
    assert (sheet.time, sheet.place) == TWICE[line]
    assert [item.title for item in sheet.items] == ["Data", "AOB"]


def test_a_line_of_the_title_that_says_more_stays(tmp_path: Path) -> None:
    line = "Thursday 17 July 2025 at 2.00pm in the Town Hall, adjourned to the Guildhall: doors shut."
    sheet = note(tmp_path, para(bold("Streets Board")), para(bold(line)), para(bold("1. Data. "), "Rose."))
    assert (
        any("adjourned" in text for _, texts in items(sheet) for text in texts) or "adjourned" in sheet.place
    )


def test_names_after_a_bold_label_are_attendance(tmp_path: Path) -> None:
    head = para(bold("Apologies: "), "Siân ap Rhys, Tom O’Dowd"), para(bold("1. Data. "), "It rose.")
    sheet = note(tmp_path, TITLE, *head)
    assert people(sheet) == [("Siân ap Rhys", "apologies", ""), ("Tom O’Dowd", "apologies", "")]
    assert [item.title for item in sheet.items] == ["Data"]


@pytest.mark.parametrize("label", ["Apologies", "Present", "Those present"])
def test_people_that_are_not_understood_are_not_for_the_public(label: str, tmp_path: Path) -> None:
    said = "the usual four, less whoever was at the fair (see below), and one from (perhaps) the shop"
    sheet = note(tmp_path, TITLE, para(bold(f"{label}: "), said), para(bold("1. Data. "), "It rose."))
    (kept,) = sheet.items[0].points
    assert kept.text.endswith(said)
    assert kept.audience is Audience.MEMBERS
