"""Read a Word note that went out from here and came back, with all that was changed in it."""

from sop_minutes.importing.returned.reader import read_copy

__all__ = ["read_copy"]
