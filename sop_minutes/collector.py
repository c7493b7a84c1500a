"""The one switch of Python's garbage collector: it is out for as long as anybody holds it out."""

import gc
from threading import Lock
from types import TracebackType
from typing import Self

_lock = Lock()
_held: set["Hold"] = set()


class Hold:
    """Keeps the collector out until it is let go, or left as a context; on whichever thread.

    It is one for the whole process, and runs on whichever thread makes the next object: widgets that it
    found on another than theirs would crash.
    """

    def __init__(self) -> None:
        with _lock:
            _held.add(self)
            gc.disable()

    def let_go(self) -> None:
        """Want it out no more; it is at work again once nobody does."""
        with _lock:
            _held.discard(self)
            if not _held:
                gc.enable()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go()
