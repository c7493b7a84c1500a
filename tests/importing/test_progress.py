"""An action table says what has been done already: those actions come in closed."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import ActionStatus, PointKind
from sop_minutes.importing import read_word_note
from tests.importing.wordfile import para, save, table

DONE, CANCELLED, GOING_ON = ActionStatus.DONE, ActionStatus.CANCELLED, ActionStatus.IN_PROGRESS


def actions(tmp_path: Path, *rows: list[str]) -> list[PointSheet]:
    title = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")
    path = save(tmp_path / "n.docx", title, para("Action log", style="Heading1"), table(*rows))
    (sheet,) = read_word_note(path).notes
    return [p for item in sheet.items for p in item.points if p.kind is PointKind.ACTION]


NOTED = (None, None)
SAID: dict[str, tuple[ActionStatus | None, date | None] | None] = {
    "Complete": (DONE, None),
    "COMPLETED.": (DONE, None),
    "Closed": (DONE, None),
    "Done – letter sent": (DONE, None),
    "Action completed": (DONE, None),
    "Discharged": (DONE, None),
    "Blue - complete": (DONE, None),
    "Completed 3/11/17": (DONE, date(2017, 11, 3)),
    "Completed on 4 November 2017, see minute 5": (DONE, date(2017, 11, 4)),
    "Done 4th Nov": (DONE, date(2017, 11, 4)),
    "Closed 12 December": (DONE, date(2017, 12, 12)),
    "Closed 3 January": (DONE, date(2018, 1, 3)),
    "Closed 3 July": (DONE, date(2017, 7, 3)),
    "No longer required": (CANCELLED, None),
    "Withdrawn": (CANCELLED, None),
    "Open": None,
    "Ongoing": (GOING_ON, None),
    "In progress": (GOING_ON, None),
    "Underway – two replies": (GOING_ON, None),
    "Partially complete": (GOING_ON, None),
    "3 November 2017: a first reply": (None, date(2017, 11, 3)),
    "3 Nov: a first reply": (None, date(2017, 11, 3)),
    "Booked for 3 December 2017": NOTED,
    "Not started": NOTED,
    "Not complete": NOTED,
    "Incomplete": NOTED,
    "Complete by March": NOTED,
    "Complete in part": NOTED,
    "To be completed": NOTED,
    "Completing": NOTED,
    "Done in most districts but still outstanding in two": NOTED,
    "": None,
}


@pytest.mark.parametrize("status", SAID)
def test_a_status_is_what_has_become_of_an_action(status: str, tmp_path: Path) -> None:
    (action,) = actions(tmp_path, ["Action", "Owner", "Due", "Status"], ["Write", "SC", "", status])
    became = action.became
    assert ((became.status, became.on) if became else None) == SAID[status]
    assert (became.as_written if became else "Open") == (status or "Open")
    assert action.text == "Write @SC"


ASKED = {
    ("Completed", "Yes"): DONE,
    ("Complete (Y/N)", "Y"): DONE,
    ("Completed?", "✓"): DONE,
    ("Date completed", "3 November 2017"): DONE,
    ("Completed", "No"): None,
    ("Status", "Yes"): None,
    ("Progress", "In progress"): GOING_ON,
    ("Update", "Ongoing: two replies"): GOING_ON,
    ("Update", "Complete. The letter went out."): DONE,
    ("Progress", "The letter is complete"): None,
    ("Deadline", "Completed"): DONE,
    ("Deadline", "December"): None,
}


@pytest.mark.parametrize(("heading", "said"), ASKED)
def test_other_columns_say_it_too(heading: str, said: str, tmp_path: Path) -> None:
    (action,) = actions(tmp_path, ["Action", "Owner", heading], ["Write", "SC", said])
    assert (action.became.status if action.became else None) == ASKED[heading, said]


def test_each_of_several_actions_in_a_row_has_its_own_status(tmp_path: Path) -> None:
    cells = [
        para(first) + para(second) for first, second in (("Book", "Send"), ("SC", "TP"), ("Open", "Done"))
    ]
    first, second = actions(tmp_path, ["Action", "Owner", "Status"], cells)
    assert first.became is None
    assert second.became is not None
    assert second.became.as_written == "Done"


def test_a_status_beside_the_minutes_closes_the_action_and_is_kept(tmp_path: Path) -> None:
    heads = ["Item", "Discussion", "Action", "By whom", "Status"]
    rows = [
        ["1. Prevent", "The plan was noted.", "Send the plan", "SC", "Complete"],
        ["2. Budget", "The budget was noted.", "", "", "No change"],
    ]
    (action,) = actions(tmp_path, heads, *rows)
    assert action.became is not None
    assert (action.text, action.became.as_written) == ("Send the plan @SC", "Complete")


def test_a_number_of_the_row_is_no_part_of_the_action(tmp_path: Path) -> None:
    for head, number in (("No.", "1"), ("#", "12."), ("Action no", "3"), ("Ref", "A4")):
        (action,) = actions(tmp_path, [head, "Action", "Owner"], [number, "Write", "SC"])
        assert action.text == "Write @SC"


def test_a_number_that_refers_to_something_stays(tmp_path: Path) -> None:
    for head, number in (("Minute", "3.2"), ("Item", "4"), ("Ref", "17/31")):
        (action,) = actions(tmp_path, [head, "Action", "Owner"], [number, "Write", "SC"])
        assert action.text == f"Write ({head}: {number}) @SC"


def test_status_and_progress_are_one_update(tmp_path: Path) -> None:
    heads = ["Action", "Owner", "RAG", "Progress"]
    (action,) = actions(tmp_path, heads, ["Write", "SC", "Green", "Ongoing: two replies."])
    assert action.became is not None
    assert action.became.status is GOING_ON
    assert action.became.as_written == "RAG: Green\nOngoing: two replies."
