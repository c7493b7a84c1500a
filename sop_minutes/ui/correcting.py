"""Putting right what is known of a person."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from sop_minutes.commands.correcting import correct_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.queries.partners import list_organisations, list_people
from sop_minutes.ui.person import PersonDialog, PersonSaid
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.window import MainWindow


class Correcting(QObject):
    """Asks about a person. `said` follows what was put right, `failed` why it cannot be."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, window: MainWindow, record: RecordPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._record = record

    def ask(self, person_id: int) -> None:
        """Ask for what is right about a person."""
        read = self._record.workspace.read
        row = next((row for row in read(list_people) if row.id == person_id), None)
        if row is not None:
            dialog = PersonDialog(self._window, row, [known.name for known in read(list_organisations)])
            dialog.answered.connect(partial(self._correct, row))
            dialog.open()

    def _correct(self, row: PersonRow, said: PersonSaid) -> None:
        record = self._record
        if not record.keeper.keep():
            return
        try:
            label = self.tr("Correct {0}").format(row.name)
            record.workspace.do(label, correct_person, row.id, **said._asdict())
        except UserError as error:
            self.failed.emit(str(error))
            return
        record.keeper.refresh()
        record.refresh()
        self.said.emit(self.tr("{0} corrected").format(said.name))
