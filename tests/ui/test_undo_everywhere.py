"""Ctrl+Z on every page takes back the last thing; it is said what that was, and whose."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.commands.approving import correct_minutes
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.storage.database import Database
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.shell import Shell
from tests.conftest import approve
from tests.ui.desk import Desk
from tests.ui.windows import pages_of, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


def _undo(shell: Shell) -> str:
    """Press Ctrl+Z where the focus is; return what is said of it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Z, Mod.ControlModifier)
    return shell.window.status.saved.text()


def _diary(shell: Shell) -> DiaryPage:
    pages_of(shell).show_diary()
    return pages_of(shell).diary


def test_a_meeting_deleted_in_the_diary_is_brought_back_there(shell: Shell) -> None:
    diary = _diary(shell)
    assert len(diary.tree.meeting_ids()) == 3
    QTest.keyClick(diary.tree, Key.Key_Delete)
    assert len(diary.tree.meeting_ids()) == 2
    assert _undo(shell) == "Taken back: Delete meeting"
    assert len(diary.tree.meeting_ids()) == 3
    shell.palette.look_for("redo")
    QTest.keyClick(shell.palette.line, Key.Key_Return)
    assert len(diary.tree.meeting_ids()) == 2


def test_what_was_done_on_a_card_is_taken_back_from_there(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.record.editor.place(0)
    pages.record.around.refresh()
    pages.record.go_beside()
    open_before = _open(pages)
    for key in (Key.Key_D, Key.Key_Return):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert len(_open(pages)) == len(open_before) - 1
    assert QApplication.focusWidget() is not pages.record.editor
    assert _undo(shell) == "Taken back: Close action"
    assert _open(pages) == open_before


def test_what_was_done_in_the_register_is_taken_back_from_there(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    pages.actions.settle()
    open_before = _open(pages)
    for key in (Key.Key_D, Key.Key_Return):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert len(_open(pages)) == len(open_before) - 1
    assert _undo(shell) == "Taken back: Close action"
    assert _open(pages) == open_before
    assert pages.actions.table.hasFocus()


def _open(pages: Pages) -> list[str]:
    wanted = ActionFilter(statuses=(ActionStatus.OPEN,))
    return [row.ref for row in pages.workspace.read(list_actions, wanted)]


def test_it_is_said_when_it_was_a_colleague_who_had_done_it(shell: Shell, path: Path) -> None:
    with Database.open(path, who="bo") as other:
        approve(other, 2, "Approve the minutes")
    assert _undo(shell) == "Taken back: Approve the minutes (by bo)"


def test_the_diary_follows_a_colleague_the_same_meeting_chosen(shell: Shell, path: Path) -> None:
    diary = _diary(shell)
    first = pages_of(shell).workspace.read(list_meetings)[0].id
    diary.choose(first)
    with Database.open(path, who="bo") as other:
        made = other.do("Plan", add_meeting, group_id=1, on=date(2031, 1, 1))
    wait_until(lambda: made in diary.tree.meeting_ids())
    row = diary.row()
    assert row is not None
    assert row.id == first


def test_what_is_taken_back_in_another_note_than_is_shown_is_said_to_be_there(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.open_meeting(2)
    editor = pages.record.editor
    editor.setFocus()
    editor.place(0)
    QTest.keyClicks(editor, "More. ")
    for key in (Key.Key_End, Key.Key_Return):
        QTest.keyClick(editor, key)
    QTest.keyClicks(editor, "A new line")
    assert pages.record.keeper.keep()
    pages.open_meeting(1)
    for how in ("undo", "redo"):
        said = _undo(shell) if how == "undo" else _redo(shell)
        assert said.endswith(", in the note of CG/2017-11-15")
    pages.open_meeting(2)
    assert _undo(shell) == "Taken back: Typing"


def _redo(shell: Shell) -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)
    return shell.window.status.saved.text()


def test_what_was_begun_is_taken_back_before_what_was_done_before_it(desk: Desk) -> None:
    desk.open("# Roads\nOne")
    meeting_id = desk.meeting_id
    approve(desk.partnership.database, meeting_id)
    desk.workspace.do("Reopen the minutes", correct_minutes, meeting_id, reason="a name")
    desk.page.refresh()
    for key, begun in ((Key.Key_Return, 2), (Key.Key_Return, 1)):
        desk.press(key, Mod.ControlModifier if begun == 2 else Mod.NoModifier)
        assert len(desk.texts()) == 3
        desk.press(Key.Key_Z, Mod.ControlModifier)
        assert (desk.texts(), desk.said[-1]) == (["Roads", "One"], "Taken back: an empty line")
    assert desk.line() == "One"
    desk.press(Key.Key_Return)
    desk.type("Two")
    for said in ("Typing", "Reopen the minutes"):
        desk.press(Key.Key_Z, Mod.ControlModifier)
        assert desk.said[-1] == f"Taken back: {said}"
    assert desk.texts() == ["Roads", "One"]
