"""Text files: a note in its own grammar, which reads back as the same note."""

from dataclasses import replace

from sop_minutes.domain.grammar import write_note_text
from sop_minutes.domain.grammar.headings import kind_of_title
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import MeetingSheet, NoteSheet
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience, ItemKind
from sop_minutes.export.wording import point_text

FIXED_WORDS = (
    "Group Date Title Time Place Marking Chair Present In attendance Substitutes Apologies Absent "
    "Restricted Members Agreed Action Refer tbc by for",
    *ItemKind,
)


def note_as_text(meeting: MeetingSheet, audience: Audience) -> NoteSheet:
    """Return the note that a text file for `audience` holds.

    The record's is as typed. Others are worded for people who do not know the grammar, and a public
    one says no more than in Word.
    """
    if audience is Audience.RESTRICTED:
        return meeting.note
    items = tuple(
        replace(
            item,
            title=plain_text(item.title),
            points=tuple(replace(point, text=point_text(point)) for point in item.points),
        )
        for item in meeting.note.items
    )
    if audience is not Audience.PUBLIC:
        return replace(meeting.note, items=items)
    items = tuple(
        replace(item, presenter="", kind=kind_of_title(item.title), minutes_planned=None) for item in items
    )
    return replace(meeting.note, time="", place="", attendance=(), items=items)


def render_text(note: NoteSheet) -> bytes:
    """Return `note` as typed."""
    return clean_text(write_note_text(note)).encode()
