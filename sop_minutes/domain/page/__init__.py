"""The record page: a note as blocks of text, and what changed between two states of it."""

from sop_minutes.domain.page.blocks import Block, Sheet, read_block, write_block
from sop_minutes.domain.page.changes import OPENING, Added, Change, Changed, Deleted, Moved, changes_between
from sop_minutes.domain.page.keys import keys_after
from sop_minutes.domain.page.typed import TypedPage, read_page, write_page

__all__ = [
    "OPENING",
    "Added",
    "Block",
    "Change",
    "Changed",
    "Deleted",
    "Moved",
    "Sheet",
    "TypedPage",
    "changes_between",
    "keys_after",
    "read_block",
    "read_page",
    "write_block",
    "write_page",
]
