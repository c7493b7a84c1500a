"""Copies made in a user's own template, or with actions in tables, come back like any other."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest

from sop_minutes.circulating import Wanted, draft, prepare, save_files
from sop_minutes.commands.organisations import add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import edit_point
from sop_minutes.commands.returned import accept_change, keep_returned_copy
from sop_minutes.commands.templates import add_template
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.words import ActionStatus, Audience, NoteLayout
from sop_minutes.importing.template import read_template
from sop_minutes.queries.returned import list_returned
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.returning import read_returned
from tests.conftest import Partnership
from tests.importing.returned.wordedits import W, WordEdit

NOW = datetime(2017, 11, 20, tzinfo=UTC)
NOTE = """Present: Ann Lee
# Roads
The plan is late.
Action: @Ann Lee to ring the council by 31 January
Action: @[Ben Okafor] @Highways to mend the bridge
Members: Action: @Ann Lee to price the work
The bridge stays closed.
# Schools
Action: @Ann Lee to write to all heads
Agreed: nothing was new
"""


@pytest.fixture
def sent(partnership: Partnership, tmp_path: Path) -> Callable[[NoteLayout], Path]:
    """Write the members' note in a council's template, actions as asked, and return where."""

    def send(layout: NoteLayout) -> Path:
        word = docx.Document()
        word.sections[0].header.paragraphs[0].text = "Anyshire County Council"
        word.save(str(tmp_path / "council.docx"))
        content = read_template(tmp_path / "council.docx")
        partnership.database.do("Add", add_template, "Council", content, layout=layout)
        ann = partnership.database.do("Add", add_person, "Ann Lee", email="ann@example.org")
        seat_id = partnership.database.do("Seat", add_seat, group_id=partnership.group_id)
        partnership.database.do("Fill", fill_seat, seat_id, person_id=ann)
        meeting_id = partnership.record(NOTE)
        wanted = Wanted(meeting_id, Audience.MEMBERS, date(2017, 11, 20), (".docx",), template="council")
        prepared = prepare(partnership.database, wanted, now=NOW)
        draft(partnership.database, prepared, tmp_path / "drafts", label="Circulate", now=NOW)
        (path,) = save_files(prepared, tmp_path / "files")
        return path

    return send


def _came(partnership: Partnership, edit: WordEdit, path: Path) -> tuple[ReturnedRow, ...]:
    sheet = read_returned(partnership.database, edit.save(path.with_name("copy.docx")))
    partnership.database.do("Import", keep_returned_copy, sheet, at=NOW)
    return partnership.database.read(list_returned)


def _accept(partnership: Partnership, rows: tuple[ReturnedRow, ...]) -> None:
    for row in rows:
        partnership.database.do("Accept", accept_change, row.id)


@pytest.mark.parametrize("layout", NoteLayout)
def test_a_copy_that_nobody_edited_says_nothing_new(
    partnership: Partnership, sent: Callable[[NoteLayout], Path], layout: NoteLayout
) -> None:
    path = sent(layout)
    assert "Anyshire County Council" in str(docx.Document(str(path)).sections[0].header.paragraphs[1].text)
    assert _came(partnership, WordEdit(path), path) == ()


def test_a_word_in_a_row_is_put_into_the_line_of_its_action(
    partnership: Partnership, sent: Callable[[NoteLayout], Path]
) -> None:
    path = sent(NoteLayout.TABLES)
    edit = WordEdit(path)
    edit.replace(edit.saying("Ring the council"), "council", "district council", "Ben Okafor")
    rows = _came(partnership, edit, path)
    assert [(row.kind, row.who, row.is_conflict) for row in rows] == [
        (ChangeKind.REWORDED, "Ben Okafor", False)
    ]
    _accept(partnership, rows)
    assert partnership.action("CG 17/1").text == "ring the district council"
    assert "Action: @Ann Lee to ring the district council by 31 January" in partnership.typed(1)


def test_owner_and_due_date_of_a_row_become_those_of_the_action(
    partnership: Partnership, sent: Callable[[NoteLayout], Path]
) -> None:
    path = sent(NoteLayout.TABLES)
    edit = WordEdit(path)
    edit.replace(edit.saying("31 January 2018"), "31 January", "28 February", "Ben Okafor")
    edit.replace(edit.saying("Ben Okafor, Highways"), "Highways", "Ann Lee", "Ben Okafor")
    edit.replace(edit.saying("Price the work"), "Price", "Cost", "Ben Okafor")
    rows = _came(partnership, edit, path)
    _accept(partnership, rows)
    first, second, third = (partnership.action(f"CG 17/{n}") for n in (1, 2, 3))
    assert (first.text, first.due.on) == ("ring the council", date(2018, 2, 28))
    assert (second.text, second.owners) == ("mend the bridge", ("Ben Okafor", "Ann Lee"))
    assert (third.text, third.audience) == ("Cost the work", Audience.MEMBERS)


def test_rows_are_taken_out_and_put_in(partnership: Partnership, sent: Callable[[NoteLayout], Path]) -> None:
    path = sent(NoteLayout.TABLES)
    document = docx.Document(str(path))
    roads, schools = document.tables
    roads._tbl.remove(roads.rows[2]._tr)
    schools._tbl.getparent().remove(schools._tbl)
    for cell, text in zip(
        roads.add_row().cells, ("", "Order the steel", "Ann Lee", "15 December"), strict=True
    ):
        cell.text = text
    document.save(str(path))
    rows = _came(partnership, WordEdit(path), path)
    assert [row.kind for row in rows] == [ChangeKind.DELETED, ChangeKind.NEW, ChangeKind.DELETED]
    _accept(partnership, rows)
    texts = [row.text for row in partnership.actions(statuses=tuple(ActionStatus))]
    assert sorted(texts) == ["Order the steel", "price the work", "ring the council"]
    steel = next(row for row in partnership.actions() if row.text == "Order the steel")
    assert (steel.owners, steel.due.on, steel.item) == (("Ann Lee",), date(2017, 12, 15), "Roads")


def test_what_was_changed_here_and_there_is_a_conflict_or_put_together(
    partnership: Partnership, sent: Callable[[NoteLayout], Path]
) -> None:
    path = sent(NoteLayout.TABLES)
    edit = WordEdit(path)
    edit.replace(edit.saying("Ring the council"), "council", "district", "Ben Okafor")
    edit.replace(edit.saying("Mend the bridge"), "bridge", "road", "Ben Okafor")
    ring, mend = (partnership.action(f"CG 17/{n}").point_id for n in (1, 2))
    partnership.database.do("Edit", edit_point, ring, text="@Ann Lee to ring the council by 1 February")
    partnership.database.do("Edit", edit_point, mend, text="@Highways to mend the tunnel")
    rows = _came(partnership, edit, path)
    assert [row.is_conflict for row in rows] == [False, True]
    _accept(partnership, rows[:1])
    first = partnership.action("CG 17/1")
    assert (first.text, first.due.on) == ("ring the district", date(2018, 2, 1))


def test_a_file_of_no_circulation_is_compared_with_the_note_laid_out_as_it_is(
    partnership: Partnership, sent: Callable[[NoteLayout], Path]
) -> None:
    path = sent(NoteLayout.TABLES)
    edit = WordEdit(path)
    for start in list(edit.root.iter(W + "bookmarkStart")):
        if start.get(W + "name", "").startswith("_sop_copy_"):
            start.getparent().remove(start)
    edit.replace(edit.saying("Ring the council"), "council", "district", "Ben Okafor")
    kinds = [row.kind for row in _came(partnership, edit, path)]
    assert kinds == [ChangeKind.REWORDED]
