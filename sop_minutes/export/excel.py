"""Excel files: the action register as one table."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience
from sop_minutes.export.log_layout import Field, log_fields, log_marking, log_summary, printed_fields

_CELL_HOLDS = 32_767
_SHORTENED = " … (shortened: an Excel cell holds no more)"
_LINE_HEIGHT, _ROW_PADDING, _TALLEST = 14.25, 3.0, 409.0
_NARROW, _CAPITAL, _WIDEST, _USABLE = 0.55, 1.25, 1.5, 0.97
_NARROW_LETTERS, _WIDE_LETTERS = frozenset("iljtfrI .,:;'’‘!|()[]/-"), frozenset("mwMW%@–—…")
_LATIN = 0x24F
_FIRST_DAY = date(1900, 3, 1)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Columns are measured in digits of the default font: ours, so that every program agrees on them.
    "default_format_properties": {"font_name": "Arial", "font_size": 11},
}
_TEXT = {"font_name": "Arial", "font_size": 11, "valign": "top", "align": "left"}
_CELL = _TEXT | {"bottom": 1, "bottom_color": "#B8C4CE"}
LOOKS = {
    "text": _CELL | {"text_wrap": True},
    "day": _CELL | {"num_format": "d mmmm yyyy"},
    "head": _TEXT | {"bold": True, "bg_color": "#E4ECF3", "font_color": "#14344D"},
}


def render_excel(
    rows: Sequence[ActionRow], title: str, extent: str, as_of: date, audience: Audience, now: datetime
) -> bytes:
    """Return the actions as an .xlsx: text only ever as text, dates as dates, the header row a real one."""
    target = BytesIO()
    fields = log_fields(audience)
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties(file_properties(title, f"{extent} {log_summary(rows, as_of)}", now))
        sheet = book.add_worksheet("Actions")
        set_up_sheet(sheet, title, log_marking(rows, audience))
        sheet.print_area(0, 0, max(len(rows), 1), len(printed_fields(audience)) - 1)
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        for column, field in enumerate(fields):
            sheet.set_column(column, column, field.width)
        sheet.add_table(0, 0, max(len(rows), 1), len(fields) - 1, _table(fields, looks["head"]))
        for line, row in enumerate(rows, start=1):
            values = [field.value(row, as_of) for field in fields]
            sheet.set_row(line, _height(fields, values))
            for column, value in enumerate(values):
                write_cell(sheet, line, column, value, looks)
    return target.getvalue()


def file_properties(title: str, subject: str, now: datetime) -> dict[str, object]:
    """Return what a file says of itself."""
    made = now.astimezone(UTC).replace(tzinfo=None)
    return {
        "title": clean_text(title),
        "subject": clean_text(subject),
        "author": "SOP Minutes",
        "created": made,
    }


def set_up_sheet(sheet: Worksheet, title: str, marking: str) -> None:
    """Have the sheet read and print well: the header row stays and repeats, A4 on its side, one page wide."""
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    sheet.set_header(f"&L{_printed(title)}&R{marking}")
    sheet.set_footer(f"&L{marking}&RPage &P of &N")


def _printed(title: str) -> str:
    """Return `title` as a printed header may hold it: short, and with no codes in it."""
    return clean_text(title)[:100].replace("&", "&&")


def _table(fields: Sequence[Field], head: Format) -> dict[str, object]:
    return {
        "name": "Actions",
        "columns": [{"header": field.title, "header_format": head} for field in fields],
        "style": "Table Style Light 1",
        "banded_rows": False,
        "autofilter": True,
    }


def _height(fields: Sequence[Field], values: Sequence[str | date | None]) -> float:
    """Return how high a row must be for its longest cell: not every program works that out by itself."""
    said = zip(fields, values, strict=True)
    lines = max(_lines(value, field.width) for field, value in said if isinstance(value, str))
    return min(_LINE_HEIGHT * lines + _ROW_PADDING, _TALLEST)


def _lines(text: str, width: int) -> int:
    """Return on how many lines `text` stands in a column, by how wide its letters are in Arial."""
    if len(text) * _WIDEST <= width and "\n" not in text:
        return 1
    return sum(_lines_of(part, width * _USABLE) for part in text[:_CELL_HOLDS].split("\n"))


def _lines_of(text: str, width: float) -> int:
    lines, at = 1, 0.0
    for word in text.split(" "):
        wide = sum(_width_of(letter) for letter in word)
        if at and at + _NARROW + wide > width:
            lines, at = lines + 1, 0.0
        at += wide + (_NARROW if at else 0.0)
        lines += int(at // width)
        at %= width
    return lines


def _width_of(letter: str) -> float:
    """Return how wide a letter is, in digits, the unit of a column's width."""
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDEST
    return _CAPITAL if letter.isupper() or ord(letter) > _LATIN else 1.0


def write_cell(
    sheet: Worksheet, line: int, column: int, value: str | date | None, looks: dict[str, Format]
) -> None:
    """Write a value: a text as text whatever it begins with, a day as a day."""
    if isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(line, column, value, looks["day"])
    else:
        said = value.isoformat() if isinstance(value, date) else clean_text(value or "")
        sheet.write_string(line, column, _fitting(said), looks["text"])


def _fitting(text: str) -> str:
    """Return `text`, or as much of it as an Excel cell holds, and that it was shortened."""
    if len(text.encode("utf-16-le")) <= 2 * _CELL_HOLDS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (_CELL_HOLDS - len(_SHORTENED))]
    return kept.decode("utf-16-le", "ignore") + _SHORTENED
