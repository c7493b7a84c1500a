"""The agenda pack: what a meeting's members get before it, as a Word or PDF file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sop_minutes.domain.agendas import AgendaSheet
from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import Run, plain_text
from sop_minutes.domain.publishing import DRAFT
from sop_minutes.domain.sheets import ItemSheet, MeetingSheet
from sop_minutes.domain.templates import HOUSE_STYLE, NoteStyle
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience, ItemKind, NoteLayout
from sop_minutes.export.blocks import Block, Cell, Column, Document, Heading, Paragraph, Table
from sop_minutes.export.files import write_whole
from sop_minutes.export.marking import marking_of
from sop_minutes.export.note import checked, known_suffix, render_in
from sop_minutes.export.note_layout import action_cells, action_table, audiences_in, details, meeting_blocks
from sop_minutes.export.withheld import refuse_narrower_actions, refuse_narrower_rows
from sop_minutes.export.wording import audience_label

AGENDA_SUFFIXES = (".docx", ".pdf")

_READER = Audience.MEMBERS
_NAME = "agenda"
_LAST_IS_DRAFT = "LAST MINUTES: DRAFT, NOT APPROVED YET"
_COLUMNS = (
    Column("Item", 10),
    Column("What", 40),
    Column("Who", 22),
    Column("For", 16),
    Column("Minutes", 12),
)
_NO_WORD = frozenset({ItemKind.ITEM, ItemKind.NOT_PLACED, ItemKind.LAST_MINUTES})


def write_agenda(
    sheet: AgendaSheet,
    path: Path,
    *,
    withheld: Sequence[str] = (),
    now: datetime,
    style: NoteStyle = HOUSE_STYLE,
) -> None:
    """Write the agenda pack of a meeting; the file's suffix says as what.

    `sheet` holds only what members may see; `withheld` are the texts of what they may not. Raises
    UserError as `write_note` does.
    """
    suffix = known_suffix(path, AGENDA_SUFFIXES)
    for meeting in filter(None, (sheet.meeting, sheet.last)):
        refuse_narrower_rows(meeting, _READER, _NAME)
    refuse_narrower_actions(sheet.actions, _READER, _NAME)
    document = agenda_document(sheet, now, layout=style.layout)
    write_whole(path, checked(document, render_in(style, suffix), suffix, withheld, _NAME, style=style))


def agenda_document(
    sheet: AgendaSheet, now: datetime, *, layout: NoteLayout = NoteLayout.SENTENCES
) -> Document:
    """Return the agenda pack of a meeting as one document."""
    meeting = sheet.meeting
    day = format_date(meeting.note.on) if meeting.note.on else meeting.note.date_as_written
    title = f"Agenda of {meeting.group_name} – {day}"
    both = [each for each in (meeting, sheet.last) if each is not None]
    rows = [audience for each in both for audience in audiences_in(each)]
    rows += [row.audience for row in sheet.actions]
    marking = marking_of([each.note.marking for each in both], _READER, rows)
    return Document(
        title=title,
        author=meeting.partnership.strip() or meeting.group_name.strip() or "SOP Minutes",
        subject="Agenda",
        # In words alone: a watermark would call the agenda a draft, too.
        marking=" – ".join(filter(None, (marking, _LAST_IS_DRAFT if _is_draft(sheet.last) else ""))),
        made=now,
        blocks=(Heading(1, title), *_blocks(sheet, now, layout)),
    )


def _blocks(sheet: AgendaSheet, now: datetime, layout: NoteLayout) -> Iterator[Block]:
    meeting = sheet.meeting
    yield from details(replace(meeting, note=replace(meeting.note, attendance=())))
    items = [item for item in meeting.note.items if item.title.strip()]
    yield Heading(2, "Items")
    if items:
        yield Table(
            caption="The items of the meeting",
            description="One item a row: its number, what it is about, who presents it, what it is for, and "
            "how many minutes are planned for it.",
            columns=_COLUMNS,
            rows=tuple(_row(number, item) for number, item in enumerate(items, start=1)),
        )
    else:
        yield Paragraph((Run("No items yet."),))
    yield Heading(2, "Outstanding actions")
    if sheet.actions:
        rows = [action_cells(row.audience, _READER, row) for row in sheet.actions]
        yield from action_table(rows, "Actions carried to this meeting", now)
    else:
        yield Paragraph((Run("No action is outstanding."),))
    if sheet.last is not None:
        yield Heading(2, f"Minutes of the last meeting: {sheet.last.heading.strip()}", new_page=True)
        if _is_draft(sheet.last):
            yield Paragraph((Run(DRAFT, bold=True),))
        yield from meeting_blocks(sheet.last, _READER, now, level=2, layout=layout)


def _is_draft(meeting: MeetingSheet | None) -> bool:
    return meeting is not None and not meeting.approved


def _row(number: int, item: ItemSheet) -> tuple[Cell, ...]:
    label = audience_label(item.audience, _READER)
    title = (Run(plain_text(item.title).strip()),)
    what = "" if item.kind in _NO_WORD else capitalised(item.kind.value.removeprefix("for "))
    return (
        (Run(str(number)),),
        (Run(label, bold=True), *title) if label else title,
        _cell(item.presenter.strip()),
        _cell(what),
        _cell(str(item.minutes_planned or "")),
    )


def _cell(text: str) -> Cell:
    return (Run(text),) if text else ()
