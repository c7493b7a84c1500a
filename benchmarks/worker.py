"""A peer in a process of its own that does its job when asked, and says how long it took."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.timing import PeerError

_PATIENCE = 5
SCRIPTS = Path(__file__).parent / "workers"


class Worker:
    """A started worker script: a line of JSON in, a line of JSON out. Ended when the block ends."""

    def __init__(self, *command: str | Path, folder: Path | None = None) -> None:
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=folder,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, **request: Any) -> dict[str, Any]:
        """Return the worker's answer. Raises PeerError if it died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise PeerError(f"{self._process.args!r} ended before it answered")
        told: dict[str, Any] = json.loads(answer)
        return told

    def job(self, **request: Any) -> Callable[[], float]:
        """Return a run that asks for this, and takes the seconds the worker counted."""
        return lambda: float(self.ask(**request)["seconds"])
