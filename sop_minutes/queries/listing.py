"""Which actions the register lists, how many, and in what order: ids, found and sorted by the database."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.register import Column, Facet, FilterLine, View
from sop_minutes.queries.narrowing import in_view, of_facet, of_line
from sop_minutes.queries.sorting import section_key, section_label, sort_keys
from sop_minutes.storage.register_index import action_ids, all_action_ids, are_short, has_words, ids_in
from sop_minutes.storage.tables import Action

_MANY = 20_000
"""Words that more actions hold than so many are not narrowed by in the database all at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions the register shows, and in what order.

    `me` is the id of the person who asks, None where that is not known: nothing is theirs then.
    `grouped` puts actions under headings, each by `sort` under its own. What has no value comes last.
    """

    today: date
    view: View = View.OUTSTANDING
    group_id: int | None = None
    facet: Facet | None = None
    line: FilterLine = field(default_factory=FilterLine)
    me: int | None = None
    sort: Column = Column.DUE
    descending: bool = False
    grouped: Column | None = None


class Section(NamedTuple):
    """A run of so many actions under one heading. `label` is as stored, "" for none."""

    label: str
    many: int


class Listing(NamedTuple):
    """The ids of the actions wanted, in their order; the sections they fall in, if they are grouped."""

    ids: "array[int]"
    sections: tuple[Section, ...] = ()


def register_ids(session: Session, wanted: Wanted, *, most: int | None = None) -> Listing:
    """Return the actions wanted, the first `most` of them if it is given."""
    # An index is walked, until there are enough.
    walking = most is not None and wanted.sort is Column.DUE and wanted.grouped is None
    words, among = " ".join(wanted.line.words), None
    conditions = _conditions(session, wanted, walking=walking)
    if words:
        ids = action_ids(session.connection(), words, _MANY)
        if ids is not None:
            conditions.append(ids_in(ids))
        elif walking and are_short(words):
            conditions.append(has_words(words))
        else:
            among = all_action_ids(session.connection(), words)
    sections = [section_key(wanted.grouped).label("section")] if wanted.grouped else []
    statement = (
        sa.select(col(Action.id), *sections)
        .where(*conditions)
        .order_by(*(key.asc().nulls_last() for key in sections), *sort_keys(wanted.sort, wanted.descending))
        .limit(most if among is None else None)
    )
    # The driver's own rows: there may be hundreds of thousands, and they hold plain numbers and words.
    cursor = session.connection().execute(statement).cursor
    if among is None:
        rows = cursor.fetchall()
    else:
        rows = list(islice((row for row in iter(cursor.fetchone, None) if row[0] in among), most))
    found = array("q", (row[0] for row in rows))
    return Listing(found, _sections(session, wanted.grouped, rows) if wanted.grouped else ())


def _sections(session: Session, column: Column, rows: Sequence[Any]) -> tuple[Section, ...]:
    label = section_label(session, column)
    runs = groupby(rows, key=lambda row: row[1])
    return tuple(Section(label(key) if key else "", sum(1 for _ in run)) for key, run in runs)


def view_counts(
    session: Session, today: date, *, group_id: int | None = None, me: int | None = None
) -> dict[View, int]:
    """Return how many actions each view holds, of one group if it is given."""
    return {view: count_actions(session, Wanted(today, view, group_id=group_id, me=me)) for view in View}


def count_actions(session: Session, wanted: Wanted) -> int:
    """Return how many actions are wanted, whatever words the filter line holds."""
    counted = sa.select(sa.func.count()).select_from(wanted_ids(session, wanted).subquery())
    return session.connection().scalar(counted) or 0


def wanted_ids(session: Session, wanted: Wanted) -> Any:
    """Select the ids of the actions wanted, in no order, whatever words the filter line holds."""
    return sa.select(col(Action.id)).where(*_conditions(session, wanted, walking=False))


def _conditions(session: Session, wanted: Wanted, *, walking: bool) -> list[Any]:
    views = dict.fromkeys((wanted.view, *wanted.line.views))
    found = [clause for view in views for clause in in_view(view, wanted.today, wanted.me)]
    if wanted.group_id is not None:
        found.append(col(Action.group_id) == wanted.group_id)
    if wanted.line.due is not None:
        found.append(col(Action.due_on).between(*wanted.line.due))
    narrowed = of_line(session, wanted.line)
    if wanted.facet is not None:
        narrowed.append(of_facet(session, wanted.facet))
    return found + [members.within(session, walking=walking) for members in narrowed]
