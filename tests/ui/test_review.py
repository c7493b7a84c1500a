"""The chair's review: all of it by keyboard, and what it leaves in the note."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import close_action
from sop_minutes.domain.words import ActionStatus
from sop_minutes.ui.review.opening import open_review
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.theme import LIGHT
from tests.conftest import Partnership
from tests.ui.chair import OWNERS, THREE, TODAY, Meet
from tests.ui.desk import Desk

Key, Mod = Qt.Key, Qt.KeyboardModifier
FEWEST = 60


def _twenty() -> str:
    """Return an item with twenty actions: eight are late by November, twelve are not; in order of owners."""
    lines = ["# Prevent"]
    for number in range(20):
        owner = OWNERS[number % 8 // 2] if number < 8 else OWNERS[(number - 8) // 3]
        due = "1 October" if number < 8 else "1 December"
        lines.append(f"Action: @{owner} to do thing {number + 1} by {due}")
    return "\n".join(lines)


def test_twenty_actions_are_reviewed_in_under_sixty_keys_and_leave_exactly_these_notes(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(_twenty())
    partnership.database.do("Claim", close_action, partnership.action("CG 17/9").id, on=date(2017, 10, 1))
    chair.press(
        "d⏎d⏎d⏎d⏎d⏎d⏎"
        + "→→"
        + "d⏎"
        + "x31 jan⏎"
        + "x31 jan-⏎"
        + "e⏎"
        + "c⏎"
        + "nrang⏎→"
        + "d⏎d⏎d⏎d⏎d⏎d⏎"
        + "⎋"
    )
    assert chair.pressed < FEWEST
    typed = partnership.typed(2)
    review = typed.partition("# Actions from last meeting\n")[2].partition("\n\n# Prevent")[0]
    done = [f"- CG 17/{n} Do thing {n} ({OWNERS[(n - 1) % 8 // 2]}): done" for n in range(1, 7)]
    later = [f"- CG 17/{n} Do thing {n} ({OWNERS[(n - 9) // 3]}): done" for n in range(15, 21)]
    assert review.split("\n") == [
        *done,
        "- CG 17/9 Do thing 9 (Ann Lee): confirmed as done",
        "- CG 17/10 Do thing 10 (Ann Lee): extended to 31 January 2018",
        "- CG 17/11 Do thing 11 (Ann Lee): extended to 31 January 2018",
        "- CG 17/12 Do thing 12 (Bo Ray): escalated to Safer Oxfordshire Partnership",
        "  - Refer: >SOP do thing 12 (CG 17/12), for action",
        "- CG 17/13 Do thing 13 (Bo Ray): no longer needed",
        "- Members: CG 17/14 Do thing 14 (Bo Ray): rang",
        *later,
    ]
    assert typed.index("# Welcome") < typed.index("# Actions from last meeting")
    assert [line for line in chair.outcome() if line.endswith(")")] == [
        "Closed (14)",
        "Extended (2)",
        "Escalated (1)",
        "Also spoken of (1)",
        "Not spoken of (2)",
    ]
    silent = [row.ref for row in partnership.actions() if row.due.on == date(2017, 10, 1)]
    assert silent == ["CG 17/7", "CG 17/8"]
    for _ in range(18):
        partnership.database.undo()
    assert len(partnership.actions()) == 19
    assert "CG 17/" not in partnership.typed(2)


def test_what_was_said_is_taken_back_and_done_again(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("d⏎")
    assert chair.ref() == "CG 17/2"
    chair.press("→")
    chair.ctrl(Key.Key_Z)
    assert (chair.ref(), partnership.action("CG 17/1").status) == ("CG 17/1", ActionStatus.OPEN)
    chair.ctrl(Key.Key_Z)
    assert "Nothing of this review is left to take back." in chair.texts()
    chair.ctrl(Key.Key_Y)
    assert partnership.action("CG 17/1").status is ActionStatus.DONE
    assert "At this meeting: done." in chair.texts()


def test_all_that_was_said_is_taken_back_step_by_step_and_said_again(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(_twenty())
    before = partnership.typed(2)
    chair.press("d⏎d⏎" + "x31 jan⏎" + "c⏎" + "nrang⏎" + "→e⏎" + "oBo Ray⏎" + "→d⏎")
    after, rows = partnership.typed(2), partnership.actions()
    for _ in range(8):
        chair.ctrl(Key.Key_Z)
    assert partnership.typed(2) == before
    assert len(partnership.actions()) == 20
    for _ in range(8):
        chair.ctrl(Key.Key_Y)
    assert partnership.typed(2) == after
    assert partnership.actions() == rows


def test_why_is_asked_and_may_be_said_nothing_is_kept_by_escape(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    for key, asked in (("c", "No longer needed. Why?"), ("d", "Done. Anything to note, for members")):
        chair.press(f"{key}words")
        assert any(text.startswith(asked) for text in chair.texts())
        chair.press("⎋")
        assert "words" not in partnership.typed(2)
    assert chair.ref() == "CG 17/1"
    chair.press("cthe school closed⏎d⏎")
    assert "CG 17/1 Ring (Ann Lee): no longer needed – the school closed\n" in partnership.typed(2)
    assert "CG 17/2 Write (Bo Ray): done\n" in partnership.typed(2)


def test_what_was_said_to_be_done_is_confirmed_by_d_and_by_f(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    for number in (1, 2):
        action_id = partnership.action(f"CG 17/{number}").id
        partnership.database.do("Close", close_action, action_id, on=date(2017, 10, 1))
    chair = meet.again(2)
    keys = chair.window.findChild(QWidget, "review-keys")
    assert keys is not None
    refs = [chair.ref()]
    assert keys.accessibleDescription().startswith("D confirm, N note")
    chair.press("f⏎")
    refs.append(chair.ref())
    chair.press("d")
    assert any(text.startswith("Confirmed as done. Anything to note, for members") for text in chair.texts())
    chair.press("⏎")
    assert keys.accessibleDescription().startswith("D done, N note")
    assert sorted(refs) == ["CG 17/1", "CG 17/2"]
    assert {partnership.action(ref).status for ref in refs} == {ActionStatus.CONFIRMED}
    chair.press("f")
    assert any("can be confirmed" in text for text in chair.texts())
    chair.press("n")
    assert not any("can be confirmed" in text for text in chair.texts())


def test_a_message_goes_when_something_else_is_typed(meet: Meet) -> None:
    chair = meet(THREE)
    chair.press("xwhenever⏎")
    assert any("is not a date" in text for text in chair.texts())
    chair.press("3")
    assert not any("is not a date" in text for text in chair.texts())


def test_the_outcome_is_shown_in_whole(meet: Meet) -> None:
    chair = meet(THREE)
    chair.press("n" + "all of this is important, and so is its end " * 8 + "⏎⎋")
    shown = chair.window.summary.list
    (row,) = [n for n in range(shown.count()) if "  Ring" in shown.item(n).text()]
    wide, high = shown.width(), shown.visualItemRect(shown.item(row)).height()
    assert high > shown.visualItemRect(shown.item(row + 2)).height()
    chair.window.resize(chair.window.minimumSizeHint().width(), 700)
    QTest.qWait(50)
    assert shown.width() < wide
    assert shown.visualItemRect(shown.item(row)).height() > high


def test_a_new_word_ends_what_can_be_said_again(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("d⏎")
    chair.ctrl(Key.Key_Z)
    chair.press("c⏎")
    chair.ctrl(Key.Key_Y)
    assert "Nothing of this review was taken back last." in chair.texts()
    assert partnership.action("CG 17/1").status is ActionStatus.CANCELLED


def test_a_long_history_is_gone_through_by_keys(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    action_id = partnership.action("CG 17/1").id
    for number in range(60):
        note = f"note {number} " * 5
        partnership.database.do("Note", update_action, action_id, on=date(2017, 10, 1), note=note)
    chair.window.refresh()
    bar = chair.history()
    QTest.qWait(1)
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_Space, Key.Key_End):
        before = bar.value()
        chair.key(key)
        assert bar.value() > before
    assert bar.value() == bar.maximum()
    chair.key(Key.Key_Up)
    chair.key(Key.Key_PageUp)
    assert 0 < bar.value() < bar.maximum()
    chair.key(Key.Key_Home)
    assert bar.value() == 0


def test_the_review_stays_once_while_something_is_typed(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("nimportant words")
    assert not chair.window.close()
    assert any("Enter keeps it" in text for text in chair.texts())
    chair.press("⏎")
    assert "important words" in partnership.typed(2)
    assert not any("Enter keeps it" in text for text in chair.texts())
    chair.press("o")
    assert chair.window.close()


def test_closing_again_goes_without_what_is_typed(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("nwords")
    assert [chair.window.close(), chair.window.close()] == [False, True]
    assert "words" not in partnership.typed(2)


def test_at_a_meeting_to_come_an_action_is_done_today(meet: Meet, partnership: Partnership) -> None:
    meet(THREE)
    chair = meet.again(partnership.record("Date: 10 January 2018\n# Prevent\nx"))
    chair.press("d⏎")
    assert partnership.action("CG 17/1").done_on == TODAY


def test_a_date_is_understood_as_it_is_typed_and_one_that_is_none_is_explained(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(THREE)
    chair.press("x31 jan - ill")
    assert "Wednesday 31 January 2018 – ill" in chair.texts()
    chair.press("⎋xwhenever⏎")
    assert any("“whenever” is not a date" in text for text in chair.texts())
    chair.press("⎋")
    assert chair.ref() == "CG 17/1"
    assert "Actions from last meeting" not in partnership.typed(2)


def test_an_owner_is_completed_and_the_action_stays_up_for_more(meet: Meet, partnership: Partnership) -> None:
    chair = meet(THREE)
    chair.press("ocy⏎")
    assert partnership.action("CG 17/1").owners == ("Cy Dunn",)
    assert chair.ref() == "CG 17/1"
    chair.press("oCy Dunn, dee⏎")
    assert partnership.action("CG 17/1").owners == ("Cy Dunn", "Dee Fox")


def test_escape_shows_the_outcome_and_enter_leads_back_to_an_action(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(THREE)
    ended: list[int] = []
    chair.window.finished.connect(ended.append)
    chair.press("d⏎⎋")
    assert chair.outcome() == [
        "Closed (1)",
        "CG 17/1  Ring",
        "Not spoken of (2)",
        "CG 17/2  Write",
        "CG 17/3  Look",
    ]
    QTest.keyClick(chair.window.summary.list, Key.Key_Down)
    chair.press("⏎")
    assert chair.ref() == "CG 17/2"
    chair.press("→→→→←⎋⎋")
    assert ended == [ReviewWindow.DialogCode.Accepted.value]


def test_a_review_that_was_broken_off_goes_on_where_nothing_was_said(
    meet: Meet, partnership: Partnership
) -> None:
    meet(THREE).press("d⏎nx⏎")
    chair = meet.again(2)
    assert chair.ref() == "CG 17/3"
    chair.press("←")
    assert "At this meeting: x." in chair.texts()


def test_nothing_to_review_is_said_at_once(meet: Meet) -> None:
    chair = meet("# Prevent\nAll is well.")
    chair.press("d→←")
    assert chair.outcome() == []
    assert chair.window.summary.counts.accessibleDescription() == "no action is up for review"


def test_a_screen_reader_is_told_the_action_and_every_key_is_shown(meet: Meet) -> None:
    chair = meet(THREE)
    interface = QAccessible.queryAccessibleInterface(chair.window.card)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name).startswith("CG 17/1: Ring. @ Ann Lee, was due 1 October")
    assert "Raised under Prevent" in interface.text(QAccessible.Text.Description)
    keys = chair.window.findChild(QWidget, "review-keys")
    assert keys is not None
    assert keys.accessibleDescription() == (
        "D done, N note, X extend, O owner, E escalate, C cancel, "
        "→ next, ← back, ↑↓ history, Ctrl+Z take back, Esc end"
    )


def test_the_note_shows_what_the_review_wrote_and_keeps_what_was_typed_before(desk: Desk) -> None:
    desk.partnership.record(f"Date: 13 September 2017\n{THREE}")
    desk.open("# Prevent\nAs planned")
    desk.type(" and agreed")
    places: list[tuple[int, str]] = []
    window = open_review(
        desk.page, LIGHT, desk.meeting_id, TODAY, desk.page, lambda *place: places.append(place)
    )
    assert window is not None
    assert window.isFullScreen()
    QTest.qWaitForWindowActive(window)
    QTest.keyClicks(window.card, "d")
    QTest.keyClick(window.card.ask.line, Key.Key_Return)
    button = window.card.findChild(QPushButton, "place-0")
    assert button is not None
    button.click()
    assert places == [(1, "@Bo Ray to write")]
    assert desk.texts() == [
        "Actions from last meeting",
        "CG 17/1 Ring (Ann Lee): done",
        "Prevent",
        "As planned and agreed",
    ]
    desk.page.undo()
    assert desk.texts() == ["Prevent", "As planned and agreed"]


def test_why_what_is_claimed_as_done_is_cancelled_is_not_asked(meet: Meet, partnership: Partnership) -> None:
    chair = meet("# Prevent\nAction: @Ann Lee to ring by 1 October")
    partnership.database.do("Claim", close_action, partnership.action("CG 17/1").id, on=date(2017, 10, 1))
    chair.window.refresh()
    for key in "cx":
        chair.press(key)
        assert not chair.window.card.ask.is_open
        assert "It is said to be done: D confirms that, U opens it again." in chair.texts()
    chair.press("d")
    assert chair.window.card.ask.is_open
