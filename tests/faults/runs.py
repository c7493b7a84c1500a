"""What `python -m tests.faults` runs, by name. Each run yields its figures as they grow."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults import (
    canaries,
    days,
    injecting,
    kills,
    migrating,
    mutating,
    power,
    refused_typing,
    small_disks,
    starting,
)
from tests.faults.figures import Figures, try_each
from tests.faults.jobs import VERBS, saving_job, typing_job
from tests.faults.long_jobs import LONG_JOBS


class Run(NamedTuple):
    """What is done in a folder with one in so many (`share`) of all that is tried."""

    do: Callable[[Path, int], Iterator[Figures]]
    needs_strace: bool = False


def _kills(folder: Path, share: int) -> Iterator[Figures]:
    figures = Figures("kill -9 while typing in the window")
    for first in range(0, 500 // share, 10):
        seeds = range(first, min(first + 10, 500 // share))
        try_each(figures, seeds, lambda seed: [("saves told", kills.kill_once(folder, seed))])
        yield figures


def _power(folder: Path, share: int) -> Iterator[Figures]:
    work = folder / "typing" / "work"
    yield power.power_cuts(typing_job(work, 40), folder / "typing", max(1, 300 // share))
    yield power.power_cuts(saving_job(80), folder / "new", max(1, 100 // share))
    for name, job in VERBS.items():
        yield power.power_cuts(job, folder / name, max(1, 40 // share))


def _refusals(folder: Path, share: int) -> Iterator[Figures]:
    for name, job in VERBS.items():
        for error in injecting.ERRORS:
            yield injecting.refuse_each(job, folder / f"{name} {error}", error, share)


def _refusals_in_window(folder: Path, share: int) -> Iterator[Figures]:
    spells = max(2, 10 // share)
    for error in injecting.ERRORS:
        whole = Figures(f"{error}: typing in the window")
        for seed in range(max(2, 10 // share)):
            refused_typing.refuse_while_typing(folder / f"{error}-{seed}", [error] * spells, seed, whole)
            yield whole


def _small_disks(folder: Path, share: int) -> Iterator[Figures]:
    yield from small_disks.fill_up(folder, range(64, 4096, 96 * share))


def _mutated(folder: Path, share: int) -> Iterator[Figures]:
    whole = Figures("damaged Word files and notes")
    for first in range(0, 3000 // share, 50):
        numbers = range(first, min(first + 50, 3000 // share))
        whole.add(mutating.bring_in_mutants(folder, numbers))
        yield whole


def _starts(folder: Path, share: int) -> Iterator[Figures]:
    yield from starting.start_all_ways(folder, max(5, 50 // share))


def _migrations(folder: Path, share: int) -> Iterator[Figures]:
    yield migrating.kill_at_each_step(folder / "steps", share)
    yield from migrating.kill_at_each_call(folder / "calls", share)


def _long_kills(folder: Path, share: int) -> Iterator[Figures]:
    for job in LONG_JOBS.values():
        figures, tries = Figures(f"kill -9 meanwhile: {job.name}"), max(1, 25 // share)
        yield from kills.kill_at_random(job, folder / job.name, tries, figures)


def _days(folder: Path, share: int) -> Iterator[Figures]:
    figures = Figures("backups of a day's use, restored to their moments")
    for day in range(max(1, 10 // share)):
        days.live_a_day(folder / str(day), day, max(4, 30 // share), figures)
        yield figures


def _canaries(folder: Path, share: int) -> Iterator[Figures]:
    yield canaries.seek_canaries(folder, max(5, 200 // share))


RUNS = {
    "kills": Run(_kills),
    "power": Run(_power, needs_strace=True),
    "refusals": Run(_refusals, needs_strace=True),
    "window": Run(_refusals_in_window, needs_strace=True),
    "small-disks": Run(_small_disks),
    "mutants": Run(_mutated),
    "starts": Run(_starts),
    "migrations": Run(_migrations, needs_strace=True),
    "long-kills": Run(_long_kills),
    "days": Run(_days),
    "canaries": Run(_canaries),
}
