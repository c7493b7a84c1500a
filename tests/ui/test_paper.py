"""A finished PDF looked at as pages."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.domain.inline import Run
from sop_minutes.export.blocks import Document, Heading, Paragraph
from sop_minutes.export.pdf import render_pdf
from sop_minutes.ui.circulate.paper import PaperView
from sop_minutes.ui.theme import DARK, LIGHT

Key = Qt.Key


def _pdf(paragraphs: int) -> bytes:
    blocks = [Paragraph((Run(f"Line {number} of the note."),)) for number in range(paragraphs)]
    made = datetime(2018, 1, 1, tzinfo=UTC)
    return render_pdf(Document("Key points", "", "", "", made, (Heading(1, "Key points"), *blocks)))


@pytest.fixture
def paper(app: QApplication) -> Iterator[PaperView]:
    view = PaperView(LIGHT)
    view.resize(900, 700)
    view.show()
    view.show_pdf(_pdf(120))
    yield view
    view.clear()
    view.close()


def test_the_pages_are_white_paper_with_words_on_a_desk(paper: PaperView) -> None:
    seen = paper.viewport().grab().toImage()
    assert seen.pixelColor(3, 3) == LIGHT.line
    assert seen.pixelColor(450, 40) == QColor("white")
    inked = sum(seen.pixelColor(x, y).lightness() < 100 for x in range(100, 800) for y in range(60, 200))
    assert inked > 200
    paper.set_theme(DARK)
    assert paper.viewport().grab().toImage().pixelColor(450, 40) == QColor("white")


def test_keys_turn_the_pages(paper: PaperView) -> None:
    turned: list[int] = []
    paper.turned.connect(turned.append)
    last = paper.page_count() - 1
    assert last >= 2
    QTest.keyClick(paper, Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert paper.current_page() == 1
    QTest.keyClick(paper, Key.Key_End)
    assert paper.current_page() == last
    QTest.keyClick(paper, Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert paper.current_page() == last - 1
    QTest.keyClick(paper, Key.Key_Home)
    assert paper.current_page() == 0
    assert turned[-1] == 0


def test_plus_and_minus_zoom_and_nought_takes_it_back(paper: PaperView) -> None:
    across, down = paper.horizontalScrollBar(), paper.verticalScrollBar()
    usual = down.maximum()
    QTest.keyClick(paper, Key.Key_Plus)
    QTest.keyClick(paper, Key.Key_Plus)
    assert down.maximum() > usual
    assert across.maximum() > 0
    QTest.keyClick(paper, Key.Key_0)
    assert (down.maximum(), across.maximum()) == (usual, 0)
    QTest.keyClick(paper, Key.Key_Minus)
    assert down.maximum() < usual


def test_a_screen_reader_is_told_the_words_of_the_page_in_view(paper: PaperView) -> None:
    said = paper.viewport().accessibleDescription()
    assert said.startswith(f"Page 1 of {paper.page_count()}. ")
    assert "Line 3 of the note." in said
    paper.go_to(1)
    assert paper.viewport().accessibleDescription().startswith("Page 2 of")
    assert "Line 3 of the note." not in paper.viewport().accessibleDescription()


def test_another_pdf_is_shown_at_the_page_that_was_in_view(paper: PaperView) -> None:
    paper.go_to(2)
    paper.show_pdf(_pdf(100))
    assert paper.current_page() == min(2, paper.page_count() - 1)
    paper.show_pdf(b"")
    assert paper.page_count() == 0
    assert paper.viewport().accessibleDescription() == ""
