"""A disk that is full, or fails, while somebody types in the window, and has room again later.

strace takes hold of the window when it has typed and saved already, and lets go of it again.
"""

import queue
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.figures import Figures
from tests.faults.saves import check_kept, told_in, typist_words
from tests.journeys.test_typed_meeting import new_meeting

OF_DATABASE = "pwrite64,fsync,fdatasync,ftruncate"
"""The calls by which SQLite writes: a window writes to much else."""

_KINDS = (OF_DATABASE, OF_DATABASE, "pwrite64", "fdatasync,fsync")
_PATIENCE = 60.0


class _Window:
    """A window that is typed in, and what it says line by line."""

    def __init__(self, path: Path, meeting_id: int, seed: int) -> None:
        words = typist_words(path, meeting_id, seed)
        self.wrong = path.with_suffix(".wrong")
        with self.wrong.open("wb") as wrong:
            self.run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=wrong, text=True)
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def wait_for(self, word: str) -> str:
        """Return the next line that begins with a word; AssertionError where none comes."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"“{word}” was never said") from None
            self.said.append(line)
            if line.startswith(word):
                return line

    def end(self) -> None:
        """Kill it, and have all that it said."""
        self.run.kill()
        self.run.wait()
        self._listener.join()
        while not self._lines.empty():
            self.said.append(self._lines.get())

    def _listen(self) -> None:
        assert self.run.stdout is not None
        with self.run.stdout as lines:
            for line in lines:
                self._lines.put(line)


def refuse_while_typing(folder: Path, errors: Sequence[str], seed: int, figures: Figures) -> None:
    """Type in a window, with a spell of each of `errors`; add to `figures` what came of it.

    With an odd seed the last spell ends in a kill: what was called saved is there. Else there is room again,
    and all that was typed must be saved.
    """
    folder.mkdir(parents=True)
    path, chance = folder / "x.sopm", random.Random(f"{seed} {errors}")
    meeting_id = new_meeting(path)
    window = _Window(path, meeting_id, seed)
    try:
        window.wait_for("kept ")
        for number, error in enumerate(errors, 1):
            is_killed = seed % 2 == 1 and number == len(errors)
            begun = len(window.said)
            with _refusing(window.run.pid, folder / "calls", error, chance) as refused:
                for _ in range(chance.randrange(1, 4)):
                    _check_told(window.wait_for("failed "))
                _check_not_called_saved(window.said[begun:])
                if is_killed:
                    window.end()
            figures.tried += 1
            figures.count("calls refused", refused())
            if not is_killed:
                window.wait_for("kept ")
                figures.count("all saved afterwards")
        if window.run.poll() is None:
            window.run.send_signal(signal.SIGTERM)
            everything = window.wait_for("typed ").split()[1]
            window.end()
            window.said.append(f"kept {everything}\n")  # so it must be there, and nothing else
        check_kept(path, meeting_id, told_in(window.said))
        assert "Traceback" not in window.wrong.read_text("utf-8"), window.wrong.read_text("utf-8")[-300:]
    except AssertionError as wrong:
        figures.failures.append(f"{errors[0]}, seed {seed}: {wrong}")
    finally:
        window.end()
    figures.count("times told", sum(line.startswith("failed ") for line in window.said))


@contextmanager
def _refusing(pid: int, log: Path, error: str, chance: random.Random) -> Iterator[Callable[[], int]]:
    """Have calls refused, from one of the next on, of a program that runs; yield what counts them later."""
    kinds = chance.choice(_KINDS)
    inject = f"inject={kinds}:error={error}:when={chance.randrange(1, 12)}+"
    words = ["strace", "-f", "-p", str(pid), "-e", f"trace={kinds}", "-e", inject, "-o", str(log)]
    strace = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    try:
        assert strace.stderr is not None
        said = strace.stderr.readline()
        assert "attached" in said, said
        yield lambda: log.read_text("utf-8", "replace").count("(INJECTED)")
    finally:
        strace.send_signal(signal.SIGINT)
        strace.communicate()


def _check_told(line: str) -> None:
    """`line` is "failed", what the status bar says, and why."""
    _, state, why = line.split(" ", 2)
    assert state == "failed", f"the status bar says that it is saved: {line}"
    assert why.strip(), "nobody was told why"


def _check_not_called_saved(said: Sequence[str]) -> None:
    """Once refused, nothing is called saved while the spell lasts."""
    words = [line.split(" ")[0] for line in said]
    assert "kept" not in words[words.index("failed") :], "it was called saved while it was refused"
