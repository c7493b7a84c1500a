"""Where the Tab key stops."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget


def stop_at_checked(group: QButtonGroup, stops: Qt.FocusPolicy) -> None:
    """Have Tab stop at the checked button of a group alone; arrow keys go on from there.

    Qt does that only once one of them has had the focus: till then Tab would stop at the first.
    """
    for button in group.buttons():
        button.setFocusPolicy(stops if button.isChecked() else Qt.FocusPolicy.NoFocus)


def first_stop(pane: QWidget) -> QWidget:
    """Return the first thing in a pane that the Tab key stops at, the pane itself if there is none."""
    for widget in (pane, *pane.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisible():
            return widget
    return pane


def pane_after(panes: Sequence[QWidget], focused: QWidget | None, step: int) -> QWidget:
    """Return the pane that is so many after the one the focus is in, before them all if it is in none."""
    inside = (number for number, pane in enumerate(panes) if focused and _is_in(focused, pane))
    return panes[(next(inside, -1) + step) % len(panes)]


def _is_in(widget: QWidget, pane: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
