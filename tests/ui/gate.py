"""A gate at which whatever is looked up beside waits."""

import threading

from sqlmodel import Session


class Gate:
    """A query that waits until it is let through, or broken off; it finds on which thread it ran."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def query(self, _session: Session) -> threading.Thread:
        self.reached.set()
        assert self.opened.wait(60)
        return threading.current_thread()
