"""How an action's line read when it was raised, and what became of it since: from the change log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from sop_minutes.domain.words import PointKind
from sop_minutes.queries.logged import in_force, in_utc, makers
from sop_minutes.storage.tables import Action, Point


@dataclass(frozen=True, slots=True)
class LineChange:
    """The line of an action was changed: its text ("" for not), or whether it is an action (None for not)."""

    at: datetime
    who: str
    text: str = ""
    is_action: bool | None = None


@dataclass(frozen=True, slots=True)
class LineLife:
    """An action's line as it was raised, and its changes after that, oldest first."""

    raised_as: str
    changes: tuple[LineChange, ...]


def line_life(session: Session, action_id: int, point_id: int) -> LineLife:
    """Return what became of the line of an action.

    It is raised until something is said of it, at most until the end of that day: what is typed until
    then is no change of it.
    """
    raised = next((c.entry for c in in_force(session, str(Action.__tablename__), action_id)), 0)
    said = min((made.entry for made in makers(session, action_id).values()), default=None)
    raised_as, raised_on = "", date.max
    found: list[LineChange] = []
    state: dict[str, Any] = {}
    for change in in_force(session, str(Point.__tablename__), point_id):
        was = dict(state)
        state |= change.after or {}
        day = in_utc(change.at).astimezone().date()
        if change.entry <= raised:
            raised_as, raised_on = state["text"], day
            continue
        is_being_raised = day == raised_on and (said is None or change.entry < said)
        if is_being_raised:
            raised_as = state["text"]
        now = state | {"text": was["text"]} if is_being_raised else state
        for one in _changes(in_utc(change.at), change.who, was, now):
            if found and found[-1].text and one.text and _day(found[-1]) == _day(one):
                found.pop()  # what was typed on the way to what the line said in the end
            found.append(one)
    return LineLife(raised_as, tuple(found))


def _changes(at: datetime, who: str, was: dict[str, Any], now: dict[str, Any]) -> Iterator[LineChange]:
    before, after = (state["kind"] == PointKind.ACTION for state in (was, now))
    if before != after:
        yield LineChange(at, who, is_action=after)
    if was["text"] != now["text"]:
        yield LineChange(at, who, text=now["text"])


def _day(change: LineChange) -> date:
    return change.at.astimezone().date()
