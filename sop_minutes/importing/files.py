"""Which reader a file is for."""

import hashlib
from pathlib import Path

from sop_minutes.domain.next_meeting import next_meetings
from sop_minutes.domain.sheets import ImportedFile
from sop_minutes.importing.closing import with_closed_kept
from sop_minutes.importing.text import read_bytes, read_text_note
from sop_minutes.importing.word.sniff import ZIP
from sop_minutes.importing.word_note import read_word_note

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text"})


def read_note_file(path: Path) -> ImportedFile:
    """Return the notes in a Word file, whatever its name, or the one in a text file.

    Raises UserError with a sentence for what cannot be read.
    """
    if path.suffix.lower() not in TEXT_SUFFIXES:
        return read_word_note(path)
    content = read_bytes(path)
    if content.startswith(ZIP):
        return read_word_note(path)
    digest = hashlib.sha256(content).hexdigest()
    notes, sentences = with_closed_kept([read_text_note(path)])
    days = next_meetings(notes)
    return ImportedFile(tuple(notes), tuple(sentences), digest, tuple(notes), next_meetings=days)
