"""What the typist at the window was told, and whether it is there."""

import sys
from collections.abc import Sequence
from pathlib import Path

from sop_minutes.queries.page import page_rows
from sop_minutes.storage.database import Database
from sop_minutes.storage.mending import problems
from tests.faults.window_typist import hash_of

Told = Sequence[tuple[str, str]]
"""Words and what they are of, in their order: ("try", hash), ("kept", hash), ("failed", sentence)."""


def typist_words(path: Path, meeting_id: int, seed: int) -> list[str]:
    """Return the command that types in a window of its own."""
    return [sys.executable, "-m", "tests.faults.window_typist", str(path), str(meeting_id), str(seed)]


def told_in(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return what whole lines tell."""
    words = (line.rstrip("\n").partition(" ") for line in lines if line.endswith("\n"))
    return [(word, rest) for word, _, rest in words if word in ("try", "kept", "failed")]


def check_kept(path: Path, meeting_id: int, told: Told) -> int:
    """Return how many saves were told; AssertionError where the last of them is not there, or not whole.

    What is there is what was called saved last, or what was on its way after that.
    """
    said = [(word, state) for word, state in told if word != "failed"]
    kept = [number for number, (word, _) in enumerate(said) if word == "kept"]
    allowed = {state for _, state in said[kept[-1] :]} if kept else {hash_of([]), *(s for _, s in said)}
    with Database.open(path) as database:
        there = hash_of([row.sheet for row in database.read(page_rows, meeting_id)])
        wrong = database.read(lambda session: problems(session.connection()))
    assert there in allowed, "what was called saved is not there"
    assert wrong == (), wrong
    return len(kept)
