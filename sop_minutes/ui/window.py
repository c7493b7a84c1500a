"""The window's frame: bars, rail, pages. It knows no data.

All that is needed for the first paint is here and in `bars`. Nothing of it may ask for the namespace
`Qt`, whose hundred enumerations take as long to make as all the rest of the frame.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sop_minutes.ui.announcing import announce
from sop_minutes.ui.bars import MessageBar, StatusBar, TopBar
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import press_focused
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import Theme, first_theme

_FRAME = QSize(0, 40)
"""What a desktop's frame takes of the screen, about."""


class MainWindow(QMainWindow):
    """The frame around the pages. `painted` follows once, when it is first on the screen.

    `announced` gives what is read out beside what has the focus; `stayed` follows where it was to be closed,
    and something kept it open.
    """

    painted = Signal()
    theme_changed = Signal(object)
    closing = Signal(QCloseEvent)
    stayed = Signal()
    announced = Signal(str)

    def __init__(self, colours: str = "") -> None:
        """`colours` are "dark" or "light" where that was chosen, "" for the system's."""
        super().__init__()
        self.theme = first_theme(colours)
        self._is_painted = False
        self._title = ""
        self._cover: QWidget | None = None
        self._build()
        self._show_theme()
        self.message.left.connect(self._return)
        self.bar.menus.left.connect(self._return)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.screenRemoved.connect(self.fit_screen)

    def say(self, message: str, about: str = "") -> None:
        """Show in the message bar what is wrong, "" for nothing, and have it read out.

        It goes when what it is `about` is over, at the latest when one turns to another page.
        """
        self.message.say(message, about)
        if message:
            self.announce(message)

    def offer(self, message: str, verb: str, do: Callable[[], object], about: str = "") -> None:
        """Show what is wrong with a verb for what can be done about it, and have it read out."""
        self.message.offer(message, verb, do, about)
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
        if self._cover is None:
            self.announced.emit(words)
            announce(self, words)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        if theme != self.theme:
            self.theme = theme
            self._show_theme()
            self.theme_changed.emit(theme)

    def cover(self, page: QWidget) -> None:
        """Show a page alone, under a neutral name, and run no command; nothing is read out either."""
        self._cover = page
        super().setWindowTitle(self.tr("SOP Minutes"))
        for action in self.actions():
            action.setEnabled(False)
        self._centre.hide()
        page.setParent(self)
        page.setGeometry(self.rect())
        page.show()

    def uncover(self) -> None:
        """Show again what was shown."""
        page, self._cover = self._cover, None
        if page is None:
            return
        page.hide()
        page.deleteLater()
        super().setWindowTitle(self._title)
        for action in self.actions():
            action.setEnabled(True)
        self._centre.show()

    def setWindowTitle(self, title: str) -> None:
        """Name the window; while it is covered, for later."""
        self._title = title
        if self._cover is None:
            super().setWindowTitle(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)  # after this paint has reached the screen

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closing.emit(event)
        if not event.isAccepted():
            self.stayed.emit()

    def fit_screen(self) -> None:
        """Be on a screen, and no larger than it: the one that the window was on may be gone."""
        # Not `self.screen()`: PySide takes the screen for the widget's, and deletes it with the widget.
        screen = QApplication.screenAt(self.geometry().center()) or QApplication.primaryScreen()
        room = screen.availableGeometry()
        if self.isMaximized() or self.isFullScreen() or room.contains(self.geometry()):
            return
        self.resize(self.size().boundedTo(room.size() - _FRAME))
        last = QPoint(room.right() - self.width() + 1, room.bottom() - self.height() + 1)
        at = self.pos()
        self.move(max(room.left(), min(at.x(), last.x())), max(room.top(), min(at.y(), last.y())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.message.isVisible():
            self.message.close_message()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("SOP Minutes"))
        self.resize(self.sizeHint().boundedTo(QApplication.primaryScreen().availableSize() - _FRAME))
        self._centre = centre = QWidget()
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

    def _return(self) -> None:
        """Go back to the page, where one was in it."""
        page = self.pages.currentWidget()
        if page is not None:
            (page.focusWidget() or page).setFocus()

    def _show_theme(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme, self.font().pointSizeF()))
