"""Which entries of the change log are wanted: what is asked, as conditions on its rows."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.log_asked import LogAsked, period_asked
from sop_minutes.domain.logged import DONE_BACK
from sop_minutes.queries.actions import find_action
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.queries.names import person_called
from sop_minutes.storage.tables import Change

_KINDS = {
    "meetings": ("meetings", "attendance", "items", "points", "referrals"),
    "actions": ("actions", "action_owners", "action_updates", "action_links"),
    "people": ("people", "person_names", "seats", "seat_holders"),
    "groups": ("groups", "group_names", "organisations", "organisation_names"),
    "circulation": ("circulations", "circulated_files", "recipients", "invitations", "publications"),
    "approval": ("approvals",),
    "returned": ("returned_copies", "returned_changes"),
    "chasing": ("chasers", "chaser_actions", "proposals"),
}
_UNDER = {
    "meetings": (
        ("items", "meeting_id", "meetings"),
        ("attendance", "meeting_id", "meetings"),
        ("circulations", "meeting_id", "meetings"),
        ("invitations", "meeting_id", "meetings"),
        ("approvals", "meeting_id", "meetings"),
        ("publications", "meeting_id", "meetings"),
        ("returned_copies", "meeting_id", "meetings"),
        ("points", "item_id", "items"),
        ("actions", "point_id", "points"),
    ),
    "actions": (
        ("action_owners", "action_id", "actions"),
        ("action_updates", "action_id", "actions"),
        ("action_links", "action_id", "actions"),
        ("chaser_actions", "action_id", "actions"),
        ("proposals", "action_id", "actions"),
    ),
    "people": (
        ("person_names", "person_id", "people"),
        ("seat_holders", "person_id", "people"),
        ("attendance", "person_id", "people"),
        ("action_owners", "person_id", "people"),
        ("recipients", "person_id", "people"),
    ),
}


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are wanted: those that meet all of this.

    `first` and `last` are days here, both included; `kind` is one of `LOG_KINDS`; `root` is the table of
    meetings, actions or people with a row's id.
    """

    who: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""
    words: str = ""
    root: tuple[str, int] | None = None


def log_filter(session: Session, asked: LogAsked, today: date) -> LogFilter:
    """Return the filter that is asked for. Raises UserError for a time or a thing that is not known."""
    first, last = period_asked(asked.when, today)
    root = _root(session, asked.of) if asked.of else None
    return LogFilter(asked.who, first, last, asked.kind, asked.words, root)


def log_extent(wanted: LogFilter) -> str:
    """Return in a sentence which entries a filter leaves."""
    parts = (
        f" by {wanted.who}" if wanted.who else "",
        f" on {wanted.kind}" if wanted.kind else "",
        f" that say “{wanted.words}”" if wanted.words else "",
        f" since {format_date(wanted.first)}" if wanted.first else "",
        f" until {format_date(wanted.last)}" if wanted.last else "",
    )
    of = " of one of the " + wanted.root[0] if wanted.root else ""
    return f"The entries of the change log{of}{''.join(parts)}, newest first."


def _root(session: Session, said: str) -> tuple[str, int]:
    """Return the meeting, the action or the person that is meant."""
    for find, table in ((find_meeting, "meetings"), (find_action, "actions"), (person_called, "people")):
        with suppress(UserError):
            return table, find(session, said)
    raise UserError(f"“{said}” is no meeting, no action and nobody: write CG/2017-11-15, CG 17/3 or a name.")


def conditions(session: Session, wanted: LogFilter) -> list[Any]:
    """Return what the rows of entries that are wanted meet: all of this."""
    found: list[Any] = []
    if wanted.who:
        found.append(col(Change.who).ilike(f"%{_plain(wanted.who)}%", escape="\\"))
    if wanted.first is not None:
        found.append(col(Change.at) >= _begins(wanted.first))
    if wanted.last is not None:
        found.append(col(Change.at) < _begins(wanted.last + timedelta(1)))
    if wanted.kind:
        found.append(col(Change.table_name).in_(_KINDS[wanted.kind]))
    for word in wanted.words.split():
        like = f"%{_plain(json.dumps(word)[1:-1])}%"
        texts = (sa.cast(col(part), sa.String) for part in (Change.before, Change.after))
        said = [text.ilike(like, escape="\\") for text in texts]
        found.append(sa.or_(label_said().ilike(f"%{_plain(word)}%", escape="\\"), *said))
    if wanted.root is not None:
        of_it = [
            sa.select(col(Change.entry)).where(col(Change.table_name) == table, col(Change.row_id).in_(ids))
            for table, ids in _family(session, *wanted.root).items()
        ]
        found.append(col(Change.entry).in_(sa.union_all(*of_it)))
    return found


def _family(session: Session, table: str, row_id: int) -> dict[str, set[int]]:
    """Return a row with all that stands, or stood once, under it."""
    run = session.connection()
    found = {table: {row_id}}
    parts = _UNDER[table] + (_UNDER["actions"] if table == "meetings" else ())
    for below, column, above in parts:
        wanted = found.get(above)
        if wanted:
            target = SQLModel.metadata.tables[below]
            there = sa.select(target.c.id).where(target.c[column].in_(wanted))
            gone = sa.select(col(Change.row_id)).where(
                col(Change.table_name) == below,
                col(Change.after).is_(None),
                sa.func.json_extract(col(Change.before), f"$.{column}").in_(wanted),
            )
            found.setdefault(below, set()).update(run.scalars(there), run.scalars(gone))
    return {name: ids for name, ids in found.items() if ids}


def label_said() -> Any:
    """Return in SQL what an entry did, in the words in which it is shown."""
    whens = [(col(Change.kind) == kind, before) for kind, before in DONE_BACK.items()]
    return sa.case(*whens, else_="").concat(col(Change.label))


def _begins(day: date) -> datetime:
    """Return when a day begins here, as the log writes it."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


def _plain(word: str) -> str:
    """Return a word in which nothing stands for others."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
