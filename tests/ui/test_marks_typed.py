"""Marks typed in a block that Enter began a bullet, and keys that make a bullet something else."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.desk import Desk

Key, Mod = Qt.Key, Qt.KeyboardModifier


def _agenda(desk: Desk) -> list[str]:
    return [desk.page.outline.agenda.item(row).text() for row in range(desk.page.outline.agenda.count())]


def test_a_heading_typed_where_enter_began_a_bullet_is_a_heading(desk: Desk) -> None:
    desk.open("# Roads\n- One")
    desk.press(Key.Key_Return)
    desk.type("# Transport budget")
    assert len(_agenda(desk)) == 2
    assert desk.kept().endswith("# Roads\n- One\n\n# Transport budget\n")


def test_a_line_made_a_heading_by_shift_tab_is_on_the_agenda_at_once(desk: Desk) -> None:
    desk.open("# Roads\n- \\# Transport budget\n")
    assert desk.line() == "# Transport budget"
    desk.press(Key.Key_Backtab, Mod.ShiftModifier)
    assert desk.line() == "Transport budget"
    assert len(_agenda(desk)) == 2
    desk.press(Key.Key_Return)
    desk.type("Dear")
    assert desk.kept().endswith("# Roads\n\n# Transport budget\nDear\n")


def test_a_mark_put_before_words_that_stand_there_is_a_heading_once_the_line_is_left(desk: Desk) -> None:
    desk.open("# Roads\n# Budget\nOne")
    desk.editor.place(2, 0)
    desk.type("#")
    desk.editor.textCursor().insertText(" ")
    desk.editor.place(0)
    assert desk.texts() == ["Roads", "Budget", "One"]
    assert len(_agenda(desk)) == 3


@pytest.mark.parametrize("words", ["", "Two"])
def test_backspace_takes_the_bullet_off_before_it_joins_lines(desk: Desk, words: str) -> None:
    desk.open("# Roads\n- One")
    desk.press(Key.Key_Return)
    desk.type(words)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Backspace)
    assert (desk.texts(), desk.page.note.pieces[2].level) == (["Roads", "One", words], 0)
    desk.press(Key.Key_Backspace)
    assert desk.texts() == ["Roads", f"One{words}"]


def test_backspace_takes_a_bullet_under_a_bullet_out_step_by_step(desk: Desk) -> None:
    desk.open("# Roads\n- One\n  - Two")
    desk.press(Key.Key_Home)
    for level in (1, 0):
        desk.press(Key.Key_Backspace)
        assert desk.page.note.pieces[2].level == level
