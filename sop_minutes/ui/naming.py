"""Names for widgets: for tests and style sheets, and for screen readers."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, spoken: str = "") -> W:
    """Return `widget` with an object name, and with what a screen reader calls it unless that is ""."""
    widget.setObjectName(name)
    if spoken:
        widget.setAccessibleName(spoken)
    return widget


def told(label: QLabel, name: str, about: str) -> QLabel:
    """Return `label` with an object name, and with what its text is about for a screen reader.

    Its accessible name stays its text, which a name of its own would hide.
    """
    label.setObjectName(name)
    label.setAccessibleDescription(about)
    return label
