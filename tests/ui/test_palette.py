"""The palette: what it offers first, and that it never stays over what has the focus."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sop_minutes.settings import Settings
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.window import MainWindow
from tests.conftest import approve
from tests.ui.windows import TODAY, pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4])
def test_turning_to_a_page_closes_the_palette_also_to_the_one_that_is_shown(shell: Shell, key: Key) -> None:
    press(key, Mod.ControlModifier)
    press(Key.Key_K, Mod.ControlModifier)
    QTest.keyClicks(shell.palette.line, "zz")
    press(key, Mod.ControlModifier)
    assert not shell.palette.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert pages_of(shell).window.pages.currentWidget().isAncestorOf(focus)


def test_the_palette_closes_where_the_focus_goes_elsewhere(shell: Shell) -> None:
    shell.turn_to(2)
    pages = pages_of(shell)
    press(Key.Key_K, Mod.ControlModifier)
    pages.actions.filter.setFocus()
    assert not shell.palette.isVisible()
    assert QApplication.focusWidget() is pages.actions.filter


def test_a_dialog_over_the_palette_gives_the_focus_back_to_the_page(shell: Shell) -> None:
    shell.turn_to(2)
    press(Key.Key_K, Mod.ControlModifier)
    press(Key.Key_F1)
    wait_until(lambda: QApplication.focusWidget() is not shell.palette.line)
    assert not shell.palette.isVisible()
    assert shell.window.focusWidget() is pages_of(shell).actions.table


def test_escape_closes_the_palette_where_nothing_has_the_focus(shell: Shell) -> None:
    press(Key.Key_K, Mod.ControlModifier)
    shell.palette.line.clearFocus()
    QTest.keyClick(shell.window, Key.Key_Escape)
    assert not shell.palette.isVisible()


def test_dark_colours_are_chosen_in_the_palette_and_remembered(shell: Shell) -> None:
    placed: list[Settings] = []
    shell.placed.connect(placed.append)
    for typed, is_dark, kept in (
        ("dark", True, "dark"),
        ("light", False, "light"),
        ("as the sys", False, ""),
    ):
        shell.palette.look_for(typed)
        press(Key.Key_Return)
        assert shell.settings.colours == placed[-1].colours == kept
        assert shell.window.theme.dark is is_dark


def test_the_colours_that_were_chosen_are_shown_at_the_start(shell: Shell, path: Path) -> None:
    window = MainWindow()
    again = Shell(window, Settings(colours="dark"), TODAY)
    assert window.theme.dark
    again.choose_colours("")
    window.close()


def test_what_can_do_nothing_here_is_offered_last(shell: Shell) -> None:
    def first() -> str:
        shell.palette.look_for("correct")
        return next(text for text in shown(shell) if text != "Commands")

    pages = pages_of(shell)
    assert first() == "Correct the spelling"
    approve(pages.workspace, pages.record.meeting_id)
    pages.record.refresh()
    assert first() == "Correct (new version)…"


def shown(shell: Shell) -> list[str]:
    return [shell.palette.list.item(row).text() for row in range(shell.palette.list.count())]


def _open_file_menu(shell: Shell) -> QWidget:
    pages_of(shell).open_meeting(2)
    pages_of(shell).record.editor.setFocus()
    press(Key.Key_F, Mod.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    return menu


def test_escape_leaves_the_menus_for_the_page(shell: Shell) -> None:
    QTest.keyClick(_open_file_menu(shell), Key.Key_Escape)
    wait_until(lambda: shell.window.focusWidget() is pages_of(shell).record.editor)


def test_the_next_menu_is_gone_to_by_an_arrow(shell: Shell) -> None:
    QTest.keyClick(menu := _open_file_menu(shell), Key.Key_Right)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() not in {None, menu}
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)


@pytest.mark.parametrize("key", [Key.Key_K, Key.Key_F1, Key.Key_F12])
def test_the_menus_are_no_place_to_come_back_to(shell: Shell, key: Qt.Key) -> None:
    editor = pages_of(shell).record.editor
    pages_of(shell).open_meeting(2)
    press(Key.Key_Alt)
    assert QApplication.focusWidget() is shell.window.bar.menus
    press(key, Mod.ControlModifier if key == Key.Key_K else Mod.NoModifier)
    wait_until(lambda: QApplication.focusWidget() is not shell.window.bar.menus)
    press(Key.Key_Return if key == Key.Key_F12 else Key.Key_Escape)
    wait_until(lambda: shell.window.focusWidget() is editor)


def test_a_lock_over_the_palette_gives_the_focus_back_to_the_page(shell: Shell) -> None:
    editor = pages_of(shell).record.editor
    pages_of(shell).open_meeting(2)
    press(Key.Key_K, Mod.ControlModifier)
    press(Key.Key_F12)
    press(Key.Key_Return)
    assert not shell.palette.isVisible()
    assert QApplication.focusWidget() is editor


def test_a_lock_over_a_menu_gives_the_focus_back_to_the_page(shell: Shell) -> None:
    _open_file_menu(shell)
    shell.safe.locking.lock()
    press(Key.Key_Return)
    wait_until(lambda: shell.window.focusWidget() is pages_of(shell).record.editor)
