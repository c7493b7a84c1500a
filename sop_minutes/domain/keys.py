"""Keys of meetings: ``CG/2017-11-15``."""

import re
from datetime import date

from sop_minutes.domain.errors import UserError

_KEY = re.compile(r"(?<=[\s/])(?P<on>\d{4}-\d{2}-\d{2})(?:-(?P<sequence>\d{1,4}))?$")


def format_key(code: str, on: date, sequence: int = 1) -> str:
    """Return a meeting's key; it ends in ``-2`` for a second meeting of the group on that day."""
    return f"{code}/{on.isoformat()}" + (f"-{sequence}" if sequence > 1 else "")


def read_key(key: str) -> tuple[str, date, int]:
    """Return (group as written, date, sequence). Raises UserError for what is no key."""
    typed = key.strip()
    parts = _KEY.search(typed)
    group = typed[: parts.start()].rstrip().rstrip("/").rstrip() if parts else ""
    try:
        on = date.fromisoformat(parts["on"]) if parts else None
    except ValueError:
        on = None
    if parts is None or on is None or not group:
        raise UserError(f"“{key}” is not a meeting's key; one looks like CG/2017-11-15.")
    return group, on, int(parts["sequence"] or 1)
