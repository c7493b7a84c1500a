"""A meeting laid out as a note: what each audience's note shows, and in which order."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from sop_minutes.domain.due import format_date
from sop_minutes.domain.grammar.attendance import write_attendance
from sop_minutes.domain.inline import Run, inline_runs, plain_text
from sop_minutes.domain.marks import code_mark, mark_of
from sop_minutes.domain.printing import NO_REF, heading_text, point_label
from sop_minutes.domain.sheets import ActionRow, ActionSheet, ItemSheet, MeetingSheet, PointSheet
from sop_minutes.domain.words import (
    FOR_MEMBERS,
    HANDLING,
    NOTE_SUBJECT,
    Audience,
    NoteLayout,
    PointKind,
)
from sop_minutes.export.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Look,
    Paragraph,
    Table,
)
from sop_minutes.export.marking import marking_of
from sop_minutes.export.wording import (
    audience_label,
    due_text,
    entry_runs,
    marked_cell,
    note_name,
    owners_text,
    point_text,
    status_text,
)

_ACTION_COLUMNS = (
    Column("Ref", 14),
    Column("Action", 34),
    Column("Owner", 19),
    Column("Due", 19),
    Column("Status", 14),
)
_ITEM_COLUMNS = (Column("Ref", 14), Column("Action", 44), Column("Owner", 22), Column("Due", 20))
_KIND_LOOKS = {PointKind.DECISION: Look.DECISION, PointKind.ACTION: Look.ACTION}
_AUDIENCE_LOOKS = {Audience.MEMBERS: Look.MEMBERS, Audience.RESTRICTED: Look.RESTRICTED}


def note_document(
    meeting: MeetingSheet,
    audience: Audience,
    now: datetime,
    *,
    code: str = "",
    layout: NoteLayout = NoteLayout.SENTENCES,
    draft: bool | None = None,
) -> Document:
    """Return `meeting`, built from permitted rows, as the note for `audience`.

    `code` is that of the circulation it goes out in, "" for none: its title bears it, unseen. Minutes that
    are not approved are marked as a `draft`, unless that is said.
    """
    if draft is None:
        draft = not meeting.approved
    marks = (*_marks(meeting.record), *((code_mark(code),) if code else ()))
    heading = meeting.heading.strip() or meeting.group_name.strip() or "Key points"
    return Document(
        title=heading,
        author=meeting.partnership.strip() or meeting.group_name.strip() or "SOP Minutes",
        subject=f"{NOTE_SUBJECT}{note_name(audience)}",
        marking=marking_of([meeting.note.marking], audience, audiences_in(meeting)),
        made=now,
        blocks=(
            Heading(1, heading, marks=marks),
            *meeting_blocks(meeting, audience, now, level=1, layout=layout),
        ),
        draft=draft,
    )


def compendium_document(
    meetings: Sequence[MeetingSheet],
    title: str,
    audience: Audience,
    now: datetime,
    *,
    layout: NoteLayout = NoteLayout.SENTENCES,
) -> Document:
    """Return many meetings as one document, each under its own heading, each but the first on a new page.

    A `title` of "" is what the meetings' own have in common.
    """
    title = title.strip() or _common_title(meetings)
    blocks: list[Block] = [Heading(1, title), Paragraph((Run(_span(meetings)),))]
    for number, meeting in enumerate(meetings):
        heading = meeting.heading.strip() or meeting.group_name.strip() or "Meeting"
        blocks.append(Heading(2, heading, new_page=number > 0))
        blocks += meeting_blocks(meeting, audience, now, level=2, layout=layout)
    partnerships = {meeting.partnership.strip() for meeting in meetings}
    author = partnerships.pop() if len(partnerships) == 1 else ""
    said = [meeting.note.marking for meeting in meetings]
    draft = not all(meeting.approved for meeting in meetings)
    rows = [row for meeting in meetings for row in audiences_in(meeting)]
    return Document(
        title=title,
        author=author or "SOP Minutes",
        subject=f"{NOTE_SUBJECT}{note_name(audience)}",
        marking=marking_of(said, audience, rows),
        made=now,
        blocks=tuple(blocks),
        draft=draft,
    )


def _common_title(meetings: Sequence[MeetingSheet]) -> str:
    """Return the meetings' title without their dates, or the partnership's, or the house's."""
    titles = {meeting.heading.rpartition(" – ")[0].strip() for meeting in meetings}
    partnerships = {meeting.partnership.strip() or meeting.group_name.strip() for meeting in meetings}
    if len(titles) == 1 and all(titles):
        return titles.pop()
    if len(partnerships) == 1 and all(partnerships):
        return f"Key points discussed at {partnerships.pop()}"
    return "Key points"


def _span(meetings: Sequence[MeetingSheet]) -> str:
    """Return how many meetings these are, and from when to when."""
    days = sorted(meeting.note.on for meeting in meetings if meeting.note.on)
    counted = f"{len(meetings)} {'meeting' if len(meetings) == 1 else 'meetings'}"
    if not days:
        return f"{counted}."
    if days[0] == days[-1]:
        return f"{counted}, {format_date(days[0])}."
    return f"{counted}, {format_date(days[0])} to {format_date(days[-1])}."


def meeting_blocks(
    meeting: MeetingSheet,
    audience: Audience,
    now: datetime,
    *,
    level: int,
    layout: NoteLayout = NoteLayout.SENTENCES,
) -> Iterator[Block]:
    """Yield what stands under a meeting's heading, which is of `level`.

    Where actions stand in tables as they were agreed, no list of them all repeats them at the end.
    """
    if audience is not Audience.PUBLIC:
        yield from details(meeting)
    if audience is Audience.MEMBERS and Audience.MEMBERS in audiences_in(meeting):
        yield Paragraph((Run(FOR_MEMBERS),), Look.DETAILS, "For members only: ")
    for item in meeting.note.items:
        yield from _item(item, audience, level + 1, layout)
    if audience is not Audience.PUBLIC:
        yield from _decisions(meeting, audience, level + 1)
        if layout is NoteLayout.SENTENCES:
            yield from _actions(meeting, audience, now, level + 1)


