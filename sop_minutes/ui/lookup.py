"""One thing that a page shows, and that takes too long to look up while keys wait."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from sop_minutes.ui.workspace import Workspace

T = TypeVar("T")


class Lookup(QObject, Generic[T]):
    """Has `query` looked up beside what goes on, after `pause` milliseconds of peace, and `show` show it.

    What is shown already is not looked up again, until it is dropped. `otherwise` is called where it cannot
    be looked up: then nothing is wanted any more, and what is shown is not what was.
    """

    def __init__(
        self,
        workspace: Workspace,
        query: Callable[..., T],
        show: Callable[[T], object],
        parent: QObject,
        pause: int = 0,
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._query = query
        self._show = show
        self._otherwise = otherwise
        self._wanted: tuple[Any, ...] | None = None
        self._shown: tuple[Any, ...] | None = None
        self._pausing = QTimer(self, singleShot=True, interval=pause)
        self._pausing.timeout.connect(self._ask)

    @property
    def is_waiting(self) -> bool:
        """Say whether something is wanted that is not shown yet."""
        return self._wanted is not None

    def want(self, *args: Any) -> None:
        """Have what is found for `args` shown, instead of what was wanted before."""
        self._stop()
        if args != self._shown:
            self._wanted = args
            self._pausing.start()

    def drop(self) -> None:
        """Want nothing any more, and hold nothing for known: it may have changed."""
        self._stop()
        self._shown = None

    def settle(self) -> None:
        """Show at once what is wanted."""
        wanted = self._wanted
        if wanted is not None:
            self._stop()
            self._wanted = wanted
            self._take(self._workspace.read(self._query, *wanted))

    def _stop(self) -> None:
        self._wanted = None
        self._pausing.stop()
        self._workspace.aside.forget(self._take)

    def _ask(self) -> None:
        if self._wanted is not None:
            self._workspace.ask_or(self._give_up, self._take, self._query, *self._wanted)

    def _give_up(self) -> None:
        self._shown, self._wanted = None, None
        if self._otherwise is not None:
            self._otherwise()

    def _take(self, found: T) -> None:
        self._shown, self._wanted = self._wanted, None
        self._show(found)
