"""How councils write minutes: several things in one paragraph, minutes in tables, long titles."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.domain.words import Audience, narrower
from tests.importing.test_minutes import TITLE, actions, heading, note, people
from tests.importing.wordfile import bold, para, table

PARTED = {
    "It was noted. Agreed: the plan": [("point", "It was noted."), ("decision", "the plan")],
    "It is done. (Action: SC to write to all)": [("point", "It is done."), ("action", "SC to write to all")],
    "It is done [ACTION – SC to write].": [("point", "It is done"), ("action", "SC to write")],
    "It was said that all agreed: nobody objected.": [
        ("point", "It was said that all agreed: nobody objected.")
    ],
}


@pytest.mark.parametrize("typed", PARTED)
def test_parts_what_one_paragraph_says(typed: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, heading("Prevent"), para("Said."), para(typed))
    assert [(p.kind.value, p.text) for p in sheet.items[0].points[1:]] == PARTED[typed]


@pytest.mark.parametrize(
    "heads",
    [
        ["Item", "Notes", "Action"],
        ["Agenda item", "Discussion and decisions", "Action"],
        ["Topic", "Update", "Actions agreed"],
    ],
)
def test_reads_minutes_between_an_item_and_its_actions(heads: list[str], tmp_path: Path) -> None:
    rows = ["1. Prevent", "The plan was noted.", "Send it out"], ["2. Budget", "Nothing new.", ""]
    with_owner = table([*heads, "Owner", "By when"], *[[*row, "SC", "31 July"] for row in rows[:1]])
    for body in (table(heads, *rows), with_owner):
        sheet = note(tmp_path, TITLE, body)
        assert sheet.items[0].title == "Prevent"
        assert [p.kind.value for p in sheet.items[0].points] == ["point", "action"]


def test_does_not_take_a_column_of_notes_behind_the_action_for_the_minutes(tmp_path: Path) -> None:
    log = table(["Item", "Action", "Owner", "Notes"], ["1", "Write", "SC", "A letter is best."])
    assert actions(note(tmp_path, TITLE, heading("Log"), log)) == ["Write (Item: 1) @SC"]


WHEN_AND_WHERE = {
    "held on Tuesday 6th March 2018 at 7.00pm in the Council Chamber, Town Hall": (
        "7.00pm",
        "Council Chamber, Town Hall",
    ),
    "Wednesday 6 March 2018, 2pm, Online": ("2pm", "Online"),
    "Tuesday 6 March 2018 – 14:00 – Fire HQ": ("14:00", "Fire HQ"),
    "held on 6 March 2018 in the Village Hall at 7.30 pm": ("7.30 pm", "Village Hall"),
    "6 March 2018": ("", ""),
    "6 March 2018 – Draft": ("", ""),
}


@pytest.mark.parametrize("line", WHEN_AND_WHERE)
def test_takes_time_and_place_from_the_line_with_the_date(line: str, tmp_path: Path) -> None:
    head = para(bold("Minutes of the Safer Streets Board")), para(bold(line))
    sheet = note(tmp_path, *head, heading("Prevent"), para("x."), heading("Budget"), para("y."))
    assert (sheet.on, sheet.time, sheet.place) == (date(2018, 3, 6), *WHEN_AND_WHERE[line])
    assert sheet.group == "Safer Streets Board" or "Draft" in sheet.title
    assert [item.title for item in sheet.items if item.title][:2] == ["Prevent", "Budget"]


def test_does_not_end_a_title_with_the_word_before_its_date(tmp_path: Path) -> None:
    sheet = note(
        tmp_path, para(bold("Minutes of the Streets Board meeting of 6 March 2018")), heading("A"), para("x.")
    )
    assert sheet.title == "Minutes of the Streets Board meeting"


def test_a_title_in_bold_after_a_plain_number_is_an_item(tmp_path: Path) -> None:
    body = [
        para(f"{n}/19\t", bold(name)) + para("It was read.") for n, name in ((14, "ROADS"), (15, "CRIME"))
    ]
    sheet = note(tmp_path, TITLE, *body)
    assert [item.title for item in sheet.items] == ["14/19 ROADS", "15/19 CRIME"]


def test_a_numbered_line_that_ends_in_an_owner_is_no_item(tmp_path: Path) -> None:
    body = (para("1.1 All is well here."), para("1.2 KM to send figures. ACTION: KM"))
    sheet = note(tmp_path, TITLE, heading("Roads"), *body, heading("Next"), para("1.3 x."))
    assert [item.title for item in sheet.items] == ["Roads", "Next"]
    assert actions(sheet) == ["KM to send figures. (no. 1.2) @KM"]


def test_reads_an_action_beside_its_label_in_a_table(tmp_path: Path) -> None:
    rows = table(["Discussion", "The plan was read."], ["Action", "BO to finish the plan"])
    sheet = note(tmp_path, TITLE, heading("Roads"), rows)
    assert actions(sheet) == ["BO to finish the plan"]


def test_finds_the_place_among_the_times(tmp_path: Path) -> None:
    title = (
        "Minutes of the Board held on 3 May 2018 at County Hall, Oxford commencing at {} and finishing at {}"
    )
    sheet = note(tmp_path, para(bold(title.format("10.00 am", "12.15 pm"))), heading("Roads"), para("x."))
    assert (sheet.place, sheet.time) == ("County Hall, Oxford", "10.00 am")


def test_a_numbered_bold_label_is_an_item_however_short_its_text(tmp_path: Path) -> None:
    body = [para(bold(f"{n}. {name}. "), said) for n, (name, said) in enumerate(SHORT, 1)]
    assert [item.title for item in note(tmp_path, TITLE, *body).items] == ["Roads", "Training", "AOB"]


SHORT = (("Roads", "Speeds fell in May."), ("Training", "Numbers were low."), ("AOB", "None"))


def test_a_minute_keeps_its_reference_in_its_title(tmp_path: Path) -> None:
    said = (("24/056", "Apologies", "None."), ("24/057", "Finance", "The books were read."))
    body = [para(bold(f"{number}\t{name}. "), text) for number, name, text in said]
    assert [item.title for item in note(tmp_path, TITLE, *body).items] == [
        "24/056 Apologies",
        "24/057 Finance",
    ]


@pytest.mark.parametrize("said", ["NOTED.", "RESOLVED", "Agreed.", "None"])
def test_a_word_that_says_what_became_of_an_item_is_no_item(said: str, tmp_path: Path) -> None:
    body = (heading("Roads"), para("x."), heading("Work"), para(bold(said)))
    assert [item.title for item in note(tmp_path, TITLE, *body).items] == ["Roads", "Work"]


PUBLIC = Audience.PUBLIC


@pytest.mark.parametrize("label", ["Who came", "Who was there", "In the room", "Round the table"])
def test_who_was_there_is_not_public_whatever_its_label(label: str, tmp_path: Path) -> None:
    sheet = note(
        tmp_path, TITLE, para(f"{label}: Ann Lee, Ben Okafor, Cy Dunn"), heading("Roads"), para("x.")
    )
    shown = [p.text for i in sheet.items for p in i.points if narrower(i.audience, p.audience) is PUBLIC]
    assert shown == ["x."]


def test_apologies_may_follow_those_present(tmp_path: Path) -> None:
    line = para("Attended by: Ann Lee (chair), Ben Okafor, DCI Dev Patel. Apologies from Lee Cho.")
    assert people(note(tmp_path, TITLE, line, heading("Roads"), para("x."))) == [
        ("Ann Lee", "present", "chair"),
        ("Ben Okafor", "present", ""),
        ("DCI Dev Patel", "present", ""),
        ("Lee Cho", "apologies", ""),
    ]
