"""Chasers out: one draft for each owner, in a folder, all of them or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sop_minutes.domain.chasing import ChaserSheet
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.export.chaser_mail import chaser_message
from sop_minutes.export.files import write_together
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.naming import draft_names
from sop_minutes.export.withheld import refuse_untold, refuse_withheld


def write_chasers(
    sheets: Sequence[ChaserSheet],
    folder: Path,
    *,
    as_of: date,
    until: date,
    withheld: Mapping[str, str],
    now: datetime,
) -> tuple[Path, ...]:
    """Write a draft for each owner into `folder`, which is made if it is not there; return the files.

    `withheld` are texts that not everybody may see, each with the action it is of: one in a draft whose
    own actions do not hold it stops them all. Raises UserError for that, and for a file that is there
    already; then nothing is written.
    """
    drafts = (checked_draft(sheet, as_of, until, withheld, now) for sheet in sheets)
    names = draft_names([sheet.name for sheet in sheets], "Actions of")
    return write_together(folder, dict(zip(names, drafts, strict=True)))


def checked_draft(
    sheet: ChaserSheet, as_of: date, until: date, withheld: Mapping[str, str], now: datetime
) -> bytes:
    """Return one draft that holds nothing but what its owner may be told. Raises UserError."""
    name = f"draft to {sheet.name}"
    refuse_untold(sheet.owed, name)
    content = chaser_message(sheet, as_of, until, now)

    def told() -> Iterator[str]:
        return found_texts(chaser_message(_as_told(sheet), as_of, until, now), ".eml")

    refuse_withheld(content, ".eml", tuple(withheld), shown=(), fixed=told, name=name, refs=withheld)
    return content


def _as_told(sheet: ChaserSheet) -> ChaserSheet:
    """Return a sheet with nothing of its actions but what is told: no note, no words for a due date."""
    return replace(sheet, owed=tuple(owed._replace(row=_told(owed.row)) for owed in sheet.owed))


def _told(row: ActionRow) -> ActionRow:
    return ActionRow(
        id=row.id,
        ref=row.ref,
        text=row.text,
        owners=row.owners,
        due=Due("", row.due.on, row.due.precision),
        status=row.status,
        audience=row.audience,
        meeting="",
        item=row.item,
        group=row.group,
        raised_on=row.raised_on,
    )
