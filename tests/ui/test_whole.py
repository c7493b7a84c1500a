"""Lists whose lines are shown whole."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.whole import WholeList

LINE = "Attendance by one partner has been poor, and the chair will speak to the head of service\nCG/2016"
TAKEN = 18
"""What padding and margins leave of a row to its words."""


def test_each_row_is_as_high_as_its_words_take(app: QApplication) -> None:
    shown = WholeList()
    shown.setStyleSheet(style_sheet(LIGHT, 10))
    shown.addItem(LINE)
    shown.show()
    cut = []
    for width in range(200, 640, 4):
        shown.resize(width, 200)
        shown.doItemsLayout()
        row = shown.visualItemRect(shown.item(0))
        inside = QRect(0, 0, shown.viewport().width() - TAKEN, 999)
        needed = shown.fontMetrics().boundingRect(inside, Qt.TextFlag.TextWordWrap, LINE).height()
        cut += [width] if row.height() < needed + 10 else []
    assert not cut
