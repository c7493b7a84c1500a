"""The register's lists and counts are what an independent reading of the rows gives."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.register import Column, FacetKind, View, read_filter
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries import listing, narrowing
from sop_minutes.queries.facets import facets
from sop_minutes.queries.listing import Wanted, register_ids, view_counts
from sop_minutes.queries.register_rows import RegisterRow, register_rows
from sop_minutes.storage.database import Database
from tests.queries.register_reading import TODAY, Reading, fill, plain
from tests.thorough import cases

LINES = (
    "",
    "sch",
    "@ann",
    "@tvp write",
    "overdue plan",
    "due:december",
    "#fgm",
    "group:c",
    "org:t re",
    "mine s",
    "@marie",
    "@anne-m",
    "@elo",
    "@man",
    "Élan",
    "ann safety",
    "prevent",
    "#follow-up",
    "org:trust",
    "c group",
    "nov",
    "chair",
    "-plan",
    "write -fgm -ann",
)


@pytest.fixture(scope="module")
def databases() -> Iterator[Callable[[int], Database]]:
    opened: dict[int, Database] = {}

    def get(seed: int) -> Database:
        if seed not in opened:
            opened[seed] = Database.in_memory()
            opened[seed].do("Fill", fill, seed)
        return opened[seed]

    yield get
    for database in opened.values():
        database.close()


SEEDS = st.integers(0, 40)


@settings(max_examples=cases(60), deadline=None)
@given(
    SEEDS,
    st.sampled_from(View),
    st.sampled_from((None, 1, 2)),
    st.sampled_from((None, 1, 3, 4)),
    st.sampled_from(LINES),
    st.sampled_from(Column),
    st.booleans(),
)
def test_a_list_holds_what_reading_all_rows_finds(
    databases: Callable[[int], Database],
    seed: int,
    view: View,
    group_id: int | None,
    me: int | None,
    line: str,
    column: Column,
    grouped: bool,
) -> None:
    wanted = Wanted(
        TODAY,
        view,
        group_id=group_id,
        me=me,
        line=read_filter(line, TODAY),
        sort=column,
        grouped=column if grouped else None,
    )
    listing = databases(seed).read(register_ids, wanted)
    assert len(set(listing.ids)) == len(listing.ids) or (grouped and column is Column.OWNER)
    assert set(listing.ids) == databases(seed).read(Reading).ids(wanted)
    assert sum(section.many for section in listing.sections) == (len(listing.ids) if grouped else 0)
    assert databases(seed).read(register_ids, wanted, most=3).ids == listing.ids[:3]


@settings(max_examples=cases(25), deadline=None)
@given(SEEDS, st.sampled_from(View), st.sampled_from((None, 1, 2)))
def test_counts_are_those_of_the_lists(
    databases: Callable[[int], Database], seed: int, view: View, group_id: int | None
) -> None:
    database = databases(seed)
    reading = database.read(Reading)
    wanted = Wanted(TODAY, view, group_id=group_id, me=1)
    counts = database.read(view_counts, TODAY, group_id=group_id, me=1)
    assert counts[view] == len(reading.ids(wanted))
    expected = Counter(
        facet
        for action in reading.actions
        if action.id in reading.ids(wanted)
        for facet in reading.facets_of(action)
    )
    found = {row.facet: row.many for rows in database.read(facets, wanted).values() for row in rows}
    assert found == dict(expected)
    for facet, many in found.items():
        narrowed = Wanted(TODAY, view, group_id=group_id, facet=facet, me=1)
        assert len(database.read(register_ids, narrowed).ids) == many


_SHOWN: dict[Column, Callable[[RegisterRow], Any]] = {
    Column.REF: lambda row: (row.action.ref.split()[0], int(row.action.ref.partition("/")[2])),
    Column.TEXT: lambda row: plain(row.action.text),
    Column.OWNER: lambda row: plain(row.action.owners[0]) if row.action.owners else None,
    Column.DUE: lambda row: row.action.due.on,
    Column.STATUS: lambda row: list(ActionStatus).index(row.action.status),
    Column.FROM: lambda row: row.action.raised_on,
    Column.GROUP: lambda row: row.action.group,
    Column.ORGANISATION: lambda row: row.organisation.lower() or None,
    Column.PRIORITY: lambda row: row.priority or None,
    Column.UPDATED: lambda row: row.updated,
}


@settings(max_examples=cases(40), deadline=None)
@given(SEEDS, st.sampled_from(Column), st.booleans())
def test_every_column_puts_in_the_order_of_what_it_shows_and_what_has_nothing_last(
    databases: Callable[[int], Database], seed: int, column: Column, descending: bool
) -> None:
    database = databases(seed)
    ids = database.read(register_ids, Wanted(TODAY, View.ALL, sort=column, descending=descending)).ids
    rows = database.read(register_rows, ids)
    shown = [_SHOWN[column](row) for row in rows]
    there = [value for value in shown if value is not None]
    assert shown == sorted(there, reverse=descending) + [None] * (len(shown) - len(there))


@settings(max_examples=cases(25), deadline=None)
@given(SEEDS, st.sampled_from(sorted(set(Column) - {Column.OWNER})), st.sampled_from(Column))
def test_each_action_stands_under_the_heading_of_what_its_column_shows(
    databases: Callable[[int], Database], seed: int, grouped: Column, sort: Column
) -> None:
    database = databases(seed)
    wanted = Wanted(TODAY, View.ALL, sort=sort, grouped=grouped)
    listing, reading = database.read(register_ids, wanted), database.read(Reading)
    actions = {action.id: action for action in reading.actions}
    headings = [reading.heading(actions[id_], grouped) for id_ in listing.ids]
    runs = [(heading, len(list(run))) for heading, run in groupby(headings)]
    assert len({heading for heading, _ in runs}) == len(runs)
    assert [section.many for section in listing.sections] == [many for _, many in runs]
    assert "" not in [heading for heading, _ in runs[:-1]]
    if grouped is not Column.STATUS:
        # Two people called the same stand side by side, whatever is put after their names.
        names = [plain(section.label.partition(" (")[0]) for section in listing.sections if section.label]
        assert names == sorted(names)
    assert [section.label for section in listing.sections] == [heading for heading, _ in runs]
    whole = database.read(register_ids, Wanted(TODAY, View.ALL, sort=sort)).ids
    order = {id_: place for place, id_ in enumerate(whole)}
    begun = 0
    for _, many in runs:
        run = listing.ids[begun : begun + many]
        assert list(run) == sorted(run, key=lambda id_: order[id_])
        begun += many


@settings(max_examples=cases(25), deadline=None)
@given(SEEDS, st.sampled_from(View))
def test_headings_are_the_facets_by_name(databases: Callable[[int], Database], seed: int, view: View) -> None:
    database = databases(seed)
    found = database.read(facets, Wanted(TODAY, view, me=1))
    for column, kind in ((Column.GROUP, FacetKind.GROUP), (Column.PRIORITY, FacetKind.PRIORITY)):
        sections = database.read(register_ids, Wanted(TODAY, view, me=1, grouped=column)).sections
        named = {section.label: section.many for section in sections if section.label}
        assert named == {row.name: row.many for row in found[kind]}
    by_organisation = Wanted(TODAY, view, me=1, grouped=Column.ORGANISATION)
    labels = [section.label for section in database.read(register_ids, by_organisation).sections]
    assert {label for label in labels if label} <= {row.name for row in found[FacetKind.ORGANISATION]}


@settings(max_examples=cases(25), deadline=None)
@given(SEEDS, st.sampled_from(View), st.sampled_from(LINES), st.sampled_from(Column))
def test_by_owner_an_action_stands_under_each_of_its_owners(
    databases: Callable[[int], Database], seed: int, view: View, line: str, sort: Column
) -> None:
    database, wanted = databases(seed), Wanted(TODAY, view, me=1, sort=sort, line=read_filter(line, TODAY))
    listing = database.read(register_ids, replace(wanted, grouped=Column.OWNER))
    found = database.read(facets, wanted)[FacetKind.OWNER]
    names = {row.facet: row.name for row in found}
    expected: Counter[tuple[str, tuple[int, ...]]] = Counter()
    for facet, name in names.items():
        ids = database.read(register_ids, replace(wanted, facet=facet)).ids
        expected[name, tuple(ids)] += len(ids) > 0
    places, stand = iter(listing.ids), Counter[tuple[str, tuple[int, ...]]]()
    for section in listing.sections:
        run = tuple(islice(places, section.many))
        stand[section.label, run] += bool(section.label)
    assert +stand == +expected


def test_rows_come_in_the_order_asked_for_and_without_those_that_are_gone(
    databases: Callable[[int], Database],
) -> None:
    rows = databases(1).read(register_rows, [3, 99, 1, 2])
    assert [row.action.id for row in rows] == [3, 1, 2]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("view", [View.OUTSTANDING, View.ALL])
def test_the_first_rows_are_the_same_where_each_action_is_asked_for_itself(
    databases: Callable[[int], Database], monkeypatch: pytest.MonkeyPatch, line: str, view: View
) -> None:
    for seed in range(12):
        wanted = Wanted(TODAY, view, me=1, line=read_filter(line, TODAY))
        whole = databases(seed).read(register_ids, wanted).ids
        with monkeypatch.context() as few:
            few.setattr(listing, "_MANY", -1)
            few.setattr(narrowing, "_MANY", -1)
            assert databases(seed).read(register_ids, wanted, most=3).ids == whole[:3]
            assert databases(seed).read(register_ids, wanted).ids == whole
