"""Where the window is called by a second start, and opens what that was asked to open."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from sop_minutes.ui.alone import Alone
from sop_minutes.ui.calling import Call, Reception, come_forward
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.shell import Shell

_WAITING = "a file that waits to be opened"
"""What the message on it is about."""


class FrontDoor(QObject):
    """Brings the window to the front when it is called; what is to be opened waits until it can be."""

    def __init__(self, alone: Alone, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alone = alone
        self._window = window
        self._shell: Shell | None = None
        self._wanted = ""
        self._reception = Reception(alone.name, self)
        self._reception.called.connect(self._come)
        if not self._reception.listen():
            alone.leave()

    def let_in(self, shell: "Shell") -> None:
        """Open now what was asked for until now, and from now on what is."""
        self._shell = shell
        # Later: what waited for the lock to open is done first, and what is asked under it is shown again.
        shell.safe.locking.unlocked.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._open()

    def close(self) -> None:
        """Let another start be the first: all is closed."""
        self._reception.close()
        self._alone.leave()

    def _come(self, call: Call) -> None:
        come_forward(self._window, call.token)
        self._wanted = call.file or self._wanted
        self._open()

    def _open(self) -> None:
        shell, wanted = self._shell, self._wanted
        if shell is None or not wanted:
            return
        path = Path(wanted)
        if shell.pages is not None and lies_at(path, shell.settings.database):
            self._wanted = ""
            return
        if (cover := shell.safe.locking.cover) is not None:  # which file that is, is not for all to read
            cover.tell(self.tr("Another file is opened once this is unlocked."))
            return
        self._wanted = ""
        if QApplication.activeModalWidget() is not None:
            self._offer(path, self.tr("{0} is to be opened. Finish first what you are asked here."))
            self._wait_for_answer(path)
        elif path.exists():
            shell.try_to_open(path)
        else:
            self._window.say(self.tr("There is no database {0} any more, or not yet.").format(path))

    def _offer(self, path: Path, words: str) -> None:
        if self._shell is not None:
            do = partial(self._shell.try_to_open, path)
            self._window.offer(words.format(path), self.tr("Open it"), do, about=_WAITING)

    def _wait_for_answer(self, path: Path) -> None:
        """Say no more that something is to be finished first, once nothing is asked any more."""
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QDialog):
            # Later: one thing that is asked may lead to another.
            tell = partial(QTimer.singleShot, 0, self, partial(self._wait_for_answer, path))
            asked.finished.connect(lambda _result: tell())
        elif self._window.message.about == _WAITING:
            self._offer(path, self.tr("{0} waits to be opened."))


def lies_at(path: Path, other: str) -> bool:
    """Say whether a file is the same as another."""
    try:
        return path.samefile(other)
    except OSError:
        return False
