"""What is begun from the register and the note: review, chasing, replies, the chair's briefing."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QWidget,
)

from sop_minutes.commands.actions import raise_action
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.rag import RagRules
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.names import group_called
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.storage.database import Database
from sop_minutes.ui.actions.colours import ColoursDialog
from sop_minutes.ui.actions.questions import KEYS
from sop_minutes.ui.chasing.chase import ChaseDialog
from sop_minutes.ui.chasing.replies import RepliesDialog
from sop_minutes.ui.chooser import Chooser
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.theme import DARK, LIGHT
from tests.conftest import approve
from tests.ui.windows import make_file, open_shell, pages_of, press, wait_until

Key = Qt.Key


def _do(shell: Shell, label: str) -> None:
    next(command for command in shell.commands if command.label == label).do()


def _reviews(shell: Shell) -> list[ReviewWindow]:
    """Return the reviews over this window: other tests may have left theirs."""
    return [one for one in shell.window.findChildren(ReviewWindow) if one.isVisible()]


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
    press(Key.Key_Return)
    review.close()
    assert len(pages.record.note.pieces) > before


def test_f7_in_a_planned_meeting_whose_note_is_empty_begins_it(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_diary()
    menu = shell.window.findChild(QMenu, "menu-note")
    assert menu is not None
    menu.popup(shell.window.mapToGlobal(shell.window.rect().center()))
    assert not next(action for action in menu.actions() if action.shortcut().toString() == "F7").isEnabled()
    menu.close()
    pages.open_meeting(3)
    press(Key.Key_F7)
    _choose(shell, "review-note")
    review = _shown(shell, ReviewWindow)
    assert "Co-ordination Group · meeting of 10 January 2018 (planned)" in _said(review)
    press(Key.Key_D)
    press(Key.Key_Return)
    _close(shell, review)
    assert any(piece.text.endswith(": done") for piece in pages.record.note.pieces)
    assert pages.record.facts is not None
    assert pages.record.facts.state is MeetingState.RECORDING
    heading = next(piece.key for piece in pages.record.note.pieces if piece.heading)
    QTest.qWait(50)
    assert pages.record.around.clock.spent(heading) is None


@pytest.mark.parametrize("at_end", [False, True])
def test_a_review_takes_on_the_colours_that_the_window_takes_on(shell: Shell, *, at_end: bool) -> None:
    shell.window.set_theme(DARK)
    press(Key.Key_F7)
    born = _begun(shell, at_end=at_end)
    born.set_theme(DARK)  # what has the focus is laid out once more, as it is in the other
    wanted = _picture(born)
    _close(shell, born)
    shell.window.set_theme(LIGHT)
    press(Key.Key_F7)
    review = _begun(shell, at_end=at_end)
    assert _picture(review) != wanted
    shell.window.set_theme(DARK)
    assert _picture(review) == wanted
    _close(shell, review)
    shell.window.set_theme(LIGHT)


def test_before_the_meeting_a_review_may_be_of_the_register_alone(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.open_meeting(3)
    press(Key.Key_F7)
    _choose(shell, "review-register")
    review = _shown(shell, ReviewWindow)
    assert "Co-ordination Group · only in the register, " in _said(review)
    press(Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "rang")
    press(Key.Key_Return)
    assert isinstance(review, ReviewWindow)
    assert review.reviewee().words == "rang"
    _close(shell, review)
    assert pages.record.facts is not None
    assert pages.record.facts.state is MeetingState.PLANNED


def _choose(shell: Shell, name: str) -> None:
    button = shell.window.findChild(QPushButton, name)
    assert button is not None
    button.click()


def _begun(shell: Shell, *, at_end: bool) -> ReviewWindow:
    review = _shown(shell, ReviewWindow)
    assert isinstance(review, ReviewWindow)
    review.resize(1000, 800)
    if at_end:
        review.end()
    return review


def _close(shell: Shell, review: QWidget) -> None:
    review.close()
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window and QApplication.focusWidget())


def _said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def _picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def test_there_is_one_review_at_a_time_and_nothing_else_of_the_window_meanwhile(shell: Shell) -> None:
    pages = pages_of(shell)
    for _ in range(2):
        pages.review_actions()
    (review,) = _reviews(shell)
    assert review.isModal()
    review.close()
    pages.review_actions()
    (again,) = _reviews(shell)
    assert again is not review


def test_a_review_ends_when_another_database_is_opened(shell: Shell, tmp_path: Path) -> None:
    before = shell.pages
    pages_of(shell).review_actions()
    shell.open(make_file(tmp_path / "other.sopm"))
    assert _reviews(shell) == []
    assert shell.pages is not before


def test_what_is_typed_in_a_review_is_not_lost_to_another_database(shell: Shell, tmp_path: Path) -> None:
    other = make_file(tmp_path / "other.sopm")
    before = shell.pages
    pages_of(shell).review_actions()
    (review,) = _reviews(shell)
    QTest.keyClick(review.card, Key.Key_N)
    QTest.keyClicks(review.card.ask.line, "important")
    shell.open(other)
    assert shell.pages is before
    assert _reviews(shell) == [review]
    shell.close()
    assert _reviews(shell) == []


@pytest.mark.parametrize("how", ["approved", "gone"])
def test_at_minutes_that_cannot_change_nothing_is_reviewed(shell: Shell, how: str) -> None:
    pages = pages_of(shell)
    if how == "approved":
        approve(pages.workspace, 2)
    else:
        pages.workspace.do("Delete", delete_meeting, 2, with_note=True)
    pages.desk.review_at(2)
    assert _reviews(shell) == []
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
    pages.actions.settle()
    pages.review_actions()
    _shown(shell, ReviewWindow).close()
    pages.actions.filter.setText("no such words")
    pages.review_actions()
    _shown(shell, Chooser)
    QTest.keyClicks(QApplication.focusWidget(), "co")
    press(Key.Key_Return)
    _shown(shell, ReviewWindow).close()
    shell.close()
    shell.window.close()


def test_with_several_groups_it_is_asked_for_whose_chair_the_briefing_is(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    with Database.open(path) as database:
        database.do("Add", add_group, "Board", code="BO")
    shell = open_shell(path)
    _do(shell, "Chair's briefing…")
    _shown(shell, Chooser)
    press(Key.Key_Down)
    press(Key.Key_Return)
    dialog = _shown(shell, FileDialog)
    assert isinstance(dialog, FileDialog)
    dialog.fileSelected.emit(str(tmp_path / "briefing.md"))
    assert "rite to the schools" in (tmp_path / "briefing.md").read_text(encoding="utf-8")
    dialog.close()
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
    wait_until(lambda: pages.figures.outstanding.value.text() == "1")
    QTest.keyClick(shell.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: pages.figures.outstanding.value.text() == "2")


def test_the_register_the_figures_and_the_card_count_the_same(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    pages.actions.settle()
    pages.show_figures()
    pages.figures.settle()
    figures, cards = pages.figures, list(pages.actions.cards.values())
    numbers = (figures.outstanding, figures.overdue, figures.soon)
    assert [number.accessibleName() for number in numbers] == [card.accessibleName() for card in cards]
    assert figures.on_time.accessibleName() == pages.actions.on_time.accessibleName()


def test_all_that_can_be_said_of_an_action_is_in_the_menu_the_palette_and_among_the_keys(
    shell: Shell,
) -> None:
    commands = {command.keys: command for command in shell.commands if command.typed}
    assert set(KEYS.values()) <= set(commands)
    shell.turn_to(2)
    pages_of(shell).actions.settle()
    for asked, key in KEYS.items():
        commands[key].do()
        assert pages_of(shell).actions.ask.is_open, asked
        press(Qt.Key.Key_Escape)
    for keys, columns in (("Alt+Right", "text,ref"), ("Alt+Left", "ref,text")):
        commands[keys].do()
        assert pages_of(shell).actions.arranged.written().startswith(columns)


def test_a_place_is_shown_a_third_down_under_what_it_belongs_to(shell: Shell) -> None:
    pages = pages_of(shell)
    many = "\n".join(f"Line {number} of it" for number in range(90))
    note = read_note_text(f"Date: 6 December 2017\n# Prevent\n{many}")
    meeting_id = pages.workspace.do("Record", record_note, note, group_id=1)
    editor = pages.record.editor
    for wanted in ("Line 60 of it", "Line 45 of it"):
        pages.open_meeting(meeting_id, wanted)
        high = editor.viewport().height()
        assert high // 4 < editor.cursorRect().top() < high // 2
