"""Chips in a widget of their own."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.chips import Chip, ChipPainter
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.theme import LIGHT

LONG = "Protect vulnerable people through reducing the risk of abuse"


def test_what_is_too_long_for_its_room_ends_in_dots_and_is_whole_in_the_tip(app: QApplication) -> None:
    pills = Pills(LIGHT)
    pills.resize(160, 40)
    pills.show_chips([Chip("@ Ann Lee", "plain"), Chip(LONG, "plain")], f"@ Ann Lee, {LONG}")
    assert pills.toolTip() == LONG
    assert LONG in pills.accessibleDescription()
    assert isinstance(pills.grab().toImage(), QImage)
    pills.resize(900, 40)
    pills.show_chips([Chip(LONG, "plain")], LONG)
    assert pills.toolTip() == ""


def test_a_chip_is_cut_to_no_more_than_its_room(app: QApplication) -> None:
    painter = ChipPainter(app.font(), LIGHT)
    cut = painter.fitting(Chip(LONG, "plain", lock=True), 160)
    assert cut.text.endswith("…")
    assert painter.width(cut) <= 160
    assert painter.fitting(Chip("short", "plain"), 160).text == "short"
