"""Actions that are owed, and a dialog about them that is shown and let go again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from sop_minutes.commands.people import add_person
from tests.conftest import Partnership

Dialog = TypeVar("Dialog", bound=QDialog)
TODAY = date(2017, 12, 4)
NOTE = """Present: Ann Lee
# Prevent
Action: @Ann Lee to ring by 1 December
Action: @Ann Lee @Bo Ray to write by 5 December
Restricted: Action: @Bo Ray to whisper by 1 December
Action: @Bo Ray to wait until spring by 1 March"""


def owe(partnership: Partnership) -> Partnership:
    """Have two people owe something."""
    for name in ("Ann Lee", "Bo Ray"):
        partnership.database.do("Add", add_person, name, email=f"{name[:2]}@example.org")
    partnership.record(NOTE)
    return partnership


@contextmanager
def shown(dialog: Dialog) -> Iterator[Dialog]:
    """Show a dialog, and let it go."""
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    yield dialog
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
