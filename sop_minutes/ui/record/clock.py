"""The time that is spent on each item, in this sitting."""

from collections import defaultdict
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal


class ItemClock(QObject):
    """Counts seconds for one heading at a time. It is kept nowhere: closing the page forgets it."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._spent: defaultdict[int, float] = defaultdict(float)
        self._running: int | None = None
        self._since = 0.0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.ticked)

    def run(self, key: int | None) -> None:
        """Count for this heading from now on, for none if it is None."""
        if key == self._running:
            return
        if self._running is not None:
            self._spent[self._running] += self._now() - self._since
        self._running, self._since = key, self._now()
        if key is None:
            self._second.stop()
        else:
            self._second.start()

    def forget(self) -> None:
        """Begin anew, for another meeting."""
        self.run(None)
        self._spent.clear()

    def spent(self, key: int) -> int | None:
        """Return how many whole seconds were spent on a heading, None for not one that is not on now."""
        spent = self._spent.get(key, 0.0)
        if key == self._running:
            return int(spent + self._now() - self._since)
        return int(spent) or None
