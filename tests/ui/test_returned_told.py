"""What the desk for returned copies says of what came of a decision, and of what another window decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from sop_minutes.commands.points import edit_point
from sop_minutes.commands.returned import reject_change
from tests.commands.office import NOTE, Office, reworded
from tests.conftest import Partnership
from tests.importing.returned.wordedits import WordEdit
from tests.ui.clerk import Clerk


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    note = f"{NOTE}# Date of next meeting\n12 December 2017\n"
    return Office(partnership, partnership.record(note), tmp_path)


@pytest.fixture
def clerk(app: QApplication, office: Office) -> Iterator[Clerk]:
    at = Clerk(office)
    yield at
    at.leave()


def test_a_next_meeting_that_moved_in_the_diary_is_told(clerk: Clerk, office: Office) -> None:
    office.came_back(reworded("12 December", "19 December"))
    clerk.begin()
    clerk.press("a")
    assert clerk.text("returned-message") == (
        "The next meeting, 19 December 2017, is now in the diary, provisional."
    )


def test_own_words_that_narrow_a_line_are_told(clerk: Clerk, office: Office) -> None:
    office.came_back(reworded("new was", "old was"))
    clerk.begin()
    clerk.press("e")
    clerk.retype("Zebulon has said nothing")
    assert "Restricted: Zebulon has said nothing" in office.typed
    assert clerk.text("returned-message") == (
        "It is restricted now: it says “Zebulon”, which is. If it may be wider, change its label in the note."
    )


def test_own_words_are_not_offered_again_for_what_another_window_decided(
    clerk: Clerk, office: Office
) -> None:
    (row,) = office.came_back(reworded("new was", "old was"))
    clerk.begin()
    clerk.press("e")
    office.do("Reject", reject_change, row.id)
    clerk.retype("Nothing at all was said")
    told = "This was rejected in another window meanwhile. Esc leaves your words."
    assert clerk.text("returned-message") == told


def test_a_conflict_that_another_window_decided_is_not_offered_again(clerk: Clerk, office: Office) -> None:
    (row,) = office.came_back(reworded("new was", "old was"))
    office.do("Edit", edit_point, int(office.record("new was")[1:]), text="Little was said.")
    clerk.begin()
    office.do("Reject", reject_change, row.id)
    clerk.press("a")
    assert clerk.text("returned-message") == "This was rejected in another window meanwhile."
    assert "Little was said." in office.typed


def test_a_line_that_is_open_is_closed_before_all_are_accepted(clerk: Clerk, office: Office) -> None:
    office.came_back(reworded("late", "early"))
    line = "The *plan* is late. It is to be ready in the spring."
    office.do("Edit", edit_point, int(office.record("late")[1:]), text=line)
    clerk.begin()
    clerk.press("e")
    clerk.desk.accept_rest()
    (box,) = clerk.desk.findChildren(QMessageBox)
    assert (
        box.text() == "Accept one change of Ben Okafor? It is put together with what was changed here since."
    )
    assert not clerk.desk.frame.edit.is_open
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert clerk.hints().startswith("A accept")


def test_a_label_that_a_copy_takes_off_is_said_not_to_be_taken_before_and_after(
    clerk: Clerk, office: Office
) -> None:
    def edit(e: WordEdit) -> None:
        e.delete(e.saying("to ring"), " CG 17/1")
        e.delete(e.saying("Members: draft"), "Members:")
        e.replace(e.saying("draft figures"), "low", "lower")

    office.came_back(edit, "Ann Lee")
    clerk.begin()
    number = "It stays action CG 17/1: an action keeps its number."
    label = "It stays for members only: a copy makes no line wider; its label is changed in the note."
    clerk.press("A")
    (box,) = clerk.desk.findChildren(QMessageBox)
    assert box.informativeText().endswith(label)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    for said, words in (("A noted, R set aside", number), ("A accept, R reject", label)):
        assert said in clerk.hints()
        assert clerk.read_out().endswith(words)
        clerk.press("a")
        assert clerk.text("returned-message") == words
    assert "Members: draft figures are lower in Barton" in office.typed
    assert clerk.outcome() == [
        "Accepted (1)",
        f"Ann Lee: Reworded. {label}",
        "Noted, not taken (1)",
        f"Ann Lee: To be noted only: the record does not follow it. {number}",
    ]


def test_a_change_in_the_copy_of_somebody_else_has_its_own_hand_in_the_note_beside(
    clerk: Clerk, office: Office
) -> None:
    office.came_back(reworded("new was", "old was", "Ann Lee"), "Ben Okafor")
    clerk.begin()
    model = clerk.desk.frame.note.model()
    lines = "\n".join(
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    )
    assert "Ann Lee (in the copy of Ben Okafor): reworded" in lines
