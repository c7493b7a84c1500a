"""Two windows on one meeting: each sees what the other writes, and no text is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.changes import last_entry
from sop_minutes.storage.database import Database
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.workspace import Workspace

NOTE = "Date: 15 November 2017\n# Prevent\nOne\nTwo"


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


@pytest.fixture
def two(app: object, tmp_path: Path) -> Iterator[tuple[Window, Window]]:
    path = tmp_path / "x.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        meeting_id = database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
    windows = (Window(path, meeting_id), Window(path, meeting_id))
    yield windows
    for window in windows:
        window.workspace.close()


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
