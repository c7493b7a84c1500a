"""What is begun of copies that came back: importing them, and going through what they change."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sop_minutes.domain.errors import UserError
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.queries.returned_copies import list_copies
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.returned.window import ReturnedWindow


class ReturnedDesk(QObject):
    """Opens dialogs over the window. `said` follows what was done, `failed` why something cannot be.

    `place_wanted` gives a meeting and the text in its note to go to.
    """

    said = Signal(str)
    failed = Signal(str)
    place_wanted = Signal(int, str)

    def __init__(self, window: MainWindow, record: RecordPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._record = record
        self._workspace = record.workspace
        self._open: ReturnedWindow | None = None

    def open_returned(self, meeting_id: int | None = None) -> None:
        """Go through what came back of a note; where nothing did, and for all notes, list the copies."""
        if meeting_id and self._workspace.read(list_copies, meeting_id):
            self.go_through(meeting_id)
        elif self._record.keeper.keep():
            self._list_copies()

    def go_through(self, meeting_id: int) -> None:
        """Go through the changes that came back of a note, full screen; one note at a time."""
        from sop_minutes.ui.returned.window import ReturnedWindow  # not needed before a copy comes

        if self._open is not None:
            self._open.activateWindow()
            return
        if not self._record.keeper.keep():
            return
        window = self._window
        try:
            opened = ReturnedWindow(self._workspace, window.theme, meeting_id, window)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self._open = opened
        opened.finished.connect(self._on_finished)
        opened.place_wanted.connect(self.place_wanted)
        window.theme_changed.connect(opened.set_theme)
        opened.showFullScreen()

    def ask_files(self, meeting_id: int | None = None) -> None:
        """Ask for copies that came back; `meeting_id` is of the note that one is at."""
        if not self._record.keeper.keep():
            return
        dialog = FileDialog(
            self._window, "returned-files", self.tr("Import a returned copy"), self._record.meeting.home
        )
        dialog.setNameFilters([self.tr("Word files (*.docx *.docm)")])
        dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_files(list(map(Path, names)), meeting_id))
        dialog.open()

    def import_files(self, paths: list[Path], meeting_id: int | None = None) -> None:
        """Show what each file is a copy of, to be kept."""
        from sop_minutes.ui.returned.importing import ImportDialog  # slow to import, seldom used

        key = self._workspace.read(meeting_key, meeting_id) if meeting_id else ""
        dialog = ImportDialog(self._window, self._workspace, paths, key)
        dialog.left_out.connect(self._on_left_out)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def leave(self) -> bool:
        """Close what is open; say whether nothing is open now. Where it cannot be, it says why."""
        return self._open is None or self._open.close()

    def close(self) -> None:
        """Close the desk that is open, whatever is typed there: the database is let go."""
        if self._open is not None:
            self._open.reject()

    def _list_copies(self) -> None:
        from sop_minutes.ui.returned.copies import CopiesDialog  # not needed before a copy comes

        dialog = CopiesDialog(self._window, self._workspace)
        dialog.chosen.connect(self.go_through)
        dialog.import_wanted.connect(self.ask_files)
        dialog.said.connect(self.said)
        dialog.open()

    def _on_left_out(self, why: str) -> None:
        """Say in the window which files were left out; it stands there behind what is gone through first."""
        if why:
            self.failed.emit(why)

    def _on_kept(self, meeting_ids: tuple[int, ...]) -> None:
        """Go through what was imported: of one note at once, of several each in its turn."""
        if len(meeting_ids) == 1:
            self.go_through(meeting_ids[0])
        elif meeting_ids:
            self._list_copies()

    def _on_finished(self, _result: int) -> None:
        self._open = None
        self._record.keeper.refresh()
        self._record.around.refresh()
