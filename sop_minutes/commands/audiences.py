"""Who may see a note that is brought up to date from a file, which knows nothing of what was withheld."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from sop_minutes.domain.words import Audience, narrower
from sop_minutes.storage.tables import Item, Point

Marks = dict[tuple[type, int], Audience]
"""The audience of each item and block, by its table and id."""


def marks_of(session: Session, meeting_id: int) -> Marks:
    """Return the audiences of a meeting's items and blocks as they are."""
    return {(type(row), row.id): Audience(row.audience) for row in _rows(session, meeting_id)}


def keep_marks(session: Session, meeting_id: int, before: Marks) -> None:
    """Make nothing wider than it was: what is still there keeps its audience at least.

    What is new may be an old block in other words, so it is no wider than the blocks that are gone.
    """
    rows = _rows(session, meeting_id)
    left = {(type(row), row.id) for row in rows}
    gone = narrower(*(audience for key, audience in before.items() if key not in left))
    for row in rows:
        row.audience = narrower(Audience(row.audience), before.get((type(row), row.id), gone))
        session.add(row)
    session.flush()


def _rows(session: Session, meeting_id: int) -> Sequence[Item | Point]:
    items = session.exec(select(Item).where(Item.meeting_id == meeting_id)).all()
    points = select(Point).join(Item, col(Item.id) == col(Point.item_id)).where(Item.meeting_id == meeting_id)
    return [*items, *session.exec(points).all()]
