"""A person is put right from the attendance list, and from the palette."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from sop_minutes.queries.partners import list_people
from sop_minutes.ui.shell import Shell
from tests.ui.windows import press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


def _type(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


def _dialog(shell: Shell) -> QDialog:
    dialog = shell.window.findChild(QDialog, "person")
    assert dialog is not None
    wait_until(lambda: QApplication.activeWindow() is dialog)
    return dialog


def _line(dialog: QDialog, name: str) -> QLineEdit:
    line = dialog.findChild(QLineEdit, name)
    assert line is not None
    return line


def test_f2_on_a_name_of_the_attendance_list_puts_that_person_right(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.open_meeting(2)
    press(Key.Key_F8)
    _type("lee")
    press(Key.Key_F2)
    dialog = _dialog(shell)
    name = _line(dialog, "name")
    assert QApplication.focusWidget() is name
    assert name.text() == "Ann Lee"
    press(Key.Key_End)
    _type("ks")
    _line(dialog, "organisation").setFocus()
    _type("Fire Service")
    press(Key.Key_Return)
    row = next(row for row in shell.pages.workspace.read(list_people) if "Leeks" in row.name)
    assert (row.name, row.organisation, row.aliases) == ("Ann Leeks", "Fire Service", ("Ann Lee",))
    assert any(entry.name == "Ann Leeks" for entry in shell.pages.record.facts.attendance)  # type: ignore[union-attr]
    assert "Ann Leeks corrected" in shell.window.status.saved.text()


def test_a_person_chosen_in_the_palette_is_put_right(shell: Shell) -> None:
    shell.turn_to(1)
    press(Key.Key_K, Mod.ControlModifier)
    _type("bo ray")
    press(Key.Key_Return)
    dialog = _dialog(shell)
    line = _line(dialog, "email")
    line.setFocus()
    _type("no address")
    press(Key.Key_Return)
    assert "is not an e-mail address" in shell.window.message.text.text()
    assert shell.pages is not None
    assert "" in {row.email for row in shell.pages.workspace.read(list_people)}


def test_f2_away_from_the_list_is_about_the_meeting(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.open_meeting(2)
    press(Key.Key_F2)
    assert shell.window.findChild(QDialog, "details") is not None
