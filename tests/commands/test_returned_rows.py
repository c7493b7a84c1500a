"""Rows of actions that come back in a copy, and what only looks like one."""

from copy import deepcopy
from pathlib import Path

import pytest

from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.words import Audience, NoteLayout
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.queries.returned_rows import ReturnedRow
from tests.commands.office import AT, Office
from tests.conftest import Partnership
from tests.importing.returned.wordedits import Edit, W, WordEdit, node, run

BARS = """\
# Roads
Options | keep | cut | defer
Action: @BO to compare A | B by 31 January
Plain.
"""


RING = """\
Present: Ann Lee, Ben Okafor
# Roads
Action: @BO to ring the council by 31 January
Plain.
"""


@pytest.fixture
def ringing(partnership: Partnership, tmp_path: Path) -> Office:
    return Office(partnership, partnership.record(RING), tmp_path)


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office(partnership, partnership.record(BARS), tmp_path)


def in_tables(office: Office, edit: Edit) -> list[ReturnedRow]:
    """Return the changes of a copy of the note that has its actions in tables."""
    sheet = office.partnership.sheet(office.meeting_id, Audience.MEMBERS)
    base = office.folder / "tables.docx"
    base.write_bytes(render_word(note_document(sheet, Audience.MEMBERS, AT, layout=NoteLayout.TABLES)))
    return office.came_back(edit, base=base)


def put(e: WordEdit, row: int, cell: int, text: str) -> None:
    """Type something else in a cell, untracked."""
    first, *more = list(e.row(row).iter(W + "tc"))[cell].iter(W + "t")
    first.text = text
    for other in more:
        other.text = ""


def table(*cells: str) -> Edit:
    """Return the edit that puts a new table of one row in before the last line."""
    row = "".join(f"<w:tc><w:tcPr/><w:p>{run(cell)}</w:p></w:tc>" for cell in cells)
    return lambda e: e.saying("Plain").addprevious(node(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))


@pytest.mark.parametrize(("was", "now"), [("defer", "delay"), ("Options", "Choices")])
def test_a_paragraph_with_bars_in_it_is_no_row(office: Office, was: str, now: str) -> None:
    before = office.typed
    office.accept(*office.came_back(lambda e: e.replace(e.saying("Options"), was, now)))
    assert office.typed == before.replace(was, now)


def test_a_row_whose_text_has_a_bar_is_taken_cell_by_cell(office: Office) -> None:
    (row,) = in_tables(office, lambda e: put(e, 1, 3, "28 February"))
    assert not row.is_conflict
    office.accept(row)
    assert "A | B" in office.typed
    action = office.partnership.action("CG 17/1")
    assert (action.owners, action.text, str(action.due.on)) == (
        ("BO",),
        "compare A | B",
        "2018-02-28",
    )


def test_a_row_is_typed_otherwise_with_bars_between_its_cells(office: Office) -> None:
    (row,) = in_tables(office, lambda e: put(e, 1, 3, "28 February"))
    office.accept(row, text="CG 17/1 | Compare A | C | Ann Lee | 1 March 2018")
    action = office.partnership.action("CG 17/1")
    assert (action.owners, action.text, str(action.due.on)) == (("Ann Lee",), "compare A | C", "2018-03-01")


def test_a_row_with_a_cell_more_is_never_the_text_of_an_action(office: Office) -> None:
    more = node(f"<w:tc><w:p>{run('more')}</w:p></w:tc>")
    (row,) = in_tables(office, lambda e: e.row(1).append(more))
    before = office.typed
    with pytest.raises(UserError, match="say how the line is to read"):
        office.accept(row, over=True)
    assert office.typed == before


def test_a_row_is_not_written_over_what_is_no_action_any_more(office: Office) -> None:
    from sop_minutes.commands.points import convert_point
    from sop_minutes.domain.words import PointKind

    (row,) = in_tables(office, lambda e: put(e, 1, 3, "28 February"))
    office.do("Convert", convert_point, int(row.records[0][1:]), kind=PointKind.POINT)
    before = office.typed
    with pytest.raises(ChangedSinceError):
        office.accept(row)
    with pytest.raises(UserError, match="say how the line is to read"):
        office.accept(row, over=True)
    assert office.typed == before


