"""The database is moved or replaced while the window has it open: said at once, and nothing is lost."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from sop_minutes.queries.page import page_rows
from sop_minutes.storage.database import Database
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.shell import Shell
from tests.ui.windows import make_file, pages_of, wait_until


def _type(shell: Shell, words: str) -> None:
    editor = pages_of(shell).record.editor
    editor.setFocus()
    QTest.keyClicks(editor, words)


def _message(shell: Shell) -> str:
    return shell.window.message.text.text()


def _is_in(path: Path, words: str) -> bool:
    with Database.open(path) as database:
        return any(words in str(row.sheet) for row in database.read(page_rows, 2))


def test_moved_it_is_told_and_saving_goes_on_once_it_is_back(shell: Shell, path: Path) -> None:
    status = shell.window.status
    _type(shell, "Alpha")
    assert pages_of(shell).record.keeper.keep()
    moved = path.rename(path.with_name("renamed.sopm"))
    wait_until(lambda: "was moved, replaced or deleted" in _message(shell))
    assert _is_in(moved, "Alpha")
    _type(shell, "Beta")
    wait_until(lambda: status.saved.property("state") == "failed")
    assert "only on this page yet" in _message(shell)
    assert not path.exists()
    moved.rename(path)
    wait_until(lambda: status.saved.property("state") != "failed" and _is_in(path, "Beta"))


def test_of_what_was_replaced_a_copy_is_saved(shell: Shell, path: Path, tmp_path: Path) -> None:
    _type(shell, "Alpha")
    assert pages_of(shell).record.keeper.keep()
    (tmp_path / "other").mkdir()
    other = make_file(tmp_path / "other" / "x.sopm")
    before = other.read_bytes()
    other.replace(path)
    wait_until(lambda: "was moved, replaced or deleted" in _message(shell))
    (verb,) = shell.window.message.findChildren(QPushButton, "message-verb")
    verb.click()
    (dialog,) = shell.window.findChildren(FileDialog, "copy-file")
    dialog.fileSelected.emit(str(tmp_path / "copy.sopm"))
    wait_until(lambda: "A copy of all that is saved is in" in _message(shell))
    assert _is_in(tmp_path / "copy.sopm", "Alpha")
    shell.close()
    assert path.read_bytes() == before


def test_a_window_on_a_file_that_was_deleted_closes_only_once_it_may_be_lost(
    shell: Shell, path: Path
) -> None:
    asked: list[str] = []

    def ask(_why: str, _words: Sequence[str], lost: str) -> None:
        asked.append(lost)

    assert shell.may_close(ask)
    renamed = path.rename(path.with_name("renamed.sopm"))
    assert shell.may_close(ask)  # all of it is in that
    renamed.unlink()
    assert not shell.may_close(ask)
    (lost,) = asked
    assert "in no file any more" in lost
