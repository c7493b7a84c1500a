"""The table of actions at the end of a note, as lines that a later version is compared with."""

from collections.abc import Iterator

from sop_minutes.domain.actions import status_words
from sop_minutes.domain.circulating import LineKind, NoteLine, note_lines
from sop_minutes.domain.printing import due_text, owners_text
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.templates import NoteStyle
from sop_minutes.domain.words import Audience, NoteLayout

_PART = "table"


def sent_lines(meeting: MeetingSheet, audience: Audience, style: NoteStyle) -> tuple[NoteLine, ...]:
    """Return what a note for `audience` that looks so says: its lines, and the table at its end."""
    listed = audience is not Audience.PUBLIC and style.layout is NoteLayout.SENTENCES
    return (*note_lines(meeting, audience), *(_rows(meeting) if listed else ()))


def _rows(meeting: MeetingSheet) -> Iterator[NoteLine]:
    """Yield how it stands with each action; what it says stands in the note."""
    for row in meeting.actions:
        record = row.ref if row.point_id is None else f"p{row.point_id}"
        stands = (owners_text(row.owners), due_text(row.due), status_words(row.status))
        yield NoteLine(record, LineKind.TABLE, f"{row.ref}: {'; '.join(stands)}", _PART)
