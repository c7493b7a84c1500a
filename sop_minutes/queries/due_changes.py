"""When an action's due date was changed, by whom, and from what to what: read from the change log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision
from sop_minutes.queries.logged import Made, in_force, in_utc, makers, updates_of
from sop_minutes.storage.tables import Action, ActionUpdate


@dataclass(frozen=True, slots=True)
class DueChange:
    """A due date changed in `entry` of the change log.

    `update_id` is the update that says so, None where the line was edited or the diary moved it.
    """

    entry: int
    at: datetime
    who: str
    before: Due
    after: Due
    update_id: int | None


def due_changes(session: Session, action_id: int) -> tuple[DueChange, ...]:
    """Return the changes of an action's due date that were not taken back, oldest first.

    An update that says when the action is due is one, also if that was so before.
    """
    made = makers(session, action_id)
    saying: defaultdict[int, list[ActionUpdate]] = defaultdict(list)
    for update in updates_of(session, action_id):
        if update.due_as_written is not None and update.id in made:
            saying[made[update.id].entry].append(update)
    logged = {change.entry: change for change in in_force(session, str(Action.__tablename__), action_id)}
    state: dict[str, Any] = {}
    found: list[DueChange] = []
    for entry in sorted({*logged, *saying}):
        change, updates, before = logged.get(entry), saying[entry], _due(state)
        state |= (change.after or {}) if change else {}
        if change and change.before is None:
            # It was raised and put off at once, as in an old file: only the update knows the first date.
            before = Due("", updates[0].due_was_on) if updates else _due(state)
        who = Made(change.who, in_utc(change.at), entry) if change else made[updates[0].id]
        found += _in_entry(who, before, _due(state), updates)
    return tuple(found)


def _in_entry(made: Made, before: Due, after: Due, updates: Sequence[ActionUpdate]) -> Iterator[DueChange]:
    """Yield what changed a due date in one entry: each update that says so, then anything else."""
    for update in updates:
        said = _due(update.model_dump())
        yield DueChange(made.entry, made.at, made.who, before, said, update.id)
        before = said
    if before != after:
        yield DueChange(made.entry, made.at, made.who, before, after, None)


def _due(state: Mapping[str, Any]) -> Due:
    on = state.get("due_on")
    return Due(
        state.get("due_as_written") or "",
        date.fromisoformat(on) if isinstance(on, str) else on,
        DuePrecision(state.get("due_precision") or DuePrecision.NONE),
    )
