"""Do to the program what a bad day does, for long: `python -m tests.faults`, or `make faults`.

Every figure is printed, and kept under build/faults; docs/reliability.md is written from those.
"""

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.faults.figures import Figures
from tests.faults.recording import LACKS_STRACE, has_strace
from tests.faults.report import keep_figures, write_page
from tests.faults.runs import RUNS


def main() -> int:
    """Run what is asked for; return 1 where something was lost or nobody was told."""
    given = _options()
    failed = False
    for name in given.only or RUNS:
        if RUNS[name].needs_strace and not has_strace():
            sys.stdout.write(f"{name}: {LACKS_STRACE}\n")
            continue
        failed = any(figures.failures for figures in _figures(name, given)) or failed
    if not given.quick:
        sys.stdout.write(f"Wrote {write_page()}\n")
    return int(failed)


def _figures(name: str, given: argparse.Namespace) -> list[Figures]:
    """Make one run, its figures kept as they grow; one that breaks off has failed, and the next goes on."""
    began = time.perf_counter()
    found: list[Figures] = []

    def keep(figures: Figures) -> None:
        found[:] = [*(each for each in found if each is not figures), figures]
        _show(figures)
        keep_figures(name, found, time.perf_counter() - began, given.share, is_quick=given.quick)

    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        try:
            for figures in RUNS[name].do(Path(folder), given.share):
                keep(figures)
        except Exception as error:
            traceback.print_exc()
            keep(Figures(f"{name}: broken off", failures=[repr(error)]))
    return found


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
