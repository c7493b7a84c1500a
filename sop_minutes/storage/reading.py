"""A read that can be broken off."""

from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import event
from sqlmodel import Session

T = TypeVar("T")
Query = Callable[[Session], T]


class BrokenOffError(Exception):
    """A read was broken off before it found anything."""


class Reading(Generic[T]):
    """A read that is yet to run, on whichever thread; any other may break it off."""

    def __init__(self, read: Callable[[Query[T]], T], query: Query[T]) -> None:
        self._read = read
        self._query = query
        self._lock = Lock()
        self._connection: Any = None
        self._is_over = False

    def run(self) -> T:
        """Return what is found. Raises what the query raises; any error at all once it was broken off."""
        return self._read(self._follow)

    def break_off(self) -> None:
        """Stop the statement that runs, if one does, and let none run after it."""
        with self._lock:
            self._is_over = True
            if self._connection is not None:
                self._connection.interrupt()

    def _follow(self, session: Session) -> T:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", self._check)
        with self._lock:
            self._connection = connection.connection.dbapi_connection
        try:
            return self._query(session)
        finally:
            with self._lock:  # another's read may have the connection next
                self._connection = None

    def _check(self, *_statement: object) -> None:
        if self._is_over:
            raise BrokenOffError
