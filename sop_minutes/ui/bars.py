"""The bars around the pages: on top, for messages, and for how things stand. They know no data."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMenuBar, QPushButton, QWidget

from sop_minutes.ui.naming import Words, named, tip, told

_AROUND_WORDS = 30
"""Pixels that a button takes beside its words."""

_SEEK_WIDTH = 410
"""Pixels that the way to everything else is wide, at the most."""

SOON = 1000
"""Milliseconds between two looks at how long ago something was saved."""


class ElidedButton(QPushButton):
    """A button that shows as much of its words as there is room for, and after them always `mark`."""

    def __init__(self, mark: str = "", taken: int = 0) -> None:
        """`taken` pixels are taken by what else stands in the button."""
        super().__init__()
        self._words, self._mark = "", f"  {mark}" if mark else ""
        self._taken = taken + _AROUND_WORDS
        self.setMinimumWidth(80)

    def show_words(self, words: str) -> None:
        """Say other words."""
        self._words = words
        self.setToolTip(tip(words))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self._words + self._mark)
        return QSize(wanted + self._taken, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._taken
        fits = self.fontMetrics().horizontalAdvance
        shown = self._words
        while shown and fits(shown + self._mark) > room:
            shown = f"{shown.rstrip('…')[:-1].rstrip()}…" if len(shown) > 1 else ""
        self.setText(shown.replace("&", "&&") + self._mark)


class Menus(QMenuBar):
    """The menus. `left` follows where they are done with: they are no place to come back to."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.leave()

    def enter(self) -> None:
        """Have the keyboard, at the first of them."""
        from PySide6.QtCore import Qt  # not before the first paint: see `window`

        self.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self.setActiveAction(self.actions()[0])

    def leave(self) -> None:
        """Be done with them, if they have the keyboard and none of them is open."""
        if self.window().focusWidget() is self and QApplication.activePopupWidget() is None:
            self.left.emit()


class TopBar(QFrame):
    """The product, its menus, the group one works in, and the way to everything else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 12, 7)
        row.addWidget(named(QLabel(self.tr("SOP Minutes")), "product"))
        self.menus = named(Menus(), "menus", self.tr("Menus"))
        row.addWidget(self.menus)
        self.group = named(ElidedButton("▾"), "group", self.tr("Group"))
        row.addWidget(self.group)
        self.show_group(self.tr("All groups"))
        row.addStretch(1)
        words = self.tr("Search everything, or type a command")
        keys = named(QLabel(self.tr("Ctrl K")), "find-key")
        self.seek = named(ElidedButton(taken=keys.sizeHint().width()), "find", words)
        self.seek.show_words(f"{words}…")
        inner = QHBoxLayout(self.seek)
        inner.setContentsMargins(0, 5, 8, 5)
        inner.addStretch(1)
        inner.addWidget(keys)
        self.seek.setMaximumWidth(_SEEK_WIDTH)
        row.addWidget(self.seek, 3)

    def show_group(self, name: str) -> None:
        """Say which group one works in."""
        self.group.show_words(name)
        self.group.setAccessibleDescription(name)


class MessageBar(QFrame):
    """What is wrong, or news of what was done, until it is closed or over. `about` is what it is about.

    `left` follows where it is closed while the focus is in it.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "message")
        self.about = ""
        self._folder: Path | None = None
        self._do: Callable[[], object] = self.close_message
        self._build()
        self.setVisible(False)

    def say(self, message: str, about: str = "") -> None:
        """Show a sentence on what is wrong, "" for none."""
        self._show("wrong", "!", message, None, about)

    def offer(self, message: str, verb: str, do: Callable[[], object], about: str = "") -> None:
        """Show what is wrong, and what can be done about it. F6 leads there: letters are for the menus."""
        self._show("wrong", "!", message, None, about)
        self._do = do
        self._verb.setText(verb)
        self._verb.setAccessibleName(verb)
        self._verb.setVisible(True)

    def tell(self, news: str, folder: Path | None, about: str) -> None:
        """Show what was done; `folder` is where it can be seen, None for nowhere."""
        self._show("news", "✓", news, folder, about)

    def close_message(self) -> None:
        """Close the message."""
        focused = self.window().focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        self.say("")
        if was_here:
            self.left.emit()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        self._sign = told(QLabel(), "message-sign", self.tr("Kind of message"))
        self.text = told(Words(), "message-text", self.tr("Message"))
        self.text.setWordWrap(True)
        self._open = named(QPushButton(self.tr("Open folder")), "open-folder", self.tr("Open folder"))
        self._open.clicked.connect(self._open_folder)
        self._verb = named(QPushButton(), "message-verb")
        self._verb.clicked.connect(lambda: self._do())
        close = named(QPushButton(self.tr("Close")), "dismiss", self.tr("Close the message"))
        close.setToolTip(self.tr("Escape closes it, too"))
        close.clicked.connect(self.close_message)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self._open)
        row.addWidget(self._verb)
        row.addWidget(close)

    def _show(self, kind: str, sign: str, words: str, folder: Path | None, about: str) -> None:
        self.about, self._folder = about if words else "", folder
        self._sign.setText(sign)
        self.text.setText(words)
        self._open.setVisible(folder is not None)
        self._verb.setVisible(False)
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for part in (self, self._sign, self.text):
                part.style().polish(part)
        self.setVisible(bool(words))

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class StatusBar(QFrame):
    """Whether what was typed is saved, what the note holds, who may have it; if the file is encrypted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        self.saved = told(Words(), "saved", self.tr("Saving"))
        self.counts = told(QLabel(), "counts", self.tr("What the note holds"))
        self.marking = told(QLabel(), "marking", self.tr("Marking of the note"))
        self.state = told(QLabel(), "state", self.tr("State of the note"))
        self.beside = named(QPushButton(), "waiting", self.tr("Beside this item"))
        self.beside.setFlat(True)
        self.beside.setVisible(False)
        self.encrypted = told(QLabel(self.tr("Encrypted")), "encrypted", self.tr("The database"))
        self.encrypted.setVisible(False)
        for label in (self.saved, self.counts):
            label.setMinimumWidth(1)  # their words give way where the window is narrow
        row.addWidget(self.saved)
        row.addWidget(self.counts)
        row.addStretch(1)
        row.addWidget(self.beside)
        row.addWidget(self.marking)
        row.addWidget(self.state)
        row.addWidget(self.encrypted)
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
        self._show("said", words)

    def say_waiting_beside(self, words: str) -> None:
        """Say what lies beside the note without being seen, "" for nothing."""
        self.beside.setText(words)
        self.beside.setVisible(bool(words))

    def clear(self) -> None:
        """Say nothing of any note."""
        self.say_waiting_beside("")
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
