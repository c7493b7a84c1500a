"""What a job of the bench yields: tables of times, aims met or missed, and remarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MS = 1000.0


@dataclass(frozen=True, slots=True)
class Series:
    """The seconds one contender took, round by round; None for a round it did not run in.

    `version` is the peer's own, "" for what is ours or a few lines of the bench.
    """

    name: str
    seconds: tuple[float | None, ...]
    version: str = ""

    @property
    def taken(self) -> list[float]:
        """The times there are, ascending."""
        return sorted(second for second in self.seconds if second is not None)

    @property
    def median(self) -> float:
        return median(self.taken)

    def percentile(self, share: float) -> float:
        taken = self.taken
        return taken[min(len(taken) - 1, int(len(taken) * share))]

    def per(self, count: int) -> "Series":
        """Return the times of one thing where each run did `count`."""
        return Series(self.name, tuple(s and s / count for s in self.seconds), self.version)


@dataclass(frozen=True, slots=True)
class Table:
    """Contenders at one job. The first series is ours; ratios are to it, paired round by round.

    `tail` shows the 99th percentile in place of the slowest: for jobs of many short runs.
    """

    title: str
    about: str
    series: Sequence[Series]
    missing: Sequence[str] = ()
    tail: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """One figure of ours beside where DESIGN.md aims.

    `scaled` is the aim as this machine would have it, going by a peer that was measured there too.
    """

    job: str
    ours: str
    aim: str
    met: bool
    scaled: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about what was measured that is no table."""

    text: str


Result = Table | Aim | Remark


def ratio(theirs: Series, ours: Series) -> float:
    """Return how many times as long they took: the median of the rounds both ran in."""
    pairs = zip(theirs.seconds, ours.seconds, strict=True)
    return median(a / b for a, b in pairs if a is not None and b is not None)


def shown_time(seconds: float) -> str:
    """Return a time with three figures."""
    value, unit = next(
        ((seconds * times, unit) for times, unit in ((1, "s"), (MS, "ms")) if seconds * times >= 1),
        (seconds * MS * MS, "µs"),
    )
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:#.3g} {unit}"


def time_aim(job: str, seconds: float, aim_ms: float, peer: Series | None = None, then_ms: float = 1) -> Aim:
    """Return the aim that a job takes no more than `aim_ms`, set where `peer` took `then_ms`."""
    scaled = ""
    if peer:
        scaled = (
            f"{shown_time(aim_ms / then_ms * peer.median)} ({peer.name}: {shown_time(then_ms / MS)} then)"
        )
    return Aim(job, shown_time(seconds), f"≤ {shown_time(aim_ms / MS)}", seconds * MS <= aim_ms, scaled)


def named(series: Sequence[Series], name: str) -> Series:
    """Return the series whose name begins so."""
    return next(each for each in series if each.name.startswith(name))


def ratio_aim(job: str, times: float, aim: float, of: str) -> Aim:
    """Return the aim that a job takes no more than `aim` times as long as `of`."""
    return Aim(job, f"{times:.2f} × {of}", f"≤ {aim:g} × {of}", times <= aim)
