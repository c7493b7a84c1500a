"""File in, sheet out."""

from sop_minutes.importing.files import read_note_file
from sop_minutes.importing.text import read_text_note
from sop_minutes.importing.word_note import MARKED_CLOSED, read_word_note

__all__ = ["MARKED_CLOSED", "read_note_file", "read_text_note", "read_word_note"]
