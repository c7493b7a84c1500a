"""What the register shows while it counts, and while others write."""

from PySide6.QtTest import QTest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import close_action, extend_action
from sop_minutes.domain.register import Facet, FacetKind, View
from sop_minutes.queries.names import person_called
from tests.ui.gate import Gate
from tests.ui.register.working import MANY, TODAY, Key, Mod, Register
from tests.ui.windows import wait_until

BOTH = {"BY OWNER: Ann Lee, 2", "BY OWNER: Bo Ray, 1"}
LONG_PEACE = 400


def test_what_happens_elsewhere_is_shown_and_what_is_chosen_stays(register: Register) -> None:
    register.press(Key.Key_Down)
    register.press(Key.Key_Down)
    database = register.partnership.database
    database.do("Close", close_action, 1, on=TODAY)
    register.workspace.look()
    assert register.refs() == ["2", "3", "4"]
    assert register.chosen() == ["3"]
    database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert register.refs() == ["3", "2", "4"]
    assert register.chosen() == ["3"]


def test_rows_beyond_the_first_follow_in_a_moment(register: Register) -> None:
    note = "Date: 1 December 2017\n# Many\n" + "\n".join(f"Action: do part {n}" for n in range(300))
    register.partnership.record(note)
    register.workspace.look()
    assert register.page.model.rowCount() == 100
    assert register.page.status()[0].startswith("100+ rows")
    register.page.settle()
    assert register.page.model.rowCount() == 304
    assert register.page.model.row_of(register.page.model.id_at(303) or 0) == 303


def test_keys_change_the_rows_while_the_counting_is_held_up(register: Register) -> None:
    assert register.facets() == BOTH
    gate = register.hold()
    register.page.choose(View.OVERDUE)
    assert register.page.model.rowCount() == 1
    assert register.page.title.text() == "Overdue"
    QTest.qWait(LONG_PEACE)
    register.page.choose(View.OUTSTANDING)
    register.press(Key.Key_Slash)
    register.type("schools")
    assert register.page.model.rowCount() == 1
    register.press(Key.Key_Escape)
    register.press(Key.Key_Return)
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.still_open() == ["2", "3", "4"]
    assert register.page.model.rowCount() == 3
    QTest.qWait(LONG_PEACE)
    assert register.facets() == BOTH, "not counted again yet"
    assert register.page.status()[0] == "3 rows of 4"
    gate.opened.set()
    wait_until(lambda: register.facets() == {"BY OWNER: Ann Lee, 1", "BY OWNER: Bo Ray, 1"})
    assert register.page.status()[0] == "3 rows of 3"


def test_what_was_counted_for_a_view_that_was_left_is_not_shown(register: Register) -> None:
    first = register.hold()
    register.page.choose(View.OVERDUE)
    QTest.qWait(LONG_PEACE)
    second = Gate()
    register.workspace.ask(register.said.append, second.query)
    register.page.choose(View.NO_OWNER)
    first.opened.set()
    assert second.reached.wait(60)
    QTest.qWait(LONG_PEACE)
    assert register.facets() == BOTH
    second.opened.set()
    wait_until(lambda: register.facets() == set())


def test_the_panel_keeps_its_action_while_it_is_in_use(register: Register) -> None:
    register.page.choose(View.OVERDUE)
    register.page.settle()
    register.page.make_room_for(register.page.panel)
    register.page.panel.setFocus()
    register.partnership.database.do("Extend", extend_action, 1, on=TODAY, due="1 March 2018")
    register.workspace.look()
    register.page.settle()
    life = register.page.panel.life
    assert life is not None
    assert (life.row.ref, str(life.row.due.on)) == ("CG 17/1", "2018-03-01")


def test_a_cursor_far_down_stays_where_it_is_when_something_changes(register: Register) -> None:
    note = "Date: 1 December 2017\n# Many\n" + "\n".join(f"Action: do part {n}" for n in range(400))
    register.partnership.record(note)
    register.workspace.look()
    register.page.settle()
    table = register.page.table
    table.selectRow(300)
    at, chosen = table.verticalScrollBar().value(), table.current_id()
    register.partnership.database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert table.current_id() == chosen
    assert table.verticalScrollBar().value() == at > 0
    assert 300 < register.page.model.rowCount() < 404
    register.page.settle()
    assert register.page.model.rowCount() == 404


def test_all_that_are_chosen_stay_so_when_somebody_else_writes(register: Register) -> None:
    register.partnership.record(MANY)
    register.workspace.look()
    register.page.settle()
    table = register.page.table
    register.press(Key.Key_A, Mod.ControlModifier)
    assert len(table.chosen_ids()) == 304
    register.partnership.database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert len(table.chosen_ids()) == 304


def test_what_is_chosen_stays_so_when_it_comes_to_stand_beyond_the_first(register: Register) -> None:
    register.partnership.record(MANY)
    register.workspace.look()
    register.page.settle()
    register.press(Key.Key_Space)
    register.press(Key.Key_Down)
    register.press(Key.Key_Space)
    assert register.page.table.chosen_ids() == [1, 2]
    register.partnership.database.do("Take away", update_action, 1, on=TODAY, due="")
    register.workspace.look()
    assert sorted(register.page.table.chosen_ids()) == [1, 2]


def test_the_keys_work_on_when_a_view_has_become_empty(register: Register) -> None:
    register.page.choose(View.OVERDUE)
    register.page.settle()
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.refs() == []
    assert register.page.table.hasFocus()
    register.press(Key.Key_Slash)
    assert register.page.filter.hasFocus()


def test_a_facet_is_called_by_its_name_when_nothing_of_it_is_left(register: Register) -> None:
    person = register.workspace.read(person_called, "Bo Ray")
    register.page.choose(Facet(FacetKind.OWNER, f"person {person}"))
    register.page.settle()
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    register.page.settle()
    assert register.page.title.text() == "Outstanding actions · Bo Ray"


def test_rows_that_cannot_be_read_are_told_of_once_and_shown_once_they_can(register: Register) -> None:
    database = register.partnership.database
    assert database.path is not None
    database._engine.dispose()
    moved = database.path.rename(database.path.with_name("moved.sopm"))
    model = register.page.model
    model._pages.clear()
    register.page.grab()
    wait_until(lambda: register.failed)
    register.page.grab()
    QTest.qWait(1)
    assert len(register.failed) == 1
    assert "cannot be read" in register.failed[0]
    assert model.action(0) is None
    moved.rename(database.path)
    assert model.action(0) is not None
