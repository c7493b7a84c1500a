"""What is begun from the register and the note: review, chasing, replies, the chair's briefing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import change_state, delete_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import MeetingState
from sop_minutes.storage.database import Database
from sop_minutes.ui.chasing.chase import ChaseDialog
from sop_minutes.ui.chasing.replies import RepliesDialog
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.shell import Shell
from tests.ui.windows import make_file, open_shell, pages_of, press, wait_until

Key = Qt.Key


def _do(shell: Shell, label: str) -> None:
    next(command for command in shell.commands if command.label == label).do()


def _reviews() -> list[ReviewWindow]:
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, ReviewWindow) and one.isVisible()
    ]


def _shown(shell: Shell, kind: type[QWidget]) -> QWidget:
    wait_until(lambda: isinstance(QApplication.activeWindow(), kind))
    found = QApplication.activeWindow()
    assert found is not None
    return found


def test_f7_in_the_note_reviews_the_actions_and_the_note_says_what_was_said(shell: Shell) -> None:
    pages = pages_of(shell)
    before = len(pages.record.note.pieces)
    press(Key.Key_F7)
    review = _shown(shell, ReviewWindow)
    press(Key.Key_D)
    review.close()
    assert len(pages.record.note.pieces) > before


def test_there_is_one_review_at_a_time_and_nothing_else_of_the_window_meanwhile(shell: Shell) -> None:
    pages = pages_of(shell)
    for _ in range(2):
        pages.review_actions()
    (review,) = _reviews()
    assert review.isModal()
    review.close()
    pages.review_actions()
    (again,) = _reviews()
    assert again is not review


def test_a_review_ends_when_another_database_is_opened(shell: Shell, tmp_path: Path) -> None:
    before = shell.pages
    pages_of(shell).review_actions()
    shell.open(make_file(tmp_path / "other.sopm"))
    assert _reviews() == []
    assert shell.pages is not before


def test_what_is_typed_in_a_review_is_not_lost_to_another_database(shell: Shell, tmp_path: Path) -> None:
    other = make_file(tmp_path / "other.sopm")
    before = shell.pages
    pages_of(shell).review_actions()
    (review,) = _reviews()
    QTest.keyClick(review.card, Key.Key_N)
    QTest.keyClicks(review.card.ask.line, "important")
    shell.open(other)
    assert shell.pages is before
    assert _reviews() == [review]
    shell.close()
    assert _reviews() == []


@pytest.mark.parametrize("how", ["approved", "gone"])
def test_at_minutes_that_cannot_change_nothing_is_reviewed(shell: Shell, how: str) -> None:
    pages = pages_of(shell)
    if how == "approved":
        pages.workspace.do("Approve", change_state, 2, state=MeetingState.APPROVED)
    else:
        pages.workspace.do("Delete", delete_meeting, 2, with_note=True)
    pages.desk.review_at(2)
    assert _reviews() == []
    assert ("approved" if how == "approved" else "no longer there") in shell.window.message.text.text()


@pytest.mark.parametrize("wanted", ["CG 17/1", "Ring (Ann)"])
def test_a_place_is_gone_to_by_whole_words(shell: Shell, wanted: str) -> None:
    pages = pages_of(shell)
    note = "Date: 20 November 2017\n# Matters\n- CG 17/10 Ring (Ann): done\n- CG 17/1 Ring (Ann): done"
    meeting_id = pages.workspace.do("Record", record_note, read_note_text(note), group_id=1)
    pages.open_meeting(meeting_id, wanted)
    found = pages.record.note.pieces[pages.record.editor.current_index()].text
    assert found.startswith("CG 17/1 " if wanted == "CG 17/1" else "CG 17/10 ")


def test_r_in_the_register_reviews_at_the_meeting_whose_note_is_not_approved(shell: Shell) -> None:
    pages_of(shell).show_actions()
    press(Key.Key_R)
    _shown(shell, ReviewWindow).close()


def test_with_several_groups_the_chosen_action_says_whose_actions_are_reviewed(
    app: QApplication, path: Path
) -> None:
    with Database.open(path) as database:
        database.do("Add", add_group, "Board", code="BO")
    shell = open_shell(path)
    pages = pages_of(shell)
    pages.show_actions()
    pages.actions.filter.setText("no such words")
    pages.review_actions()
    assert shell.window.message.text.text().startswith("Whose actions?")
    pages.actions.filter.clear()
    pages.actions.settle()
    pages.review_actions()
    _shown(shell, ReviewWindow).close()
    shell.close()
    shell.window.close()


def test_chasing_and_replies_are_found_in_the_menu(shell: Shell) -> None:
    for label, kind in (("Chase by e-mail…", ChaseDialog), ("Replies…", RepliesDialog)):
        _do(shell, label)
        _shown(shell, kind).close()


def test_the_chair_s_briefing_is_written_where_it_is_asked_for(shell: Shell, tmp_path: Path) -> None:
    _do(shell, "Chair's briefing…")
    dialog = shell.window.findChild(QFileDialog, "briefing-file")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "briefing.md"))
    assert "rite to the schools" in (tmp_path / "briefing.md").read_text(encoding="utf-8")
    assert shell.window.message.text.text() == f"Written: {tmp_path / 'briefing.md'}"
    dialog.fileSelected.emit(str(tmp_path / "briefing.xyz"))
    assert "briefing.xyz" in shell.window.message.text.text()
    dialog.close()


def test_the_reports_follow_what_is_done_while_they_are_shown(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    pages.actions.settle()
    press(Key.Key_D)
    press(Key.Key_Return)
    QTest.keyClick(shell.window, Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert pages.figures.outstanding.value.text() == "1"
    QTest.keyClick(shell.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pages.figures.outstanding.value.text() == "2"


def test_the_register_the_figures_and_the_card_count_the_same(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    pages.actions.settle()
    pages.show_figures()
    figures, cards = pages.figures, list(pages.actions.cards.values())
    numbers = (figures.outstanding, figures.overdue, figures.soon)
    assert [number.accessibleName() for number in numbers] == [card.accessibleName() for card in cards]
    assert figures.on_time.accessibleName() == pages.actions.on_time.accessibleName()
