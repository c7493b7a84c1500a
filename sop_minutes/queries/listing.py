"""Which actions the register lists, how many, and in what order: ids, found and sorted by the database."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.register import Column, Facet, FilterLine, View
from sop_minutes.queries.narrowing import in_view, of_facet, of_line
from sop_minutes.queries.sorting import section_key, section_label, sort_keys, under_each_owner
from sop_minutes.storage.register_index import action_ids, all_action_ids, are_short, has_words, ids_in
from sop_minutes.storage.tables import Action

_MANY = 20_000
"""Words that more actions hold than so many are not narrowed by in the database all at once."""


_AT_A_TIME = 2000


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
    """The ids of the actions wanted, in their order; the sections they fall in, if they are grouped.

    By owner, an action is in the section of each of its owners.
    """

    ids: "array[int]"
    sections: tuple[Section, ...] = ()


def register_ids(session: Session, wanted: Wanted, *, most: int | None = None) -> Listing:
    """Return the actions wanted, the first `most` rows of them if it is given."""
    # An index is walked, until there are enough.
    walking = most is not None and wanted.sort is Column.DUE and wanted.grouped is None
    conditions = _conditions(session, wanted, walking=walking)
    sieves: list[tuple[frozenset[int], bool]] = []
    for words, is_shown in _asked_words(wanted.line):
        showing = _showing(session, words, is_shown, walking=walking)
        if isinstance(showing, frozenset):
            sieves.append((showing, is_shown))
        else:
            conditions.append(showing)
    sections = [section_key(wanted.grouped).label("section")] if wanted.grouped else []
    statement = (
        (under_each_owner if wanted.grouped is Column.OWNER else sa.select)(col(Action.id), *sections)
        .where(*conditions)
        .order_by(*(key.asc().nulls_last() for key in sections), *sort_keys(wanted.sort, wanted.descending))
        .limit(None if sieves or wanted.grouped is Column.OWNER else most)
    )
    # The driver's own rows: there may be hundreds of thousands, and they hold plain numbers and words.
    rows = _fetched(session.connection().execute(statement).cursor)
    if sieves:
        rows = _through(sieves, rows)
    if wanted.grouped is Column.OWNER:
        rows = (row for row, _ in groupby(rows))  # somebody may be named twice as an owner of one action
    rows = islice(rows, most)
    if wanted.grouped is None:
        return Listing(array("q", (row[0] for row in rows)))
    return _in_sections(session, wanted.grouped, rows)


def _fetched(cursor: Any) -> Iterator[Any]:
    """Yield the rows, never very many of them at a time in memory."""
    while rows := cursor.fetchmany(_AT_A_TIME):
        yield from rows


def _through(sieves: Sequence[tuple[frozenset[int], bool]], rows: Iterable[Any]) -> Iterator[Any]:
    """Yield the rows of actions that are among these, or are not."""
    for row in rows:
        if all((row[0] in ids) is is_shown for ids, is_shown in sieves):
            yield row


def _asked_words(line: FilterLine) -> Iterator[tuple[str, bool]]:
    """Yield the words that a filter line names, and whether an action is to show them all, or not."""
    if line.words:
        yield " ".join(line.words), True
    for words in line.without:
        yield words, False


def _showing(
    session: Session, words: str, is_shown: bool, *, walking: bool
) -> sa.TextClause | frozenset[int]:
    """Return the condition that an action shows every word, or not; where that takes long, all that do."""
    ids = action_ids(session.connection(), words, _MANY)
    if ids is not None:
        return ids_in(ids, shown=is_shown)
    if walking and are_short(words):
        return has_words(words, shown=is_shown)
    return all_action_ids(session.connection(), words)


def _in_sections(session: Session, column: Column, rows: Iterable[Any]) -> Listing:
    label = section_label(session, column)
    found, sections = array("q"), []
    for key, run in groupby(rows, key=lambda row: row[1]):
        before = len(found)
        found.extend(row[0] for row in run)
        sections.append(Section(label(key) if key else "", len(found) - before))
    return Listing(found, tuple(sections))


def view_counts(
    session: Session, today: date, *, group_id: int | None = None, me: int | None = None
) -> dict[View, int]:
    """Return how many actions each view holds, of one group if it is given."""
    return {view: count_actions(session, Wanted(today, view, group_id=group_id, me=me)) for view in View}


def count_actions(session: Session, wanted: Wanted) -> int:
    """Return how many actions are wanted, whatever words the filter line holds."""
    counted = sa.select(sa.func.count()).select_from(wanted_ids(session, wanted).subquery())
    return session.connection().scalar(counted) or 0


def has_more_than(session: Session, many: int) -> bool:
    """Say whether there are, or were, more than so many actions; it takes no time."""
    return (session.connection().scalar(sa.select(sa.func.max(col(Action.id)))) or 0) > many


def wanted_ids(session: Session, wanted: Wanted) -> Any:
    """Select the ids of the actions wanted, in no order, whatever words the filter line holds."""
    return sa.select(col(Action.id)).where(*_conditions(session, wanted, walking=False))


def _due_in(spans: Sequence[tuple[date, date]]) -> Iterator[Any]:
    """Yield the conditions that an action is due within one of these.

    The index is walked once, over all of them: SQLite's planner breaks down on several walks of it that
    are put together.
    """
    due = col(Action.due_on)
    yield due.between(min(first for first, _ in spans), max(last for _, last in spans))
    if len(spans) > 1:
        yield sa.case(*((due.between(*span), sa.true()) for span in spans), else_=sa.false())


def _conditions(session: Session, wanted: Wanted, *, walking: bool) -> list[Any]:
    views = dict.fromkeys((wanted.view, *wanted.line.views))
    found = [clause for view in views for clause in in_view(view, wanted.today, wanted.me)]
    if wanted.group_id is not None:
        found.append(col(Action.group_id) == wanted.group_id)
    if wanted.line.due:
        found += _due_in(wanted.line.due)
    narrowed = of_line(session, wanted.line)
    if wanted.facet is not None:
        narrowed.append(of_facet(session, wanted.facet))
    return found + [members.within(session, walking=walking) for members in narrowed]
