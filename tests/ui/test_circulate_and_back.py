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
    desk = QApplication.activeWindow()
    assert isinstance(desk, ReturnedWindow)
    desk.close()


def test_another_template_is_how_it_goes_out_and_the_usual_one_is_another_groups(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.open_meeting(2)
    pages.show_circulate()
    template, page = pages.circulate.side.template, pages.circulate
    wait_until(lambda: page.ready is not None)
    assert template.currentText() == "House style"
    template.setFocus()
    press(Qt.Key.Key_Down)
    assert template.currentText() == "Action tables"
    assert page.choice().template == "Action tables"
    wait_until(lambda: page.outgoing() is not None and page.outgoing().wanted.template == "Action tables")
    pages.open_meeting(1)
    pages.show_circulate()
    assert template.currentText() == "House style"
