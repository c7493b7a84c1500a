"""A page that was typed on before its meeting was open: as it was, and as it is now."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from sop_minutes.domain.page.blocks import Block, Sheet, read_block


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
    """Return the page that was written as `text`."""
    rows, was, now = json.loads(text)
    return TypedPage(dict(rows), _read(was), _read(now))


def _sheets(blocks: Mapping[int, Block]) -> dict[int, Sheet]:
    return {key: sheet for key, block in blocks.items() if (sheet := read_block(block))}


def _written(blocks: Mapping[int, Block]) -> list[list[object]]:
    return [[key, block.text, block.level, block.heading] for key, block in blocks.items()]


def _read(blocks: list[tuple[int, str, int, bool]]) -> dict[int, Block]:
    return {key: Block(text, level, heading) for key, text, level, heading in blocks}
