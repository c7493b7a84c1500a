"""The delivery plan's priorities."""

from sqlmodel import Session, col, select

from sop_minutes.storage.tables import Objective, Priority


def list_priorities(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the priorities' ids and titles, in the order of their objectives."""
    query = select(Priority.id, Priority.title).outerjoin(
        Objective, col(Objective.id) == col(Priority.objective_id)
    )
    rows = session.exec(query.order_by(col(Objective.number), col(Priority.id)))
    return tuple((id_, title) for id_, title in rows)
