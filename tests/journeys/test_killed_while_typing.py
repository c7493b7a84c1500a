"""Whatever moment the process is killed at, what was called saved is there."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sop_minutes.queries.page import page_rows
from sop_minutes.storage.database import Database
from sop_minutes.storage.mending import problems
from tests.journeys.killed_typist import hash_of
from tests.journeys.test_typed_meeting import new_meeting


def kill_once(folder: Path, seed: int) -> int:
    """Type, kill, look; return how many saves were told before the end. Raises AssertionError on a loss."""
    path = folder / f"{seed}.sopm"
    meeting_id = new_meeting(path)
    words = [sys.executable, "-m", "tests.journeys.killed_typist", str(path), str(meeting_id), str(seed)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as typist:
        assert typist.stdout is not None
        said = [typist.stdout.readline()]
        reader = threading.Thread(target=lambda: said.extend(typist.stdout or ()))
        reader.start()
        time.sleep(random.Random(seed).uniform(0.0, 4.0))
        typist.kill()
        reader.join()
    told = [line.split() for line in said if line.endswith("\n")]
    kept = [number for number, (word, _) in enumerate(told) if word == "kept"]
    allowed = {state for _, state in told[kept[-1] :]} if kept else {hash_of([]), *(s for _, s in told)}
    with Database.open(path) as database:
        there = hash_of([row.sheet for row in database.read(page_rows, meeting_id)])
        assert there in allowed, f"seed {seed}: what was called saved is not there"
        assert database.read(lambda session: problems(session.connection())) == ()
    return len(kept)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_was_called_saved_is_lost(tmp_path: Path, seed: int) -> None:
    kill_once(tmp_path, seed)
