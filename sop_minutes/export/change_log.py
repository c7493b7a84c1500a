"""The change log out: a spreadsheet, CSV or web page, for the record or for members."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import Run
from sop_minutes.domain.logged import LoggedRow, LoggedSeal, ToldEntry, entry_for_reader
from sop_minutes.domain.words import Audience, may_see
from sop_minutes.export.blocks import Column, Document, Heading, Look, Paragraph, Table
from sop_minutes.export.comma_separated import csv_cell
from sop_minutes.export.excel import LOOKS, OPTIONS, file_properties, set_up_sheet, write_cell
from sop_minutes.export.files import write_whole
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.marking import marking_of
from sop_minutes.export.note import known_suffix
from sop_minutes.export.web_page import render_web_page
from sop_minutes.export.withheld import refuse_withheld

SUFFIXES = (".xlsx", ".csv", ".html")

TITLE = "Change log"
_EXCEL_HOLDS = 1_000_000
_SENTENCE = 3  # words: shorter values, a status or a name, are said of many rows


class _Line(NamedTuple):
    entry: str
    at: str
    who: str
    done: str
    where: str
    what: str
    deed: str
    field: str
    before: str
    after: str
    reader: str


_COLUMNS = (
    ("Entry", 9),
    ("When", 22),
    ("Who", 16),
    ("What was done", 32),
    ("Where", 34),
    ("Of what", 26),
    ("Became", 10),
    ("Field", 18),
    ("Before", 48),
    ("After", 48),
    ("For", 11),
)


def write_change_log(
    entries: Sequence[ToldEntry],
    path: Path,
    *,
    extent: str,
    seal: LoggedSeal,
    reader: Audience,
    now: datetime,
) -> None:
    """Write entries, in their order, as `reader` may see them; the file's suffix says as what.

    `extent` says in a sentence which they are, `seal` is the newest of the log. What the reader may
    not see is said to be withheld. Raises UserError where that cannot be, or for the public.
    """
    suffix = known_suffix(path, SUFFIXES, of="the change log")
    if reader is Audience.PUBLIC:
        raise UserError("The change log is not for the public: write it for members, or for the record.")
    lines = [line for told in entries for line in _lines(told, reader)]
    about = (extent, _sealed(seal, now))
    marking = marking_of((), reader, (row.audience for told in entries for row in _shown(told, reader)))
    if suffix == ".xlsx":
        content = _excel(lines, about, marking, now)
    elif suffix == ".csv":
        content = _csv(lines, about)
    else:
        content = render_web_page(_document(lines, about, marking, now))
    fixed = (*(title for title, _ in _COLUMNS), TITLE, *about)
    shown = [*fixed, *(cell for line in lines for cell in line)]
    refuse_withheld(
        content,
        suffix,
        tuple(_withheld(entries, reader)),
        shown=shown,
        fixed=lambda: found_texts(render_web_page(_document([], about, marking, now)), ".html"),
        name="change log",
    )
    write_whole(path, content)


def _sealed(seal: LoggedSeal, now: datetime) -> str:
    local = now.astimezone()
    when = f"Written on {format_date(local.date())} at {local:%H:%M}."
    how = " Whether the log is still as it was then says: sop-minutes check --seal SEAL" if seal.entry else ""
    return f"{when} Newest seal of the log: {seal.words}.{how}"


def _shown(told: ToldEntry, reader: Audience) -> Iterator[LoggedRow]:
    return (row for row in told.rows if may_see(reader, row.audience))


def _withheld(entries: Sequence[ToldEntry], reader: Audience) -> Iterator[str]:
    """Yield the sentences that a reader may not see."""
    for told in entries:
        for row in told.rows:
            if not may_see(reader, row.audience):
                said = (text for field in row.fields for text in (field.before, field.after))
                yield from (text for text in said if len(text.split()) >= _SENTENCE)


def _lines(told: ToldEntry, reader: Audience) -> Iterator[_Line]:
    told = entry_for_reader(told, reader)
    head = told.head
    local = head.at.astimezone()
    at = f"{local:%Y-%m-%d %H:%M:%S}"
    for row in told.rows:
        common = (head.numbers, at, head.who, head.label, row.where, row.what, row.deed)
        for field in row.fields:
            yield _Line(*common, field.name, field.before, field.after, row.audience.value)
        if not row.fields:
            yield _Line(*common, "", "", "", row.audience.value)


def _excel(lines: Sequence[_Line], about: Sequence[str], marking: str, now: datetime) -> bytes:
    if len(lines) > _EXCEL_HOLDS:
        raise UserError("That is more than an Excel sheet holds: narrow it, or write it as .csv.")
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties(file_properties(TITLE, " ".join(about), now))
        sheet = book.add_worksheet(TITLE)
        set_up_sheet(sheet, TITLE, marking)
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        for column, (_, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
        headers = [{"header": title, "header_format": looks["head"]} for title, _ in _COLUMNS]
        table = {"name": "Changes", "columns": headers, "style": "Table Style Light 1", "banded_rows": False}
        sheet.add_table(0, 0, max(len(lines), 1), len(_COLUMNS) - 1, table)
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                write_cell(sheet, number, column, value, looks)
        for number, said in enumerate(about, start=max(len(lines), 1) + 2):
            sheet.write_string(number, 0, said)
    return target.getvalue()


def _csv(lines: Sequence[_Line], about: Sequence[str]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(title for title, _ in _COLUMNS)
    for line in lines:
        writer.writerow(csv_cell(value) for value in line)
    for said in about:
        writer.writerow([csv_cell(said), *[""] * (len(_COLUMNS) - 1)])
    return target.getvalue().encode("utf-8-sig")


def _document(lines: Sequence[_Line], about: Sequence[str], marking: str, now: datetime) -> Document:
    widths = (*(Column(title, width) for title, width in _COLUMNS),)
    rows = tuple(tuple((Run(cell),) for cell in line) for line in lines)
    text = "One field that changed a row: who changed it, when, and what it said before and after."
    table = (Table(TITLE, text, widths, rows),) if rows else ()
    notes = (Paragraph((Run(said),), Look.TABLE_NOTE) for said in about)
    return Document(TITLE, "SOP Minutes", about[0], marking, now, (Heading(1, TITLE), *notes, *table))
