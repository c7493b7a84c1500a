"""What the window says of what its pages do: in the message bar, in the status bar, and read out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from sop_minutes.ui.announcing import announce
from sop_minutes.ui.places import Status
from sop_minutes.ui.window import MainWindow

_TYPING, _NOTE, _DIARY = "typing", "note", "diary"
"""What a message is about: it goes when that is over."""


class Saying(QObject):
    """Speaks for the pages."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._trouble = ""

    def say(self, words: str) -> None:
        """Say what was done."""
        self._window.is_over(_NOTE)
        self._window.status.say(words)
        announce(self._window, words)

    def say_progress(self, words: str) -> None:
        """Show how far something is, and have it read out by nobody: it changes too often."""
        self._window.status.say(words)

    def say_wrong(self, wrong: str) -> None:
        """Say what cannot be done on the page that is shown."""
        self._window.say(wrong, _NOTE)

    def offer(self, wrong: str, verb: str, do: Callable[[], object]) -> None:
        """Say what cannot be done on the page that is shown, and what can be instead."""
        self._window.offer(wrong, verb, do, _NOTE)

    def say_of_diary(self, wrong: str) -> None:
        """Say what cannot be done in the diary."""
        self._window.say(wrong, _DIARY)

    def on_diary_kept(self, words: str) -> None:
        """Say that the diary was kept, and what came of it."""
        self._window.is_over(_DIARY)
        self._window.status.say_kept()
        if words:
            self._window.tell(words, about=_DIARY)

    def say_trouble(self, why: str) -> None:
        """Say why something is not saved; once it is, "", take that away."""
        before, self._trouble = self._trouble, why
        if why:
            self._window.status.say_failed()
            if why != before:
                only = self.tr(
                    "What was typed last is only on this page yet. Keep the window open: "
                    "saving is tried again every second."
                )
                self._window.say(f"{why} {only}", _TYPING)
        else:
            self._window.announce(self.tr("Saved"))
            self._window.is_over(_TYPING)

    def say_staying(self, why: str) -> None:
        """Say why the note is not left: what was typed is not saved. Once it is, that goes."""
        self._window.say(why, _TYPING)

    def forget_trouble(self) -> None:
        """What could not be saved is given up."""
        self._trouble = ""

    def tell_of_file(self, words: str, folder: Path) -> None:
        """Tell what was written, and where."""
        self._window.tell(words, folder)

    def show_status(self, said: Status, beside: str) -> None:
        """Say in the status bar how it stands with a page; `beside` is what is hidden beside the note."""
        status = self._window.status
        for label, words in zip((status.counts, status.marking, status.state), said, strict=True):
            label.setText(words)
        status.say_waiting_beside(beside)

    def tell_saved(self) -> None:
        """Have the status bar read out."""
        status = self._window.status
        told = [label.text() for label in (status.saved, status.counts, status.marking, status.state)]
        self._window.announce(". ".join(text for text in told if text))
