"""R in the register, where there are several groups: whose actions are reviewed, and at which meeting."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.storage.database import Database
from sop_minutes.ui.chooser import Chooser
from sop_minutes.ui.review.where import WhereDialog
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.shell import Shell
from tests.ui.windows import TODAY, open_shell, pages_of, press, wait_until

BOARD = "Date: 8 February 2017\n# Money\nAction: @Cy Dunn to find the money by 1 March"


def _review_from_the_board_s_action(path: Path, *, meets: str = "", on: date = TODAY) -> Shell:
    """Show the register at the one action of a board, where a group is to meet on a day, and press R."""
    with Database.open(path) as database:
        database.do("Add", add_group, "Board", code="BO")
        database.do("Record", record_note, read_note_text(BOARD), group_id=2)
        if meets:
            database.do("Plan", add_meeting, group_id={"CG": 1, "BO": 2}[meets], on=on)
    shell = open_shell(path)
    pages = pages_of(shell)
    pages.show_actions()
    pages.actions.filter.setText("money")
    pages.actions.settle()
    pages.review_actions()
    return shell


def _shown(kind: type[QWidget]) -> QWidget:
    wait_until(lambda: isinstance(QApplication.activeWindow(), kind))
    found = QApplication.activeWindow()
    assert found is not None
    return found


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def _end(shell: Shell, review: QWidget) -> None:
    review.close()
    shell.close()
    shell.window.close()


def test_where_another_group_meets_today_it_is_asked_whose_actions_are_reviewed(
    app: QApplication, path: Path
) -> None:
    shell = _review_from_the_board_s_action(path, meets="CG")
    chooser = _shown(Chooser)
    assert isinstance(chooser, Chooser)
    shown = chooser.list.item(1)
    assert shown.text() == "Co-ordination Group"
    assert "its meeting is on" in shown.data(Qt.ItemDataRole.AccessibleTextRole)
    press(Qt.Key.Key_Return)
    review = _shown(ReviewWindow)
    assert "Co-ordination Group · meeting of 20 November 2017 (planned)" in _words(review)
    _end(shell, review)


def test_where_the_group_of_the_chosen_action_meets_today_nothing_is_asked(
    app: QApplication, path: Path
) -> None:
    shell = _review_from_the_board_s_action(path, meets="BO")
    review = _shown(ReviewWindow)
    assert "Board · meeting of 20 November 2017 (planned)" in _words(review)
    _end(shell, review)


@pytest.mark.parametrize(
    ("meets", "why"),
    [
        ("", "Board has no meeting to come in the diary; its note of 8 February 2017 is not approved"),
        ("BO", "Board was to meet on 10 May 2017, and nothing is written of that yet"),
    ],
)
def test_a_meeting_long_past_is_named_and_the_register_alone_has_what_was_raised_at_it(
    app: QApplication, path: Path, meets: str, why: str
) -> None:
    shell = _review_from_the_board_s_action(path, meets=meets, on=date(2017, 5, 10))
    asked = _shown(WhereDialog)
    assert isinstance(asked, WhereDialog)
    assert why in asked.text()
    button = asked.findChild(QPushButton, "review-register")
    assert button is not None
    button.click()
    review = _shown(ReviewWindow)
    assert isinstance(review, ReviewWindow)
    assert review.reviewee().row.ref == "BO 17/1"
    _end(shell, review)
