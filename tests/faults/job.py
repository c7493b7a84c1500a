"""What is done when the power goes or the disk fails, and what must be there afterwards."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.faults.office import Check


class Job(NamedTuple):
    """What is done when the power goes. `words` runs in a folder that `prepare` has filled.

    `check` is given the folder after the cut, and what was told before it; AssertionError on a loss.
    """

    name: str
    words: list[str]
    prepare: Callable[[Path], object]
    check: Check
    seconds: float | None = None
