"""The register narrowed, sorted, walked through and exported."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.register import Column, Facet, FacetKind, View
from sop_minutes.domain.words import Audience
from sop_minutes.queries.names import person_called
from tests.ui.register.working import Key, Mod, Register


def test_views_and_facets_narrow_and_show_their_counts(register: Register) -> None:
    sides = register.page.sides
    shown = {sides.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(sides.count())}
    assert {"REVIEW: Outstanding, 4", "REVIEW: Overdue, 1", "REVIEW: No owner, 1"} <= shown
    assert {"BY OWNER: Ann Lee, 2", "BY TOPIC: FGM, 2", "BY GROUP: Co-ordination Group, 4"} <= shown
    assert register.refs() == ["1", "2", "3", "4"]
    sides.setFocus()
    register.press(Key.Key_Down)
    assert register.refs() == ["1", "2", "3", "4"], "it is gone past, not chosen"
    register.press(Key.Key_Space)
    assert register.refs() == ["1"]
    assert sides.hasFocus()
    assert register.page.title.text() == "Overdue"
    register.page.choose(View.OUTSTANDING)
    person = register.workspace.read(person_called, "Ann Lee")
    register.page.choose(Facet(FacetKind.OWNER, f"person {person}"))
    assert register.refs() == ["1", "3"]
    assert register.page.title.text() == "Outstanding actions · Ann Lee"
    assert register.page.status()[0] == "2 rows of 4"


def test_the_filter_narrows_as_one_types_and_escape_shows_all_again(register: Register) -> None:
    register.press(Key.Key_Slash)
    register.type("@ann schools")
    assert register.refs() == ["1"]
    register.press(Key.Key_Escape)
    assert register.refs() == ["1", "2", "3", "4"]
    register.type("nothing like it")
    assert register.refs() == []
    assert "Escape" in register.page.table.empty.text()
    assert register.page.table.empty.isVisible()
    register.press(Key.Key_Escape)
    register.press(Key.Key_Return)
    assert register.page.table.hasFocus()


def test_a_due_date_that_is_not_read_is_said_beside_the_filter(register: Register) -> None:
    register.press(Key.Key_Slash)
    register.type("due:whenever schools")
    assert register.refs() == ["1"]
    assert register.page.unread.text() == "“whenever” is no date"
    assert register.page.unread.isVisible()
    register.press(Key.Key_Escape)
    assert register.page.unread.text() == ""


def test_a_digit_sorts_by_that_column_and_turns_the_order_round(register: Register) -> None:
    register.press(Key.Key_2)
    assert register.cells(1)[0] == "Ask the clinics"
    register.press(Key.Key_2)
    assert register.cells(1)[0] == "Write to the schools"


def test_grouping_puts_headings_that_are_not_chosen(register: Register) -> None:
    register.press(Key.Key_G)
    register.trigger("group-by", "Owner")
    assert register.refs() == ["-", "1", "3", "-", "2", "-", "4"]
    model = register.page.model
    assert [model.heading(row) for row in (0, 3, 5)] == ["Ann Lee   2", "Bo Ray   1", "No owner   1"]
    assert register.chosen() == ["1"]
    register.press(Key.Key_End, Mod.ShiftModifier)
    assert register.chosen() == ["1", "3", "2", "4"]


def test_enter_goes_to_where_the_action_was_raised(register: Register) -> None:
    wanted: list[tuple[int, str]] = []
    register.page.place_wanted.connect(lambda *place: wanted.append(place))
    register.press(Key.Key_Return)
    ((_, text),) = wanted
    assert text == "@Ann Lee to write to the schools by 17 November"


def test_the_group_narrows_and_an_empty_register_says_what_to_do(register: Register) -> None:
    other = register.partnership.database.do("Add", add_group, "Other Group", code="OG")
    register.page.show_group(other)
    assert register.refs() == []
    assert "Action:" in register.page.table.empty.text()
    register.page.choose(View.MINE)
    assert register.page.table.empty.text() == "Who are you? Press I to say so, once."
    register.page.show_group(None)
    register.page.show_mine(register.workspace.read(person_called, "Bo Ray"))
    assert register.refs() == ["2"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".ics"])
def test_the_rows_of_the_view_are_exported(register: Register, tmp_path: Path, suffix: str) -> None:
    register.page.choose(View.OVERDUE)
    register.page.settle()
    register.page.exporting.ask(suffix)
    dialog = register.page.findChild(QFileDialog, "export-actions")
    assert dialog is not None
    dialog.close()
    target = tmp_path / f"log{suffix}"
    register.page.exporting.write(target, Audience.RESTRICTED)
    assert register.failed == []
    assert target.stat().st_size > 0
    if suffix == ".csv":
        text = target.read_text(encoding="utf-8-sig")
        assert "schools" in text
        assert "clinics" not in text


def test_the_rows_are_put_on_paper_in_the_order_of_a_review_with_room_to_write_in(
    register: Register, tmp_path: Path
) -> None:
    register.page.exporting.ask(".docx", review=True)
    dialog = register.page.findChild(QFileDialog, "export-actions")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("review.docx")
    dialog.close()
    register.press(Key.Key_2)
    register.page.exporting.write(tmp_path / "review.docx", Audience.MEMBERS, review=True)
    written = docx.Document(str(tmp_path / "review.docx"))
    rows = [[cell.text for cell in row.cells] for row in written.tables[0].rows]
    assert [row[0] for row in rows[1:]] == ["CG 17/1", "CG 17/3", "CG 17/2", "CG 17/4"]
    assert {row[-1].strip() for row in rows[1:]} == {""}, "there is nothing but room"
    assert written.sections[0].page_width > written.sections[0].page_height


def test_an_export_for_the_public_has_only_what_they_may_see(register: Register, tmp_path: Path) -> None:
    register.partnership.record("Date: 1 December 2017\n# Case\nRestricted: Action: ring the witness")
    register.workspace.look()
    register.page.choose(View.ALL)
    rows = {}
    for reader in Audience:
        register.page.exporting.write(tmp_path / f"{reader}.csv", reader)
        rows[reader] = (tmp_path / f"{reader}.csv").read_text(encoding="utf-8-sig").splitlines()
    assert register.failed == []
    assert len(rows[Audience.RESTRICTED]) == len(rows[Audience.PUBLIC]) + 1
    assert "witness" in "".join(rows[Audience.RESTRICTED])
    assert "witness" not in "".join(rows[Audience.PUBLIC])


def test_the_sides_are_walked_through_by_home_and_end_and_left_by_enter(register: Register) -> None:
    sides = register.page.sides
    sides.setFocus()
    register.press(Key.Key_End)
    assert sides.currentItem().text() == "Prevent"
    assert register.page.title.text() == "Outstanding actions"
    register.press(Key.Key_Home)
    assert sides.currentItem().text() == "Outstanding"
    register.press(Key.Key_Up)
    register.press(Key.Key_End)
    register.press(Key.Key_Return)
    assert register.page.table.hasFocus()
    assert register.page.title.text() == "Outstanding actions · Prevent"
    sides.setFocus()
    register.press(Key.Key_Home)
    register.press(Key.Key_Escape)
    assert sides.currentItem().text() == "Prevent"


def test_the_hints_are_of_where_the_focus_is(register: Register) -> None:
    page = register.page

    def hints() -> str:
        QApplication.processEvents()
        return page.hints.accessibleDescription()

    assert "D done" in hints()
    page.sides.setFocus()
    assert hints() == "Enter show it, Space show it and stay here, Esc back"
    page.filter.setFocus()
    assert hints().startswith("Enter to the list, @sarah owner, #prevent topic, due:may")
    page.table.setFocus()
    register.press(Key.Key_N)
    assert hints() == "Enter keep, ↑ ↓ choose, Esc drop it"
    page.panel.setFocus()
    assert "D done" not in hints()


def test_the_cards_say_where_they_count_more_than_the_rows(register: Register) -> None:
    card = register.page.cards[View.OVERDUE]
    assert card.accessibleName() == "1 overdue"
    register.page.filter.setText("schools")
    assert card.accessibleName() == "1 overdue, in all"
    assert register.page.status()[0] == "1 row of 4"
    register.page.filter.clear()
    assert card.accessibleName() == "1 overdue"


def test_the_table_has_the_focus_when_what_stood_in_its_place_is_left(register: Register) -> None:
    page = register.page
    for _ in range(2):  # what there is no room for goes at first, and makes room for less
        page.resize(700, 700)
        QApplication.processEvents()
    page.make_room_for(page.panel)
    page.panel.setFocus()
    QApplication.processEvents()
    assert not page.middle.isVisible()
    page.make_room_for(page.middle)
    assert page.middle.focusWidget() is page.table
    assert page.table.hasFocus()


def test_keys_that_arrange_work_on_a_tile_and_the_hints_say_which(register: Register) -> None:
    page = register.page
    tile = page.cards[View.OVERDUE]
    tile.setFocus()
    QApplication.processEvents()
    said = page.hints.accessibleDescription()
    assert said.startswith("Enter press it, 1–9 sort")
    assert "D done" not in said
    register.press(Key.Key_1)
    assert page.arranged.sort is Column.REF
    register.press(Key.Key_G)
    register.trigger("group-by", "Owner")
    assert page.arranged.grouped is Column.OWNER
    tile.setFocus()
    register.press(Key.Key_D)
    assert not page.ask.is_open, "what is chosen is not where the focus is"
    register.press(Key.Key_Return)
    assert page.wanted.view is View.OVERDUE
    register.press(Key.Key_Escape)
    assert page.table.hasFocus()
    page.export.setFocus()
    register.press(Key.Key_Slash)
    assert page.filter.hasFocus()


def test_a_name_in_the_filter_that_nobody_has_is_told(register: Register) -> None:
    page = register.page
    page.filter.setText("group:zzz")
    assert page.unread.text() == "there is no group “zzz”"
    page.filter.setText("@nobody due:whenever")
    assert page.unread.text() == "“whenever” is no date · nobody is called “nobody”"
    page.filter.setText("@ann prevent")
    assert not page.unread.isVisible()
    page.filter.setText("@ann nowhere")
    assert not page.unread.isVisible(), "she is known, and so are the words for what they are"


def test_the_last_row_by_owner_is_still_chosen_under_fewer_headings(register: Register) -> None:
    register.page.rearrange(replace(register.page.arranged, grouped=Column.OWNER))
    register.press(Key.Key_End)
    register.press(Key.Key_Space)
    current = register.page.table.current_id()
    register.page.rearrange(replace(register.page.arranged, grouped=Column.STATUS))
    assert register.page.table.current_id() == current
    assert register.page.table.chosen_ids() == [current]
