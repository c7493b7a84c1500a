"""The rows of the register, read while they are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from sop_minutes.domain.errors import UserError
from sop_minutes.queries.register_rows import RegisterRow, register_rows
from sop_minutes.ui.workspace import Workspace


class RowReader(QObject):
    """Reads rows for a table. Nothing may be raised there: `failed` follows with why they cannot be read."""

    failed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._why = ""
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(lambda: self.failed.emit(self._why))

    def read(self, ids: Sequence[int]) -> Sequence[RegisterRow] | None:
        """Return the rows of some ids, None where they cannot be read; why is told once."""
        try:
            rows = self._workspace.read(register_rows, ids)
        except UserError as error:
            if str(error) != self._why:
                self._why = str(error)
                self._telling.start()
            return None
        self._why = ""
        return rows
