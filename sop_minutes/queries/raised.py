"""Where actions were raised."""

from sqlmodel import Session, col, select

from sop_minutes.storage.tables import Action, Item, Point


def raised_in(session: Session, action_id: int) -> tuple[int, str] | None:
    """Return the id of the meeting in whose note an action was raised, and the text of its block there.

    None for one that was raised outside a note.
    """
    query = (
        select(Item.meeting_id, Point.text)
        .join(Point, col(Point.item_id) == col(Item.id))
        .join(Action, col(Action.point_id) == col(Point.id))
        .where(Action.id == action_id)
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None
