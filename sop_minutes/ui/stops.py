"""Where the Tab key stops."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup


def stop_at_checked(group: QButtonGroup, stops: Qt.FocusPolicy) -> None:
    """Have Tab stop at the checked button of a group alone; arrow keys go on from there.

    Qt does that only once one of them has had the focus: till then Tab would stop at the first.
    """
    for button in group.buttons():
        button.setFocusPolicy(stops if button.isChecked() else Qt.FocusPolicy.NoFocus)
