"""Locking the window: what it covers, what it says of what is saved, and what comes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton

from sop_minutes.storage.connecting import connect
from sop_minutes.ui.log.dialog import LogDialog
from sop_minutes.ui.safe.locking import IdleWatch
from sop_minutes.ui.shell import Shell
from tests.keyrings import MemoryKeyring, use_keyring
from tests.ui.windows import pages_of, wait_until

K = Qt.Key


def _said(shell: Shell) -> str:
    cover = shell.safe.locking.cover
    assert cover is not None
    return cover.findChild(QLabel, "cover-said").text()


def _open_log(shell: Shell) -> LogDialog:
    next(one for one in shell.commands if one.label == "Change log…").do()
    dialog = shell.window.findChild(LogDialog)
    assert isinstance(dialog, LogDialog)
    wait_until(lambda: pages_of(shell).workspace.aside.is_idle)
    return dialog


def test_the_cover_says_so_where_what_was_typed_cannot_be_saved_and_once_it_is(
    shell: Shell, path: Path
) -> None:
    pages_of(shell).open_meeting(2)
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    QTest.keyClicks(pages_of(shell).record.editor, " typed and not saved")
    QTest.keyClick(shell.window, K.Key_F12)
    assert _said(shell).startswith("What was typed last is not saved yet")
    other.execute("ROLLBACK")
    other.close()
    wait_until(lambda: _said(shell).startswith("All that was typed is saved."))
    shell.safe.locking.unlock()


def test_what_cannot_be_saved_is_not_quit_without_a_word(shell: Shell) -> None:
    shell.window.closing.connect(lambda event: (event.ignore(), shell.window.say("The secret is not saved.")))
    QTest.keyClick(shell.window, K.Key_F12)
    cover = shell.safe.locking.cover
    assert cover is not None
    QTest.keyClick(cover.findChild(QPushButton, "cover-quit"), K.Key_Space)
    assert shell.window.isVisible()
    told = cover.findChild(QLabel, "cover-secret-wrong")
    assert told.isVisible()
    assert told.text().startswith("The window stays open")
    shell.safe.locking.unlock()


def test_the_key_locks_from_a_dialog_too_which_comes_back(shell: Shell) -> None:
    dialog = _open_log(shell)
    QTest.keyClick(dialog.windowHandle(), K.Key_F12)
    assert shell.safe.locking.cover is not None
    assert not dialog.isVisible()
    shell.safe.locking.unlock()
    assert dialog.isVisible()
    assert dialog.isModal()
    dialog.accept()


def test_a_menu_that_was_open_is_closed_for_good(shell: Shell) -> None:
    menu = next(each for each in shell.window.findChildren(QMenu) if each.actions())
    menu.popup(shell.window.mapToGlobal(shell.window.rect().center()))
    assert menu.isVisible()
    shell.safe.locking.lock()
    assert not menu.isVisible()
    shell.safe.locking.unlock()
    assert not menu.isVisible()


@pytest.mark.parametrize("is_modal", [True, False])
def test_a_dialog_comes_back_modal_if_it_was_and_not_otherwise(shell: Shell, is_modal: bool) -> None:
    dialog = QDialog(shell.window)
    dialog.open() if is_modal else dialog.show()
    assert dialog.isModal() is is_modal
    shell.safe.locking.lock()
    assert not dialog.isVisible()
    shell.safe.locking.unlock()
    assert (dialog.isVisible(), dialog.isModal()) == (True, is_modal)
    dialog.close()


class _Timer(QTimer):
    """A timer that knows how often it was started."""

    starts = 0

    def start(self, *given: int) -> None:  # type: ignore[override]
        self.starts += 1
        super().start(*given)


def test_each_touch_begins_the_time_anew_and_nothing_else_does(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sop_minutes.ui.safe.locking.QTimer", _Timer)
    watch = IdleWatch(shell)
    timer = watch.findChild(_Timer)
    assert timer is not None
    window = shell.window.windowHandle()
    QTest.keyClick(window, K.Key_Shift)
    assert not timer.isActive()  # nothing is waited for yet
    watch.wait(15)
    told = [timer.starts]
    QTest.keyClick(window, K.Key_Shift)
    told.append(timer.starts)
    QTest.mouseMove(window, window.geometry().center() - window.position())
    told.append(timer.starts)
    QTest.mouseClick(window, Qt.MouseButton.MiddleButton)
    told.append(timer.starts)
    assert told == sorted(set(told))
    assert timer.interval() == 15 * 60_000
    QApplication.sendEvent(window, QEvent(QEvent.Type.User))
    assert timer.starts == told[-1]
    watch.wait(0)
    QTest.keyClick(window, K.Key_Shift)
    assert not timer.isActive()


def test_what_is_not_encrypted_is_not_locked_when_it_is_left_alone(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sop_minutes.ui.safe.locking._MINUTE", 1)
    shell.settings = shell.settings._replace(lock_after=1)
    shell.safe.watch()
    QTest.qWait(30)
    assert shell.safe.locking.cover is None


def test_what_comes_up_while_it_is_locked_is_shown_later(shell: Shell) -> None:
    shell.safe.locking.lock()
    painted: list[QDialog] = []

    class Late(QDialog):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painted.append(self)
            super().paintEvent(event)

    late = Late(shell.window)
    late.open()
    wait_until(lambda: not late.windowHandle().isVisible())
    assert (late.isVisible(), painted) == (False, [])
    shell.safe.locking.unlock()
    assert late.isVisible()
    wait_until(lambda: painted)
    late.reject()


def test_what_is_gone_when_it_is_unlocked_keeps_nothing_else_from_coming_back(shell: Shell) -> None:
    line = QLineEdit("x", shell.window)
    line.show()
    dialog = QDialog(shell.window)
    dialog.show()
    shell.window.activateWindow()
    line.setFocus()
    assert shell.window.focusWidget() is line
    shell.safe.locking.lock()
    line.deleteLater()
    QTest.qWait(1)
    shell.safe.locking.unlock()
    assert dialog.isVisible()
    dialog.close()


def test_no_keyring_is_asked_before_the_window_is_covered(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Listening(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            asked.append(username)
            return super().get_password(service, username)

    use_keyring(Listening())
    shell.safe.locking.lock()
    shell.safe.locking.unlock()
    use_keyring(None)
    assert asked == []


def test_a_cell_that_was_copied_is_taken_off_the_clipboard(shell: Shell) -> None:
    board = QGuiApplication.clipboard()
    dialog = _open_log(shell)
    dialog.tree.setFocus()
    QTest.keyClick(dialog.tree, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert board.text()
    shell.safe.locking.lock()
    assert not board.text()
    shell.safe.locking.unlock()
    dialog.accept()


def test_restricted_text_leaves_the_clipboard_when_the_window_closes(shell: Shell) -> None:
    board = QGuiApplication.clipboard()
    pages_of(shell).open_meeting(2)
    editor = pages_of(shell).record.editor
    editor.setFocus()
    editor.selectAll()
    editor.copy()
    assert "Restricted" in board.text()
    shell.close()
    assert not board.text()


def test_the_desktop_is_asked_to_keep_no_history_of_restricted_text(shell: Shell) -> None:
    pages_of(shell).open_meeting(2)
    editor = pages_of(shell).record.editor
    editor.setFocus()
    editor.selectAll()
    editor.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    shell.safe.clipboard.clear()
