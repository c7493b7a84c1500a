"""Action logs out: rows of the register as a document, a spreadsheet or a calendar."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sop_minutes.domain.sheets import ActionRow, LogScope
from sop_minutes.domain.words import Audience
from sop_minutes.export.comma_separated import render_csv
from sop_minutes.export.due_calendar import render_calendar
from sop_minutes.export.excel import render_excel
from sop_minutes.export.files import write_whole
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.log_layout import log_document, log_extent, log_fields, log_summary, log_title
from sop_minutes.export.note import checked, known_suffix
from sop_minutes.export.specimen import specimen_row
from sop_minutes.export.withheld import refuse_narrower_actions, refuse_withheld
from sop_minutes.export.word import render_word
from sop_minutes.export.wording import log_name, status_text

REVIEW_SUFFIXES = (".docx",)
LOG_SUFFIXES = (".docx", ".xlsx", ".csv", ".ics")

Render = Callable[[Sequence[ActionRow]], bytes]


def write_action_log(
    rows: Sequence[ActionRow],
    path: Path,
    *,
    scope: LogScope,
    as_of: date,
    audience: Audience,
    withheld: Sequence[str] = (),
    now: datetime,
) -> None:
    """Write `rows`, in their order, as the log for `audience`; the file's suffix says as what.

    `scope` is what they are a list of: the title and the line under it say so. What is overdue is
    reckoned on `as_of`. Rows, `withheld` and errors are as in `write_note`.
    """
    suffix = known_suffix(path, REVIEW_SUFFIXES if scope.review else LOG_SUFFIXES)
    name = log_name(audience)
    refuse_narrower_actions(rows, audience, name)
    document = log_document(rows, scope, as_of, audience, now)
    if suffix == ".docx":
        write_whole(path, checked(document, render_word, suffix, withheld, name))
        return
    render = _render(suffix, scope, as_of, audience, now)
    content = render(rows)
    shown = [*document.texts(), *_cells(rows, as_of, audience)]

    def fixed() -> Iterator[str]:
        return found_texts(render([specimen_row()]), suffix)

    refuse_withheld(content, suffix, withheld, shown=shown, fixed=fixed, name=name)
    write_whole(path, content)


def _render(suffix: str, scope: LogScope, as_of: date, audience: Audience, now: datetime) -> Render:
    title, extent = log_title(scope), log_extent(scope)
    if suffix == ".xlsx":
        return partial(render_excel, title=title, extent=extent, as_of=as_of, audience=audience, now=now)
    if suffix == ".csv":
        return partial(render_csv, as_of=as_of, audience=audience)
    return partial(render_calendar, title=title, extent=extent, database=scope.database, now=now)


def _cells(rows: Sequence[ActionRow], as_of: date, audience: Audience) -> Iterator[str]:
    """Yield what a spreadsheet or calendar of `rows` says."""
    yield log_summary(rows, as_of)
    for row in rows:
        yield from (str(field.value(row, as_of) or "") for field in log_fields(audience))
        yield status_text(row.status)
