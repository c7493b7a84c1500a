"""Opens a window and prints when it was painted and when a letter typed then was committed.

``window_start.py empty`` is Qt's least: an empty window. ``window_start.py ours DATABASE`` opens where
one was, as `sop-minutes` does. Times are of the monotonic clock, which the caller shares.
"""

import os
import sys
import time

from sop_minutes import start


def empty() -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: _say("painted") or os._exit(0))
            return False

    application = QApplication(["empty"])
    window, watch = QWidget(), Watch()
    window.resize(1440, 900)
    window.installEventFilter(watch)
    window.show()
    application.exec()


def ours(database: str) -> None:
    sys.argv = ["sop-minutes", "--database", database]
    start.start_fast()
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from sop_minutes import app

    class Window(app.MainWindow):
        def __init__(self) -> None:
            super().__init__()
            self.painted.connect(self.type_a_letter)
            say_kept = self.status.say_kept
            self.status.say_kept = lambda: say_kept() or _say("kept")

        def type_a_letter(self) -> None:
            """Type as soon as there is a window: what a hand does that did not wait for it."""
            _say("painted")
            from PySide6.QtCore import Qt

            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier, "\u017e")
            QApplication.postEvent(self.windowHandle(), key)

    class Watched(app.App):
        def show(self) -> None:
            self.ready.connect(lambda: _say("ready") or os._exit(0))
            super().show()

    app.MainWindow, app.App = Window, Watched
    start.main()


def _say(what: str) -> None:
    print(what, time.monotonic(), flush=True)


if __name__ == "__main__":
    ours(sys.argv[2]) if sys.argv[1] == "ours" else empty()
