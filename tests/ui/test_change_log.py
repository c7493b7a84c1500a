"""The change log in the window: read, narrowed, exported, taken back and brought back by keyboard."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QTreeWidget

from sop_minutes.commands.points import edit_point
from sop_minutes.domain.logged import LoggedField, LoggedRow
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.storage.database import Database
from sop_minutes.ui.log.dialog import LogDialog
from sop_minutes.ui.log.moment import MomentDialog
from sop_minutes.ui.log.telling import told_html
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.theme import LIGHT
from tests.ui.windows import pages_of, wait_until

_Key = Qt.Key


@pytest.fixture
def log(shell: Shell) -> LogDialog:
    """The change log, after the first line of the note that is open was changed twice."""
    workspace = pages_of(shell).workspace
    for text in ("As it was first.", "As it was last."):
        workspace.do("Edit point", edit_point, 1, text=text)
    next(one for one in shell.commands if one.label == "Change log…").do()
    dialog = pages_of(shell).window.findChild(LogDialog)
    assert isinstance(dialog, LogDialog)
    wait_until(lambda: "As it was" in _text(dialog) or _idle(shell))
    wait_until(lambda: _idle(shell))
    return dialog


def _idle(shell: Shell) -> bool:
    QApplication.processEvents()
    return pages_of(shell).workspace.aside.is_idle


def _text(dialog: LogDialog) -> str:
    return dialog.findChild(QTextEdit, "log-text").toPlainText()


def _rows(dialog: LogDialog) -> list[str]:
    tree = dialog.findChild(QTreeWidget, "log-entries")
    return [tree.topLevelItem(row).text(3) for row in range(tree.topLevelItemCount())]


def _press(dialog: LogDialog | MomentDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    button.setFocus()
    QTest.keyClick(button, _Key.Key_Return)


def test_the_newest_entry_is_told_with_what_differs(shell: Shell, log: LogDialog) -> None:
    assert _rows(log)[:2] == ["Edit point", "Edit point"]
    assert "Line (" in _text(log)
    assert "As it was first" in _text(log).replace("last", "")
    assert "last" in _text(log)


def test_the_keys_walk_the_entries(shell: Shell, log: LogDialog) -> None:
    tree = log.findChild(QTreeWidget, "log-entries")
    assert tree.hasFocus() or QApplication.focusWidget() is tree
    QTest.keyClick(tree, _Key.Key_End)
    wait_until(lambda: _idle(shell))
    assert _text(log).startswith(_rows(log)[-1])


@pytest.mark.parametrize(
    ("typed", "found"), [("kind:groups", False), ("by:nobody-of-that-name", False), ("as it was last", True)]
)
def test_what_is_typed_narrows_it(shell: Shell, log: LogDialog, typed: str, found: bool) -> None:
    line = log.findChild(QLineEdit, "log-filter")
    log.tree.setFocus()
    QTest.keyClick(log.tree, _Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert log.focusWidget() is line
    log.tree.setFocus()
    QTest.keyClick(log.tree, _Key.Key_Slash)
    QTest.keyClicks(log.focusWidget(), typed)
    wait_until(lambda: not log._peace.isActive() and _idle(shell))
    assert ("Edit point" in _rows(log)) == found


def test_what_cannot_be_read_is_said(shell: Shell, log: LogDialog) -> None:
    QTest.keyClicks(log.findChild(QLineEdit, "log-filter"), "when:sometime")
    wait_until(lambda: not log._peace.isActive())
    assert "no time that has begun" in log.findChild(QLabel, "log-outcome").text()
    assert _rows(log) == []
    assert not log.findChild(QPushButton, "log-export").isEnabled()
    log.findChild(QLineEdit, "log-filter").clear()
    log.refresh()
    wait_until(lambda: _idle(shell))
    assert "Edit point" in _rows(log)
    assert log.findChild(QPushButton, "log-export").isEnabled()


def test_the_newest_seal_is_shown_and_can_be_copied(shell: Shell, path: Path, log: LogDialog) -> None:
    seal = log.findChild(QLabel, "log-seal")
    number = log.head().numbers  # type: ignore[union-attr]
    assert re.fullmatch(rf"Newest seal: entry {number}, [0-9a-f]{{64}}", seal.text())
    before = seal.text()
    with Database.open(path, who="Somebody else") as other:
        other.do("Edit elsewhere", edit_point, 1, text="As it is elsewhere.")
    wait_until(lambda: seal.text() not in {"", before})


def test_an_entry_that_was_changed_since_is_not_taken_back(shell: Shell, log: LogDialog) -> None:
    log.tree.setCurrentIndex(log.tree.model().index(1, 0))
    _press(log, "log-take")
    assert "changed since" in log.findChild(QLabel, "log-outcome").text()


def test_the_newest_entry_is_taken_back_and_the_note_shows_it(shell: Shell, log: LogDialog) -> None:
    _press(log, "log-take")
    wait_until(lambda: _idle(shell))
    assert _rows(log)[0] == "Take back: Edit point"
    assert _says(shell, "As it was first.")


def test_what_another_window_writes_comes_on_top_and_what_is_chosen_stays(
    shell: Shell, path: Path, log: LogDialog
) -> None:
    log.tree.setCurrentIndex(log.tree.model().index(1, 0))
    chosen, count = log.head(), len(_rows(log))
    with Database.open(path, who="Somebody else") as other:
        other.do("Edit elsewhere", edit_point, 1, text="As it is elsewhere.")
    wait_until(lambda: _rows(log)[0] == "Edit elsewhere")
    assert len(_rows(log)) == count + 1
    assert log.head() == chosen


def test_what_is_copied_of_the_log_does_not_stay_on_the_clipboard(shell: Shell, log: LogDialog) -> None:
    text, board = log.findChild(QTextEdit, "log-text"), QGuiApplication.clipboard()
    text.setFocus()
    QTest.keyClick(text, _Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(text, _Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "As it was" in board.text()
    shell.safe.clipboard.clear()
    assert board.text() == ""


def _says(shell: Shell, text: str) -> bool:
    def lines() -> list[str]:
        return pages_of(shell).workspace.read(
            lambda s: list(s.connection().exec_driver_sql("SELECT text FROM points").scalars())
        )

    return text in lines()


def test_a_moment_is_shown_brought_back_and_undone(shell: Shell, log: LogDialog) -> None:
    log.tree.setCurrentIndex(log.tree.model().index(len(_rows(log)) - 1, 0))
    _press(log, "log-bring")
    asked = log.findChild(MomentDialog)
    assert isinstance(asked, MomentDialog)
    wait_until(lambda: _idle(shell))
    shown = asked.findChild(QTextEdit, "moment-text").toPlainText()
    assert "entries since are taken back together, as a new one that can be undone" in shown
    _press(asked, "moment-bring")
    wait_until(lambda: _idle(shell))
    assert pages_of(shell).workspace.read(list_meetings) == ()
    assert _rows(log)[0].startswith("Bring back ")
    log.accept()
    pages_of(shell).workspace.undo()
    assert _says(shell, "As it was last.")


def test_nothing_is_brought_back_of_now(shell: Shell, log: LogDialog) -> None:
    _press(log, "log-bring")
    asked = log.findChild(MomentDialog)
    assert isinstance(asked, MomentDialog)
    wait_until(lambda: _idle(shell))
    assert not asked.button.isEnabled()
    asked.bring_back()
    assert _rows(log)[0] == "Edit point"


def test_why_a_moment_cannot_be_brought_back_is_said(shell: Shell, log: LogDialog) -> None:
    def alter(session: Any) -> None:
        session.connection().exec_driver_sql("UPDATE points SET text = 'by hand' WHERE id = 1")
        session.commit()

    pages_of(shell).workspace.read(alter)
    log.tree.setCurrentIndex(log.tree.model().index(1, 0))
    _press(log, "log-bring")
    asked = log.findChild(MomentDialog)
    assert isinstance(asked, MomentDialog)
    wait_until(lambda: _idle(shell))
    assert "Another program altered" in asked.outcome.text()
    assert not asked.button.isEnabled()


def test_what_is_listed_is_written_for_a_reader(shell: Shell, log: LogDialog, tmp_path: Path) -> None:
    log.export(tmp_path / "log.csv", Audience.MEMBERS)
    wait_until(lambda: _idle(shell))
    assert "As it was last." in (tmp_path / "log.csv").read_text("utf-8-sig")
    log.export(tmp_path / "log.html", Audience.PUBLIC)
    wait_until(lambda: _idle(shell))
    assert "not for the public" in log.findChild(QLabel, "log-outcome").text()


_LONG = "there were, as it turned out, one or"


def test_a_date_or_a_name_is_shown_whole_before_and_after() -> None:
    fields = (
        LoggedField("due", "28 February 2018", "30 April 2019"),
        LoggedField("owner", "Ann Lee of the CSP", "Ann Leigh of the CSP"),
    )
    told = told_html("Edit", (), [LoggedRow("Action", "", "changed", Audience.PUBLIC, fields)], LIGHT)
    assert ">28 February 2018</s> → <u" in told
    assert ">30 April 2019</u>" in told
    assert ">Ann Leigh of the CSP</u>" in told


def test_what_differs_is_marked_and_nothing_typed_is_markup() -> None:
    fields = (LoggedField("text", f"{_LONG} <b>two</b> three", f"{_LONG} <b>2</b> three"),)
    row = LoggedRow("Line", "CG/2017-11-15", "changed", Audience.RESTRICTED, fields)
    told = told_html("Edit", (), [row], LIGHT)
    assert ">two</s>" in told
    assert ">2</u>" in told
    assert f"{_LONG} &lt;b&gt;" in told
    assert "<b>Restricted: Line</b>" in told
