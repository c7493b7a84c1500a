"""The page with a database's recovery key, to be printed and put away."""

from datetime import datetime

from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import Run
from sop_minutes.export.blocks import Block, Column, Document, Heading, Paragraph, Table

_IN_A_ROW = 4


def recovery_page(database: str, printed: str, made: datetime) -> Document:
    """Return the page for the database of that name; `printed` is its key in groups."""
    groups = printed.split()
    rows = tuple(
        tuple((Run(f"{number + 1}.  {groups[number]}"),) for number in range(start, start + _IN_A_ROW))
        for start in range(0, len(groups), _IN_A_ROW)
    )
    columns = tuple(Column(name, 1) for name in ("First", "Second", "Third", "Fourth"))
    blocks: tuple[Block, ...] = (
        Heading(1, f"Recovery key of {database}"),
        _said(f"Made on {format_date(made.date())}. Whoever has it and the file can read all."),
        Table("The key", "Sixteen groups of six digits, in rows of four", columns, rows),
        Heading(2, "What it is for"),
        _said(
            "It opens the minutes where the passphrase is forgotten or the machine is lost: open the file, "
            "or a backup of it, in SOP Minutes on any machine, and type the groups row by row. Each group is "
            "checked by itself, and can be read over the telephone."
        ),
        _said("Keep it locked away, apart from the machine. Without it, what is lost is lost for good."),
    )
    return Document(f"Recovery key of {database}", "SOP Minutes", "Recovery key", "RESTRICTED", made, blocks)


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text),))
