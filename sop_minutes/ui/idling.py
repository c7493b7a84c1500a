"""What can be done ahead, in short steps, while nobody types."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Idle(QObject):
    """Takes one step of `steps` whenever the window has nothing else to do, until none is left."""

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        for _ in self._steps:
            return
        self._timer.stop()
