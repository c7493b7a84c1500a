"""The command line, from the shell to the last byte."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.results import Result, Table
from benchmarks.setting import Setting
from benchmarks.timing import Contender, our_command, process, take_turns

_ABOUT = (
    "Whole processes on W1. Python alone, and Python with the one import that reading a database needs most, "
    "show what is ours."
)


def run(setting: Setting) -> Iterator[Result]:
    ours: tuple[str | Path, ...] = (*our_command(), "--database", setting.small)
    contenders = [
        Contender("sop-minutes actions --json", process(*ours, "actions", "--json")),
        Contender("sop-minutes actions --overdue --group CG --json", process(*ours, *_SOME)),
        Contender("sop-minutes search", process(*ours, "search", "licensing", "hotspots")),
        Contender("sop-minutes --help", process(*our_command(), "--help")),
        Contender("python -c pass", process(sys.executable, "-c", "pass")),
        Contender("python -c 'import typer'", _importing("typer"), version("typer")),
        Contender("python -c 'import sqlmodel'", _importing("sqlmodel"), version("sqlmodel")),
    ]
    yield Table("The command line", _ABOUT, take_turns(contenders, setting.rounds(12)))


_SOME = ("actions", "--overdue", "--as-of", "2018-01-08", "--group", "CG", "--json")


def _importing(module: str) -> Callable[[], None]:
    return process(sys.executable, "-c", f"import {module}")
