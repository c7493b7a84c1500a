"""Taking times side by side: A B A B …, so that a drifting machine drifts for all alike."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.results import Series

_LIMIT = 600


class PeerError(Exception):
    """A peer could not do its job."""


Run = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do a job. `run` does it once.

    `run` returns None, and the clock around it counts; or the seconds it took, where it knows
    better (a peer in a process of its own). `at_most` rounds for one that takes long.
    """

    name: str
    run: Callable[[], float | None]
    version: str = ""
    at_most: int | None = None


def take_turns(contenders: Sequence[Contender], rounds: int) -> list[Series]:
    """Run the contenders in turn, `rounds` times; the order turns round with every round.

    Each has one run before, which does not count, unless it runs once only. A peer whose process
    fails is left out, with a line that says so.
    """
    order: list[tuple[Contender, list[float | None]]] = [(contender, []) for contender in contenders]
    for number in range(-1, rounds):
        for contender, seconds in tuple(order) if number % 2 == 0 else tuple(reversed(order)):
            most = rounds if contender.at_most is None else contender.at_most
            runs = most > 1 if number < 0 else number < most
            try:
                told = _timed(contender.run) if runs else None
            except (subprocess.SubprocessError, PeerError) as error:
                print(f"{contender.name} failed: {error}", flush=True)
                order = [entry for entry in order if entry[0] is not contender]
                continue
            if number >= 0:
                seconds.append(told)
    return [Series(c.name, tuple(seconds), c.version) for c, seconds in order]


def take_turns_on(
    inputs: Iterable[Any],
    contenders: Sequence[tuple[str, Run]],
    *,
    every: dict[str, int] | None = None,
) -> list[Series]:
    """Run each contender on each input in turn; one named in `every` on each so-manieth only.

    A float that a run returns is taken for its seconds, as in `Contender`.
    """
    taken: list[list[float | None]] = [[] for _ in contenders]
    order = list(zip(contenders, taken, strict=True))
    for number, value in enumerate(inputs):
        for (name, run), seconds in order if number % 2 == 0 else reversed(order):
            if number % (every or {}).get(name, 1):
                seconds.append(None)
                continue
            began = time.perf_counter()
            told = run(value)
            seconds.append(told if isinstance(told, float) else time.perf_counter() - began)
    return [Series(name, tuple(seconds)) for (name, _), seconds in order]


def process(
    *command: str | Path, folder: Path | None = None, more: dict[str, str] | None = None
) -> Callable[[], None]:
    """Return a run of a whole process, its output thrown away. It raises if the process fails."""
    environment = {**os.environ, **(more or {})}

    def run() -> None:
        subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_LIMIT,
            check=True,
            cwd=folder,
            env=environment,
        )

    return run


def our_command() -> tuple[str, ...]:
    """Return the start of a command line of ours: the installed script, as a user runs it."""
    script = Path(sys.executable).with_name("sop-minutes")
    return (str(script),) if script.exists() else (sys.executable, "-m", "sop_minutes")


def _timed(run: Callable[[], float | None]) -> float:
    began = time.perf_counter()
    told = run()
    return time.perf_counter() - began if told is None else told
