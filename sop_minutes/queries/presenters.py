"""Whose names stand in headings that the public sees."""

import re

from sqlmodel import Session

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.names import Directory, NameKind, looks_like_people
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.names import directory

_WORD = re.compile(r"(?<!\w)[A-Z]")
_ENDING = re.compile(r"(?:\s[–—-]\s+|[:(]\s*)(?P<name>[^–—:()]+?)\)?$")


def named_headings(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return the titles in a meeting's public note with somebody's full name."""
    known = directory(session)
    titles = [
        plain_text(item.title) for item in meeting_sheet(session, meeting_id, Audience.PUBLIC).note.items
    ]
    return tuple(title for title in titles if _ends_with_name(title) or _names_somebody(title, known))


def _ends_with_name(title: str) -> bool:
    ending = _ENDING.search(title)
    return ending is not None and looks_like_people(ending["name"])


def _names_somebody(title: str, known: Directory) -> bool:
    for word in _WORD.finditer(title):
        end, found = known.longest_at(title, word.start())
        name = title[word.start() : end]
        if " " in name and any(match.kind is NameKind.PERSON for match in found) and not known.is_short(name):
            return True
    return False
