"""Headers and footers: a marking, perhaps the date, and what else they say, once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sop_minutes.domain.publishing import DRAFT_MARKING, WATERMARK
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import squash
from sop_minutes.importing.minutes.dates import find_day
from sop_minutes.importing.minutes.lines import Line, lines_of
from sop_minutes.importing.minutes.titles import group_in, is_date_only
from sop_minutes.importing.word.blocks import Paragraph

_MARKING = re.compile(
    r"(?:(?:marking|classification|protective marking|gsc)\s*:\s*)?"
    r"(?:official(?:[\s:–—/-]+sensitive)?(?:\W+\w+|\s–\s.{1,100})?|restricted|confidential"
    r"|secret|top secret|protect|internal|not protectively marked|unclassified"
    r"|private (?:and|&) confidential|strictly confidential)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:minutes|notes of|key points|meeting notes|action notes)\b", re.IGNORECASE)
_LONGEST_TITLE = 140
_PAGE = re.compile(r"[\s|–—-]*(?:page|pg\.?|p\.)?\s*\d*\s*(?:of|/)?\s*\d*[\s|–—-]*", re.IGNORECASE)


class Margins(NamedTuple):
    """What headers and footers say. `lines` are those that the notes do not say already."""

    marking: str = ""
    day: date | None = None
    lines: tuple[Line, ...] = ()


def read_margins(paragraphs: Sequence[Paragraph], sheets: Sequence[NoteSheet]) -> Margins:
    """Return what is in the headers and footers of a file that holds `sheets`."""
    lines = [line for paragraph in _approved(paragraphs) for line in lines_of(paragraph)]
    marking = next((line.text for line in lines if is_marking(line.text)), "")
    days = (find_day(line.text) for line in lines)
    day = next((day.on for day in days if day), None)
    known = [squash(sheet.title) for sheet in sheets if sheet.title]
    kept = [line for line in lines if line.text != marking and not _is_said(line, known, sheets, day)]
    return Margins(marking, day, tuple(kept))


def _approved(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield headers and footers without what marks one of our own notes as a draft."""
    is_draft = any(DRAFT_MARKING in paragraph.text for paragraph in paragraphs)
    for paragraph in paragraphs:
        said = paragraph.text.replace(DRAFT_MARKING, "").strip(" –")
        if DRAFT_MARKING in paragraph.text and said:
            yield paragraph._replace(pieces=((said, *paragraph.pieces[0][1:]),))
        elif said and not (is_draft and said == WATERMARK):
            yield paragraph


def titled(sheets: list[NoteSheet], margins: Margins) -> tuple[list[NoteSheet], Margins]:
    """Return both with a header that is a title at the head of a file that has none."""
    if not sheets or sheets[0].title:
        return sheets, margins
    for line in margins.lines:
        if _TITLE.search(line.text) and len(line.text) <= _LONGEST_TITLE and find_day(line.text) is None:
            rest = tuple(other for other in margins.lines if other is not line)
            group = sheets[0].group or group_in(line.text)
            first = replace(sheets[0], title=line.text, group=group)
            return [first, *sheets[1:]], margins._replace(lines=rest)
    return sheets, margins


def is_marking(text: str) -> bool:
    """Say whether `text` is a protective marking and nothing else."""
    return bool(_MARKING.fullmatch(text.strip(" .[]()")))


def _is_said(line: Line, titles: Sequence[str], sheets: Sequence[NoteSheet], day: date | None) -> bool:
    """Say whether a line repeats a title or the meeting's date, or only counts pages."""
    if len(line.text) < _LONGEST_TITLE and _PAGE.fullmatch(line.text):
        return True
    found = find_day(line.text)
    rest = f"{line.text[: found.start]} {line.text[found.end :]}" if found else line.text
    said = squash(_PAGE.sub("", rest, count=1) if found else rest)
    if found and found.on not in [sheet.on for sheet in sheets] and any(sheet.on for sheet in sheets):
        return False
    if found and found.on != day and not any(sheet.on for sheet in sheets):
        return False
    return (not said and is_date_only(line)) or (bool(said) and any(said in title for title in titles))
