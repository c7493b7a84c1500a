"""What is due for release is gone through line by line, by keys."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.approving.due import DueDialog
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.approving.approver import Key, Mod, opened, said_in, type_words
from tests.ui.chased import shown
from tests.ui.windows import press

TODAY = date(2018, 1, 18)
NOTE = """# Prevent
Restricted: the review in the south
Restricted: the refuge in the north
Restricted: the family in the east"""


@pytest.fixture
def due(partnership: Partnership, workspace: Workspace) -> Iterator[DueDialog]:
    partnership.record(NOTE)
    with shown(DueDialog(None, workspace, TODAY)) as dialog:
        yield dialog


def chosen(due: DueDialog) -> list[str]:
    return [row.text for row in due.rows()]


def keep_back(due: DueDialog) -> None:
    """Say of what is chosen why it is not public, and that it is looked at much later."""
    press(Key.Key_W)
    opened("restrict")
    QApplication.focusWidget().setText("a review is under way")  # type: ignore[union-attr]
    press(Key.Key_Tab)
    type_words("in three months")
    press(Key.Key_Return)
    due.activateWindow()
    QTest.qWaitForWindowActive(due)


def test_what_is_kept_back_leads_to_the_next_to_be_decided(due: DueDialog) -> None:
    press(Key.Key_Down)
    keep_back(due)
    assert chosen(due) == ["the family in the east"]
    keep_back(due)
    assert chosen(due) == ["the review in the south"]
    keep_back(due)
    assert chosen(due) == []
    assert said_in(due, "due-whole") == ""


def test_what_was_chosen_in_the_folded_group_stays_chosen(due: DueDialog) -> None:
    keep_back(due)
    for key in (Key.Key_End, Key.Key_Right, Key.Key_End):
        press(key)
    assert chosen(due) == ["the review in the south"]
    keep_back(due)
    assert chosen(due) == ["the review in the south"]


def test_what_is_taken_back_is_chosen_again_where_nothing_else_is(due: DueDialog) -> None:
    press(Key.Key_End, Mod.ShiftModifier)
    assert len(chosen(due)) == 3
    keep_back(due)
    assert chosen(due) == []
    press(Key.Key_Z, Mod.ControlModifier)
    assert chosen(due) == ["the review in the south"]
