"""The keys that the window holds: of what is open, and of what work under way needs, and no others."""

from sop_minutes.keyholding import Guard, forget_keys_but


class HeldKeys:
    """`guard` is of the database that is open, None for none.

    Work that is begun here needs its keys to its end, while nothing may be open.
    """

    def __init__(self) -> None:
        self.guard: Guard | None = None
        self._works = 0
        self._is_due = False

    def forget(self) -> None:
        """Forget the keys of what is not open; where work is under way, as soon as that is done."""
        self._is_due = self._works > 0
        if not self._is_due:
            forget_keys_but(self.guard)

    def begin_work(self) -> None:
        """Forget no key until `end_work`."""
        self._works += 1

    def end_work(self) -> None:
        """Forget what was to be forgotten meanwhile."""
        self._works -= 1
        if self._is_due:
            self.forget()
