"""The frame: menus, palette, panes, messages, and what happens where no window can be."""

import os
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMenu

from sop_minutes.app import App
from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.reports import write_report
from sop_minutes.screens import missing_library
from sop_minutes.ui.chooser import Chooser
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from tests.ui.windows import make_file, pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


def _focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_every_command_has_a_label_and_a_tip_and_no_two_the_same_keys(shell: Shell) -> None:
    actions = [action for menu in shell.window.bar.menus.findChildren(QMenu) for action in menu.actions()]
    named = [action for action in actions if action.menu() is None]
    assert len(named) == len(list(shell.commands))
    assert all(action.text() and action.statusTip() for action in named)
    keys = [command.keys for command in shell.commands if command.keys]
    assert len(keys) == len(set(keys))


def test_a_letter_that_a_page_deals_with_chooses_in_a_menu_that_is_open(shell: Shell) -> None:
    shell.turn_to(2)
    pages, menu = pages_of(shell), shell.window.bar.menus.findChild(QMenu, "menu-actions")
    assert menu is not None
    for letter in (Qt.Key.Key_V, Qt.Key.Key_X):
        press(Qt.Key.Key_F10)
        shell.window.bar.menus.setActiveAction(menu.menuAction())
        assert menu.isVisible()
        assert any(action.text().endswith("X") for action in menu.actions()), "its key is shown there"
        QTest.keyClick(menu.windowHandle(), letter)
        assert not pages.actions.ask.is_open
        assert not [one for one in shell.window.findChildren(QMenu, "choose-columns") if one.isVisible()]
        menu.close()


def test_in_each_menu_commands_have_letters_of_their_own(shell: Shell) -> None:
    menus = [menu for menu in shell.window.bar.menus.findChildren(QMenu) if menu.objectName()]
    assert len(menus) > 4
    for menu in menus:
        labels = [action.text().replace("&&", "") for action in menu.actions()]
        letters = [label[label.index("&") + 1].casefold() for label in labels if "&" in label]
        assert len(letters) == len(set(letters)), menu.title()
        assert len(labels) - len(letters) <= 3, "Only where all letters of a label are taken it has none."


def test_the_palette_finds_by_other_words_by_a_date_and_what_is_late(shell: Shell) -> None:
    for typed, heading, label in (
        ("export", "Commands", "The public note…"),
        ("15/11/2017", "Meetings", "Co-ordination Group, 15 November 2017"),
        ("overdue", "Actions", "write to the schools"),
    ):
        shell.palette.look_for(typed)
        listed = _listed(shell)
        assert any(label in found for found in listed[listed.index(heading) :])
    shell.palette.look_for("ring")
    list_ = shell.palette.findChild(QListWidget)
    assert list_ is not None
    spoken = [list_.item(row).data(Qt.ItemDataRole.AccessibleTextRole) or "" for row in range(list_.count())]
    assert any("ring" in words and "Restricted" in words for words in spoken)


