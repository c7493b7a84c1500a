"""How a note that goes out from here reads when it comes back, if nobody has corrected it."""

from datetime import UTC, datetime
from pathlib import Path

from sop_minutes.domain.sheets import MeetingSheet, NoteSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.files import write_whole
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.importing import read_word_note
from sop_minutes.paths import passing_folder


def printed_and_read(meeting: MeetingSheet, audience: Audience) -> NoteSheet:
    """Return what the Word note of `meeting`, which holds only what `audience` may see, reads as."""
    document = note_document(meeting, audience, datetime.now(UTC))
    with passing_folder() as folder:
        path = Path(folder) / "note.docx"
        write_whole(path, render_word(document))
        return read_word_note(path).unmarked[0]
