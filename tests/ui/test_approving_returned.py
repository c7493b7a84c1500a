"""Minutes are approved while copies of them wait, in the window."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.commands.returned import keep_returned_copy
from sop_minutes.domain.words import Audience
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.queries.approving import approved_versions
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.returning import read_returned
from sop_minutes.storage.database import Database
from tests.importing.returned.wordedits import WordEdit
from tests.ui.approving.approver import (
    LAST,
    NEXT,
    closed,
    correct_last,
    go_to,
    make_file,
    opened,
    said_in,
    type_words,
    window_on,
)
from tests.ui.windows import pages_of, press

W = TypeVar("W", bound=QWidget)
AT = datetime(2017, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two copies of the last minutes came back: one change of the one waits, and two of the other."""
    path = make_file(tmp_path)
    with Database.open(path) as database:
        sheet = database.read(meeting_sheet, LAST, Audience.MEMBERS)
        sent = tmp_path / "sent.docx"
        sent.write_bytes(render_word(note_document(sheet, Audience.MEMBERS, AT)))
        for who, edits in (("Ann Lee", ("rose",)), ("Bo Ray", ("figures", "full"))):
            edit = WordEdit(sent)
            for word in edits:
                edit.replace(edit.saying(word), word, "other", who)
            copy = read_returned(database, edit.save(tmp_path / f"{who}.docx"))
            database.do("Import", keep_returned_copy, copy, at=AT, from_name=who)
    return path


def test_what_waits_of_returned_copies_is_said_before_and_one_key_leads_there(
    app: QApplication, path: Path
) -> None:
    with window_on(path) as shell:
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        dialog = opened("approve")
        assert said_in(dialog, "approve-waiting") == (
            "3 changes in copies from Ann Lee and Bo Ray still wait: none of that is approved."
        )
        go = dialog.findChild(QPushButton, "approve-returned")
        assert go is not None
        QTest.keyClick(go, Qt.Key.Key_Space)
        desk = opened("returned")
        assert desk.isVisible()
        desk.close()
        closed(shell, "approve")


def test_what_was_typed_before_is_there_on_coming_back_until_it_is_approved(
    app: QApplication, path: Path
) -> None:
    with window_on(path) as shell:
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        _go_through_from(opened("approve"), "Item 1: rose, not fell", at=1, day="17 January 2018")
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        dialog = opened("approve")
        assert _asked_in(dialog) == ("Item 1: rose, not fell", "None: by another way", "17 January 2018")
        type_words(" at all")
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        closed(shell, "approve")
        (version,) = pages_of(shell).workspace.read(approved_versions, LAST)
        assert [said.text for said in version.corrections] == ["Item 1: rose, not fell at all"]
        correct_last(shell, "a slip")
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        assert _asked_in(opened("approve"))[:2] == ("", "17 January 2018 (planned)")
        press(Qt.Key.Key_Escape)
        closed(shell, "approve")


def test_what_was_begun_of_one_version_is_not_there_for_the_next(app: QApplication, path: Path) -> None:
    with window_on(path) as shell:
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        _go_through_from(opened("approve"), "Item 1: rose, not fell", at=1, day="17 January 2018")
        day = date(2018, 1, 17)
        pages_of(shell).workspace.do("Approve", approve_minutes, LAST, on=day, today=day)  # a colleague
        go_to(shell, LAST)
        correct_last(shell, "a slip")
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        assert _asked_in(opened("approve"))[0] == ""
        press(Qt.Key.Key_Escape)
        closed(shell, "approve")


def _go_through_from(dialog: QDialog, corrections: str, *, at: int, day: str) -> None:
    """Type what is asked, and go through what came back instead."""
    _part(dialog, QPlainTextEdit, "approve-corrections").setPlainText(corrections)
    _part(dialog, QComboBox, "approve-at").setCurrentIndex(at)
    _part(dialog, QLineEdit, "approve-day").setText(day)
    QTest.keyClick(_part(dialog, QPushButton, "approve-returned"), Qt.Key.Key_Space)
    opened("returned").close()


def _asked_in(dialog: QDialog) -> tuple[str, str, str]:
    return (
        _part(dialog, QPlainTextEdit, "approve-corrections").toPlainText(),
        _part(dialog, QComboBox, "approve-at").currentText(),
        _part(dialog, QLineEdit, "approve-day").text(),
    )


def _part(dialog: QDialog, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def test_nothing_is_said_where_nothing_came_back(app: QApplication, tmp_path: Path) -> None:
    with window_on(make_file(tmp_path)) as shell:
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        said = opened("approve").findChild(QLabel, "approve-waiting")
        assert said is not None
        assert not said.isVisible()
        press(Qt.Key.Key_Escape)
        closed(shell, "approve")
