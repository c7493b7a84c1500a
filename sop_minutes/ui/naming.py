"""Names for widgets: for tests and style sheets, and for screen readers; and the words that they show."""

import re
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)

_LONG = re.compile(r"\S{40}")
_PLAIN = 0
"""Qt.TextFormat.PlainText: Qt has a name for it, which takes a window that just opens a while to look up."""

_MAY_BREAK = "\u200b"


class Words(QLabel):
    """Words as they were written, never as markup; one that is very long goes on in the next line."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setProperty("textFormat", _PLAIN)
        self.setText(words)

    def setText(self, words: str) -> None:
        self._words = words
        shown = _LONG.sub(lambda run: run[0] + _MAY_BREAK, words)
        super().setText(shown)
        self.setAccessibleName(words if shown != words else "")  # read out without where it may break

    def text(self) -> str:
        return self._words

    def clear(self) -> None:
        self.setText("")


def tip(words: str) -> str:
    """Return what shows `words` as they are under the mouse: Qt takes for markup there what looks like it."""
    from html import escape

    return f"<p>{escape(words)}</p>".replace("\n", "<br>") if "<" in words else words


def named(widget: W, name: str, spoken: str = "") -> W:
    """Return `widget` with an object name, and with what a screen reader calls it unless that is "".

    A label shows its words as they are, and not as markup.
    """
    widget.setObjectName(name)
    if isinstance(widget, QLabel):
        widget.setProperty("textFormat", _PLAIN)
    if spoken:
        widget.setAccessibleName(spoken)
    return widget


def told(label: QLabel, name: str, about: str) -> QLabel:
    """Return `label` with an object name, and with what its text is about for a screen reader; see `named`.

    Its accessible name stays its text, which a name of its own would hide.
    """
    label.setAccessibleDescription(about)
    return named(label, name)
