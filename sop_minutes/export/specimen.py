"""Files that say nothing: what they hold is the fixed wording and markup of every file of their kind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sop_minutes.domain.charts import Chart, Series, Shape
from sop_minutes.domain.inline import Run
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.export.blocks import Block, Cell, Column, Document, Heading, Look, Paragraph, Pictures, Table

_DOT = "·"


def specimen(document: Document) -> Document:
    """Return a document with one of each block and nothing said, otherwise like `document`."""
    return replace(document, title=_DOT, author=_DOT, subject=_DOT, blocks=tuple(_blocks()))


def specimen_row() -> ActionRow:
    """Return an action with nothing said."""
    day = date(2000, 1, 1)
    return ActionRow(
        id=0,
        ref=_DOT,
        text=_DOT,
        owners=(_DOT,),
        due=Due(_DOT, day, DuePrecision.DAY),
        status=ActionStatus.OPEN,
        audience=Audience.PUBLIC,
        meeting=_DOT,
        item=_DOT,
        group=_DOT,
        raised_on=day,
        done_on=day,
        last_note=_DOT,
    )


def _blocks() -> Iterator[Block]:
    yield from (Heading(level, _DOT, new_page=level > 1) for level in (1, 2, 3))
    styled = tuple(Run(_DOT, bold, italic) for bold in (False, True) for italic in (False, True))
    for look in Look:
        yield Paragraph((*styled, Run(_DOT, link="https://example.org/")), look, f"{_DOT} ")
    yield from (Paragraph((Run(_DOT),), level=level) for level in range(1, 10))
    dot = Series(_DOT, (1,))
    yield Pictures((Chart(_DOT, _DOT, _DOT, Shape.BARS, _DOT, (_DOT,), (_DOT,), (dot, dot)),) * 4)
    for count in (4, 5, 6):
        cells: tuple[Cell, ...] = ((Run(_DOT),),) * count
        yield Table(_DOT, _DOT, (Column(_DOT, 1),) * count, (cells,), numbers=count > 5)
