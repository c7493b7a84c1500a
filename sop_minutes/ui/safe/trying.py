"""Trying what was typed on an encrypted database, beside the window: each try takes half a second."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton

from sop_minutes.domain.errors import UserError
from sop_minutes.ui.aside import Aside, Errand
from sop_minutes.ui.safe.asking import SecretLine


class Attempt(QObject):
    """Tries a secret, one at a time. `opened` follows the right one; of another is said what is wrong.

    `unkept` follows it where the keyring was to keep the key, and did not; `ended` follows each try.
    """

    opened = Signal()
    unkept = Signal()
    ended = Signal()

    def __init__(self, secret: SecretLine, *buttons: QAbstractButton) -> None:
        """`buttons` begin something with the secret, or say what: none does while one is tried."""
        super().__init__(secret)
        self._secret = secret
        self._buttons = buttons
        self._held: list[QAbstractButton] = []
        self._aside = Aside(self)

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is being tried."""
        return self._aside.is_idle

    def begin(self, opens: Callable[[str], bool]) -> None:
        """Try what is typed: `opens` returns whether its key is kept as wished, or raises UserError."""
        if not self._aside.is_idle:
            return
        self._busy(True)
        self._secret.tell(self.tr("Looking whether it opens…"))
        typed = self._secret.text()
        self._aside.ask(self._end, Errand(lambda: _try(opens, typed)), self._fail)

    def leave(self) -> None:
        """Wait for nothing any more."""
        self._aside.close()

    def _end(self, found: bool | UserError) -> None:
        self._busy(False)
        if isinstance(found, UserError):
            self._secret.complain(str(found))
            return
        self._secret.clear()
        self.opened.emit()
        if not found:
            self.unkept.emit()

    def _fail(self) -> None:
        self._busy(False)
        self._secret.complain(self.tr("It could not be tried."))

    def _busy(self, busy: bool) -> None:
        self._secret.line.setReadOnly(busy)
        if busy:
            self._held = [button for button in self._buttons if button.isEnabled()]
        for button in self._held:
            button.setEnabled(not busy)
        if not busy:
            self.ended.emit()


def _try(opens: Callable[[str], bool], typed: str) -> bool | UserError:
    """Return whether the key is kept as wished, or why what was typed does not open it."""
    try:
        return opens(typed)
    except UserError as error:
        return error
