"""What to look at twice in a note before it goes out."""

from typing import Final, NamedTuple

from sqlmodel import Session

from sop_minutes.domain.caution import sounds_closed
from sop_minutes.domain.grammar import Exposed, exposed
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, PointKind, narrower
from sop_minutes.queries.blocks import items_of, points_of
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.names import group_directory

_SURE_NAME: Final = 8
"""How many letters a group's name has at least to be looked for in a title."""


class LineRow(NamedTuple):
    """A line of a note, and who may see it."""

    text: str
    kind: PointKind
    audience: Audience


def lines_of(session: Session, meeting_id: int) -> dict[int, LineRow]:
    """Return the lines of the meeting by id, each as narrow as its item."""
    items = {item.id: item.audience for item in items_of(session, meeting_id)}
    return {
        point.id: LineRow(plain_text(point.text), point.kind, narrower(items[point.item_id], point.audience))
        for point in points_of(session, meeting_id)
    }


def doubtful_texts(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return the texts of the meeting that are public, and themselves sound as if they should not be."""
    note = meeting_sheet(session, meeting_id, Audience.PUBLIC).note
    texts = [text for item in note.items for text in (item.title, *(point.text for point in item.points))]
    return tuple(plain_text(text) for text in texts if sounds_closed(text))


def other_group(session: Session, note: NoteSheet, group_id: int) -> str:
    """Return the name of another known group that `note` or its title names; "" if it names none.

    Of names within one another the longest counts: the sub-group's, not its partnership's.
    """
    known = group_directory(session)
    said = squash(f"{note.title} {note.group}")
    named = {
        form: group
        for group in known
        for form in map(squash, (group.name, *group.forms))
        if len(form) >= _SURE_NAME and form in said
    }
    longest = [form for form in named if not any(form in other and form != other for other in named)]
    found = [named[form] for form in longest] or list(known.match(note.group))
    if any(group.id == group_id for group in found):
        return ""
    return found[0].name if found else ""


def exposed_lines(session: Session, meeting_id: int) -> tuple[Exposed, ...]:
    """Return the bullets of the meeting that stand right under a narrower paragraph."""
    note = meeting_sheet(session, meeting_id).note
    return tuple(line for item in note.items for line in exposed(item.points))
