"""The bars around the pages: on top, for messages, and for how things stand. They know no data."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenuBar, QPushButton, QWidget

from sop_minutes.ui.naming import named, told

SOON = 1000
"""Milliseconds between two looks at how long ago something was saved."""


class TopBar(QFrame):
    """The product, its menus, the group one works in, and the way to everything else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 12, 7)
        row.addWidget(named(QLabel(self.tr("SOP Minutes")), "product"))
        self.menus = named(QMenuBar(), "menus", self.tr("Menus"))
        row.addWidget(self.menus)
        self.group = named(QPushButton(), "group", self.tr("Group"))
        row.addWidget(self.group)
        self.show_group(self.tr("All groups"))
        row.addStretch(1)
        words = self.tr("Search everything, or type a command")
        self.seek = named(QPushButton(f"{words}…"), "find", words)
        self.seek.setMinimumWidth(400)
        inner = QHBoxLayout(self.seek)
        inner.setContentsMargins(0, 5, 8, 5)
        inner.addStretch(1)
        inner.addWidget(named(QLabel(self.tr("Ctrl K")), "find-key"))
        row.addWidget(self.seek)

    def show_group(self, name: str) -> None:
        """Say which group one works in."""
        self.group.setText(f"{name}  ▾")
        self.group.setAccessibleDescription(name)


class MessageBar(QFrame):
    """One sentence for a person, until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "message")
        self.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        self.text = told(QLabel(), "message-text", self.tr("Message"))
        self.text.setWordWrap(True)
        row.addWidget(self.text, 1)
        close = named(QPushButton(self.tr("Close")), "dismiss", self.tr("Close the message"))
        close.clicked.connect(lambda: self.say(""))
        row.addWidget(close)

    def say(self, message: str) -> None:
        """Show a sentence, "" for none."""
        self.text.setText(message)
        self.setVisible(bool(message))


class StatusBar(QFrame):
    """Whether what was typed is saved, what the note holds, who may have it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        self.saved = told(QLabel(), "saved", self.tr("Saving"))
        self.counts = told(QLabel(), "counts", self.tr("What the note holds"))
        self.marking = told(QLabel(), "marking", self.tr("Marking of the note"))
        self.state = told(QLabel(), "state", self.tr("State of the note"))
        row.addWidget(self.saved)
        row.addWidget(self.counts)
        row.addStretch(1)
        row.addWidget(self.marking)
        row.addWidget(self.state)
        self._since = QElapsedTimer()
        self._aging = QTimer(self)
        self._aging.setInterval(SOON)
        self._aging.timeout.connect(self._grow_old)

    def say_kept(self) -> None:
        """Say that all that was typed is committed, and from now on how long ago that was."""
        self._since.start()
        self._aging.start()
        self._show("kept", self.tr("● Saved"))

    def say_waiting(self) -> None:
        """Say that something was typed that is not saved yet."""
        self._aging.stop()
        self._show("waiting", self.tr("○ Typing…"))

    def say_failed(self) -> None:
        """Say that what was typed could not be saved."""
        self._aging.stop()
        self._show("failed", self.tr("✕ Not saved"))

    def say(self, words: str) -> None:
        """Say what was done, in the place where saving is said."""
        self._aging.stop()
        self._show("kept", words)

    def clear(self) -> None:
        """Say nothing of any note."""
        self._aging.stop()
        for label in (self.saved, self.counts, self.marking, self.state):
            label.clear()

    def _grow_old(self) -> None:
        seconds = self._since.elapsed() // 1000
        ago = self.tr("{0} s").format(seconds) if seconds < 60 else self.tr("{0} min").format(seconds // 60)
        self._show("kept", self.tr("● Saved {0} ago").format(ago))

    def _show(self, state: str, words: str) -> None:
        if self.saved.property("state") != state:
            self.saved.setProperty("state", state)
            self.saved.style().polish(self.saved)
        if self.saved.text() != words:
            self.saved.setText(words)