def test_a_new_table_of_four_columns_is_text(office: Office) -> None:
    before = office.typed
    office.accept(*office.came_back(table("Year", "2015", "2016", "2017")))
    assert office.typed == before.replace("Plain.", "Year | 2015 | 2016 | 2017\nPlain.")


def test_a_new_row_in_a_table_of_ours_is_an_action(office: Office) -> None:
    cells = "".join(
        f"<w:tc><w:tcPr/><w:p>{run(cell)}</w:p></w:tc>" for cell in ("", "See A | B", "Ann Lee", "")
    )
    office.accept(*in_tables(office, lambda e: e.row(1).addnext(node(f"<w:tr>{cells}</w:tr>"))))
    assert "Action: See A | B @Ann Lee" in office.typed


@pytest.mark.parametrize(
    ("cell", "text"), [(1, "Ring"), (2, ""), (2, "Ben"), (3, ""), (3, "31 January")], ids=str
)
def test_a_cell_of_the_list_that_says_less_is_a_change(ringing: Office, cell: int, text: str) -> None:
    base = ringing.circulated()
    (row,) = ringing.came_back(lambda e: put(e, 1, cell, text), base=base)
    assert row.kind in (ChangeKind.LISTED, ChangeKind.NOT_TAKEN)


def test_a_cell_of_the_list_that_says_what_its_block_came_to_say_is_none(ringing: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("to ring"), "council", "new council")
        put(e, 1, 1, "Ring the new council")

    (row,) = ringing.came_back(edit, base=ringing.circulated())
    assert row.kind is ChangeKind.REWORDED


def new_row(*cells: str) -> Edit:
    """Return the edit that puts a row in at the end of the list."""
    row = "".join(f"<w:tc><w:tcPr/><w:p>{run(cell)}</w:p></w:tc>" for cell in cells)
    return lambda e: e.row(1).addnext(node(f"<w:tr>{row}</w:tr>"))


@pytest.mark.parametrize("text", ["Plain", "Roads", ""])
def test_a_new_row_of_the_list_is_shown_though_another_line_has_its_words(ringing: Office, text: str) -> None:
    (row,) = ringing.came_back(new_row("", text, "Ann Lee", "1 May", "Open"), base=ringing.circulated())
    assert row.kind is ChangeKind.NOT_TAKEN


def test_a_new_row_of_the_list_that_repeats_a_new_action_is_none(ringing: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.saying("Plain").addprevious(e.new("Action: Ann Lee to see to the roads by 1 May"))
        new_row("", "See to the roads", "Ann Lee", "1 May", "Open")(e)

    (row,) = ringing.came_back(edit, base=ringing.circulated())
    assert row.kind is ChangeKind.NEW


def test_a_form_that_came_of_a_deleted_paragraph_is_not_taken_with_other_words(ringing: Office) -> None:
    def edit(e: WordEdit) -> None:
        heading, line = e.saying("Roads"), e.saying("to ring")
        for properties in line.findall(W + "pPr"):
            line.remove(properties)
        line.insert(0, deepcopy(heading.findall(W + "pPr")[0]))
        e.wrap(heading, "del")
        e.replace(e.saying("to ring"), "council", "county")

    rows = ringing.came_back(edit)
    ringing.accept(*(row for row in rows if row.kind is ChangeKind.REWORDED))
    assert "# Roads\nAction: @BO to ring the county" in ringing.typed


@pytest.mark.parametrize(("cell", "text"), [(2, "Ann Lee"), (3, "31 January 2019"), (4, "Done")], ids=str)
def test_a_row_of_the_register_of_another_day_is_shown(ringing: Office, cell: int, text: str) -> None:
    (row,) = ringing.came_back(lambda e: put(e, 1, cell, text))
    assert row.kind is ChangeKind.NOT_TAKEN


@pytest.mark.parametrize(("cell", "text"), [(2, "No owner"), (2, ""), (3, "No date"), (3, "")], ids=str)
def test_an_action_of_a_list_is_not_left_without_owner_or_due(ringing: Office, cell: int, text: str) -> None:
    (row,) = ringing.came_back(lambda e: put(e, 1, cell, text), base=ringing.circulated())
    assert row.kind is ChangeKind.NOT_TAKEN
