"""A page of the window, and what the window has to know of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Status = tuple[str, str, str]
"""What the status bar says of a page: what it holds, its marking, its state."""


def nothing_to_say() -> Status:
    """The status bar says nothing of this page."""
    return "", "", ""


def as_it_is() -> None:
    """A page is shown as it is."""


@dataclass(frozen=True, eq=False)
class Place:
    """A page, its place on the rail, and which part of it has the focus when it is turned to.

    `arrive` is done before that. `parts` are those that F6 goes round, from left to right, if the page
    knows them itself. `is_one` says that its parts are gone through by Tab alone.
    """

    page: QWidget
    label: str
    sign: str
    focus: QWidget
    arrive: Callable[[], object] = as_it_is
    status: Callable[[], Status] = nothing_to_say
    parts: Callable[[], list[QWidget]] | None = None
    is_one: bool = False

    def panes(self) -> list[QWidget]:
        """Return the parts of the page, from left to right."""
        if self.parts is not None:
            return self.parts()
        if self.is_one:
            return [self.page]
        inside = self.page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return sorted((part for part in inside if part.isVisible()), key=lambda part: part.x())
