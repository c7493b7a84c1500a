"""The register with more actions than can be sorted while a key waits."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from sop_minutes.domain.register import View
from sop_minutes.ui.actions import listed
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.gate import Gate
from tests.ui.register.working import NOTE, Key, Register
from tests.ui.windows import wait_until


@pytest.fixture
def register(
    partnership: Partnership, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Register]:
    """A register for which four actions are many."""
    monkeypatch.setattr(listed, "MANY", 3)
    partnership.record(NOTE)
    register = Register(partnership, workspace)
    yield register
    register.leave()


def _shown(register: Register) -> list[str]:
    """Return what stands in the table as it is, with nothing waited for."""
    model = register.page.model
    rows = [model.action(row) for row in range(model.rowCount())]
    return [row.action.ref[-1] if row else "-" for row in rows]


def test_by_due_date_rows_are_there_at_once(register: Register) -> None:
    register.hold()
    register.page.choose(View.OVERDUE)
    assert _shown(register) == ["1"]


def test_rows_are_sorted_beside_and_keys_are_heard_meanwhile(register: Register) -> None:
    gate = register.hold()
    register.press(Key.Key_3)
    register.press(Key.Key_3)
    assert register.page.status()[0] == "Sorting…"
    assert _shown(register) == ["1", "2", "3", "4"], "as they were, until the others are there"
    register.press(Key.Key_Slash)
    register.type("the")
    assert register.page.filter.text() == "the"
    gate.opened.set()
    wait_until(lambda: register.page.status()[0] != "Sorting…")
    assert _shown(register) == register.refs()
    assert sorted(_shown(register)) == ["1", "3", "4"]
    assert register.page.table.currentIndex().row() == 0


def test_what_was_chosen_stays_chosen_once_it_is_sorted(register: Register) -> None:
    register.press(Key.Key_Space)
    assert register.chosen() == ["1"]
    register.press(Key.Key_2)
    register.page.settle()
    assert register.chosen() == ["1"]


def test_only_the_order_that_was_asked_for_last_is_shown(register: Register) -> None:
    gate = register.hold()
    register.press(Key.Key_2)
    register.page.choose(View.OVERDUE)
    register.page.choose(View.NO_OWNER)
    gate.opened.set()
    wait_until(lambda: _shown(register) == ["4"])
    QTest.qWait(20)
    assert _shown(register) == ["4"]
    assert register.page.title.text() == "No owner"


def _sorted_by_owner_and_changed(register: Register) -> Gate:
    """Have the rows be sorted once more, until the gate is opened."""
    register.press(Key.Key_3)
    register.page.settle()
    gate = register.hold()
    register.page.refresh()
    assert register.page.is_sorting
    return gate


def _let_through(register: Register, gate: Gate) -> None:
    gate.opened.set()
    wait_until(lambda: not register.page.is_sorting)


def test_the_cursor_stays_where_it_went_while_the_rows_were_sorted(register: Register) -> None:
    gate = _sorted_by_owner_and_changed(register)
    register.press(Key.Key_Down)
    register.press(Key.Key_Down)
    meant = register.page.table.current_id()
    _let_through(register, gate)
    assert register.page.table.current_id() == meant
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert meant not in {row.id for row in register.partnership.actions()}


def test_what_was_chosen_while_the_rows_were_sorted_stays_so(register: Register) -> None:
    gate = _sorted_by_owner_and_changed(register)
    register.press(Key.Key_Space)
    register.press(Key.Key_Down)
    register.press(Key.Key_Space)
    chosen = register.chosen()
    assert len(chosen) == 2
    _let_through(register, gate)
    assert register.chosen() == chosen


def test_nothing_is_said_of_rows_that_are_about_to_go(register: Register) -> None:
    register.press(Key.Key_3)
    register.page.settle()
    gate = register.hold()
    register.page.choose(View.NO_OWNER)
    assert register.page.title.text() == "No owner"
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.still_open() == ["1", "2", "3", "4"]
    assert "sorted" in register.said[-1]
    register.page.refresh()
    _let_through(register, gate)
    assert _shown(register) == ["4"]
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.still_open() == ["1", "2", "3"]
