"""Where `sop-minutes` begins: the window, or the terminal's verbs."""

import builtins
import gc
import sys
from pathlib import Path

from sop_minutes.screens import NO_SCREEN, has_screen, missing_library


def main() -> None:
    """Open the window if nothing but a database is named, else do what the terminal says."""
    database = window_on(sys.argv[1:])
    if database is None:
        from sop_minutes.cli import main as terminal

        terminal()
        return
    if not has_screen():
        sys.exit(NO_SCREEN)
    try:
        start_fast()
        from sop_minutes.app import run
    except ImportError as error:
        sys.exit(missing_library(error))

    sys.exit(run(Path(database) if database else None))


def start_fast() -> None:
    """Spare the start what it does not need; the window lets the collector work again (`collector.py`).

    Nothing is garbage while modules are imported. And PySide reads the source of every module that
    is imported after it, to see whether it wants its `__feature__`, which nobody here does.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def window_on(words: list[str]) -> str | None:
    """Return which database the window is wanted on, "" for the last one; None if a verb is given."""
    if not words:
        return ""
    if len(words) == 1 and words[0].endswith(".sopm") and not words[0].startswith("-"):
        return words[0]
    if len(words) == 2 and words[0] == "--database" and "://" not in words[1]:
        return words[1]
    one = words[0].partition("--database=")
    return one[2] if len(words) == 1 and not one[0] and one[2] and "://" not in one[2] else None
