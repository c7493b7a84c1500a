"""Asking for a file does nothing to the files that are listed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QApplication, QTreeView

from sop_minutes.queries.meetings import list_meetings
from sop_minutes.storage.database import Database
from sop_minutes.ui.files import FileDialog
from tests.ui.windows import make_file, wait_until


@pytest.mark.parametrize("look", [FileDialog.ViewMode.List, FileDialog.ViewMode.Detail])
def test_a_dialog_that_lists_the_open_database_takes_no_lock_of_it_away(
    app: QApplication, tmp_path: Path, look: FileDialog.ViewMode
) -> None:
    path = make_file(tmp_path / "x.sopm")
    with Database.open(path) as database:
        database.read(list_meetings)
        held = _locks(path)
        dialog = FileDialog(None, "any", "Open", tmp_path)
        dialog.setViewMode(look)
        dialog.open()
        tree = dialog.findChild(QTreeView, "treeView")
        assert tree is not None
        wait_until(_lists(tree.model(), path.name, tree))
        dialog.reject()
        dialog.deleteLater()
        assert held
        assert _locks(path) == held


def _lists(model: QAbstractItemModel, name: str, tree: QTreeView) -> Callable[[], bool]:
    """Return whether a file is listed with its kind, which is looked up after its name."""

    def is_listed() -> bool:
        root = tree.rootIndex()
        rows = range(model.rowCount(root))
        kinds = {model.index(row, 0, root).data(): model.index(row, 2, root).data() for row in rows}
        return bool(kinds.get(name))

    return is_listed


def _locks(path: Path) -> list[str]:
    number, process = f":{path.stat().st_ino} ", f" {os.getpid()} "
    lines = Path("/proc/locks").read_text().splitlines()
    return [line.partition(":")[2] for line in lines if number in line and process in line]
