"""Texts in SQL without accents, capitals and markup: as they are compared, and put in order."""

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import fold

# Anything but the characters of ASCII without those that mark something up: * [ \\ and ].
_NOT_PLAIN = "'*[^ -)+-Z^-~]*'"


def add_functions(connection: Any) -> None:
    """Give a connection to SQLite the function that `folded` calls."""
    connection.create_function("fold", 1, lambda text: text and fold_text(text), deterministic=True)


@lru_cache(20_000)
def fold_text(text: str) -> str:
    """Return a text as `folded` has it."""
    return fold(plain_text(text))


def folded(text: Any) -> Any:
    """Return an expression of text in the form in which it is compared."""
    return sa.func.fold(text, type_=sa.String)


def in_order(column: Any) -> Any:
    """Return by what to put a column of very many texts in order: nearly as `folded`, but faster.

    Most texts are plain, and SQLite itself needs a fraction of the time for these.
    """
    not_plain = column.op("GLOB")(sa.literal_column(_NOT_PLAIN))
    return sa.case((not_plain, folded(column)), else_=sa.func.lower(column))
