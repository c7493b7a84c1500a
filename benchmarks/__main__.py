"""`python -m benchmarks`: run the jobs, print their tables, rewrite docs/benchmarks.md."""

import argparse
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path

from benchmarks.folders import cache_folder
from benchmarks.machine import checked_out
from benchmarks.peers import install_peers
from benchmarks.report import aims_text, page, text_of
from benchmarks.results import Result
from benchmarks.setting import Setting
from benchmarks.workload import W1, W2, workload_database

_JOBS = {
    "note": "one_note",
    "compendium": "compendium",
    "actions": "outstanding",
    "search": "searching",
    "save": "saving",
    "safe": "safe",
    "window": "window_start",
    "page": "record_page",
    "circulate": "circulate",
    "returned": "returned",
    "register": "register",
    "word-in": "word_in",
    "grammar": "grammar",
    "command-line": "command_line",
}
_PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    options = _options()
    if options.install_peers:
        install_peers()
        return
    began, commit = time.perf_counter(), checked_out()
    small = workload_database(W1)
    large = small if options.quick else workload_database(W2)
    with tempfile.TemporaryDirectory(dir=cache_folder(), prefix="run-") as folder:
        setting = Setting(options.quick, small, large, Path(folder))
        results = _run(options.only or _JOBS, setting)
    print(f"\n{aims_text(results)}\n\nIt took {(time.perf_counter() - began) / 60:.0f} minutes.")
    if options.only is None and not options.quick:
        day = datetime.now().astimezone().date()
        _PAGE.write_text(page(results, jobs=_JOBS, day=day, commit=commit), encoding="utf-8")
        print(f"Wrote {_PAGE}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="W1 alone, fewer rounds; the page is left as it is"
    )
    parser.add_argument("--only", nargs="+", choices=_JOBS, help="these jobs; the page is left as it is")
    parser.add_argument("--install-peers", action="store_true", help="install the peers, and run nothing")
    return parser.parse_args()


def _run(jobs: Iterable[str], setting: Setting) -> Sequence[Result]:
    results: list[Result] = []
    for job in [import_module(f"benchmarks.jobs.{_JOBS[name]}") for name in jobs]:
        for result in job.run(setting):
            print(f"\n{text_of(result)}", flush=True)
            results.append(result)
    return results


if __name__ == "__main__":
    main()
