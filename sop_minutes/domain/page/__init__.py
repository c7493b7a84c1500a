"""The record page: a note as blocks of text, and what changed between two states of it."""

from typing import TYPE_CHECKING

from sop_minutes.domain.lazily import from_modules

if TYPE_CHECKING:
    from sop_minutes.domain.page.blocks import Block, Sheet, read_block, write_block
    from sop_minutes.domain.page.changes import (
        OPENING,
        Added,
        Change,
        Changed,
        Deleted,
        Moved,
        changes_between,
        changes_text_alone,
    )
    from sop_minutes.domain.page.forms import Form, has_form, with_form, without_form
    from sop_minutes.domain.page.inserting import Inserted, inserted
    from sop_minutes.domain.page.keys import keys_after
    from sop_minutes.domain.page.narrowing import Edit, audiences_of, is_narrower, narrowed, prefix_end
    from sop_minutes.domain.page.typed import TypedPage, read_page, write_page
else:
    __getattr__ = from_modules(
        __name__,
        dict.fromkeys(("Block", "Sheet", "read_block", "write_block"), "blocks")
        | dict.fromkeys(
            (
                "OPENING",
                "Added",
                "Change",
                "Changed",
                "Deleted",
                "Moved",
                "changes_between",
                "changes_text_alone",
            ),
            "changes",
        )
        | dict.fromkeys(("Form", "has_form", "with_form", "without_form"), "forms")
        | dict.fromkeys(("Inserted", "inserted"), "inserting")
        | dict.fromkeys(("keys_after",), "keys")
        | dict.fromkeys(("Edit", "audiences_of", "is_narrower", "narrowed", "prefix_end"), "narrowing")
        | dict.fromkeys(("TypedPage", "read_page", "write_page"), "typed"),
    )

__all__ = [
    "OPENING",
    "Added",
    "Block",
    "Change",
    "Changed",
    "Deleted",
    "Edit",
    "Form",
    "Inserted",
    "Moved",
    "Sheet",
    "TypedPage",
    "audiences_of",
    "changes_between",
    "changes_text_alone",
    "has_form",
    "inserted",
    "is_narrower",
    "keys_after",
    "narrowed",
    "prefix_end",
    "read_block",
    "read_page",
    "with_form",
    "without_form",
    "write_block",
    "write_page",
]
