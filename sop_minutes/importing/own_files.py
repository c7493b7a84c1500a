"""Notes, logs and briefings that went out from here, which answer nothing."""

import re
from collections.abc import Sequence
from typing import Final

from sop_minutes.domain.due import read_date
from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.words import NOTE_SUBJECT
from sop_minutes.importing.own_log import is_log
from sop_minutes.importing.word import blocks as word

_NOTE: Final = "is a note of the partnership, not a reply: what it says is kept already."
_LOG: Final = "is a list of the partnership's actions, not a reply; say in a line for each how it stands."
_BRIEFING: Final = "is a chair's briefing, not a reply."
_SUBJECTS: Final = (
    (re.compile(rf"{NOTE_SUBJECT}(?:public note|members. note|full record)$", re.IGNORECASE), _NOTE),
    (re.compile(r"Action log as at \d", re.IGNORECASE), _LOG),
    (re.compile(r"Actions as at \d", re.IGNORECASE), _BRIEFING),
)
_BEGINNINGS: Final = (
    (re.compile(r"(?:# )?Key points discussed at \w"), _NOTE),
    (re.compile(r"(?:# )?Chair.s briefing: \w"), _BRIEFING),
    (re.compile(r"Ref,Action,Owner,Due,"), _LOG),
)
_STATUS_AS_AT: Final = re.compile(r"\W*Status as at \d.{0,30}")
_MARKING: Final = re.compile(r"\*\*[^*]+\*\*")
_DESCRIPTION: Final = re.compile(r'<meta name="description" content="([^"<>]*)"')
_LOOKED_AT: Final = 4_000


def own_document(document: word.Document) -> str:
    """Return the end of a sentence that says what a Word file of ours is; "" for any other."""
    if is_log(document.subject, document.blocks):
        return _LOG
    said = [block.text for block in document.blocks if isinstance(block, word.Paragraph)]
    return _of_subject(document.subject) or _of_lines(said)


def own_text(text: str) -> str:
    """Return the end of a sentence that says what a text file or web page of ours is; "" for any other."""
    described = _DESCRIPTION.search(text[:_LOOKED_AT])
    if described:
        return _of_subject(described[1])
    return _of_lines(text.lstrip("\ufeff").splitlines())


def _of_subject(subject: str) -> str:
    return next((what for form, what in _SUBJECTS if form.match(subject.strip())), "")


def _of_lines(lines: Sequence[str]) -> str:
    """Return what lines are that have no subject: by how they begin, or the lists at a note's end."""
    said = [line.strip() for line in lines if line.strip()]
    first = next((line for line in said if not _MARKING.fullmatch(line)), "")
    begun = next((what for form, what in _BEGINNINGS if form.match(first)), "")
    typed = [found.name for line in said[:2] if (found := read_header(line))]
    is_dated = read_date(first.rpartition(" – ")[2]) is not None
    is_note = typed == ["Group", "Date"] or (is_dated and any(map(_STATUS_AS_AT.fullmatch, said)))
    return begun or (_NOTE if is_note else "")
