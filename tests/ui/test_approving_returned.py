"""Minutes are approved while copies of them wait, in the window."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sop_minutes.commands.returned import keep_returned_copy
from sop_minutes.domain.words import Audience
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.returning import read_returned
from sop_minutes.storage.database import Database
from tests.importing.returned.wordedits import WordEdit
from tests.ui.approving.approver import LAST, NEXT, closed, go_to, make_file, opened, said_in, window_on
from tests.ui.windows import press

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


def test_nothing_is_said_where_nothing_came_back(app: QApplication, tmp_path: Path) -> None:
    with window_on(make_file(tmp_path)) as shell:
        go_to(shell, NEXT)
        press(Qt.Key.Key_F4)
        said = opened("approve").findChild(QLabel, "approve-waiting")
        assert said is not None
        assert not said.isVisible()
        press(Qt.Key.Key_Escape)
        closed(shell, "approve")
