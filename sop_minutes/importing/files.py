"""Which reader a file is for."""

import hashlib
from pathlib import Path

from sop_minutes.importing.text import read_bytes, read_text_note
from sop_minutes.importing.word_note import ImportedFile, read_word_note

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text"})


def read_note_file(path: Path) -> ImportedFile:
    """Return the notes in a Word file, or the one in a text file.

    Raises UserError with a sentence for what cannot be read.
    """
    if path.suffix.lower() not in TEXT_SUFFIXES:
        return read_word_note(path)
    digest = hashlib.sha256(read_bytes(path)).hexdigest()
    return ImportedFile(notes=(read_text_note(path),), sentences=(), digest=digest)
