"""Keeping a database safe while a window has it open: looked over, backed up, on a thread of its own."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from sop_minutes.paths import told_places
from sop_minutes.safekeeping import Begun, back_up, begin_use, end_use
from sop_minutes.ui.aside import Aside

AFTER = 1500
"""Milliseconds that a window has to itself before anything is copied."""

EVERY = 30 * 60 * 1000
"""Milliseconds of use between two backups, if something has changed; no clock on the wall counts them."""


class _Job:
    """Something done with `stop`, which says once another thread has no use for it any more."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work = work
        self._over = Event()

    def run(self) -> Any:
        return self._work(now=datetime.now().astimezone(), stop=self._over.is_set)

    def break_off(self) -> None:
        self._over.set()


class Keeping(QObject):
    """Keeps one database safe until `end`.

    `begun` gives what was found at first, `failed` why a backup could not be made later: once, until one can.
    """

    begun = Signal(Begun)
    failed = Signal(str)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._aside = Aside(self)
        self._has_begun = False
        self._trouble = ""
        self._soon = QTimer(self, singleShot=True, interval=AFTER)
        self._soon.timeout.connect(self.begin)
        self._soon.start()
        self._often = QTimer(self, interval=EVERY)
        self._often.timeout.connect(self.back_up)

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is being copied."""
        return self._aside.is_idle

    def begin(self) -> None:
        """Take the database into use."""
        self._soon.stop()
        self._has_begun = True
        self._aside.ask(self._on_begun, _Job(partial(begin_use, self._path, told=told_places())))
        self._often.start()

    def back_up(self) -> None:
        """Make a backup if something has changed."""
        if self._aside.is_idle:
            self._aside.ask(self._on_backed_up, _Job(partial(back_up, self._path)))

    def end(self) -> None:
        """Let the database go."""
        self._soon.stop()
        self._often.stop()
        self._aside.close()
        if self._has_begun:
            end_use(self._path)

    def _on_begun(self, found: Begun) -> None:
        self._trouble = found.failed
        self.begun.emit(found)

    def _on_backed_up(self, trouble: str) -> None:
        before, self._trouble = self._trouble, trouble
        if trouble and not before:
            self.failed.emit(trouble)
