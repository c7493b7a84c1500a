"""What a run of faults came to."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Figures:
    """So many of `what` were `tried`; `counts` is what else is worth knowing, `failures` what went wrong."""

    what: str
    tried: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def count(self, name: str, number: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + number

    def add(self, other: "Figures") -> None:
        """Take in what another run of the same kind came to."""
        self.tried += other.tried
        self.failures += other.failures
        for name, number in other.counts.items():
            self.count(name, number)


def try_each(figures: Figures, cases: Iterable[T], attempt: Callable[[T], Sequence[tuple[str, int]]]) -> None:
    """Try every case, two at once; an AssertionError is a failure, what is returned is counted."""

    def tried(case: T) -> Sequence[tuple[str, int]] | str:
        try:
            return attempt(case)
        except AssertionError as error:
            return f"{case}: {error}"

    with ThreadPoolExecutor(2) as pool:
        for outcome in pool.map(tried, cases):
            figures.tried += 1
            if isinstance(outcome, str):
                figures.failures.append(outcome)
                continue
            for name, number in outcome:
                figures.count(name, number)
