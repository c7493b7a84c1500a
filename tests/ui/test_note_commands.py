"""The keys of the note work where one types."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.storage.database import Database
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.record.early import put_cursor
from tests.ui.desk import Key, Mod
from tests.ui.windows import open_shell

NOTE = "Date: 15 November 2017\n# Prevent\nOne"


@pytest.fixture
def pages(app: object, tmp_path: Path) -> Iterator[Pages]:
    path = tmp_path / "x.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        meeting_id = database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
    shell = open_shell(path)
    assert shell.pages is not None
    shell.pages.open_meeting(meeting_id)
    put_cursor(shell.pages.record.editor, 1, 0)
    yield shell.pages
    shell.close()
    shell.window.close()


def test_a_block_is_converted_by_its_key(pages: Pages) -> None:
    editor = pages.record.editor
    QTest.keyClick(editor, Key.Key_A, Mod.ControlModifier | Mod.ShiftModifier)
    assert pages.record.note.pieces[1].text == "Action: One"
    QTest.keyClick(editor, Key.Key_A, Mod.ControlModifier | Mod.ShiftModifier)
    assert pages.record.note.pieces[1].text == "One"


def test_find_and_link_open_by_their_keys(pages: Pages) -> None:
    QTest.keyClick(pages.record.editor, Key.Key_F, Mod.ControlModifier)
    assert pages.record.find_bar.isVisible()
    QTest.keyClick(pages.record.find_bar.line, Key.Key_H, Mod.ControlModifier)
    assert pages.record.find_bar.words.isVisible()
    QTest.keyClick(pages.record.find_bar.words, Key.Key_Escape)
    QTest.keyClick(pages.record.editor, Key.Key_L, Mod.ControlModifier)
    assert pages.record.links.line.isVisible()
