"""Which process does something, and whether it is still there."""

import os


def this_machine() -> str:
    """Return the name of the machine; `socket` and `platform` know it too, but take long to import."""
    return os.uname().nodename if os.name == "posix" else os.environ.get("COMPUTERNAME", "")


def is_ours(host: str, process: int) -> bool:
    """Say whether a process is this one."""
    return (host, process) == (this_machine(), os.getpid())


def is_at_work(host: str, process: int) -> bool:
    """Say whether a process may still be there; on another machine, or where one cannot ask, nobody knows."""
    if host != this_machine() or os.name != "posix":  # elsewhere, asking would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):  # or a number that no process has
        return False
    except PermissionError:
        return True
    return True
