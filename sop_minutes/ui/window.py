"""The window's frame: bar, rail, pages, message and status. It knows no data."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenuBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.ui.commands import Commands
from sop_minutes.ui.naming import named
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import system_theme


class MainWindow(QMainWindow):
    """The frame around the pages."""

    theme_changed = Signal(object)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = system_theme()
        self.commands = Commands()
        self.bare = False
        self._build()
        self._connect()
        self.refresh()

    def add_page(self, page: QWidget, label: str, sign: str) -> None:
        """Add a page and its place in the rail. `sign` is one character that stands for it."""
        button = QToolButton()
        button.setText(f"{sign}\n{label}")
        button.setAccessibleName(label)
        button.setCheckable(True)
        button.setMinimumWidth(76)
        number = self.pages.addWidget(page)
        self._places.addButton(button, number)
        self._rail_row.insertWidget(number, button)

    def show_page(self, page: QWidget) -> None:
        """Turn to a page."""
        self.pages.setCurrentWidget(page)
        button = self._places.button(self.pages.currentIndex())
        if button is not None:
            button.setChecked(True)

    def say(self, message: str) -> None:
        """Show a sentence in the message bar, "" for none, and have it read out."""
        self._message.setText(message)
        self._message_bar.setVisible(bool(message))
        if message:
            self.announce(message)

    def announce(self, words: str) -> None:
        """Have words read out by a screen reader."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def say_saved(self, words: str, state: str) -> None:
        """Say in the status bar how it stands with saving: `state` is kept, waiting or failed."""
        if self.saved.property("state") != state:
            self.saved.setProperty("state", state)
            self.saved.style().polish(self.saved)
        self.saved.setText(words)

    def set_bare(self, bare: bool) -> None:
        """Hide everything but the page, or show it again."""
        self.bare = bare
        for part in self._frame:
            part.setVisible(not bare)

    def refresh(self) -> None:
        """Draw in the colours the system asks for."""
        self.theme = system_theme()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme, self.font().pointSizeF()))
        self.theme_changed.emit(self.theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("SOP Minutes"))
        self.resize(1440, 900)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar, rail = self._build_bar(), self._build_rail()
        self._frame = (bar, rail)
        column.addWidget(bar)
        column.addWidget(self._build_message())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(rail)
        self.pages = QStackedWidget()
        body.addWidget(self.pages, 1)
        column.addLayout(body, 1)
        column.addWidget(self._build_status())
        self.setCentralWidget(centre)

    def _build_bar(self) -> QWidget:
        bar = named(QWidget(), "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 7, 12, 7)
        row.addWidget(named(QLabel(self.tr("SOP Minutes")), "product"))
        self.menus = named(QMenuBar(), "menus", self.tr("Menus"))
        row.addWidget(self.menus)
        self.group = named(QPushButton(self.tr("All groups")), "group", self.tr("Group"))
        row.addWidget(self.group)
        row.addStretch(1)
        words = self.tr("Search everything, or type a command")
        self.seek = named(QPushButton(f"{words}…   Ctrl+K"), "find", words)
        self.seek.setMinimumWidth(380)
        row.addWidget(self.seek)
        return bar

    def _build_message(self) -> QWidget:
        self._message_bar = named(QFrame(), "message")
        self._message_bar.setVisible(False)
        row = QHBoxLayout(self._message_bar)
        self._message = named(QLabel(), "message-text", self.tr("Message"))
        self._message.setWordWrap(True)
        row.addWidget(self._message, 1)
        self._dismiss = named(QPushButton(self.tr("Close")), "dismiss", self.tr("Close the message"))
        row.addWidget(self._dismiss)
        return self._message_bar

    def _build_rail(self) -> QWidget:
        rail = named(QWidget(), "rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rail_row = QVBoxLayout(rail)
        self._rail_row.setContentsMargins(4, 8, 4, 8)
        self._rail_row.addStretch(1)
        self._places = QButtonGroup(self)
        return rail

    def _build_status(self) -> QWidget:
        status = named(QWidget(), "status")
        status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(status)
        row.setContentsMargins(8, 3, 8, 3)
        self.saved = named(QLabel(), "saved", self.tr("Saving"))
        self.counts = named(QLabel(), "counts", self.tr("What the note holds"))
        self.state = named(QLabel(), "state", self.tr("State of the note"))
        row.addWidget(self.saved)
        row.addWidget(self.counts)
        row.addStretch(1)
        row.addWidget(self.state)
        return status

    def _connect(self) -> None:
        self._places.idClicked.connect(self.pages.setCurrentIndex)
        self._dismiss.clicked.connect(lambda: self.say(""))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self.refresh)

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)
