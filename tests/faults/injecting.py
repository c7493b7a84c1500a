"""A disk that is full or fails: each write, sync and truncate of a job in turn is refused by the system."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults.exports import left_over
from tests.faults.figures import Figures
from tests.faults.forker import THOUSANDTH
from tests.faults.jobs import Job

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate"
ERRORS = ("ENOSPC", "EIO")
_TERMINAL = re.compile(r"write\([12][<,]")


class Outcome(NamedTuple):
    """What a command said and did whose `calls` were refused, as strace writes them."""

    code: int
    out: str
    err: str
    refused: tuple[str, ...]


class Forker:
    """Programs that have all imported, and of whose calls strace refuses one."""

    def __init__(self, folder: Path, error: str) -> None:
        self._log = folder / f"{error}.calls"
        inject = f"inject={CALLS}:error={error}:when={THOUSANDTH}"
        words = [
            "strace",
            "-f",
            "--seccomp-bpf",
            "-y",
            "-e",
            f"trace={CALLS}",
            "-e",
            inject,
            "-A",
            "-o",
            str(self._log),
        ]
        self._run = subprocess.Popen(
            [*words, sys.executable, "-m", "tests.faults.forker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._folder = folder

    def __enter__(self) -> "Forker":
        return self

    def __exit__(self, *_: object) -> None:
        self._run.communicate()

    def refuse(self, job: Job, work: Path, call: str, number: int) -> Outcome:
        """Do a job whose call of this kind and number is refused."""
        said, wrong = self._folder / "said", self._folder / "wrong"
        words = job.words[3:]  # without the interpreter
        asked = {"folder": str(work), "words": words, "call": call, "number": number}
        asked |= {"said": str(said), "wrong": str(wrong)}
        assert self._run.stdin is not None
        assert self._run.stdout is not None
        self._run.stdin.write(f"{json.dumps(asked)}\n")
        self._run.stdin.flush()
        child, code = self._run.stdout.readline().split()
        lines = self._log.read_text("utf-8", "replace").splitlines()
        refused = tuple(line for line in lines if line.startswith(child) and "(INJECTED)" in line)
        os.truncate(self._log, 0)
        return Outcome(int(code), said.read_text("utf-8"), wrong.read_text("utf-8"), refused)


def refuse_each(job: Job, folder: Path, error: str, step: int = 1) -> Figures:
    """Do a verb again and again, each time with another of its calls refused: each `step`th of each kind."""
    figures = Figures(f"{error}: {job.name}")
    work = folder / "work"
    folder.mkdir(parents=True)
    with Forker(folder, error) as forker:
        for call in CALLS.split(","):
            for number in range(1, THOUSANDTH, step):
                shutil.rmtree(work, ignore_errors=True)
                work.mkdir()
                job.prepare(work)
                outcome = forker.refuse(job, work, call, number)
                if not outcome.refused:
                    break
                figures.tried += 1
                for name in _counted(outcome):
                    figures.count(name)
                for wrong in _wrongs(job, work, outcome):
                    figures.failures.append(f"{job.name}, {error} at {call} {number}: {wrong}")
    return figures


def _counted(outcome: Outcome) -> Iterator[str]:
    if any(_TERMINAL.search(call) for call in outcome.refused):
        yield "its own words could not be written"
    elif outcome.code:
        yield "refused, and told"
    else:
        yield "done all the same"


def _wrongs(job: Job, work: Path, outcome: Outcome) -> Iterator[str]:
    if "Traceback" in outcome.err or outcome.code not in (0, 1):
        yield f"left with {outcome.code}: {outcome.err[-300:]}"
    if outcome.code and not outcome.err.strip() and not _TERMINAL.search(outcome.refused[0]):
        yield "nothing was said"
    try:
        job.check(work, outcome.out if outcome.code == 0 else "")
        assert not left_over(work), left_over(work)
    except Exception as error:  # whatever goes wrong with what is left is what is looked for
        yield repr(error)
