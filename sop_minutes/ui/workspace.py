"""The window's only way to data: read, do, undo, and word of what changed."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from sqlmodel import Session

from sop_minutes.storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class Workspace(QObject):
    """An open database. `changed` follows every write, this window's or another's."""

    changed = Signal()

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `query` finds."""
        return self._database.read(query, *args, **kwargs)

    def do(
        self, label: str, command: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `command`, log it as `label`, say that something changed; return what it returns."""
        result = self._database.do(label, command, *args, **kwargs)
        self.changed.emit()
        return result

    def undo(self) -> str | None:
        """Take back the newest thing, and return its label; None when there is nothing."""
        label = self._database.undo()
        self.changed.emit()
        return label

    def redo(self) -> str | None:
        """Do again what was last taken back, and return its label; None when there is nothing."""
        label = self._database.redo()
        self.changed.emit()
        return label

    def close(self) -> None:
        self._database.close()
