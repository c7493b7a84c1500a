"""Run as a program: does the terminal's verbs, each at the time it is told. Only Python's clock is set."""

import contextlib
import datetime
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_Real = datetime.datetime


class _AnyMoment(type):
    """What is a moment to others is one here."""

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, _Real)


class _Moved(_Real, metaclass=_AnyMoment):
    """A class of moments whose now is set."""

    seconds = 0.0

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        return _Real.fromtimestamp(cls.seconds, tz)


class Said(NamedTuple):
    """What a verb said, and its exit code."""

    code: int
    out: str
    err: str


class MovedTerminal:
    """The terminal in a folder, whose clock shows what each verb is given."""

    def __init__(self, run: "subprocess.Popen[str]") -> None:
        self._run = run

    def __call__(self, at: datetime.datetime, *words: str | Path) -> Said:
        """Do a verb at a time."""
        assert self._run.stdin is not None
        assert self._run.stdout is not None
        self._run.stdin.write(json.dumps([at.timestamp(), *map(str, words)]) + "\n")
        self._run.stdin.flush()
        return Said(*json.loads(self._run.stdout.readline()))


@contextlib.contextmanager
def moved_terminal(environment: dict[str, str]) -> Iterator[MovedTerminal]:
    """Start a terminal whose clock is moved; it ends with the block."""
    words = [sys.executable, "-m", "tests.faults.moved"]
    with subprocess.Popen(
        words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        yield MovedTerminal(run)
        run.communicate()


def main() -> None:
    """Do what each line of standard input asks for, and answer it in a line."""
    datetime.datetime = _Moved  # type: ignore[misc]
    from sop_minutes.cli.main import main as terminal

    for line in sys.stdin:
        _Moved.seconds, *words = json.loads(line)
        sys.argv = ["sop-minutes", *words]
        said, wrong, code = io.StringIO(), io.StringIO(), 0
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
                terminal()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        sys.stdout.write(json.dumps([code, said.getvalue(), wrong.getvalue()]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
