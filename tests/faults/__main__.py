"""Do to the program what a bad day does, for long: `python -m tests.faults`, or `make faults`.

Every figure is printed, and kept under build/faults; docs/reliability.md is written from those.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults import injecting, kills, mutating, power, small_disks
from tests.faults.figures import Figures, try_each
from tests.faults.jobs import VERBS, saving_job, typing_job
from tests.faults.recording import LACKS_STRACE, has_strace
from tests.faults.report import keep_figures, write_page

Run = Callable[[Path, int], Iterator[Figures]]


def _kills(folder: Path, share: int) -> Iterator[Figures]:
    figures = Figures("kill -9 while typing in the window")
    for first in range(0, 500 // share, 10):
        seeds = range(first, min(first + 10, 500 // share))
        try_each(figures, seeds, lambda seed: [("saves told", kills.kill_once(folder, seed))])
        yield figures


def _power(folder: Path, share: int) -> Iterator[Figures]:
    work = folder / "typing" / "work"
    yield power.power_cuts(typing_job(work, 40), folder / "typing", 300 // share)
    yield power.power_cuts(saving_job(80), folder / "new", 100 // share)
    for name, job in VERBS.items():
        yield power.power_cuts(job, folder / name, 40 // share)


def _refusals(folder: Path, share: int) -> Iterator[Figures]:
    for name, job in VERBS.items():
        for error in injecting.ERRORS:
            yield injecting.refuse_each(job, folder / f"{name} {error}", error, share)


def _refusals_in_window(folder: Path, share: int) -> Iterator[Figures]:
    for error in injecting.ERRORS:
        whole = Figures(f"{error}: typing in the window")
        for first in range(12, 312, 15 * share):
            place = folder / f"{error}-{first}"
            whole.add(injecting.refuse_in_window(typing_job(place / "work", 40), place, error, first))
        yield whole


def _small_disks(folder: Path, share: int) -> Iterator[Figures]:
    yield from small_disks.fill_up(folder, range(64, 4096, 96 * share))


def _mutated(folder: Path, share: int) -> Iterator[Figures]:
    whole = Figures("damaged Word files and notes")
    for first in range(0, 3000 // share, 50):
        numbers = range(first, min(first + 50, 3000 // share))
        whole.add(mutating.bring_in_mutants(folder, numbers))
        yield whole


RUNS: dict[str, tuple[Run, bool]] = {
    "kills": (_kills, False),
    "power": (_power, True),
    "refusals": (_refusals, True),
    "window": (_refusals_in_window, True),
    "small-disks": (_small_disks, False),
    "mutants": (_mutated, False),
}


def main() -> int:
    """Run what is asked for; return 1 where something was lost or nobody was told."""
    given = _options()
    failed = False
    for name in given.only or RUNS:
        run, needs_strace = RUNS[name]
        if needs_strace and not has_strace():
            sys.stdout.write(f"{name}: {LACKS_STRACE}\n")
            continue
        began = time.perf_counter()
        found: list[Figures] = []
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            for figures in run(Path(folder), given.share):
                found = [*(each for each in found if each is not figures), figures]
                _show(figures)
                keep_figures(name, found, time.perf_counter() - began, given.share)
        failed = failed or any(figures.failures for figures in found)
    if not given.quick:
        sys.stdout.write(f"Wrote {write_page()}\n")
    return int(failed)


def _show(figures: Figures) -> None:
    counts = ", ".join(f"{number} {name}" for name, number in figures.counts.items())
    sys.stdout.write(f"{figures.what}: {figures.tried} tried, {len(figures.failures)} failed. {counts}\n")
    sys.stdout.write("".join(f"  {failure}\n" for failure in figures.failures))
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of it; no page is written")
    parser.add_argument("--share", type=int, default=1, help="one in so many of all that is tried")
    parser.add_argument("--only", nargs="+", choices=RUNS, help="these alone")
    given = parser.parse_args()
    if given.quick:
        given.share = 50
    return given


if __name__ == "__main__":
    sys.exit(main())
