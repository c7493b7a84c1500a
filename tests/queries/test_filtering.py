"""Words typed in the register find what its rows show, today."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from sop_minutes.commands.actions import raise_action
from sop_minutes.commands.groups import add_group, rename_group
from sop_minutes.commands.items import add_item, change_item
from sop_minutes.commands.meetings import reschedule_meeting
from sop_minutes.commands.organisations import add_organisation, add_seat
from sop_minutes.commands.people import add_person, rename_person
from sop_minutes.commands.points import move_point
from sop_minutes.domain.register import Column, Facet, FacetKind, View, read_filter
from sop_minutes.queries.listing import Wanted, register_ids
from sop_minutes.queries.narrowing import unknown_in
from sop_minutes.queries.register_rows import register_rows
from sop_minutes.queries.search import search
from sop_minutes.storage.tables import Item, Organisation, Person, Point, Seat
from tests.conftest import Partnership

TODAY = date(2017, 11, 20)
NOTE = """# FGM – awareness
Action: @Anne-Marie Smith to ring by 17 November
Action: @TVP to write
# Follow-up work
Action: @[Housing Board] to **report**
Action: @[Safety Manager] to look
"""
EVERYTHING = ["CG 17/1", "CG 17/2", "CG 17/3", "CG 17/4"]


@pytest.fixture
def known(partnership: Partnership) -> Partnership:
    return partnership.filled(_know)


def _know(partnership: Partnership) -> None:
    do = partnership.database.do
    do("Add", add_person, "Anne-Marie Smith")
    do("Add", add_organisation, "Thames Valley Police", short_name="TVP")
    do("Add", add_group, "Housing Board", code="HB")
    council = do("Add", add_organisation, "Cherwell Council")
    do("Add", add_seat, group_id=partnership.group_id, organisation_id=council, role="Safety Manager")
    partnership.record(NOTE)


def _found(partnership: Partnership, line: str) -> list[str]:
    wanted = Wanted(TODAY, View.ALL, line=read_filter(line, TODAY))
    ids = partnership.database.read(register_ids, wanted).ids
    return sorted(row.action.ref for row in partnership.database.read(register_rows, ids))


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("fgm", ["CG 17/1", "CG 17/2"]),
        ("@anne overdue fgm", ["CG 17/1"]),
        ("thames valley", ["CG 17/2"]),
        ("tvp fgm write", ["CG 17/2"]),
        ("housing", ["CG 17/3"]),
        ("safety manager", ["CG 17/4"]),
        ("follow-up", ["CG 17/3", "CG 17/4"]),
        ("co-ordination", EVERYTHING),
        ("15 november 2017", EVERYTHING),
        ("nov report", ["CG 17/3"]),
        ("CG 17/3", ["CG 17/3"]),
        ("17/4", ["CG 17/4"]),
        ("fgm report", []),
        ("@anne-marie", ["CG 17/1"]),
        ('@"anne-marie smith"', ["CG 17/1"]),
        ("@marie", ["CG 17/1"]),
        ("@anne–marie", ["CG 17/1"]),
        ("#follow-up", ["CG 17/3", "CG 17/4"]),
        ("group:co-ord", EVERYTHING),
        ("anne-marie", ["CG 17/1"]),
        ("@marie-anne", ["CG 17/1"]),
        ("@arie", []),
        ("-fgm", ["CG 17/3", "CG 17/4"]),
        ('housing -"board report"', []),
        ("co-ord -fgm -look", ["CG 17/3"]),
        ("due:november", ["CG 17/1"]),
        ("overdue due:17 november", ["CG 17/1"]),
        ("due:this month", ["CG 17/1"]),
        ("due:november 2016", []),
    ],
)
def test_a_word_finds_what_a_row_shows(known: Partnership, line: str, refs: list[str]) -> None:
    assert _found(known, line) == refs


def test_what_comes_every_year_is_found_also_where_it_is_past(known: Partnership) -> None:
    known.record("Date: 6 December 2017\n# FGM\nAction: @TVP to ring by 3 November 2018")
    for asked, refs in (("november", ["CG 17/1", "CG 17/5"]), ("november 2018", ["CG 17/5"])):
        wanted = Wanted(date(2018, 7, 9), View.ALL, line=read_filter(f"due:{asked}", date(2018, 7, 9)))
        ids = known.database.read(register_ids, wanted).ids
        assert sorted(row.action.ref for row in known.database.read(register_rows, ids)) == refs


def test_what_a_line_names_that_nobody_is_called_is_told(known: Partnership) -> None:
    line = read_filter("@nobody @anne group:zzz group:cg org:x org:tvp #fgm #y priority:p", TODAY)
    assert known.database.read(unknown_in, line) == (
        Facet(FacetKind.OWNER, "nobody"),
        Facet(FacetKind.GROUP, "zzz"),
        Facet(FacetKind.ORGANISATION, "x"),
        Facet(FacetKind.TOPIC, "y"),
        Facet(FacetKind.PRIORITY, "p"),
    )


def _named(table: type[Person | Organisation | Seat], name: str, to: str) -> Callable[[Session], object]:
    field = "role" if table is Seat else "name"

    def change(session: Session) -> None:
        row = session.exec(select(table).where(getattr(table, field) == name)).one()
        setattr(row, field, to)

    return change


@pytest.mark.parametrize(
    ("change", "line", "refs"),
    [
        (_named(Organisation, "Thames Valley Police", "Isis Police"), "isis", ["CG 17/2"]),
        (_named(Seat, "Safety Manager", "Safety Lead"), "lead", ["CG 17/4"]),
        (lambda s: rename_group(s, 2, name="Steering Group"), "steering", EVERYTHING),
        (lambda s: rename_group(s, 3, name="Homes Board"), "homes", ["CG 17/3"]),
        (lambda s: change_item(s, 2, title="Next steps"), "next steps", ["CG 17/3", "CG 17/4"]),
        (lambda s: _move_first(s), "next report", []),
        (lambda s: _move_first(s), "elsewhere ring", ["CG 17/1"]),
        (lambda s: reschedule_meeting(s, 1, on=date(2017, 12, 6)), "6 december", EVERYTHING),
    ],
)
def test_what_is_called_otherwise_is_found_by_that_until_it_is_taken_back(
    known: Partnership, change: Callable[[Session], object], line: str, refs: list[str]
) -> None:
    assert _found(known, line) == []
    known.database.do("Change", change)
    assert _found(known, line) == refs
    known.database.undo()
    assert _found(known, line) == []


def _move_first(session: Session) -> None:
    item_id = add_item(session, meeting_id=1, title="Elsewhere", after_id=2)
    first = session.exec(select(Point).join(Item).where(Item.meeting_id == 1)).first()
    assert first is not None
    move_point(session, first.id, item_id=item_id, after_id=None)


def test_whoever_has_another_name_now_is_found_by_it_in_register_and_notes(known: Partnership) -> None:
    person_id = known.database.read(lambda s: s.exec(select(Person)).one().id)
    known.database.do("Rename", rename_person, person_id, name="Anne-Marie Zimmer")
    for line in ("zimmer", "@zimmer", "@smith"):
        assert _found(known, line) == ["CG 17/1"]
    assert [row.ref for row in known.database.read(search, "zimmer")] == ["CG 17/1"]


def test_an_action_of_no_note_is_found_by_its_group_and_its_day(known: Partnership) -> None:
    known.database.do("Raise", raise_action, group_id=known.group_id, text="ring", on=date(2017, 10, 2))
    assert _found(known, "co-ord 2 october ring") == ["CG 17/5"]


def test_searching_notes_does_not_find_every_action_of_a_group_or_an_item(known: Partnership) -> None:
    assert [row.kind for row in known.database.read(search, "awareness")] == ["item"]
    assert known.database.read(search, "co-ordination") == ()


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("column", list(Column))
def test_a_month_of_two_years_is_found_in_every_view_and_order(
    known: Partnership, view: View, column: Column
) -> None:
    wanted = Wanted(TODAY, view, line=read_filter("due:november", TODAY), sort=column)
    whole = Wanted(TODAY, view, line=read_filter('due:"november 2017"', TODAY), sort=column)
    found = known.database.read(register_ids, wanted).ids
    assert found == known.database.read(register_ids, whole).ids
    assert len(found) == (view in {View.ALL, View.OVERDUE, View.OUTSTANDING})
