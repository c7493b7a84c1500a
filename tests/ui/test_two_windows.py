"""Two windows on one meeting: each sees what the other writes, and no text is lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.changes import last_entry
from sop_minutes.storage.database import Database
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.ui.desk import Key, Mod

NOTE = "Date: 15 November 2017\n# Prevent\nOne\nTwo"
ITEMS = "Date: 15 November 2017\n# Prevent\nOne secret place\n# FGM\nTwo\n# Budget\nThree"


class Window:
    def __init__(self, path: Path, meeting_id: int) -> None:
        self.workspace = Workspace(Database.open(path))
        self.note = NoteDocument()
        self.keeper = NoteKeeper(self.note, self.workspace)
        self.keeper.open(meeting_id)

    def type(self, index: int, text: str) -> None:
        self.note.rewrite(index, text)

    def texts(self) -> list[str]:
        return [self.note.block(n).text() for n in range(self.note.document.blockCount())]


class Typist:
    """One of two who type with real keys at one note. What one does the other sees when it has looked."""

    def __init__(self, path: Path, meeting_id: int) -> None:
        self.workspace = Workspace(Database.open(path))
        self.page = RecordPage(self.workspace, LIGHT, date(2017, 11, 20))
        self.page.open(meeting_id)

    def type(self, index: int, text: str, offset: int | None = None) -> None:
        self.page.editor.place(index, offset)
        QTest.keyClicks(self.page.editor, text)

    def press(
        self, index: int, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier, offset: int | None = None
    ) -> None:
        self.page.editor.place(index, offset)
        QTest.keyClick(self.page.editor, key, mods)

    def keep(self) -> None:
        self.page.keeper.keep()

    def texts(self) -> list[str]:
        return [piece.text for piece in self.page.note.pieces]


def _recorded(path: Path, note: str) -> int:
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        return database.do("Record", record_note, read_note_text(note), group_id=group_id)


@pytest.fixture
def two(app: object, tmp_path: Path) -> Iterator[tuple[Window, Window]]:
    path = tmp_path / "x.sopm"
    meeting_id = _recorded(path, NOTE)
    windows = (Window(path, meeting_id), Window(path, meeting_id))
    yield windows
    for window in windows:
        window.workspace.close()


@pytest.fixture
def typists(app: object, tmp_path: Path) -> Iterator[tuple[Typist, Typist]]:
    path = tmp_path / "x.sopm"
    meeting_id = _recorded(path, ITEMS)
    both = (Typist(path, meeting_id), Typist(path, meeting_id))
    yield both
    for typist in both:
        typist.page.close_note()
        typist.page.deleteLater()
        typist.workspace.close()


def _after(one: Typist, other: Typist) -> list[str]:
    """What both show when first `one` and then `other` has kept what they typed."""
    one.keep()
    other.keep()
    one.workspace.look()
    other.workspace.look()
    assert one.texts() == other.texts()
    return one.texts()


def test_what_one_window_types_the_other_shows(two: tuple[Window, Window]) -> None:
    one, other = two
    one.type(1, "One, said more")
    one.note.put(3, 0, [one.note.new_piece("Three")])
    one.keeper.keep()
    other.workspace.look()
    assert other.texts() == ["Prevent", "One, said more", "Two", "Three"]


def test_two_who_type_in_different_blocks_both_keep_theirs(two: tuple[Window, Window]) -> None:
    one, other = two
    one.type(1, "One from here")
    other.type(2, "Two from there")
    one.keeper.keep()
    other.keeper.keep()
    one.workspace.look()
    assert one.texts() == other.texts() == ["Prevent", "One from here", "Two from there"]


def test_two_who_type_in_one_block_keep_both_texts(two: tuple[Window, Window]) -> None:
    one, other = two
    one.type(1, "One from here")
    other.type(1, "One from there")
    one.keeper.keep()
    other.keeper.keep()
    one.workspace.look()
    assert one.texts() == other.texts() == ["Prevent", "One from here", "One from there", "Two"]


def test_a_block_that_is_typed_in_stays_when_the_other_deletes_it(two: tuple[Window, Window]) -> None:
    one, other = two
    one.note.put(1, 1, [])
    one.keeper.keep()
    other.type(1, "One and more")
    other.keeper.keep()
    one.workspace.look()
    assert one.texts() == other.texts() == ["Prevent", "One and more", "Two"]


def test_what_one_moves_and_deletes_stays_so_when_the_other_writes(two: tuple[Window, Window]) -> None:
    one, other = two
    other.type(1, "One from there")
    other.keeper.keep()
    one.note.move(2, 1, 1)
    one.workspace.look()
    assert one.texts() == ["Prevent", "Two", "One from there"]
    other.workspace.look()
    other.type(2, "One said again")
    other.keeper.keep()
    one.note.put(1, 1, [])
    one.workspace.look()
    assert one.texts() == ["Prevent", "One said again"]


def test_what_the_other_wrote_is_shown_though_a_command_here_changes_nothing(
    two: tuple[Window, Window],
) -> None:
    one, other = two
    other.type(1, "One from there")
    other.keeper.keep()
    one.workspace.do("Nothing", last_entry)
    one.workspace.look()
    assert one.texts()[1] == "One from there"


def test_it_is_said_whose_it_was_that_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "x.sopm"
    with Database.open(path, who="bo") as database:
        database.do("Add group", add_group, "Co-ordination Group", code="CG")
        assert database.undo() == ("Add group", "")
    with Database.open(path, who="ann") as database:
        assert database.redo() == ("Add group", "bo")
        assert database.undo() == ("Add group", "")


def test_two_who_type_in_one_heading_keep_both(typists: tuple[Typist, Typist]) -> None:
    one, other = typists
    one.type(0, " here")
    other.type(0, " there")
    assert _after(one, other)[:4] == ["Prevent here", "One secret place", "Prevent there", "FGM"]


def test_a_title_mended_opens_no_item_that_was_just_restricted(typists: tuple[Typist, Typist]) -> None:
    one, other = typists
    one.type(0, "Restricted: ", 0)
    other.type(0, " duty")
    assert _after(one, other)[0] == "Restricted: Prevent duty"


@pytest.mark.parametrize("index", [0, 1])
def test_what_one_restricts_and_the_other_marks_for_members_is_restricted(
    typists: tuple[Typist, Typist], index: int
) -> None:
    one, other = typists
    before = one.texts()[index]
    one.type(index, "r: ", 0)
    other.type(index, "m: ", 0)
    one.keep()
    other.keep()
    one.press(5, Key.Key_End)
    other.press(5, Key.Key_End)
    assert _after(one, other)[index] == f"Restricted: {before}"


def test_both_halves_of_a_line_just_restricted_are_restricted(typists: tuple[Typist, Typist]) -> None:
    one, other = typists
    other.page.editor.place(1, 4)
    one.type(1, "Restricted: ", 0)
    one.keep()
    QTest.keyClick(other.page.editor, Key.Key_Return)
    assert _after(one, other)[1:3] == ["Restricted: One", "Restricted: secret place"]


def test_both_halves_of_a_line_just_split_are_restricted(typists: tuple[Typist, Typist]) -> None:
    one, other = typists
    one.page.editor.place(1, 0)
    other.press(1, Key.Key_Return, offset=4)
    other.keep()
    QTest.keyClicks(one.page.editor, "Restricted: ")
    assert _after(one, other)[1:3] == ["Restricted: One", "Restricted: secret place"]


@pytest.mark.parametrize("restricts_first", [True, False])
def test_a_line_that_is_joined_to_another_by_one_and_restricted_by_the_other_restricts_it(
    typists: tuple[Typist, Typist], *, restricts_first: bool
) -> None:
    one, other = typists
    one.page.editor.place(3, 0)
    other.page.editor.place(3, 0)
    QTest.keyClicks(one.page.editor, "Restricted: ")
    QTest.keyClick(other.page.editor, Key.Key_Backspace)
    shown = _after(one, other) if restricts_first else _after(other, one)
    assert shown[2] == "Restricted: FGMTwo"


def test_a_line_that_a_colleague_typed_in_is_not_deleted_with_its_old_words(
    typists: tuple[Typist, Typist],
) -> None:
    one, other = typists
    one.page.editor.place(1)
    other.page.editor.place(1, 0)
    for _ in range(3):
        QTest.keyClick(other.page.editor, Key.Key_Delete, Mod.ControlModifier)
    QTest.keyClicks(one.page.editor, " indeed")
    assert "One secret place indeed" in _after(one, other)


def test_a_line_typed_in_comes_back_where_it_stood_though_its_item_was_deleted(
    typists: tuple[Typist, Typist],
) -> None:
    one, other = typists
    other.type(3, " and more")
    one.page.note.put(2, 2, [])
    assert _after(one, other) == ["Prevent", "One secret place", "Two and more", "Budget", "Three"]


def test_the_cursor_stays_at_its_word_when_a_colleague_restricts_the_line(
    typists: tuple[Typist, Typist],
) -> None:
    one, other = typists
    other.page.editor.place(1, len("One secret"))
    one.type(1, "Restricted: ", 0)
    one.press(1, Key.Key_Down, Mod.AltModifier)
    one.keep()
    other.workspace.look()
    QTest.keyClicks(other.page.editor, "X")
    assert "Restricted: One secretX place" in other.texts()
