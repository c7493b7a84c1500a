"""docx2python and mammoth: {"reader": name, "file": path} in, {"seconds": …} out; null if it raised.

Runs in the peers' Python. What the packages print goes nowhere.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

_LIMIT = 20


def docx2python(path: str) -> None:
    from docx2python import docx2python as read

    with read(path) as document:
        _ = document.text


def mammoth(path: str) -> None:
    import mammoth as package

    with open(path, "rb") as file:  # noqa: PTH123 - as its own page shows it
        package.convert_to_html(file)


_READERS: dict[str, Callable[[str], None]] = {"docx2python": docx2python, "mammoth": mammoth}


def _timed(asked: dict[str, Any]) -> float | None:
    signal.alarm(_LIMIT)
    began = time.perf_counter()
    try:
        _READERS[asked["reader"]](asked["file"])
    except Exception:
        return None
    finally:
        signal.alarm(0)
    return time.perf_counter() - began


def _too_long(_signal: int, _frame: object) -> None:
    raise TimeoutError


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGALRM, _too_long)
    for line in sys.stdin:
        print(json.dumps({"seconds": _timed(json.loads(line))}), file=answers, flush=True)


main()
