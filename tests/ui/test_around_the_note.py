"""What stands around the note: agenda, clock, open actions, last time, reports."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from sop_minutes.commands.actions import close_action, extend_action
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.plan import add_report, schedule_report
from sop_minutes.domain.clock import clock_words
from sop_minutes.domain.words import ActionStatus, ReportRole, Season
from sop_minutes.queries.action_history import action_history
from sop_minutes.ui.record.cards import ActionCard
from sop_minutes.ui.record.clock import ItemClock
from tests.conftest import Partnership
from tests.ui.desk import Desk, Key, Mod

BEFORE = """Date: 13 September 2017
# Prevent
The plan was heard.
Action: @AL to ring by 1 October
Action: @BO to write by 1 December
"""
NOW = "# Welcome\nAll were welcome.\n# Prevent\n# Any other business"


@pytest.fixture
def shown(desk: Desk, partnership: Partnership) -> Desk:
    partnership.record(BEFORE)
    desk.open(NOW)
    return desk


def _rows(shown: Desk) -> list[str]:
    agenda = shown.page.outline.agenda
    spoken = Qt.ItemDataRole.AccessibleTextRole
    return [str(agenda.item(number).data(spoken)) for number in range(agenda.count())]


def _on_prevent(shown: Desk) -> None:
    shown.page.editor.place(2)
    assert shown.wait_until(lambda: len(shown.page.beside.cards) == 3)


def test_the_agenda_says_how_it_stands_with_each_item(shown: Desk) -> None:
    _on_prevent(shown)
    assert _rows(shown) == ["1 Welcome, has text", "2 Prevent, 2 open action(s)", "3 Any other business"]
    assert shown.page.outline.agenda.currentRow() == 1


def test_the_agenda_is_reached_by_key_and_enter_goes_to_the_item(shown: Desk) -> None:
    shown.page.go_to_agenda()
    assert shown.focus() is shown.page.outline.agenda
    shown.press(Key.Key_Up)
    shown.press(Key.Key_Up)
    shown.press(Key.Key_Return)
    assert shown.focus() is shown.page.editor
    assert shown.page.editor.current_index() == 1


def test_items_are_moved_from_the_agenda_with_all_under_them(shown: Desk) -> None:
    agenda = shown.page.outline.agenda
    shown.page.go_to_agenda()
    agenda.setCurrentRow(0)
    shown.press(Key.Key_Down, Mod.AltModifier)
    shown.press(Key.Key_Down, Mod.AltModifier)
    assert agenda.currentRow() == 2
    assert shown.kept().endswith("# Prevent\n\n# Any other business\n\n# Welcome\nAll were welcome.\n")
    shown.press(Key.Key_Up, Mod.AltModifier)
    assert shown.kept().endswith("# Prevent\n\n# Welcome\nAll were welcome.\n\n# Any other business\n")


@pytest.mark.parametrize(("over", "below", "order"), [(2, True, "BCA"), (1, True, "BAC"), (1, False, "ABC")])
def test_items_are_dragged(desk: Desk, partnership: Partnership, over: int, below: bool, order: str) -> None:
    desk.open("# A\n# B\n# C")
    agenda = desk.page.outline.agenda
    agenda.setCurrentRow(0)
    box = agenda.visualItemRect(agenda.item(over))
    at = QPointF(box.center().x(), box.bottom() - 1 if below else box.top() + 1)
    none = Mod.NoModifier
    agenda.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, none))
    kept = desk.kept()
    assert sorted(order, key=lambda title: kept.index(f"# {title}")) == list(order)


def test_d_says_an_action_is_done_at_this_meeting(shown: Desk) -> None:
    _on_prevent(shown)
    shown.page.go_beside()
    shown.press(Key.Key_D)
    shown.type("rang today")
    shown.press(Key.Key_Return)
    done = shown.partnership.action("CG 17/1")
    assert (done.status, done.last_note, str(done.done_on)) == (ActionStatus.DONE, "rang today", "2017-11-15")
    (update,) = shown.partnership.database.read(action_history, done.id)
    assert update.meeting == "CG/2017-11-15"
    assert len(shown.page.beside.cards) == 2
    shown.page.undo()
    assert shown.wait_until(lambda: len(shown.page.beside.cards) == 3)


def test_d_confirms_what_was_said_to_be_done_since(shown: Desk) -> None:
    action_id = shown.partnership.action("CG 17/1").id
    shown.workspace.do("Close", close_action, action_id, on=date(2017, 11, 1))
    _on_prevent(shown)
    shown.page.around.refresh()
    shown.page.go_beside()
    assert "done, to confirm" in shown.page.beside.cards[0].accessibleName()
    shown.press(Key.Key_D)
    shown.press(Key.Key_Return)
    assert shown.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED
    assert len(shown.page.beside.cards) == 2


def test_n_notes_and_x_extends_and_says_what_it_understood(shown: Desk) -> None:
    _on_prevent(shown)
    shown.page.go_beside()
    card = shown.page.beside.cards[0]
    shown.press(Key.Key_N)
    shown.type("left word")
    shown.press(Key.Key_Return)
    assert shown.partnership.action("CG 17/1").last_note == "left word"
    shown.page.go_beside()
    card = shown.page.beside.cards[0]
    shown.press(Key.Key_X)
    shown.type("end of January")
    assert card.understood.text() == "Wednesday 31 January 2018"  # type: ignore[attr-defined]
    shown.press(Key.Key_Return)
    assert str(shown.partnership.action("CG 17/1").due.on) == "2018-01-31"


def test_escape_drops_the_line_and_what_cannot_be_read_is_explained(shown: Desk) -> None:
    _on_prevent(shown)
    shown.page.go_beside()
    shown.press(Key.Key_X)
    shown.type("whenever")
    shown.press(Key.Key_Return)
    assert any("whenever" in words for words in shown.messages)
    shown.press(Key.Key_Escape)
    assert str(shown.partnership.action("CG 17/1").due.on) == "2017-10-01"
    shown.press(Key.Key_Escape)
    assert shown.focus() is shown.page.editor


def test_a_line_that_is_being_typed_is_not_disturbed_from_elsewhere(shown: Desk) -> None:
    _on_prevent(shown)
    shown.page.go_beside()
    shown.press(Key.Key_N)
    shown.type("left ")
    action = shown.partnership.action("CG 17/2")
    shown.partnership.database.do("Extend", extend_action, action.id, on=action.raised_on, due="1 May 2018")
    shown.page.around.refresh()
    shown.type("word")
    shown.press(Key.Key_Return)
    assert shown.partnership.action("CG 17/1").last_note == "left word"


def test_last_time_opens_the_meeting_it_was_said_at(shown: Desk) -> None:
    _on_prevent(shown)
    wanted: list[int] = []
    shown.page.beside.meeting_wanted.connect(lambda key: wanted.append(key))
    shown.page.go_beside()
    shown.press(Key.Key_Down)
    shown.press(Key.Key_Down)
    assert "The plan was heard." in shown.focus().accessibleName()
    shown.press(Key.Key_Return)
    assert wanted == [1]


def test_a_report_that_is_needed_is_put_on_the_agenda(desk: Desk, partnership: Partnership) -> None:
    do = partnership.database.do
    report = do("Add", add_report, "OSAB Annual Report")
    do(
        "Plan",
        schedule_report,
        report,
        group_id=partnership.group_id,
        role=ReportRole.INFORM,
        season=Season.AUTUMN,
    )
    desk.open(NOW)
    assert desk.wait_until(lambda: len(desk.page.beside.cards) == 1)
    desk.page.go_beside()
    assert "Inform (Autumn)" in desk.focus().accessibleName()
    desk.press(Key.Key_Return)
    assert "# OSAB Annual Report [for information]\n\n# Any other business" in desk.kept()
    assert desk.page.beside.cards == []
    desk.page.undo()
    assert "OSAB" not in desk.kept()


def test_the_clock_counts_for_the_item_that_is_typed_under(app: object) -> None:
    time = [100.0]
    clock = ItemClock(now=lambda: time[0])
    clock.run(1)
    time[0] += 61
    clock.run(2)
    time[0] += 5
    clock.run(1)
    time[0] += 1
    assert (clock.spent(1), clock.spent(2), clock.spent(3)) == (62, 5, None)
    clock.forget()
    assert clock.spent(1) is None


@pytest.mark.parametrize(
    ("seconds", "planned", "words"),
    [
        (760, None, "12:40"),
        (760, 15, "12:40 / 15 min"),
        (900, 15, "15:00 / 15 min"),
        (901, 15, "15:01 / 15 min · just over"),
        (1090, 15, "18:10 / 15 min · 3 min over"),
    ],
)
def test_time_is_said_against_the_plan(seconds: int, planned: int | None, words: str) -> None:
    assert clock_words(seconds, planned) == words


def test_the_clock_runs_while_the_meeting_is_recorded_and_shows_the_plan(shown: Desk) -> None:
    shown.page.editor.place(0)
    shown.type(" [10 min]")
    assert _rows(shown)[0] == "1 Welcome, has text, 10 min"
    shown.page.meeting.begin_or_end()
    assert shown.page.state() == "Recording"
    assert _rows(shown)[0] == "1 Welcome, has text, 0:00 / 10 min"
    assert "# Welcome [10 min]" in shown.kept()
    shown.page.meeting.begin_or_end()
    assert shown.page.state() == "Draft"


def test_going_to_another_card_closes_the_line_and_keeps_what_it_said_for_later(shown: Desk) -> None:
    _on_prevent(shown)
    shown.page.go_beside()
    shown.press(Key.Key_N)
    shown.type("left ")
    shown.press(Key.Key_Down)
    assert shown.focus() is shown.page.beside.cards[1]
    assert not any(card.line.isVisible() for card in shown.page.beside.cards if isinstance(card, ActionCard))
    late = shown.partnership.action("CG 17/2")
    shown.partnership.database.do("Extend", extend_action, late.id, on=late.raised_on, due="1 May 2018")
    shown.page.around.refresh()
    assert shown.wait_until(lambda: "1 May" in shown.page.beside.cards[1].accessibleName())
    shown.page.go_beside()
    shown.press(Key.Key_N)
    shown.type("word")
    shown.press(Key.Key_Return)
    assert shown.partnership.action("CG 17/1").last_note == "left word"


def test_the_column_follows_the_cursor_again_when_a_line_was_left(shown: Desk) -> None:
    _on_prevent(shown)
    shown.page.go_beside()
    shown.press(Key.Key_D)
    shown.editor.setFocus()
    shown.editor.place(0)
    shown.page.around.refresh()
    assert shown.wait_until(lambda: not any(isinstance(c, ActionCard) for c in shown.page.beside.cards))
    assert len(shown.partnership.actions()) > 0


def test_the_clock_runs_once_something_is_typed_in_a_planned_meeting(desk: Desk) -> None:
    on, group_id = date(2018, 1, 10), desk.partnership.group_id
    desk.show(desk.partnership.database.do("Plan", add_meeting, group_id=group_id, on=on))
    desk.type("# Prevent")
    desk.page.keeper.keep()
    assert desk.page.state() == "Planned"
    desk.press(Key.Key_Return)
    desk.type("One point")
    desk.page.keeper.keep()
    assert desk.wait_until(lambda: desk.page.state() == "Recording")
    assert _rows(desk)[0].startswith("1 Prevent, has text, 0:0")
