"""An action table says what has been done already: those actions come in closed."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import ActionStatus, PointKind
from sop_minutes.importing import read_word_note
from tests.importing.wordfile import para, save, table

DONE, CANCELLED = ActionStatus.DONE, ActionStatus.CANCELLED


def actions(tmp_path: Path, *rows: list[str]) -> list[PointSheet]:
    title = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")
    path = save(tmp_path / "n.docx", title, para("Action log", style="Heading1"), table(*rows))
    (sheet,) = read_word_note(path).notes
    return [p for item in sheet.items for p in item.points if p.kind is PointKind.ACTION]


SAID: dict[str, tuple[ActionStatus, date | None] | None] = {
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
    "Ongoing": None,
    "In progress": None,
    "Not started": None,
    "Not complete": None,
    "Incomplete": None,
    "Partially complete": None,
    "Complete by March": None,
    "Complete in part": None,
    "To be completed": None,
    "Completing": None,
    "Done in most districts but still outstanding in two": None,
    "Green": None,
    "": None,
}


@pytest.mark.parametrize("status", SAID)
def test_a_status_closes_an_action_or_leaves_it_open(status: str, tmp_path: Path) -> None:
    (action,) = actions(tmp_path, ["Action", "Owner", "Due", "Status"], ["Write", "SC", "", status])
    became = action.became
    assert ((became.status, became.on) if became else None) == SAID[status]
    assert status in action.text


ASKED = {
    ("Completed", "Yes"): DONE,
    ("Complete (Y/N)", "Y"): DONE,
    ("Completed?", "✓"): DONE,
    ("Date completed", "3 November 2017"): DONE,
    ("Completed", "No"): None,
    ("Status", "Yes"): None,
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


def test_a_status_beside_the_minutes_closes_the_action_and_is_kept(tmp_path: Path) -> None:
    heads = ["Item", "Discussion", "Action", "By whom", "Status"]
    rows = [
        ["1. Prevent", "The plan was noted.", "Send the plan", "SC", "Complete"],
        ["2. Budget", "The budget was noted.", "", "", "No change"],
    ]
    (action,) = actions(tmp_path, heads, *rows)
    assert action.became is not None
    assert action.text == "Send the plan (Status: Complete) @SC"
