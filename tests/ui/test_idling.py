"""What is done ahead in short steps."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.idling import Idle
from tests.ui.windows import wait_until


def test_what_comes_meanwhile_comes_between_two_steps(app: QApplication) -> None:
    done: list[str] = []

    def steps() -> Iterator[None]:
        for number in range(3):
            done.append(f"step {number}")
            if number == 0:
                QApplication.postEvent(key, QEvent(QEvent.Type.User))
            yield

    class Key(QObject):
        def event(self, _event: QEvent) -> bool:
            done.append("key")
            return True

    key, parent = Key(), QObject()
    Idle(steps(), parent)
    wait_until(lambda: len(done) == 4)
    assert done == ["step 0", "key", "step 1", "step 2"]
