"""What keeps one at the desk for returned copies: words that are not taken, and what is not done yet."""

from PySide6.QtCore import QCoreApplication

from sop_minutes.ui.returned.deciding import Deciding
from sop_minutes.ui.returned.frame import ReturnedFrame


class Staying:
    """Says why one stays, in the frame."""

    def __init__(self, frame: ReturnedFrame, deciding: Deciding) -> None:
        self._frame = frame
        self._deciding = deciding
        self._is_warned = False

    def begin(self) -> None:
        """Words are typed, or about to be: warn of them anew."""
        self._is_warned = False

    def waits(self) -> bool:
        """Say whether changes are being made that are to be waited for."""
        if self._deciding.is_busy:
            self._frame.complain(_tr("Changes are being accepted; that takes a moment."))
        return self._deciding.is_busy

    def may_leave(self) -> bool:
        """Say whether nothing is typed that is not kept, or one was told so before; and nothing goes on."""
        if self.waits():
            return False
        if self._is_warned or not self._frame.edit.is_typed:
            return True
        self._is_warned = True
        self._frame.complain(
            _tr("What is typed is not taken yet: Ctrl+Enter takes it. Or close again to go without it.")
        )
        return False


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReturnedStaying", words)
