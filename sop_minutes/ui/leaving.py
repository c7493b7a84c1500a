"""Closing a window in which something is not saved: nothing is lost but by a decision, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.record.unkept import LosingDialog


class Leaving(QObject):
    """Asks whether what cannot be saved may be lost; the window is closed once that was answered so."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: LosingDialog | None = None
        self._is_of_typing = True
        self.may_lose = False

    def ask(self, why: str, words: Sequence[str], lost: str = "") -> None:
        """Show what would be lost, and why it is not saved; `lost` says so of more than what was typed."""
        from sop_minutes.ui.record.unkept import LosingDialog  # not before there is trouble

        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._is_of_typing = not lost
        self._dialog = LosingDialog(self._window, why, words, lost)
        self._dialog.lose_wanted.connect(self._lose)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def on_kept(self) -> None:
        """Ask nothing any more of what was typed: all is saved."""
        if self._dialog is not None and self._is_of_typing:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None
            self._window.tell(self.tr("What was typed last is saved now; the window can be closed."))

    def _lose(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.may_lose = True
        self._window.close()
        self.may_lose = False

    def _forget(self) -> None:
        self._dialog = None
