"""The window's frame: bars, rail, pages. It knows no data.

All that is needed for the first paint is here and in `bars`. Nothing of it may ask for the namespace
`Qt`, whose hundred enumerations take as long to make as all the rest of the frame.
"""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sop_minutes.ui.bars import MessageBar, StatusBar, TopBar
from sop_minutes.ui.naming import named
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import Theme, first_theme


class MainWindow(QMainWindow):
    """The frame around the pages. `painted` follows once, when it is first on the screen."""

    painted = Signal()
    theme_changed = Signal(object)
    closing = Signal(QCloseEvent)

    def __init__(self) -> None:
        super().__init__()
        self.theme = first_theme()
        self._is_painted = False
        self._build()
        self._show_theme()

    def say(self, message: str, about: str = "") -> None:
        """Show in the message bar what is wrong, "" for nothing, and have it read out.

        It goes when what it is `about` is over, at the latest when one turns to another page.
        """
        self.message.say(message, about)
        if message:
            self.announce(message)

    def tell(self, news: str, folder: Path | None = None, about: str = "") -> None:
        """Show in the message bar what was done, and have it read out; `folder` is where, if anywhere."""
        self.message.tell(news, folder, about)
        self.announce(news)

    def is_over(self, about: str) -> None:
        """Close the message, if it is about something that is over now."""
        if about == self.message.about:
            self.message.say("")

    def announce(self, words: str) -> None:
        """Have words read out by a screen reader."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        if theme != self.theme:
            self.theme = theme
            self._show_theme()
            self.theme_changed.emit(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)  # after this paint has reached the screen

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closing.emit(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.message.isVisible():
            self.message.close_message()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("SOP Minutes"))
        self.resize(self.sizeHint())
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar, self.message, self.status = TopBar(), MessageBar(), StatusBar()
        self.body = QHBoxLayout()
        self.body.setSpacing(0)
        self.pages = named(QStackedWidget(), "pages")
        self.body.addWidget(self.pages, 1)
        column.addWidget(self.bar)
        column.addWidget(self.message)
        column.addLayout(self.body, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _show_theme(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme, self.font().pointSizeF()))
