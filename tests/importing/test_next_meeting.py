"""A note often says when its group meets next."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.domain.next_meeting import next_meeting
from tests.importing.test_minutes import TITLE, heading, note
from tests.importing.wordfile import bold, para, table

NEXT = date(2018, 1, 10)
SAID = {
    "labelled": (para("Next meeting: 10 January 2018, 10am"),),
    "labelled in bold": (para(bold("Date of next meeting: "), "Wednesday 10 January at 2pm"),),
    "in short": (para("DONM: 10 January 2018"),),
    "an item": (heading("6. Date of next meeting"), para("10 January 2018, 2pm, County Hall.")),
    "an item without a year": (heading("Date and time of next meeting"), para("Wednesday 10th January, 2pm")),
    "in the heading": (heading("Next meeting – 10 January 2018"), para("All are welcome.")),
    "a sentence": (para("The next meeting will be held on 10 January 2018 at 10am."),),
    "a table": (heading("Next meeting"), table(["Date", "10 January 2018"], ["Venue", "Oxford"])),
    "two lines": (para("Date of next meeting"), para("10/01/2018")),
    "dates of several": (heading("Future meetings"), para("10 January 2018"), para("14 March 2018")),
}


@pytest.mark.parametrize("kind", SAID)
def test_finds_the_next_meeting(kind: str, tmp_path: Path) -> None:
    assert next_meeting(note(tmp_path, TITLE, heading("Prevent"), para("It was read."), *SAID[kind])) == NEXT


OTHERS = (
    "Items for the next meeting: the plan of 10 January 2018.",
    "Next meeting: to be confirmed.",
    "The last meeting was on 10 January 2018.",
    "Next meeting: 10 January 2016.",
    "The next meeting of the Scrutiny Committee is on 10 January 2018.",
    "The plan goes to the next meeting; it runs from 10 January 2018.",
)


@pytest.mark.parametrize("text", OTHERS)
def test_finds_no_next_meeting(text: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, heading("Prevent"), para("It was read."), para(text))
    assert next_meeting(sheet) is None
