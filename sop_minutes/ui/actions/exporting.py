"""The rows of a view as a file: the action log that the terminal writes, too."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import agreed_order
from sop_minutes.domain.sheets import LogScope
from sop_minutes.domain.words import Audience
from sop_minutes.queries.identity import database_uid
from sop_minutes.queries.register_rows import rows_for
from sop_minutes.ui.files import FileDialog

if TYPE_CHECKING:
    from sop_minutes.ui.actions.page import ActionsPage

KINDS = {".docx": "Word…", ".xlsx": "Excel…", ".csv": "CSV…", ".ics": "Calendar…"}
"""What a file's suffix is called."""

REVIEW = "Word, to write in at a review…"


class Exporting(QObject):
    """Asks where to and for whom, and writes the rows of the view that they may see, in their order."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page = page
        page.export.clicked.connect(self._offer)

    def ask(self, suffix: str, *, review: bool = False) -> None:
        """Ask for a file to write the rows to; for a `review`, with room to write in."""
        dialog = FileDialog(self._page, "export-actions", self.tr("Export the actions"), Path.home())
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(f"{'review' if review else 'actions'}{suffix}")
        dialog.ask_reader()
        dialog.fileSelected.connect(lambda name: self.write(Path(name), dialog.reader, review=review))
        dialog.open()

    def write(self, path: Path, reader: Audience, *, review: bool = False) -> None:
        """Write the rows that `reader` may see to a file; its suffix says as what.

        For a `review` they are in the order of one, each with room to write in.
        """
        from sop_minutes.export.action_log import write_action_log  # slow to import, seldom used

        page = self._page
        rows, withheld = page.workspace.read(rows_for, page.listed(), reader)
        if review:
            rows = tuple(sorted(rows, key=lambda row: agreed_order(row, page.today)))
        of = LogScope(called=page.described(), review=review, database=page.workspace.read(database_uid))
        try:
            write_action_log(
                rows,
                path,
                scope=of,
                as_of=page.today,
                audience=reader,
                withheld=withheld,
                now=datetime.now().astimezone(),
            )
        except UserError as error:
            page.failed.emit(str(error))
            return
        page.said.emit(self.tr("{0} actions written to {1}").format(len(rows), path.name))

    def _offer(self) -> None:
        menu = QMenu(self._page)
        menu.setObjectName("export-as")
        for suffix, label in KINDS.items():
            menu.addAction(label, partial(self.ask, suffix))
        menu.addAction(REVIEW, partial(self.ask, ".docx", review=True))
        button = self._page.export
        menu.popup(button.mapToGlobal(button.rect().topLeft()))
        menu.setActiveAction(menu.actions()[0])
