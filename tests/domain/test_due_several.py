"""More dates than one in a line, and dates said in ways of their own."""

from datetime import date

import pytest

from sop_minutes.domain.due import find_due
from sop_minutes.domain.grammar import read_action
from sop_minutes.domain.words import DueRemark

SAID_ON = date(2024, 9, 17)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Draft by 1 December and sign off by 15 December", "by 1 December"),
        ("AB to send it by 6 Dec and BC to reply by 9 Dec", "by 6 Dec"),
        ("Jo to draft, Al to check by 28 March; Mo to sign by 4 April", "by 28 March"),
        ("Send it by Friday 10 January, and confirm on the 13th", "by Friday 10 January"),
        ("Draft by Friday and discuss at the next meeting", "by Friday"),
        ("Draft by Friday. Jo to sign by Monday.", "by Friday"),
    ],
)
def test_of_the_dates_of_several_parts_the_first_is_due_and_remarked_on(text: str, phrase: str) -> None:
    found = find_due(text, SAID_ON)
    assert found is not None
    assert (found.due.as_written, found.due.remark) == (phrase, DueRemark.FIRST_OF_SEVERAL)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Collect data until 31 March and report by 5 May", "by 5 May"),
        ("Hold the event on 1 December and report by 15 December", "by 15 December"),
        ("Draft by Friday for discussion at the next meeting", "by Friday"),
        ("Draft by Friday and send it", "by Friday"),
    ],
)
def test_another_date_that_is_not_due_changes_nothing(text: str, phrase: str) -> None:
    found = find_due(text, SAID_ON)
    assert found is not None
    assert (found.due.as_written, found.due.remark) == (phrase, DueRemark.NONE)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Send it Friday at the latest", date(2024, 9, 20)),
        ("Send it by 20 11 2024", date(2024, 11, 20)),
        ("6 December: send it", date(2024, 12, 6)),
        ("Finish this side of Christmas", date(2024, 12, 24)),
        ("Finish between Christmas and New Year", date(2024, 12, 31)),
        ("Report in the first quarter of 2025", date(2025, 3, 31)),
        ("Report in the first quarter of 2025/26", date(2025, 6, 30)),
        ("Report in Q1 2025", date(2025, 6, 30)),
        ("Meet in the first week of October", date(2024, 10, 4)),
        ("Meet in the second week of November", date(2024, 11, 8)),
        ("Meet in the first full week of November", date(2024, 11, 8)),
        ("Meet in the last week of November", date(2024, 11, 29)),
        ("Meet on the Monday after next", date(2024, 9, 30)),
        ("Report Monday after next", date(2024, 9, 30)),
        ("Report to the 12 December meeting", date(2024, 12, 12)),
        ("Report by the back end of October", date(2024, 10, 31)),
        ("Report in the next month or so", date(2024, 10, 17)),
        ("Report by the first Tuesday of the month", date(2024, 10, 1)),
        ("Report (target date 30 June)", date(2025, 6, 30)),
        ("Report – target: end of October", date(2024, 10, 31)),
    ],
)
def test_a_date_is_found_however_it_is_said(text: str, on: date) -> None:
    found = find_due(text, SAID_ON)
    assert found is not None
    assert found.due.on == on


@pytest.mark.parametrize(
    "text",
    [
        "Send the data for 1 April to 30 September",
        "Send the data for 1-30 September",
        "Visit the schools before they break up for Christmas",
        "Note that the office closes for Easter",
        "Circulate the minutes of the 12 December meeting",
        "Attend the 12 December meeting in person",
    ],
)
def test_days_that_are_spoken_of_are_not_due(text: str) -> None:
    assert find_due(text, SAID_ON) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Find a venue, ideally by Friday", "Find a venue"),
        ("Find a venue – preferably in the spring", "Find a venue"),
        ("Find a venue, if possible by 4 October.", "Find a venue"),
        ("Report monthly, next by 4 October", "Report monthly"),
        ("Report every month, starting in October", "Report every month"),
        ("Do what is ideally done by 4 October", "Do what is ideally done"),
    ],
)
def test_what_softens_a_date_goes_with_it(line: str, text: str) -> None:
    action = read_action(line, SAID_ON)
    assert action.text == text
    assert action.due.on is not None
    assert "Find" not in line or line.split()[3] in action.sentence


def test_a_date_before_all_else_is_set_off_by_its_colon() -> None:
    action = read_action("6 December: Jo Newman to ring", SAID_ON)
    assert (action.text, [owner.name for owner in action.owners]) == ("ring", ["Jo Newman"])
    assert action.sentence == "6 December 2024: Jo Newman to ring"
