"""Run as a program under strace: does verbs, each in a child of its own that has all imported already.

strace counts the calls of each kind in each child, and refuses the thousandth. A child first makes so many of
that kind that come to nothing that the one that is to be refused is its thousandth.
"""

import json
import os
import pkgutil
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

THOUSANDTH = 1000


def main() -> None:
    """Do what each line of standard input asks for, and answer each with the child's number and exit code."""
    import_all()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _do(asked)
        _, status = os.waitpid(child, 0)
        os.write(1, f"{child} {os.waitstatus_to_exitcode(status)}\n".encode())


def import_all() -> None:
    """Import all that a verb may need, so that no child has to."""
    import sop_minutes

    for module in pkgutil.walk_packages(sop_minutes.__path__, "sop_minutes."):
        apart = (
            "sop_minutes.ui",
            "sop_minutes.app",
            "sop_minutes.__main__",
            "sop_minutes.storage.migrations",
        )
        if not module.name.startswith(apart):
            import_module(module.name)


def _do(asked: dict[str, Any]) -> None:
    """Do a verb in a folder, its words written beside; never returns."""
    code = 1
    try:
        os.chdir(asked["folder"])
        for handle, name in ((1, "said"), (2, "wrong")):
            os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), handle)
        sys.argv = ["sop-minutes", *asked["words"]]
        from sop_minutes.cli.main import main as terminal

        spend(asked["call"], THOUSANDTH - int(asked["number"]))
        terminal()
        sys.stdout.flush()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
        sys.stdout.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 70
    finally:
        sys.stderr.flush()
        os._exit(code)


def spend(call: str, number: int) -> None:
    """Make so many calls of a kind that strace counts and that do nothing."""
    handle = os.open(os.devnull, os.O_WRONLY)
    make = {
        "pwrite64": lambda: os.pwrite(handle, b"", 0),
        "write": lambda: os.write(handle, b""),
        "fsync": lambda: os.fsync(handle),
        "fdatasync": lambda: os.fdatasync(handle),
        "ftruncate": lambda: os.ftruncate(handle, 0),
    }[call]
    for _ in range(number):
        with suppress(OSError):  # what is no file cannot be synced; it is counted all the same
            make()


if __name__ == "__main__":
    main()
