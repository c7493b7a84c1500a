"""What is begun from the register and the note: review, chasing, replies, the chair's briefing."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QSpinBox, QWidget

from sop_minutes.commands.actions import raise_action
from sop_minutes.commands.groups import add_group
from sop_minutes.domain.rag import RagRules
from sop_minutes.domain.words import Audience
from sop_minutes.queries.names import group_called
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.storage.database import Database
from sop_minutes.ui.actions.colours import ColoursDialog
from sop_minutes.ui.chasing.chase import ChaseDialog
from sop_minutes.ui.chasing.replies import RepliesDialog
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.shell import Shell
from tests.ui.windows import open_shell, pages_of, press, wait_until

Key = Qt.Key


def _do(shell: Shell, label: str) -> None:
    next(command for command in shell.commands if command.label == label).do()


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
    for suffix in ("docx", "pdf"):
        dialog.fileSelected.emit(str(tmp_path / f"briefing.{suffix}"))
        assert shell.window.message.text.text() == f"Written: {tmp_path / f'briefing.{suffix}'}"
    dialog.fileSelected.emit(str(tmp_path / "briefing.xyz"))
    assert "briefing.xyz" in shell.window.message.text.text()
    dialog.close()


def test_a_briefing_for_members_is_chosen_with_its_file(shell: Shell, tmp_path: Path) -> None:
    workspace = pages_of(shell).record.workspace
    group_id = workspace.read(group_called, "CG")
    secret, on = "ring the witness by 1 December 2017", date(2017, 11, 1)
    workspace.do("Raise", raise_action, group_id=group_id, text=secret, on=on, audience=Audience.RESTRICTED)
    _do(shell, "Chair's briefing…")
    dialog = shell.window.findChild(FileDialog, "briefing-file")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "all.md"))
    assert "witness" in (tmp_path / "all.md").read_text(encoding="utf-8")
    readers = dialog.findChild(QComboBox, "file-reader")
    assert readers is not None
    readers.setFocus()
    QTest.keyClicks(readers, "m")
    assert dialog.reader is Audience.MEMBERS
    dialog.fileSelected.emit(str(tmp_path / "members.md"))
    assert "witness" not in (tmp_path / "members.md").read_text(encoding="utf-8")
    dialog.close()


def test_the_rules_of_colour_are_asked_for_and_follow_in_the_register(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    _do(shell, "Colours of due dates…")
    dialog = _shown(shell, ColoursDialog)
    red = dialog.findChild(QSpinBox, "colours-red")
    assert red is not None
    assert (red.value(), red.suffix()) == (1, " days late")
    red.setFocus()
    red.selectAll()
    press(Key.Key_9)
    press(Key.Key_Return)
    assert pages.actions.workspace.read(rag_rules) == RagRules(9, 14)
    assert pages.actions.model.day.rules.red == 9


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
