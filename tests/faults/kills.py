"""`kill -9` at any moment of typing in the real window, and of what takes long."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.figures import Figures, try_each
from tests.faults.long_jobs import LongJob
from tests.faults.saves import check_kept, told_in, typist_words
from tests.faults.worker import WORDS
from tests.journeys.test_typed_meeting import new_meeting


def kill_once(folder: Path, seed: int) -> int:
    """Type, kill, look; return how many saves were told before the end. AssertionError on a loss."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{seed}.sopm"
    meeting_id = new_meeting(path)
    words = typist_words(path, meeting_id, seed)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as typist:
        assert typist.stdout is not None
        said = [typist.stdout.readline()]
        assert said[0], "the window did not come up"
        reader = threading.Thread(target=lambda: said.extend(typist.stdout or ()))
        reader.start()
        time.sleep(random.Random(seed).uniform(0.0, 2.5))
        typist.kill()
        reader.join()
    try:
        return check_kept(path, meeting_id, told_in(said))
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}") from error


def kill_at_random(job: LongJob, folder: Path, tries: int, figures: Figures) -> Iterator[Figures]:
    """Kill a job so many times, at random moments of the time it takes; yield the figures as they grow."""
    folder.mkdir()
    chance = random.Random(job.name)
    seconds = seconds_of(job, folder / "whole")
    for first in range(0, tries, 4):
        numbers = range(first, min(first + 4, tries))
        moments = [(folder / str(number), 1.2 * seconds * chance.random()) for number in numbers]
        try_each(figures, moments, lambda case: [(kill_meanwhile(job, *case), 1)])
        yield figures


def seconds_of(job: LongJob, folder: Path) -> float:
    """Do a job once, and look at what it did; return how long it took."""
    job.prepare(folder)
    with _begun(job, folder) as worker:
        began = time.monotonic()
        assert worker.stdout is not None
        is_done = "done\n" in worker.stdout  # as soon as that is said
        seconds = time.monotonic() - began
        _, wrong = worker.communicate()
    assert is_done, wrong
    job.check(folder)
    job.finish(folder)
    shutil.rmtree(folder)
    return seconds


def kill_meanwhile(job: LongJob, folder: Path, moment: float) -> str:
    """Do a job, kill it after so many seconds, and return what was found; AssertionError if it is between."""
    job.prepare(folder)
    with _begun(job, folder) as worker:
        time.sleep(moment)
        worker.kill()
        said, _ = worker.communicate()
    found = job.check(folder)
    job.finish(folder)
    shutil.rmtree(folder)
    return f"found {found}" if "done" not in said.splitlines() else "had ended"


def _begun(job: LongJob, folder: Path) -> "subprocess.Popen[str]":
    """Start the worker, and wait until it says that it begins."""
    words = [sys.executable, "-m", "tests.faults.worker", *job.words]
    environment = os.environ | {
        "PYTHONPATH": str(Path.cwd()),
        "SOP_MINUTES_PASSPHRASE": WORDS,
        "SOP_MINUTES_NEW_PASSPHRASE": WORDS,
    }
    worker = subprocess.Popen(
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    line = worker.stdout.readline()
    assert line == "begin\n", worker.communicate()[1][-500:]
    return worker
