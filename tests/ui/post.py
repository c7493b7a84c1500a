"""A window, and copies of its note that come to it as files."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QLabel

from sop_minutes.domain.words import Audience
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.queries.meetings import list_meetings, meeting_sheet, typed_note
from sop_minutes.ui.returned.importing import FileRow, ImportDialog
from sop_minutes.ui.shell import Shell
from tests.commands.office import AT
from tests.importing.returned.wordedits import Edit, WordEdit
from tests.ui.windows import pages_of, wait_until

D = TypeVar("D", bound=QDialog)


class Post:
    """A window, and files that come to it."""

    def __init__(self, shell: Shell, folder: Path) -> None:
        self.shell = shell
        self.folder = folder
        self.workspace = pages_of(shell).workspace
        self.meeting_id = next(row.id for row in self.workspace.read(list_meetings) if row.on.month == 11)
        pages_of(shell).open_meeting(self.meeting_id)

    def came(self, name: str, *edits: Edit) -> Path:
        """Return the file of a copy of the November note, edited."""
        sheet = self.workspace.read(meeting_sheet, self.meeting_id, Audience.MEMBERS)
        base = self.folder / "base.docx"
        base.write_bytes(render_word(note_document(sheet, Audience.MEMBERS, AT)))
        copy = WordEdit(base)
        for edit in edits:
            edit(copy)
        return copy.save(self.folder / name)

    def bring(self, *paths: Path) -> ImportDialog:
        """Have files imported, and wait until all are read."""
        pages_of(self.shell).returned.import_files(list(paths), self.meeting_id)
        dialog = self.dialog(ImportDialog)
        wait_until(lambda: all(words_of(file) != "Reading…" for file in dialog.files))
        return dialog

    def dialog(self, kind: type[D]) -> D:
        """Return the dialog of a kind that is in front."""
        wait_until(lambda: isinstance(QApplication.activeWindow(), kind))
        found = QApplication.activeWindow()
        assert isinstance(found, kind)
        return found

    def note(self) -> str:
        return str(self.workspace.read(typed_note, self.meeting_id))


def words_of(file: FileRow) -> str:
    label = file.findChild(QLabel, "returned-file-words")
    assert label is not None
    return label.text()