def test_the_window_is_named_after_the_meeting_and_the_file(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.open_meeting(2)
    assert shell.window.windowTitle() == "CG 15 November 2017 – x – SOP Minutes"
    shell.turn_to(1)
    assert shell.window.windowTitle() == "Diary – x – SOP Minutes"
    shell.welcome()
    assert shell.window.windowTitle() == "SOP Minutes"


def test_what_is_done_is_said_as_done_and_not_in_the_colour_of_saved(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.open_meeting(2)
    status = shell.window.status
    state = shell.pages.record.state()
    for words in ("Begun", "Ended") if state != "Recording" else ("Ended", "Begun"):
        press(Key.Key_F9)
        assert status.saved.text() == words
        assert status.saved.property("state") == "said"


def test_what_makes_no_sense_cannot_be_chosen(shell: Shell) -> None:
    shell.turn_to(1)
    shell.commands.refresh()
    assert not _action(shell, "Bold").isEnabled()
    shell.palette.look_for("bold")
    assert "Bold" not in _listed(shell)
    shell.palette.leave()
    shell.turn_to(0)
    shell.commands.refresh()
    assert _action(shell, "Bold").isEnabled()


def _action(shell: Shell, label: str) -> QAction:
    return next(
        action
        for action in shell.window.findChildren(QAction)
        if action.text().partition("\t")[0].replace("&", "") == label
    )


def _listed(shell: Shell) -> list[str]:
    list_ = shell.palette.findChild(QListWidget)
    assert list_ is not None
    return [list_.item(row).text() for row in range(list_.count())]


def test_the_palette_finds_commands_meetings_people_actions_and_texts(shell: Shell) -> None:
    press(Key.Key_K, Mod.ControlModifier)
    assert _focus() == "palette-line"
    for typed, heading, label in (
        ("nai", "Commands", "Next agenda item"),
        ("15 nov", "Meetings", "Co-ordination Group, 15 November 2017"),
        ("ring", "Actions", "ring"),
        ("go on", "In the notes", "to go on"),
    ):
        shell.palette.look_for(typed)
        listed = _listed(shell)
        assert heading in listed
        assert label in listed[listed.index(heading) :]


def test_a_command_is_done_from_the_palette_and_the_focus_goes_where_it_leads(shell: Shell) -> None:
    press(Key.Key_K, Mod.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "diary")
    press(Key.Key_Return)
    assert _focus() == "meetings"
    press(Key.Key_K, Mod.ControlModifier)
    press(Key.Key_Escape)
    assert _focus() == "meetings"


def test_a_text_that_is_chosen_in_the_palette_is_where_the_cursor_goes(shell: Shell) -> None:
    shell.turn_to(1)
    shell.palette.look_for("to go on")
    press(Key.Key_Return)
    assert shell.pages is not None
    assert shell.pages.record.editor.textCursor().block().text() == "Agreed: to go on"


def test_f6_goes_round_all_panes_and_shift_f6_back(shell: Shell) -> None:
    start = _focus()
    forth = [start]
    while True:
        press(Key.Key_F6)
        if _focus() == start:
            break
        forth.append(_focus())
    assert len(forth) >= 4
    back = [start]
    for _ in forth[1:]:
        press(Key.Key_F6, Mod.ShiftModifier)
        back.append(_focus())
    assert back[1:] == forth[:0:-1]


def test_f11_hides_all_but_the_page_and_shows_it_again(shell: Shell) -> None:
    parts = (shell.window.bar, shell.rail, shell.window.status)
    press(Key.Key_F11)
    assert not any(part.isVisible() for part in parts)
    assert _focus() == "note"
    press(Key.Key_F11)
    assert all(part.isVisible() for part in parts)


def test_the_group_is_chosen_by_some_letters_of_its_name(shell: Shell) -> None:
    pages = pages_of(shell)
    for number in range(30):
        pages.workspace.do("Add", add_group, f"Board for matter {number}", code=f"B{number}")
    assert _choose_group(shell, "c ord") == ["Co-ordination Group"]
    assert shell.window.bar.group.accessibleDescription() == "Co-ordination Group"
    assert _focus() == "meetings"
    assert _choose_group(shell, "b17") == ["Board for matter 17"]
    assert shell.window.bar.group.accessibleDescription() == "Board for matter 17"
    assert _choose_group(shell, "all")[0] == "All groups"
    assert pages.grouping.group_id is None


def _choose_group(shell: Shell, letters: str) -> list[str]:
    """Choose the first group that is found by some letters; return what is."""
    press(Key.Key_G, Mod.ControlModifier | Mod.ShiftModifier)
    wait_until(lambda: isinstance(QApplication.activeWindow(), Chooser))
    chooser = QApplication.activeWindow()
    assert isinstance(chooser, Chooser)
    QTest.keyClicks(QApplication.focusWidget(), letters)
    found = [chooser.list.item(row).text() for row in range(1, chooser.list.count())]
    press(Key.Key_Return)
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)
    return found


def test_no_group_is_chosen_where_none_is_found_or_wanted(shell: Shell) -> None:
    was = pages_of(shell).grouping.group_id
    press(Key.Key_G, Mod.ControlModifier | Mod.ShiftModifier)
    wait_until(lambda: isinstance(QApplication.activeWindow(), Chooser))
    chooser = QApplication.activeWindow()
    assert isinstance(chooser, Chooser)
    QTest.keyClicks(chooser.line, "no such group")
    press(Key.Key_Return)
    assert chooser.isVisible()
    assert chooser.list.item(0).text() == "Nothing is found."
    press(Key.Key_Escape)
    assert pages_of(shell).grouping.group_id == was


def test_the_status_bar_says_what_the_note_holds_and_that_it_is_saved(shell: Shell) -> None:
    status = shell.window.status
    assert status.counts.text().endswith("3 points · 1 action · 1 decision")
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert "Typing" in status.saved.text()
    assert shell.pages is not None
    shell.pages.record.keeper.keep()
    assert status.saved.text().startswith("● Saved")


def test_a_report_of_what_went_wrong_holds_no_text(shell: Shell, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    said = "Ann Lee is under review"
    try:
        raise ValueError(said)
    except ValueError as error:
        path = write_report(type(error), error.__traceback__, datetime(2017, 11, 15, tzinfo=UTC))
    text = path.read_text()
    assert said not in text
    assert "builtins.ValueError" in text
    assert "test_window.py" in text


def test_what_goes_wrong_unexpectedly_is_said_in_the_message_bar(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "not yet there"))
    opened = App(None, tmp_path / "settings.json")
    opened.report(KeyError, KeyError("Ann Lee"), None)
    opened.window.close()
    label = opened.window.findChild(QLabel, "message-text")
    assert label is not None
    assert "went wrong" in label.text()
    assert str(tmp_path) in label.text()


def test_what_a_person_can_mend_is_said_as_it_is(app: QApplication, tmp_path: Path) -> None:
    opened = App(None, tmp_path / "settings.json")
    opened.report(UserError, UserError("The disk is full."), None)
    opened.window.close()
    assert opened.window.message.text.text() == "The disk is full."


def test_a_library_that_is_missing_is_named_with_the_way_to_get_it() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "(libEGL.so.1)" in missing_library(error)
    assert "apt-get install libegl1" in missing_library(error)


def test_qt_that_cannot_show_a_window_is_one_sentence(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": ":987",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "sop_minutes"], capture_output=True, text=True, timeout=60, env=environment
    )
    assert done.returncode == 1
    assert "apt-get install" in done.stderr.splitlines()[-1]


def test_qt_is_older_than_6_12_while_python_3_11_is_supported() -> None:
    """6.12 steals references to None, True and False there: the process aborts after some 6,000 calls."""
    needed = [Requirement(line) for line in requires("sop-minutes") or []]
    qt = next(one for one in needed if one.name.casefold() == "pyside6-essentials")
    assert not qt.specifier.contains("6.12.0")
    assert not qt.specifier.contains("6.12.3")
    assert tuple(map(int, version("pyside6-essentials").split(".")[:2])) < (6, 12)


def test_the_key_sheet_finds_by_words_and_by_keys_and_does_what_is_chosen(shell: Shell) -> None:
    shell.show_keys()
    sheet = shell.window.findChild(ShortcutSheet)
    assert sheet is not None
    QTest.keyClicks(sheet.line, "attend")
    assert _lines(sheet.list) == ["Note", "Attendance"]
    sheet.line.clear()
    QTest.keyClicks(sheet.line, "ctrl+shift+a")
    assert _lines(sheet.list) == ["Note", "Make it an action"]
    sheet.line.clear()
    QTest.keyClicks(sheet.line, "zzz")
    assert _lines(sheet.list) == ["No key is found."]
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.line.clear()
    QTest.keyClicks(sheet.line, "diary")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert shell.pages is not None
    assert shell.window.pages.currentWidget() is shell.pages.diary


def _lines(list_: QListWidget) -> list[str]:
    return [list_.item(row).text() for row in range(list_.count())]


def test_only_the_page_stays_so_when_another_database_is_opened(shell: Shell, tmp_path: Path) -> None:
    assert shell.pages is not None
    press(Key.Key_F11)
    shell.open(make_file(tmp_path / "other.sopm"))
    assert not shell.window.bar.isVisible()
    assert not shell.pages.record.outline.isVisible()
    press(Key.Key_F11)
    assert shell.window.bar.isVisible()
    assert shell.pages.record.outline.isVisible()
