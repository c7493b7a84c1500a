"""Chasers out: one draft for each owner, in a folder, all of them or none."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from sop_minutes.domain.chasing import ChaserSheet, Owed
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import fold
from sop_minutes.export.chaser_mail import chaser_message, chaser_text
from sop_minutes.export.chaser_wording import subject_of
from sop_minutes.export.files import why_not_saved, write_whole
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.reply_form import reply_form
from sop_minutes.export.specimen import specimen_row
from sop_minutes.export.withheld import refuse_withheld
from sop_minutes.export.wording import origin_text, owners_text

_NOT_IN_NAME = re.compile(r"[^\w '’.-]+")
_LONGEST = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def write_chasers(
    sheets: Sequence[ChaserSheet],
    folder: Path,
    *,
    as_of: date,
    until: date,
    withheld: Sequence[str],
    now: datetime,
) -> tuple[Path, ...]:
    """Write a draft for each owner into `folder`, which is made if it is not there; return the files.

    `withheld` are texts that not everybody may see: one in a draft whose own actions do not hold it
    stops them all. Raises UserError for that, and for a file that is there already; then nothing is
    written.
    """
    paths = [folder / name for name in file_names(sheets)]
    for path in paths:
        if path.exists():
            raise UserError(f"“{path.name}” is in that folder already; choose another folder.")
    drafts = [checked_draft(sheet, as_of, until, withheld, now) for sheet in sheets]
    _make_folder(folder)
    written: list[Path] = []
    try:
        for path, draft in zip(paths, drafts, strict=True):
            write_whole(path, draft)
            written.append(path)
    except UserError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(written)


def checked_draft(
    sheet: ChaserSheet, as_of: date, until: date, withheld: Sequence[str], now: datetime
) -> bytes:
    """Return one draft that holds nothing `withheld` but what is its owner's own. Raises UserError."""
    content = chaser_message(sheet, as_of, until, now)

    def fixed() -> Iterator[str]:
        return found_texts(chaser_message(_specimen(), as_of, until, now), ".eml")

    refuse_withheld(
        content,
        ".eml",
        withheld,
        shown=_shown(sheet, as_of, until, now),
        fixed=fixed,
        name=f"draft to {sheet.name}",
    )
    return content


def file_names(sheets: Sequence[ChaserSheet]) -> list[str]:
    """Return a file's name for each draft, its owner's: no two alike, and good on every system."""
    found: dict[str, str] = {}
    for sheet in sheets:
        stem = " ".join(_NOT_IN_NAME.sub(" ", sheet.name).split()).strip(". ")[:_LONGEST].strip(". ")
        stem = f"Actions of {stem}".strip() if not stem or _RESERVED.fullmatch(stem) else stem
        name, number = stem, 1
        while fold(name) in found:
            number += 1
            name = f"{stem} {number}"
        found[fold(name)] = f"{name}.eml"
    return list(found.values())


def _shown(sheet: ChaserSheet, as_of: date, until: date, now: datetime) -> Iterator[str]:
    yield from (sheet.name, sheet.address, subject_of(sheet, as_of))
    yield from chaser_text(sheet, as_of, until).split("\n")
    yield from reply_form(sheet, as_of, now).texts()
    for owed in sheet.owed:
        yield from (owed.row.group, owners_text(owed.row.owners), origin_text(owed.row))


def _specimen() -> ChaserSheet:
    return ChaserSheet(0, "·", "nobody@example.org", (Owed(specimen_row()),), "·")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(why_not_saved(folder, error)) from error
