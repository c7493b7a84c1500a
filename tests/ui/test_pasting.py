"""Pasting at the real page."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from sop_minutes.domain.words import PointKind
from tests.ui.desk import Desk, Key, Mod

NOTE = "# Prevent\nOne and two\nAction: @Ann Lee to ring"
RICH = (
    "<html><body><p>First, <b>bold</b></p><p>Action: write to <a href='https://example.org'>them</a></p>"
    "<ul><li>a bullet<ul><li>under it</li></ul></li></ul></body></html>"
)


def _copy(html: str, text: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.fixture
def pasting(desk: Desk) -> Iterator[Desk]:
    desk.open(NOTE)
    _copy(RICH, "First, bold\nAction: write to them\n• a bullet\n")
    yield desk
    QGuiApplication.clipboard().clear()


def test_formatted_text_arrives_as_blocks_and_records(pasting: Desk) -> None:
    pasting.editor.place(1)
    pasting.press(Key.Key_Return)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.texts()[2:6] == [
        "First, **bold**",
        "Action: write to [them](https://example.org)",
        "a bullet",
        "under it",
    ]
    assert [(point.kind, point.level) for point in pasting.points()[1:5]] == [
        (PointKind.POINT, 0),
        (PointKind.ACTION, 0),
        (PointKind.POINT, 1),
        (PointKind.POINT, 2),
    ]


def test_into_the_middle_of_a_block(pasting: Desk) -> None:
    pasting.editor.place(1, 4)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.texts()[1:6] == [
        "One First, **bold**",
        "Action: write to [them](https://example.org)",
        "a bullet",
        "under it",
        "and two",
    ]
    pasting.type("!")
    assert pasting.texts()[4] == "under it!"


def test_as_plain_text(pasting: Desk) -> None:
    pasting.editor.place(1, 0)
    pasting.press(Key.Key_V, Mod.ControlModifier | Mod.ShiftModifier)
    assert pasting.texts()[1:5] == ["First, bold", "Action: write to them", "a bullet", "One and two"]


def test_before_an_action_leaves_its_reference(pasting: Desk) -> None:
    before = pasting.rows()[-1]
    pasting.editor.place(2, 0)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.texts()[-1] == "Action: @Ann Lee to ring"
    after = pasting.rows()[-1]
    assert before.action is not None
    assert after.action is not None
    assert (after.id, after.action.ref) == (before.id, before.action.ref)


def test_in_place_of_a_selection_over_blocks(pasting: Desk) -> None:
    pasting.editor.place(1, 4)
    pasting.press(Key.Key_Down, Mod.ShiftModifier)
    pasting.press(Key.Key_End, Mod.ShiftModifier)
    _copy("", "and more")
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.texts() == ["Prevent", "One and more"]
    assert [point.text for point in pasting.points()] == ["One and more"]


def test_what_is_copied_here_is_the_same_where_it_is_pasted(pasting: Desk) -> None:
    pasting.editor.place(1)
    pasting.press(Key.Key_Return)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    pasting.press(Key.Key_A, Mod.ControlModifier)
    pasting.press(Key.Key_C, Mod.ControlModifier)
    before = [(piece.text, piece.level, piece.heading) for piece in pasting.page.note.pieces]
    pasting.press(Key.Key_Delete)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    after = [(piece.text, piece.level, piece.heading) for piece in pasting.page.note.pieces]
    assert after == before


@pytest.mark.parametrize("text", ["x  y", " before", "after ", "  ", " all\r\n"])
@pytest.mark.parametrize("offset", [0, 3, 11])
def test_part_of_a_line_is_pasted_with_the_spaces_around_it(pasting: Desk, text: str, offset: int) -> None:
    pasting.editor.place(1, offset)
    _copy("", text)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.line() == "One and two"[:offset] + text.rstrip("\r\n") + "One and two"[offset:]


def test_a_line_cut_with_its_end_is_that_line_where_it_is_pasted(pasting: Desk) -> None:
    pasting.open("Date: 6 December 2017\n# P\nOne\n- two\n- three")
    pasting.editor.place(2, 0)
    pasting.press(Key.Key_Down, Mod.ShiftModifier)
    pasting.press(Key.Key_X, Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "- two\n"
    pasting.editor.place(2)
    pasting.press(Key.Key_Return)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert [(piece.text, piece.level) for piece in pasting.page.note.pieces[1:]] == [
        ("One", 0),
        ("three", 1),
        ("two", 1),
    ]


@pytest.mark.parametrize("plain", [Mod.NoModifier, Mod.ShiftModifier])
def test_a_file_is_refused_with_a_sentence(pasting: Desk, plain: Qt.KeyboardModifier) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/home/ann/notes.docx")])
    QGuiApplication.clipboard().setMimeData(data)
    pasting.press(Key.Key_V, Mod.ControlModifier | plain)
    assert pasting.texts() == ["Prevent", "One and two", "Action: @Ann Lee to ring"]
    assert any("file" in words for words in pasting.said)


def test_a_picture_alone_changes_nothing(pasting: Desk) -> None:
    _copy("<img src='https://example.org/a.png'>", "")
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.texts() == ["Prevent", "One and two", "Action: @Ann Lee to ring"]


def test_many_lines_into_the_middle_stay_in_order_and_are_taken_back_at_once(pasting: Desk) -> None:
    before = pasting.rows()
    lines = [f"Action: ring {n}" if n % 7 == 0 else f"line {n}" for n in range(300)]
    _copy("", "\n".join(lines))
    pasting.editor.place(1)
    pasting.press(Key.Key_Return)
    pasting.press(Key.Key_V, Mod.ControlModifier)
    assert pasting.texts() == ["Prevent", "One and two", *lines, "Action: @Ann Lee to ring"]
    rows = pasting.rows()
    assert [row.action is not None for row in rows[2:-1]] == [n % 7 == 0 for n in range(300)]
    assert pasting.partnership.typed(pasting.meeting_id).splitlines()[-301:-1] == lines
    pasting.page.undo()
    assert pasting.rows() == before


def test_a_window_in_which_something_was_copied_ends_well() -> None:
    program = (
        "from PySide6.QtWidgets import QApplication\n"
        "from sop_minutes.ui.record.editor import NoteEditor\n"
        "from sop_minutes.ui.record.note import NoteDocument\n"
        "from sop_minutes.ui.theme import LIGHT\n"
        "application = QApplication(['x'])\n"
        "note = NoteDocument()\n"
        "note.put(0, 1, [note.new_piece('One')])\n"
        "editor = NoteEditor(note, LIGHT)\n"
        "editor.selectAll()\n"
        "editor.copy()\n"
        "print(application.clipboard().text())\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, env=environment
    )
    assert (done.returncode, done.stdout) == (0, "One\n")
