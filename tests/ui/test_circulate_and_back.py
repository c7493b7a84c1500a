"""From the note on its way out to what came back of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.shell import Shell
from tests.ui.windows import pages_of, press, put_copy, wait_until


def test_what_came_back_is_gone_through_from_the_line_that_counts_it(shell: Shell) -> None:
    pages = pages_of(shell)
    meeting_id = put_copy(pages.workspace)
    pages.open_meeting(meeting_id)
    pages.show_circulate()
    copies = pages.circulate.side.copies
    wait_until(lambda: "1 waiting" in copies.text())
    copies.setFocus()
    press(Qt.Key.Key_Space)
    wait_until(lambda: isinstance(QApplication.activeWindow(), ReturnedWindow))
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeWindow() is shell.window)
