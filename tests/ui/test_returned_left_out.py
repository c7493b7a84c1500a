"""Files that are left out of an import: which, why, and how to take them in, is said then and afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.queries.returned_copies import list_copies
from sop_minutes.ui.returned.importing import ImportDialog
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.shell import Shell
from tests.importing.returned.wordedits import ANN
from tests.ui.post import Post, words_of
from tests.ui.windows import press, wait_until

Key = Qt.Key


@pytest.fixture
def post(shell: Shell, tmp_path: Path) -> Post:
    return Post(shell, tmp_path)


@pytest.fixture
def dialog(post: Post) -> ImportDialog:
    """Three files: of one it is known whose it is, of one it is not, one is none."""
    other = post.folder / "other.docx"
    other.write_text("no Word file")
    named = post.came("ann.docx", lambda edit: edit.replace(edit.saying("Two"), "Two", "Three", ANN))
    unnamed = post.came("x.docx", lambda edit: edit.retype(edit.saying("One"), "One", "Won"))
    return post.bring(named, unnamed, other)


def _senders(dialog: ImportDialog) -> set[str]:
    return {copy.from_name for copy in dialog._workspace.read(list_copies)}


def _import(dialog: ImportDialog) -> None:
    QTest.keyClick(dialog.import_, Key.Key_Space)
    wait_until(lambda: _senders(dialog) == {ANN} and not dialog.import_.isEnabled())


def test_one_that_does_not_say_whose_it_is_waits_for_that(post: Post, dialog: ImportDialog) -> None:
    _import(dialog)
    wait_until(lambda: words_of(dialog.files[1]).startswith("Not imported yet: say from whom it is"))
    assert words_of(dialog.files[0]) == "Imported."
    assert dialog.files[1].whose.hasFocus()
    QTest.keyClicks(dialog.files[1].whose, "Cy Dunn")
    press(Key.Key_Return)
    desk = post.dialog(ReturnedWindow)
    assert {row.from_name for row in desk.walk.rows()} == {ANN, "Cy Dunn"}


def test_what_was_left_out_is_said_in_the_window_afterwards(post: Post, dialog: ImportDialog) -> None:
    _import(dialog)
    press(Key.Key_Escape)
    desk = post.dialog(ReturnedWindow)
    desk.close()
    wait_until(lambda: not desk.isVisible())
    assert post.shell.window.message.text.text() == (
        "x.docx was not imported, for it does not say whose it is: import it again, and say so. "
        "other.docx is plain text, not a Word file."
    )
