"""A page that was typed on before its meeting was open: as it was, and as it is now."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page.blocks import Block, Sheet, read_block

_BITS = 63


class TypedPage(NamedTuple):
    """Blocks by key, in the order they stand. `rows` says in which row each key of `was` is kept."""

    rows: Mapping[int, int]
    was: Mapping[int, Block]
    now: Mapping[int, Block]

    def sheets(self) -> tuple[dict[int, Sheet], dict[int, Sheet]]:
        """Return what both pages say. What stands empty says nothing."""
        return _sheets(self.was), _sheets(self.now)


def write_page(page: TypedPage) -> str:
    """Return the text that `read_page` reads as `page`."""
    return json.dumps([list(page.rows.items()), _written(page.was), _written(page.now)])


def read_page(text: str) -> TypedPage:
    """Return the page that was written as `text`. Raises UserError for what `write_page` does not write."""
    try:
        rows, was, now = json.loads(text)
        page = TypedPage({_id(key): _id(row) for key, row in rows}, _read(was), _read(now))
    except (ValueError, TypeError, RecursionError) as error:
        raise UserError("What was typed cannot be read: another program wrote it.") from error
    if not page.was.keys() <= page.rows.keys():
        raise UserError("What was typed cannot be read: another program wrote it.")
    return page


def _sheets(blocks: Mapping[int, Block]) -> dict[int, Sheet]:
    return {key: sheet for key, block in blocks.items() if (sheet := read_block(block))}


def _written(blocks: Mapping[int, Block]) -> list[list[object]]:
    return [[key, block.text, block.level, block.heading] for key, block in blocks.items()]


def _read(blocks: Any) -> dict[int, Block]:
    read = {}
    for key, text, level, heading in blocks:
        if not (isinstance(text, str) and isinstance(heading, bool)):
            raise TypeError(text, heading)
        read[_id(key)] = Block(text, _id(level), heading)
    return read


def _id(value: Any) -> int:
    """Return a number that SQLite can hold as well."""
    if type(value) is not int or value.bit_length() > _BITS:
        raise TypeError(value)
    return value
