"""Links are made from the keyboard, and never opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.desk import Desk, Key, Mod


@pytest.fixture
def linking(desk: Desk) -> Desk:
    QGuiApplication.clipboard().clear()
    desk.open("# Prevent\nsee the paper now\nread [the plan](https://example.org/plan) first")
    return desk


def _select(desk: Desk, start: int, many: int) -> None:
    desk.editor.place(1, start)
    for _ in range(many):
        desk.press(Key.Key_Right, Mod.ShiftModifier)


def test_the_selection_becomes_a_link(linking: Desk) -> None:
    _select(linking, 4, 9)
    linking.page.links.ask()
    linking.type("example.org/a")
    linking.press(Key.Key_Return)
    linking.type(" soon")
    assert linking.line() == "see [the paper](https://example.org/a) soon now"
    assert linking.editor.hasFocus()


def test_without_a_selection_the_word_does(linking: Desk) -> None:
    linking.editor.place(1, 5)
    linking.page.links.ask()
    linking.type("ann@example.org")
    linking.press(Key.Key_Return)
    assert linking.line() == "see [the](mailto:ann@example.org) paper now"


def test_an_address_on_the_clipboard_is_there_already(linking: Desk) -> None:
    QGuiApplication.clipboard().setText("https://example.org/copied")
    _select(linking, 8, 5)
    linking.page.links.ask()
    linking.press(Key.Key_Return)
    assert linking.line() == "see the [paper](https://example.org/copied) now"


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "file:///etc/passwd", "two words", ""])
def test_other_addresses_are_refused_and_nothing_is_lost(linking: Desk, typed: str) -> None:
    _select(linking, 8, 5)
    linking.page.links.ask()
    linking.type(typed)
    linking.press(Key.Key_Return)
    assert "no web or e-mail address" in linking.said[-1]
    linking.press(Key.Key_Escape)
    assert linking.line() == "see the paper now"
    assert linking.editor.hasFocus()


def test_control_and_a_click_copy_the_address(linking: Desk) -> None:
    linking.editor.place(2, 10)
    at = linking.editor.cursorRect().center()
    linking.editor.place(1)
    QTest.mouseClick(linking.editor.viewport(), Qt.MouseButton.LeftButton, Mod.ControlModifier, at)
    assert QGuiApplication.clipboard().text() == "https://example.org/plan"
    assert linking.said[-1] == "Address copied: https://example.org/plan"


def test_the_address_is_copied_from_the_keyboard_too(linking: Desk) -> None:
    linking.editor.place(2, 10)
    linking.page.links.copy_address()
    assert QGuiApplication.clipboard().text() == "https://example.org/plan"
    linking.editor.place(1)
    linking.page.links.copy_address()
    assert linking.said[-1] == "There is no link here."
