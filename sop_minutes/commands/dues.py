"""Due dates that depend on the diary."""

from sqlmodel import Session, col, select

from sop_minutes.domain.words import CLOSED_STATUSES, DuePrecision
from sop_minutes.queries.diary import diary
from sop_minutes.storage.tables import Action


def follow_diary(session: Session, group_id: int) -> None:
    """Set every open action that is due at the group's next meeting to the date that now is."""
    query = select(Action).where(
        Action.group_id == group_id,
        Action.due_precision == DuePrecision.NEXT_MEETING,
        col(Action.status).not_in(CLOSED_STATUSES),
    )
    waiting = session.exec(query).all()
    dates = diary(session, group_id) if waiting else ()
    for action in waiting:
        said_on = action.due_from or action.raised_on
        action.due_on = next((on for on in dates if on > said_on), None)
    session.flush()
