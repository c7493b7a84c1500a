"""`kill -9` at any moment of typing in the real window."""

import random
import subprocess
import threading
import time
from pathlib import Path

from tests.faults.saves import check_kept, told_in, typist_words
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
