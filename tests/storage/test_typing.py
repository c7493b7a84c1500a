"""Runs of typing: one entry of the change log, and still every save on the disk."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.points import add_point, edit_point
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.changes import changes_since, last_entry
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Action, ActionOwner, Change, Item, Point

NOTE = "Date: 15 November 2017\n# Prevent\nas it was\nanother\nAction: @Ann Lee to report by 31 January"


class Typist:
    """Somebody at a database whose clock is moved by hand."""

    def __init__(self, path: Path) -> None:
        self.now = datetime(2017, 11, 15, 10, tzinfo=UTC)
        self.path = path
        self.database = self.at_work("minute-taker")

    def at_work(self, who: str) -> Database:
        return Database.open(self.path, who=who, clock=lambda: self.now)

    def types(self, *texts: str, point: int = 1, after: float = 1, by: Database | None = None) -> None:
        for text in texts:
            self.now += timedelta(seconds=after)
            (by or self.database).do_typing("Edit point", edit_point, point, text=text)

    def text(self, point: int = 1) -> str:
        return self.database.read(lambda s: s.get_one(Point, point).text)

    def entries(self) -> list[tuple[object, object]]:
        """Return the text of the first point before and after each entry that edited it."""
        query = select(Change).where(Change.label == "Edit point", Change.kind == "do")
        query = query.where(Change.table_name == "points", Change.row_id == 1).order_by(col(Change.id))
        rows = self.database.read(lambda s: s.exec(query).all())
        return [((r.before or {}).get("text"), (r.after or {}).get("text")) for r in rows]


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    typist = Typist(tmp_path / "p.sopm")
    group_id = typist.database.do("Add", add_group, "Co-ordination Group", code="CG")
    typist.database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
    yield typist
    typist.database.close()


def test_a_run_of_typing_is_one_entry_and_undo_takes_all_of_it_back(typist: Typist) -> None:
    typist.types("a", "as", "as it", "as it is")
    assert typist.entries() == [("as it was", "as it is")]
    assert typist.database.undo() == ("Edit point", "")
    assert typist.text() == "as it was"
    assert typist.database.redo() == ("Edit point", "")
    assert typist.text() == "as it is"


def test_every_save_of_a_run_is_on_the_disk_at_once(typist: Typist) -> None:
    typist.types("a", "as")
    with typist.at_work("colleague") as other:
        assert other.read(lambda s: s.get_one(Point, 1).text) == "as"


def test_a_pause_ends_a_run_and_so_does_a_minute(typist: Typist) -> None:
    typist.types("one", "two", after=10)
    typist.types("three", after=10.5)
    assert typist.entries() == [("as it was", "two"), ("two", "three")]
    typist.types(*(f"{number}" for number in range(10)), after=9)
    assert typist.entries()[1:] == [("two", "5"), ("5", "9")]


def test_an_entry_between_ends_a_run(typist: Typist) -> None:
    typist.types("one")
    typist.types("elsewhere", point=2)
    typist.types("two")
    typist.database.do("Edit point", edit_point, 1, text="not typed")
    typist.types("three")
    typist.database.undo()
    typist.types("four")
    with typist.at_work("colleague") as other:
        typist.types("five", by=other)
    assert typist.entries() == [
        ("as it was", "one"),
        ("one", "two"),
        ("two", "not typed"),
        ("not typed", "three"),
        ("not typed", "four"),
        ("four", "five"),
    ]


def test_typing_back_to_what_it_was_is_an_entry_of_its_own(typist: Typist) -> None:
    typist.types("something else", "as it was")
    assert typist.entries() == [("as it was", "something else"), ("something else", "as it was")]


def test_a_run_in_an_actions_line_takes_its_owners_along(typist: Typist) -> None:
    def stands() -> object:
        return typist.database.read(
            lambda s: (
                [tuple(row) for row in s.exec(select(ActionOwner.id, ActionOwner.as_written))],
                [tuple(row) for row in s.exec(select(Action.text, Action.due_on))],
            )
        )

    before, counted = stands(), typist.database.read(last_entry)
    typist.types("@Be", "@Ben", "@Ben Ok", "@Ben Okafor to report by 1 March", point=3)
    after = stands()
    typist.database.undo()
    assert stands() == before
    typist.database.redo()
    assert stands() == after
    rows = typist.database.read(changes_since, counted)
    assert len({row.entry for row in rows}) == 3, "the run, the undo and the redo"


def test_whoever_asks_what_has_changed_is_told_of_every_save_of_a_run(typist: Typist) -> None:
    seen = typist.database.read(last_entry)
    assert typist.database.read(changes_since, seen) == ()
    for text in ("a", "as", "as it"):
        typist.types(text)
        rows = typist.database.read(changes_since, seen)
        assert [(row.table, row.row_id) for row in rows] == [("points", 1)]
        seen = rows[-1].entry
    typist.database.undo()
    assert [(row.table, row.row_id) for row in typist.database.read(changes_since, seen)] == [("points", 1)]


def test_a_row_that_comes_and_goes_within_a_run_is_told_of(typist: Typist) -> None:
    typist.types("@Ben to report", point=3)
    seen = typist.database.read(last_entry)
    owner = typist.database.read(lambda s: s.exec(select(ActionOwner.id)).one())
    typist.types("@Cat to report", point=3)
    rows = typist.database.read(changes_since, seen)
    assert ("action_owners", owner) in {(row.table, row.row_id) for row in rows}


def test_what_a_colleague_changes_is_seen_oldest_first(typist: Typist) -> None:
    seen = typist.database.read(last_entry)
    item = typist.database.read(lambda s: s.exec(select(Item.id)).one())
    with typist.at_work("colleague") as other:
        point = other.do("Add point", add_point, item_id=item, text="from a colleague")
        other.do("Edit point", edit_point, 1, text="by a colleague")
    rows = typist.database.read(changes_since, seen)
    assert [(row.table, row.row_id) for row in rows] == [("points", point), ("points", 1)]
    assert rows[0].entry < rows[1].entry
