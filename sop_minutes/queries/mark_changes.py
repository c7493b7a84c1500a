"""Who might see an action, and which priority it served, as that was changed: from the change log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.logged import in_force, in_utc
from sop_minutes.storage.tables import Action, Change, Point, Priority


@dataclass(frozen=True, slots=True)
class MarkChange:
    """An action was marked for an audience (None for not), or given a priority ("" for none any more)."""

    at: datetime
    who: str
    audience: Audience | None = None
    priority: str = ""


def mark_changes(session: Session, action_id: int, point_id: int | None) -> tuple[MarkChange, ...]:
    """Return how an action's own marks were changed since it was raised, oldest first.

    What is typed while its line is first typed is no change of it.
    """
    own = list(in_force(session, str(Action.__tablename__), action_id))
    of_line = list(in_force(session, str(Point.__tablename__), point_id)) if point_id else []
    entries: dict[int, list[Change]] = {}
    for change in sorted((*own, *of_line), key=lambda each: (each.entry, each.id)):
        entries.setdefault(change.entry, []).append(change)
    return tuple(_told(session, entries, raised=own[0].entry if own else 0))


def _told(session: Session, entries: dict[int, list[Change]], raised: int) -> Iterator[MarkChange]:
    marks: dict[str, Any] = {}
    for entry, changes in entries.items():
        was = dict(marks)
        for change in changes:
            state = change.after or {}
            if "audience" in state:
                marks[change.table_name] = state["audience"]
            if change.table_name == Action.__tablename__ and "priority_id" in state:
                marks["priority_id"] = state["priority_id"]
        at, who = in_utc(changes[-1].at), changes[-1].who
        if entry <= raised:
            continue
        if _audience(was) is not _audience(marks):
            yield MarkChange(at, who, audience=_audience(marks))
        if was.get("priority_id") != marks.get("priority_id"):
            priority = session.get(Priority, marks.get("priority_id") or 0)
            yield MarkChange(at, who, priority=priority.title if priority else "")


def _audience(marks: dict[str, Any]) -> Audience:
    own, of_line = (marks.get(str(table.__tablename__), Audience.PUBLIC) for table in (Action, Point))
    return narrower(Audience(own), Audience(of_line))
