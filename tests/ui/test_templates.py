"""Templates in the window: added, chosen for a group, renamed, taken away, and brought back."""

from pathlib import Path

import docx
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from sop_minutes.queries.templates import list_templates
from sop_minutes.ui.circulate.templates import TemplatesDialog, fill_templates
from sop_minutes.ui.shell import Shell
from tests.ui.windows import wait_until


def _opened(shell: Shell) -> TemplatesDialog:
    next(one for one in shell.commands if one.label == "Templates…").do()
    wait_until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = shell.window.findChild(TemplatesDialog)
    assert dialog is not None
    return dialog


def test_a_word_file_becomes_the_look_of_a_group_s_notes(shell: Shell, tmp_path: Path) -> None:
    assert shell.pages is not None
    workspace = shell.pages.workspace
    docx.Document().save(str(tmp_path / "Anyshire.docx"))
    (tmp_path / "bad.docx").write_bytes(b"Dear all")
    dialog = _opened(shell)
    dialog.add(tmp_path / "bad.docx")
    assert "not a Word file" in dialog.outcome.text()
    dialog.shows.setCurrentIndex(1)
    dialog.add(tmp_path / "Anyshire.docx")
    assert dialog.list.currentItem().text() == "Anyshire – your own, actions in tables"
    page = QComboBox()
    fill_templates(page, workspace, 1)
    dialog.choose()
    fill_templates(page, workspace, 1)
    assert page.currentData() == "Anyshire"
    page.setCurrentIndex(page.findData("Action tables"))
    fill_templates(page, workspace, 1)
    assert page.currentData() == "Action tables"
    assert "taken by" in dialog.list.currentItem().text()
    dialog.rename("County")
    dialog.rename("House style")
    assert "There already is a template called “House style”" in dialog.outcome.text()
    combo = QComboBox()
    fill_templates(combo, workspace, 1)
    assert [combo.itemData(n) for n in range(combo.count())] == ["House style", "Action tables", "County"]
    assert combo.currentData() == "County"
    dialog.remove()
    assert [row.name for row in workspace.read(list_templates)] == ["House style", "Action tables"]
    workspace.undo()
    assert workspace.read(list_templates)[2].name == "County"
    dialog.close()
