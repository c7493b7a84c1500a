"""What takes long to look up is looked up on a thread of its own: the window hears every key meanwhile."""

import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from sop_minutes.collector import Hold

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

LONGEST = 1.0
"""Seconds that closing waits for what cannot be broken off: a disk far away that does not answer."""


class Job(Protocol[T_co]):
    """Something to look up. Another thread may break it off; what it raises then is of no account."""

    def run(self) -> T_co: ...

    def break_off(self) -> None: ...


class Errand(NamedTuple):
    """A job that is done to its end: nobody can break it off."""

    run: Callable[[], Any]

    def break_off(self) -> None:
        """Let it go on."""


class _Question(NamedTuple):
    job: Job[Any]
    otherwise: Callable[[], object] | None


class _Answer(NamedTuple):
    job: Job[Any]
    found: Any = None
    error: Exception | None = None


class Aside(QObject):
    """Does one job after another on its thread; each answer is given to its `then` on the window's.

    A question is known by its `then`: a newer one takes the place of the one before, which is broken
    off and never answered. What a job raises is raised on the window's thread, after its `otherwise`.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[Callable[[Any], object], _Question] = {}
        self._jobs: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._running: Job[Any] | None = None
        self._is_closed = False
        self._given = 0
        self._hold: Hold | None = None
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self, then: Callable[[T], object], job: Job[T], otherwise: Callable[[], object] | None = None
    ) -> None:
        """Have `then` given what the job finds, `otherwise` called where it fails; nothing, once closed."""
        if self._is_closed:  # a page that goes may ask once more: nobody would answer
            return
        self.forget(then)
        self._asked[then] = _Question(job, otherwise)
        self._given += 1
        self._hold = self._hold or Hold()  # or widgets would be deleted on the thread
        if self._thread is None:
            self._thread = Thread(target=self._work, name="aside", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def is_asked(self, then: Callable[[T], object]) -> bool:
        """Say whether `then` has an answer to come."""
        return then in self._asked

    @property
    def is_idle(self) -> bool:
        """Say whether nobody waits for an answer."""
        return not self._asked

    def forget(self, then: Callable[[T], object]) -> None:
        """Look up no more what was asked for `then`."""
        if then in self._asked:
            self._asked.pop(then).job.break_off()

    def close(self) -> None:
        """Look nothing up any more, and end the thread."""
        self._is_closed = True
        for question in self._asked.values():
            question.job.break_off()
        self._asked.clear()
        self._jobs.put(None)
        until = time.monotonic() + LONGEST
        while self._thread is not None and self._thread.is_alive() and time.monotonic() < until:
            # Again and again: what had not quite begun is not stopped the first time.
            if (running := self._running) is not None:
                running.break_off()
            self._thread.join(0.02)
        self._let_collect()

    def _work(self) -> None:
        """Do what is asked, on the thread, until None is."""
        while (job := self._jobs.get()) is not None and not self._is_closed:
            self._running = job
            try:
                answer = _Answer(job, job.run())
            except Exception as error:
                answer = _Answer(job, error=error)
            self._running = None
            with suppress(RuntimeError):  # the window was deleted, and nothing closed before
                if not self._is_closed:
                    self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        self._given -= 1
        if self._given == 0:
            self._let_collect()
        then = next((then for then, question in self._asked.items() if question.job is answer.job), None)
        if then is None:
            return
        otherwise = self._asked.pop(then).otherwise
        if answer.error is None:
            then(answer.found)
            return
        if otherwise is not None:
            otherwise()
        raise answer.error

    def _let_collect(self) -> None:
        if self._hold is not None:
            self._hold.let_go()
            self._hold = None
