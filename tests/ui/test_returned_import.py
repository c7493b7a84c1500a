"""Copies that came back, brought in through the window: what each is, from whom, where they are listed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from sop_minutes.commands.returned import keep_returned_copy
from sop_minutes.queries.returned import list_returned
from sop_minutes.queries.returned_copies import list_copies
from sop_minutes.returning import read_returned
from sop_minutes.safekeeping import list_backups
from sop_minutes.storage.database import Database
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.returned.copies import CopiesDialog
from sop_minutes.ui.returned.importing import _look_at
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.shell import Shell
from tests.commands.office import AT
from tests.importing.returned.wordedits import ANN, BEN, WordEdit
from tests.ui.post import Post, words_of
from tests.ui.windows import pages_of, press, wait_until

Key = Qt.Key
LIBREOFFICE = Path(__file__).parents[1] / "importing" / "returned" / "files"


@pytest.fixture
def post(shell: Shell, tmp_path: Path) -> Post:
    return Post(shell, tmp_path)


def _anns(edit: WordEdit) -> None:
    edit.replace(edit.saying("Two"), "Two", "Three", ANN)


def _bens(edit: WordEdit) -> None:
    edit.replace(edit.saying("One"), "One", "Won", BEN)


def test_a_copy_is_brought_in_gone_through_and_its_change_stands_in_the_note(post: Post) -> None:
    dialog = post.bring(post.came("ann.docx", _anns))
    (file,) = dialog.files
    assert words_of(file) == (
        "Members’ note of CG/2017-11-15: 1 change. It does not say which circulation it is of; it is "
        "compared with the members’ note as it is now."
    )
    assert file.whose.text() == ANN
    assert dialog.import_.hasFocus()
    before = post.note()
    press(Key.Key_Return)
    desk = post.dialog(ReturnedWindow)
    assert post.note() == before
    press(Key.Key_A)
    wait_until(lambda: desk.walk.is_at_end)
    press(Key.Key_Escape)
    texts = [piece.text for piece in pages_of(post.shell).record.note.pieces]
    assert texts[-1] == "Three"


def test_several_files_come_at_once_and_each_says_what_it_is(post: Post) -> None:
    other = post.folder / "other.docx"
    other.write_text("no Word file")
    anns, bens = post.came("ann.docx", _anns), post.came("ben.docx", _bens)
    dialog = post.bring(anns, bens, other)
    words = [words_of(file) for file in dialog.files]
    assert [text.partition(".")[0] for text in words[:2]] == ["Members’ note of CG/2017-11-15: 1 change"] * 2
    assert words[2] == "other.docx is plain text, not a Word file."
    assert dialog.import_.text() == "Import 2 copies"
    QTest.keyClick(dialog.import_, Key.Key_Space)
    desk = post.dialog(ReturnedWindow)
    assert {row.from_name for row in desk.walk.rows()} == {ANN, BEN}


def test_a_file_that_cannot_be_looked_at_does_not_hold_up_the_others(post: Post) -> None:
    gone, anns = post.came("gone.docx", _anns), post.came("ann.docx", _anns)
    gone.unlink()
    gone.mkdir()
    broken = _look_at(None, anns, "")
    assert broken.sheet is None
    assert broken.wrong.startswith("ann.docx cannot be read: ")
    dialog = post.bring(gone, anns)
    assert dialog.import_.text() == "Import 1 copy"


def test_who_a_copy_is_from_is_asked_where_it_does_not_say(post: Post) -> None:
    path = post.came("x.docx", lambda e: e.retype(e.saying("Two"), "Two", "Three"))
    dialog = post.bring(path)
    line = dialog.files[0].whose
    assert line.hasFocus()
    assert not dialog.import_.isEnabled()
    QTest.keyClicks(line, "Cy Dunn")
    assert dialog.import_.text() == "Import 1 copy"
    press(Key.Key_Return)
    post.dialog(ReturnedWindow)
    assert [copy.from_name for copy in post.workspace.read(list_copies)] == ["Cy Dunn"]


def test_a_file_that_came_before_is_not_taken_twice(post: Post) -> None:
    path = post.came("ann.docx", _anns)
    sheet = read_returned(post.workspace, path)
    post.workspace.do("Import", keep_returned_copy, sheet, at=AT)
    dialog = post.bring(path)
    assert words_of(dialog.files[0]) == (
        "ann.docx came before, from Ann Lee on 20 November 2017. Nothing was changed."
    )
    assert not dialog.import_.isEnabled()


def test_a_file_that_does_not_say_what_it_is_of_is_compared_with_the_note_one_is_at(post: Post) -> None:
    def unmarked(edit: WordEdit) -> None:
        for mark in list(edit.root.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
            edit.remove(mark)
        edit.retype(edit.saying("Key points"), "Key points", "Notes")
        edit.retype(edit.saying("Notes"), "15 November 2017", "last time")
        edit.replace(edit.saying("Two"), "Two", "Three", ANN)

    dialog = post.bring(post.came("x.docx", unmarked))
    (file,) = dialog.files
    assert words_of(file).startswith("x.docx cannot be told to be a copy of a note:")
    button = file.findChild(QPushButton, "returned-compare")
    assert button is not None
    assert button.text() == "Compare it with CG/2017-11-15"
    QTest.keyClick(button, Key.Key_Space)
    wait_until(lambda: file.looked is not None)
    assert words_of(file).startswith("Members’ note of CG/2017-11-15: 3 changes.")


def test_nothing_is_kept_of_a_file_that_was_only_looked_at(post: Post) -> None:
    before = post.note()
    dialog = post.bring(LIBREOFFICE / "several-tracked.docx")
    press(Key.Key_Escape)
    wait_until(lambda: not dialog.isVisible())
    assert (post.note(), post.workspace.read(list_copies)) == (before, ())


def test_copies_are_listed_and_gone_through_and_saved_as_they_came(post: Post, tmp_path: Path) -> None:
    path = post.came("ann.docx", _anns)
    came = path.read_bytes()
    post.workspace.do("Import", keep_returned_copy, read_returned(post.workspace, path), at=AT)
    path.unlink()
    pages_of(post.shell).show_diary()
    pages_of(post.shell).open_returned()
    dialog = post.dialog(CopiesDialog)
    item = dialog.tree.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in range(5)] == [
        "CG/2017-11-15",
        "Ann Lee",
        "Members’ note",
        "20 November 2017",
        "1 of 1 wait",
    ]
    dialog.save(1, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == came
    press(Key.Key_Return)
    desk = post.dialog(ReturnedWindow)
    press(Key.Key_R)
    assert desk.walk.is_at_end
    assert post.workspace.read(list_returned, post.meeting_id) == ()


def test_where_no_copy_came_the_list_says_what_to_do(post: Post) -> None:
    pages_of(post.shell).open_returned()
    dialog = post.dialog(CopiesDialog)
    label = dialog.findChild(QLabel, "returned-empty")
    assert label is not None
    assert label.isVisible()
    press(Key.Key_I)
    post.dialog(FileDialog)


def test_j_leads_into_the_note(post: Post) -> None:
    path = post.came("ann.docx", _anns)
    post.workspace.do("Import", keep_returned_copy, read_returned(post.workspace, path), at=AT)
    pages_of(post.shell).show_diary()
    pages_of(post.shell).returned.open_returned(post.meeting_id)
    post.dialog(ReturnedWindow)
    press(Key.Key_J)
    editor = pages_of(post.shell).record.editor
    wait_until(lambda: pages_of(post.shell).is_note_shown())
    assert pages_of(post.shell).record.note.pieces[editor.current_index()].text == "Two"


def test_the_window_is_left_with_a_desk_open(post: Post) -> None:
    path = post.came("ann.docx", _anns)
    post.workspace.do("Import", keep_returned_copy, read_returned(post.workspace, path), at=AT)
    pages_of(post.shell).returned.open_returned(post.meeting_id)
    post.dialog(ReturnedWindow)
    assert pages_of(post.shell).leave()
    assert not any(one.isVisible() for one in post.shell.window.findChildren(ReturnedWindow))


def test_before_several_copies_are_kept_a_backup_is_made_of_what_was_there(post: Post, path: Path) -> None:
    before = {listed.backup.name for listed in list_backups(path)}
    dialog = post.bring(post.came("ann.docx", _anns), post.came("ben.docx", _bens))
    QTest.keyClick(dialog.import_, Key.Key_Space)
    post.dialog(ReturnedWindow)
    made = [listed for listed in list_backups(path) if listed.backup.name not in before]
    assert len(made) == 1
    with Database.open(made[0].path) as kept:
        assert kept.read(list_copies) == ()
