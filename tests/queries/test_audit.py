"""The change log in words: what each entry changed, of what, and who may read that."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.items import delete_item
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.log_asked import LogAsked, kind_asked, period_asked, read_log_line
from sop_minutes.domain.logged import HIDDEN, NOUNS, LoggedEntry, field_name, for_reader
from sop_minutes.domain.words import Audience
from sop_minutes.queries.audit import entry_at, list_entries, moment_preview, told_entries, told_entry
from sop_minutes.queries.consequences import last_change
from sop_minutes.queries.log_narrowing import LogFilter, log_filter
from sop_minutes.queries.logged_rows import Words
from sop_minutes.storage.database import Database
from sop_minutes.storage.recorder import UNRECORDED
from tests.commands.office import Office, reworded
from tests.conftest import Partnership
from tests.storage.any_run import run_any
from tests.storage.every_command import CALLS, Caller
from tests.thorough import cases

_STEPS = [*sorted(CALLS), "typing", "undo", "redo"]
TODAY = date(2018, 5, 16)  # a Wednesday


def _labels(database: Database, **asked: str) -> list[str]:
    wanted = database.read(log_filter, LogAsked(**asked), TODAY)
    return [entry.label for entry in database.read(list_entries, wanted)]


def test_every_table_and_column_has_words() -> None:
    for table in SQLModel.metadata.sorted_tables:
        if table.name in UNRECORDED or table.name == "identity":
            continue
        assert table.name in NOUNS
        names = [field_name(table.name, column.name) for column in table.columns if column.name not in HIDDEN]
        assert not any("_" in name for name in names)


@settings(max_examples=cases(12), deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(CALLS), "typing", "undo", "redo"]), max_size=20), st.integers(0, 2**32)
)
def test_whatever_was_done_is_told_in_words_and_found_by_pages(names: list[str], seed: int) -> None:
    with Database.in_memory() as database:
        for _ in run_any(database, Caller(random.Random(seed)), names):
            pass
        told = database.read(told_entries, LogFilter())
        assert [each.head.entry for each in told] == _paged(database)
        for each in told:
            assert len(each.rows) == each.head.rows
            for row in each.rows:
                assert row.what[0].isupper()
                assert all(field.before != field.after for field in row.fields)
        database.read(moment_preview, 1)


def _paged(database: Database) -> list[int]:
    found: list[LoggedEntry] = []
    while page := database.read(list_entries, LogFilter(), found[-1].entry if found else None, 3):
        found += page
    return [entry.entry for entry in found]


def test_a_row_says_where_it_stood_also_once_all_of_it_is_gone(partnership: Partnership) -> None:
    database = partnership.database
    meeting_id = partnership.record("# Roads\nOne.")
    database.do("Edit point", edit_point, 1, text="Uno.")
    edited = database.last_entry
    database.do("Delete", delete_item, 1)
    assert database.read(told_entry, edited).rows[0].where == "CG/2017-11-15 · Roads"
    database.do("Delete meeting", delete_meeting, meeting_id, with_note=True)
    (row,) = database.read(told_entry, edited).rows
    assert (row.what, row.where, row.deed) == ("Line", "CG/2017-11-15 · Roads", "changed")
    assert [(field.name, field.before, field.after) for field in row.fields] == [("text", "One.", "Uno.")]


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("# Roads\nOne.", False),
        ("# Roads\nRestricted: One.", True),
        ("Restricted: # Roads\nOne.", True),
        ("# Roads\nRestricted: Action: @Ann Lee to write", True),
        ("# Roads\nMembers: One.", False),
    ],
)
def test_what_is_restricted_is_withheld_from_members(
    partnership: Partnership, text: str, narrow: bool
) -> None:
    partnership.record(text)
    database = partnership.database
    rows = database.read(told_entry, database.last_entry).rows
    line = next(row for row in rows if row.what == "Line")
    assert (line.audience is Audience.RESTRICTED) == narrow
    shown = for_reader(line, Audience.MEMBERS)
    assert any(field.after == "withheld" for field in shown.fields) == narrow
    assert ("Roads" in shown.where) != narrow


def test_what_was_said_while_a_line_was_restricted_stays_withheld_once_it_is_released(
    partnership: Partnership,
) -> None:
    database = partnership.database
    partnership.record("# Roads\nRestricted: One and a name.")
    database.do("Edit", edit_point, 1, text="One.")
    edited = database.last_entry
    partnership.record("# Roads\nOne.")
    (row,) = database.read(told_entry, edited).rows
    assert row.audience is Audience.RESTRICTED


def test_what_was_public_once_and_is_not_any_more_is_withheld(partnership: Partnership) -> None:
    database = partnership.database
    partnership.record("# Roads\nOne.")
    made = database.last_entry
    partnership.record("Restricted: # Roads\nOne.")
    rows = database.read(told_entry, made).rows
    assert next(row for row in rows if row.what == "Line").audience is Audience.RESTRICTED


def test_a_line_that_was_restricted_before_stays_so_in_the_log(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Roads\nRestricted: One.")
    partnership.record("# Roads\nOne.")
    assert "Restricted" not in partnership.typed(meeting_id)
    database = partnership.database
    (row,) = database.read(told_entry, database.last_entry).rows
    assert row.audience is Audience.RESTRICTED


def test_what_came_back_of_a_note_is_withheld_from_members(partnership: Partnership, tmp_path: Path) -> None:
    office = Office.begun(partnership, tmp_path)
    office.came_back(reworded("late", "early"))
    database = partnership.database
    rows = database.read(told_entry, database.last_entry).rows
    (change,) = (row for row in rows if "early" in str(row))
    assert change.audience is Audience.RESTRICTED
    assert "early" not in str(for_reader(change, Audience.MEMBERS))


@pytest.mark.parametrize("table", ["approvals", "proposals", "returned_changes", "returned_copies", "topics"])
def test_what_is_kept_for_the_record_alone_is_withheld_from_members(database: Database, table: str) -> None:
    assert database.read(lambda session: Words(session).audience(table, 1)) is Audience.RESTRICTED


def test_entries_are_found_by_who_when_and_what(partnership: Partnership) -> None:
    moment = datetime(2018, 5, 8, 12, tzinfo=UTC)
    database = Database(partnership.database._engine, who="Ann_Lee", clock=lambda: moment)
    database.do("Add 100%", add_group, "Board", code="BO")
    later = Database(partnership.database._engine, who="Bo", clock=lambda: moment + timedelta(7))
    later.do("Add", add_group, "Panel", code="PA")
    assert _labels(database, who="ann_l") == ["Add 100%"]
    assert _labels(database, when="last week") == ["Add 100%"]
    assert _labels(database, when="since 15 May", who="bo") == ["Add"]
    assert _labels(database, words="100%") == ["Add 100%"]
    assert _labels(database, words="PANEL") == ["Add"]
    assert _labels(database, words="code") == []  # a column's name is no word of anybody's
    assert _labels(database, kind="chasing") == []


def test_a_meetings_entries_are_found_with_all_that_was_in_it(partnership: Partnership) -> None:
    database = partnership.database
    partnership.record("Date: 1 May 2017\n# Roads\nOne.\nAction: @Ann Lee to write")
    partnership.record("Date: 1 June 2017\n# Prevent\nTwo.")
    database.do("Edit point", edit_point, 1, text="Uno.")
    database.do("Delete item", delete_item, 1)
    assert _labels(database, of="CG/2017-05-01") == ["Delete item", "Edit point", "Record"]
    assert _labels(database, of="CG/2017-06-01") == ["Record"]


def test_the_entry_of_a_moment_is_the_last_up_to_it(database: Database) -> None:
    times = [datetime(2018, 5, day, tzinfo=UTC) for day in (1, 2, 3)]
    for number, at in enumerate(times, start=1):
        Database(database._engine, clock=lambda at=at: at).do(
            "Add", add_group, f"G{number}", code=f"G{number}"
        )
    assert database.read(entry_at, times[1]) == 2
    assert database.read(entry_at, times[1] + timedelta(hours=1)) == 2
    with pytest.raises(UserError, match="Nothing was done up to then"):
        database.read(entry_at, times[0] - timedelta(1))


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("", LogAsked()),
        ("housing review", LogAsked(words="housing review")),
        ('by:ann housing WHEN:"last week"', LogAsked(who="ann", when="last week", words="housing")),
        ('of:"CG 17/3" kind:act', LogAsked(of="CG 17/3", kind="actions")),
        ("who: nobody", LogAsked(words="who: nobody")),
    ],
)
def test_a_filter_line_is_read(line: str, asked: LogAsked) -> None:
    assert read_log_line(line) == asked


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("", None, None),
        ("yesterday", date(2018, 5, 15), date(2018, 5, 15)),
        ("last week", date(2018, 5, 7), date(2018, 5, 13)),
        ("last-week", date(2018, 5, 7), date(2018, 5, 13)),
        ("3 May 2018", date(2018, 5, 3), date(2018, 5, 3)),
        ("May", date(2018, 5, 1), date(2018, 5, 31)),
        ("June", date(2017, 6, 1), date(2017, 6, 30)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("since 3 May 2018", date(2018, 5, 3), None),
        ("until 3 May 2018", None, date(2018, 5, 3)),
    ],
)
def test_a_period_that_is_past_is_read(said: str, first: date | None, last: date | None) -> None:
    assert period_asked(said, TODAY) == (first, last)


@pytest.mark.parametrize("said", ["tomorrow", "2030", "sometime"])
def test_a_time_that_has_not_begun_is_refused(said: str) -> None:
    with pytest.raises(UserError, match="no time that has begun"):
        period_asked(said, TODAY)


def test_a_kind_is_known_by_its_beginning() -> None:
    assert [kind_asked(said) for said in ("", "Meeting", "act", "chasing")] == [
        "",
        "meetings",
        "actions",
        "chasing",
    ]
    with pytest.raises(UserError, match="nothing of the kind"):
        kind_asked("birds")


def test_no_number_is_missing_where_somebody_typed(partnership: Partnership) -> None:
    partnership.record("# Roads\nOne.")
    database = partnership.database
    began = database.last_entry
    for text in ("Uno", "Uno due", "Uno due tre"):
        database.do_typing("Edit point", edit_point, 1, text=text)
    assert not database.read(told_entry, database.last_entry).head.seal
    database.do("Add Board", add_group, "Board", code="BO")
    heads = database.read(list_entries, LogFilter())
    assert [head.numbers for head in heads[:3]] == [f"{began + 4}", f"{began + 1}–{began + 3}", f"{began}"]
    assert {len(head.seal) for head in heads} == {64}
    assert sum(head.entry - head.first + 1 for head in heads) == heads[0].entry
    for read in (told_entry, moment_preview):
        with pytest.raises(UserError, match=f"Entry {began + 2} went on as entry {began + 3}: what is typed"):
            database.read(read, began + 2)


def test_what_was_undone_and_redone_is_said_and_found_as_such(database: Database) -> None:
    database.do("Add Board", add_group, "Board", code="BO")
    for _ in range(2):
        database.undo()
        database.redo()
    database.undo()
    told = ["Undo: Add Board", "Redo: Add Board", "Undo: Add Board", "Redo: Add Board", "Undo: Add Board"]
    assert _labels(database) == [*told, "Add Board"]
    assert _labels(database, words="undo board") == told[::2]
    last = database.read(last_change)
    assert last is not None
    assert last.label == "Undo: Add Board"
