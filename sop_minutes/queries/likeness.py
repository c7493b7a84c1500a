"""Meetings whose note is like another."""

from collections import Counter

from sqlmodel import Session, col, select

from sop_minutes.domain.likeness import is_another_note, share_kept
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.queries.approving import texts_of_approvals
from sop_minutes.queries.meetings import typed_note
from sop_minutes.queries.names import find_group
from sop_minutes.storage.tables import Item, Meeting, Point

_NEARLY_ALL = 0.7
_LEAST_BLOCKS = 3
"""A note of fewer blocks is like another too easily."""


def likest_meeting(session: Session, group_id: int, note: NoteSheet) -> int | None:
    """Return the group's meeting of the note's day that the note is most likely of, None if there is none.

    Of several, the one most like it; else one that has no note yet; else the first.
    """
    query = select(Meeting.id).where(Meeting.group_id == group_id, Meeting.on == note.on)
    ids = session.exec(query.order_by(col(Meeting.sequence))).all()
    if len(ids) < 2:
        return ids[0] if ids else None
    held = {id_: typed_note(session, id_) for id_ in ids}
    written = {id_: texts_of_approvals(session, id_) for id_ in ids}
    return max(
        ids,
        key=lambda id_: (
            not is_another_note(held[id_], note, written[id_]),
            _blocks_kept(held[id_], note),
        ),
    )


def is_note_of(session: Session, meeting_id: int, note: NoteSheet) -> bool:
    """Say whether a typed note reads as some version of this meeting's."""
    meeting, group = session.get_one(Meeting, meeting_id), find_group(session, note.group)
    is_its_day = group is not None and (group.id, note.on) == (meeting.group_id, meeting.on)
    written = texts_of_approvals(session, meeting_id)
    return is_its_day and not is_another_note(note, typed_note(session, meeting_id), written)


def _blocks_kept(held: NoteSheet, note: NoteSheet) -> float:
    return share_kept(held, note) if any(item.points for item in held.items) else 0.0


def same_note_elsewhere(session: Session, meeting_id: int) -> int | None:
    """Return another meeting of the same group whose note is nearly this one's, None if there is none.

    That is what a corrected date makes of one meeting.
    """
    meeting = session.get_one(Meeting, meeting_id)
    texts = select(Point.text).join(Item, col(Item.id) == col(Point.item_id))
    here = session.exec(texts.where(Item.meeting_id == meeting_id)).all()
    if len(here) < _LEAST_BLOCKS:
        return None
    query = select(Meeting.id).join(Item, col(Item.meeting_id) == col(Meeting.id))
    query = query.join(Point, col(Point.item_id) == col(Item.id))
    query = query.where(Meeting.group_id == meeting.group_id, Meeting.id != meeting_id)
    shared = Counter(session.exec(query.where(col(Point.text).in_(here))).all())
    if not shared:
        return None
    other = shared.most_common(1)[0][0]
    note = typed_note(session, meeting_id)
    is_there = share_kept(note, typed_note(session, other), enough=_NEARLY_ALL) >= _NEARLY_ALL
    return other if is_there else None
