"""The same verbs from a terminal. Exit codes: 0 done, 1 a sentence on stderr, 2 wrong usage."""

from sop_minutes.cli.main import main

__all__ = ["main"]
