"""Copies of notes that came back: kept, and each change taken or refused."""

from sop_minutes.commands.returned.accepting import accept_all, accept_change, reject_change
from sop_minutes.commands.returned.keeping import Kept, keep_returned_copy
from sop_minutes.commands.returned.narrowing import narrowed_by

__all__ = [
    "Kept",
    "accept_all",
    "accept_change",
    "keep_returned_copy",
    "narrowed_by",
    "reject_change",
]
