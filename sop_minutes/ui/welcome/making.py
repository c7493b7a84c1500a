"""Making a database for someone who has none, on a thread of its own."""

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from sop_minutes.collector import Hold
from sop_minutes.commands.partnership import Step
from sop_minutes.domain.errors import UserError
from sop_minutes.ui.workspace import make_database


class Making(QThread):
    """Does steps in a new database. `made` gives where it is, `failed` a sentence; then there is no file.

    Until `stop` no garbage is collected: widgets among it would die on this thread, and crash.
    """

    progressed = Signal(int, int)
    made = Signal(Path)
    failed = Signal(str)

    def __init__(self, path: Path, steps: list[Step], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._steps = steps
        self._hold = Hold()

    def run(self) -> None:
        try:
            make_database(self._path, self._steps, self._go_on)
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self.made.emit(self._path)

    def stop(self) -> None:
        """Break off what is not done yet, and wait until nothing is left of it."""
        self.requestInterruption()
        self.wait()
        self._hold.let_go()

    def _go_on(self, done: int, of: int) -> None:
        if self.isInterruptionRequested() and done < of:
            raise UserError(self.tr("It was broken off; nothing was made."))
        self.progressed.emit(done, of)
