"""What the database engine complains of, as sentences for a person."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.access import is_full

_ALONE = (
    "The disk that {file} is on is full: one program at a time can open it there, and another has it open. "
    "Nothing was changed; make room on the disk, or close the other program."
)
_DAMAGED = "First try: sop-minutes check --mend; a backup is put back with: sop-minutes backups restore"
_SENTENCES = (
    (("locked", "busy"), "{file} is being written by another program. Nothing was changed; try again."),
    (("readonly", "read-only"), "{file} cannot be written: it or its folder is read-only."),
    (("full",), "The disk is full. Nothing was changed in {file}."),
    (("disk i/o", "unable to open"), "{file} cannot be read or written. Nothing was changed."),
    (
        ("malformed", "not a database", "corrupt"),
        "{file} is damaged. Put back a backup of it, or open a copy kept elsewhere.",
    ),
)


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn what can be explained of the engine's errors into UserError; the rest is a bug and passes."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        said = str(getattr(error, "orig", None) or error).lower()
        for words, sentence in _SENTENCES:
            if any(word in said for word in words):
                if "busy" in words and path is not None and is_full(path):
                    sentence = _ALONE
                hint = _DAMAGED if "malformed" in words else ""
                raise UserError(sentence.format(file=path or "The database"), at_terminal=hint) from error
        raise


def reason_of(error: Exception) -> str:
    """Return in a few words why a file could not be written."""
    said = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    is_full_now = getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in said
    return "the disk is full" if is_full_now else said