def audiences_in(meeting: MeetingSheet) -> Iterator[Audience]:
    """Yield who may see each row that the sheet holds."""
    for item in meeting.note.items:
        yield item.audience
        yield from (point.audience for point in item.points)
    yield from (action.audience for action in meeting.actions)


def details(meeting: MeetingSheet) -> Iterator[Block]:
    """Yield when and where it was, and who was there."""
    note = meeting.note
    day = format_date(note.on) if note.on else note.date_as_written
    facts = [
        (HANDLING, meeting.handling),
        ("Date", f"{day} (to be confirmed)" if note.provisional else day),
        ("Time", note.time),
        ("Place", note.place),
        *write_attendance(note.attendance),
    ]
    for name, text in facts:
        if text.strip():
            yield Paragraph((Run(text.strip()),), Look.DETAILS, f"{name}: ")


def _item(item: ItemSheet, audience: Audience, level: int, layout: NoteLayout) -> Iterator[Block]:
    if item.title.strip():
        yield Heading(level, heading_text(item, audience), marks=_marks(item.record))
    depth = 0
    for is_table, points in groupby(item.points, lambda point: _is_row(point, layout)):
        if is_table:
            yield _table_of(item, list(points), audience)
            depth = 0
            continue
        for point in points:
            depth = min(point.level, depth + 1)
            block = _point(point, audience, depth)
            if block:
                yield block


def _is_row(point: PointSheet, layout: NoteLayout) -> bool:
    return layout is NoteLayout.TABLES and point.kind is PointKind.ACTION


def _table_of(item: ItemSheet, points: Sequence[PointSheet], audience: Audience) -> Table:
    """Return actions that follow one another as a table in their place, each as it was said then."""
    title = plain_text(item.title).strip()
    return Table(
        caption=f"Actions: {title}" if title else "Actions",
        description="One action a row: its reference, what is to be done, who owns it, and when it is due.",
        columns=_ITEM_COLUMNS,
        rows=tuple(
            action_cells(point.audience, audience, _as_raised(point))[: len(_ITEM_COLUMNS)]
            for point in points
        ),
        marks=tuple(_marks(point.record) for point in points),
    )


def _as_raised(point: PointSheet) -> ActionSheet:
    return point.action or ActionSheet(point.text)


def _point(point: PointSheet, audience: Audience, level: int) -> Paragraph | None:
    """Return the paragraph or bullet of a point, None for one that says nothing."""
    label = point_label(point, audience)
    runs = inline_runs(point_text(point))
    if not label and not any(run.text.strip() for run in runs):
        return None
    look = _look(point.audience, _KIND_LOOKS.get(point.kind, Look.TEXT))
    return Paragraph(runs, look, label, level, _marks(point.record))


def _marks(record: str) -> tuple[str, ...]:
    return (mark_of(record),) if record else ()


def _look(row: Audience, otherwise: Look) -> Look:
    return _AUDIENCE_LOOKS.get(row, otherwise)


def _decisions(meeting: MeetingSheet, audience: Audience, level: int) -> Iterator[Block]:
    found = [
        (item, point)
        for item in meeting.note.items
        for point in item.points
        if point.kind is PointKind.DECISION and point.text.strip()
    ]
    if found:
        yield Heading(level, "Decisions")
    for item, point in found:
        source = (Run(f" ({item.title.strip()})"),) if item.title.strip() else ()
        label = audience_label(point.audience, audience)
        look = _look(point.audience, Look.TEXT)
        yield Paragraph((*entry_runs(point.text), *source), look, label, level=1)


def _actions(meeting: MeetingSheet, audience: Audience, now: datetime, level: int) -> Iterator[Block]:
    rows = tuple(_action_rows(meeting, audience))
    if rows:
        yield Heading(level, "Actions")
        yield from action_table(rows, "Actions agreed at this meeting", now)


def action_table(rows: Sequence[tuple[Cell, ...]], caption: str, now: datetime) -> Iterator[Block]:
    """Yield a table of `action_cells`, and as at when it says how they stand."""
    yield Paragraph((Run(f"Status as at {format_date(now.date())}."),), Look.TABLE_NOTE)
    yield Table(
        caption=caption,
        description="One action a row: its reference, what is to be done, who owns it, when it is due, "
        "and its status.",
        columns=_ACTION_COLUMNS,
        rows=tuple(rows),
    )


def _action_rows(meeting: MeetingSheet, audience: Audience) -> Iterator[tuple[Cell, ...]]:
    """Yield the register's rows; for a meeting that is not in the register, its note's actions."""
    if meeting.actions:
        for row in meeting.actions:
            yield action_cells(row.audience, audience, row)
        return
    points = (point for item in meeting.note.items for point in item.points if point.kind is PointKind.ACTION)
    for point in points:
        yield action_cells(point.audience, audience, _as_raised(point))


@lru_cache(maxsize=4096)
def _often(text: str) -> Cell:
    """Return a cell such as many rows have."""
    return (Run(text),)


def action_cells(row: Audience, audience: Audience, action: ActionRow | ActionSheet) -> tuple[Cell, ...]:
    """Return an action of the audience `row` as a row of a table for `audience`."""
    label = audience_label(row, audience)
    return (
        (Run(action.ref or NO_REF),),
        marked_cell(label, action.text),
        _often(owners_text(action.owners)),
        _often(due_text(action.due)),
        _often(status_text(action.status)),
    )
