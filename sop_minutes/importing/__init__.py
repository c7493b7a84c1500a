"""File in, sheet out."""

from sop_minutes.domain.next_meeting import next_meeting
from sop_minutes.importing.files import read_note_file
from sop_minutes.importing.text import read_text_note
from sop_minutes.importing.word_note import MARKED_CLOSED, ImportedFile, read_word_note

__all__ = [
    "MARKED_CLOSED",
    "ImportedFile",
    "next_meeting",
    "read_note_file",
    "read_text_note",
    "read_word_note",
]
