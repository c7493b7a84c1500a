"""CSV files: the action register for any spreadsheet, with nothing in it that one would run."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience
from sop_minutes.export.log_layout import log_fields

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_csv(rows: Sequence[ActionRow], as_of: date, audience: Audience) -> bytes:
    """Return the actions as CSV in UTF-8, with the mark by which Excel knows that; dates are ISO."""
    fields = log_fields(audience)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(field.title for field in fields)
    for row in rows:
        writer.writerow(csv_cell(field.value(row, as_of)) for field in fields)
    return target.getvalue().encode("utf-8-sig")


def csv_cell(value: str | date | None) -> str:
    """Return a cell; an apostrophe goes before what a spreadsheet would take for a formula."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = clean_text(value)
    return f"'{text}" if text.startswith(_RUNS) or text.lstrip().startswith(_RUNS) else text
