"""Locking the window: on demand, and when nobody has touched it for a while."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from sop_minutes.keyholding import Guard
from sop_minutes.ui.safe.cover import Cover
from sop_minutes.ui.window import MainWindow

LOCK_KEY = "F12"
_MINUTE = 60_000
_PASSING = {Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen}
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Lock(QObject):
    """Covers the window, and hides all others of this program.

    What is open stays open under it, dialogs with what is typed in them too: nothing is lost. `began` goes
    before, `locked` follows when it is covered, and `unlocked` when it is not any more.
    """

    began = Signal()
    locked = Signal()
    unlocked = Signal()

    def __init__(
        self, window: MainWindow, guard: Callable[[], Guard | None], keep: Callable[[], bool]
    ) -> None:
        """`guard` is of the database that is open; `keep` saves what was typed, and says whether it could."""
        super().__init__(window)
        self._window = window
        self._guard = guard
        self._keep = keep
        self.cover: Cover | None = None
        self._hidden: list[tuple[QWidget, bool]] = []
        self._focused: QWidget | None = None
        self._then: Callable[[], object] = tuple
        window.stayed.connect(self._say_staying)

    def then(self, do: Callable[[], object]) -> None:
        """Do something when the window is unlocked, instead of what was to be done then before."""
        self._then = do

    def lock(self) -> None:
        """Show nothing of what is open any more, and save what was typed."""
        if self.cover is not None:
            return
        self.began.emit()
        self._focused = self._window.focusWidget()
        self.cover = Cover(self._guard())
        self.cover.opened.connect(self.unlock)
        self.cover.quit_wanted.connect(self._window.close)
        for widget in QApplication.topLevelWidgets():
            self._hide(widget)
        self._window.cover(self.cover)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.cover.setFocus()
        self.locked.emit()
        self.show_kept(self._keep())

    def show_kept(self, is_kept: bool) -> None:
        """Say on the cover whether all that was typed is saved, now that this is known."""
        if self.cover is not None:
            self.cover.show_kept(is_kept)

    def unlock(self) -> None:
        """Show again what was shown."""
        if self.cover is None:
            return
        self.end()
        self._window.uncover()
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()
        hidden, self._hidden, self._focused = self._hidden, [], None
        for widget, is_modal in hidden:
            if is_modal and isinstance(widget, QDialog):
                widget.open()
            else:
                widget.show()
        self.unlocked.emit()
        then, self._then = self._then, tuple
        then()

    def end(self) -> None:
        """Hide no window any more; what is covered stays so: the window closes."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if self.cover is not None:
            self.cover.leave()
        self.cover = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let no other window come up meanwhile, nor be painted: it is shown when this one is."""
        if not isinstance(watched, QWidget) or watched.window() is self._window:
            return False
        if event.type() is QEvent.Type.Show and watched.isWindow():
            self._hide(watched)
            QTimer.singleShot(0, watched, lambda: _take_off_screen(watched))
        return event.type() is QEvent.Type.Paint

    @property
    def hides_any(self) -> bool:
        """Say whether other windows are hidden: what is asked or typed there would be lost with them."""
        return bool(self._hidden)

    def _say_staying(self) -> None:
        """Say on the cover that the window does not close; why may not be for whoever sees it locked."""
        if self.cover is not None:
            self.cover.complain(
                self.tr("The window stays open: something in it waits for you. Unlock it first, then quit.")
            )

    def _hide(self, widget: QWidget) -> None:
        if widget is self._window or not widget.isVisible():
            return
        if widget.windowType() in _PASSING:
            widget.close()
            return
        self._hidden.append((widget, widget.isModal()))
        widget.destroyed.connect(lambda: self._forget(widget))
        widget.hide()

    def _forget(self, widget: QWidget) -> None:
        self._hidden = [each for each in self._hidden if each[0] is not widget]


def _take_off_screen(widget: QWidget) -> None:
    """Take away what Qt puts on the screen of a widget that is hidden while it is about to be shown."""
    handle = widget.windowHandle()
    if handle is not None and not widget.isVisible():
        handle.setVisible(False)


class IdleWatch(QObject):
    """Tells when no key and no mouse has touched any window of this program for some minutes.

    `called` follows the key that locks, whichever window it is pressed in: a dialog knows no command.
    """

    idle = Signal()
    called = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            self._watch(application.focusWindow())

    def wait(self, minutes: int) -> None:
        """Begin to wait so many minutes, 0 for no more waiting."""
        self._timer.stop()
        if minutes > 0:
            self._timer.start(minutes * _MINUTE)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        if _is_lock_key(event):
            self.called.emit()
            return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        # The window of the system, not the widgets in it: it hears of keys and mouse, and of little else.
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


def _is_lock_key(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return False
    return QKeySequence(event.keyCombination()) == QKeySequence(LOCK_KEY)
