"""The delivery plan's priorities."""

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import squash
from sop_minutes.storage.tables import Objective, Priority


def list_priorities(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the priorities' ids and titles, in the order of their objectives."""
    query = select(Priority.id, Priority.title).outerjoin(
        Objective, col(Objective.id) == col(Priority.objective_id)
    )
    rows = session.exec(query.order_by(col(Objective.number), col(Priority.id)))
    return tuple((id_, title) for id_, title in rows)


def priority_called(session: Session, title: str) -> int:
    """Return the id of the priority of this title, else of the one that has the words in its.

    Raises UserError where it is not one, naming all there are.
    """
    known, key = dict(list_priorities(session)), squash(title)
    found = [id_ for id_, name in known.items() if squash(name) == key]
    found = found or [id_ for id_, name in known.items() if key and key in squash(name)]
    if len(found) != 1:
        listed = "; ".join(known.values()) or "none yet"
        raise UserError(f"“{title}” is not one priority of the plan; they are: {listed}.")
    return found[0]
