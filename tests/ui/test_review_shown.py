"""What a review shows: as of which day, for whom it is, and which keys do what."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sop_minutes.commands.actions import close_action
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.domain.words import ActionStatus
from tests.conftest import Partnership
from tests.ui.chair import OWNERS, THREE, Meet

SOON = """# Prevent
Action: @Ann Lee to ring by 1 December
Action: @Bo Ray to write by 1 October
Action: look"""


def _to_come(partnership: Partnership, before: str) -> int:
    """Record what was agreed in September; return the meeting of January, which is yet to be held."""
    partnership.record(f"Date: 13 September 2017\nPresent: {', '.join(OWNERS)}\n{before}")
    group_id = partnership.group_id
    return partnership.database.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 10))


def test_of_the_register_alone_it_counts_orders_and_colours_by_today(
    meet: Meet, partnership: Partnership
) -> None:
    meeting_id = _to_come(partnership, SOON)
    chair = meet.again(meeting_id, in_note=False)
    assert "1 of 3 · 1 overdue" in chair.texts()
    assert chair.ref() == "CG 17/2"
    chair.press("→")
    assert chair.ref() == "CG 17/1"
    facts = chair.window.card.findChild(QWidget, "facts")
    assert facts is not None
    assert "due 1 December" in facts.accessibleDescription()
    assert "was due" not in facts.accessibleDescription()
    in_note = meet.again(meeting_id)
    assert "1 of 3 · 2 overdue" in in_note.texts()


def test_what_is_said_in_the_register_alone_was_said_at_no_meeting(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet.again(_to_come(partnership, THREE), in_note=False)
    chair.press("nrang⏎")
    assert "Today: rang." in chair.texts()
    assert not any(text.startswith("At this meeting") for text in chair.texts())


def test_what_is_restricted_is_marked_so_where_it_is_shown_large(
    meet: Meet, partnership: Partnership
) -> None:
    chair = meet(THREE)
    chair.press("nRestricted: the police know⏎")
    assert "At this meeting (restricted): the police know." in chair.texts()
    chair.press("→dPublic: rang⏎")
    chair.press("←")
    assert "At this meeting: done – rang." in chair.texts()
    chair.press("⎋")
    shown = chair.window.summary.list
    spoken = [shown.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(shown.count())]
    assert "Also spoken of (1): CG 17/1  Ring, the police know (restricted)" in spoken


def test_while_a_word_is_typed_the_keys_are_those_of_the_line(meet: Meet) -> None:
    chair = meet(THREE)
    keys = chair.window.findChild(QWidget, "review-keys")
    assert keys is not None
    before = keys.accessibleDescription()
    for key in "ndx":
        chair.press(key)
        assert keys.accessibleDescription() == "Enter keep, ↑ ↓ choose, Esc drop it"
        chair.press("⎋")
        assert keys.accessibleDescription() == before
    chair.press("nrang⏎")
    assert keys.accessibleDescription() == before


def test_what_is_said_to_be_done_and_is_not_is_opened_again_by_u(
    meet: Meet, partnership: Partnership
) -> None:
    meet(THREE)
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Claim", close_action, action_id, on=date(2017, 10, 1))
    for in_note, said in ((True, "At this meeting"), (False, "Today")):
        chair = meet.again(2, in_note=in_note)
        chair.window.go_to_action(action_id)
        keys = chair.window.findChild(QWidget, "review-keys")
        assert keys is not None
        assert keys.accessibleDescription().startswith("D confirm, N note, U reopen, → next")
        chair.press("uhalf of it⏎")
        assert chair.ref() == "CG 17/1"
        assert partnership.action("CG 17/1").status is ActionStatus.OPEN
        assert f"{said}: open again – half of it." in chair.texts()
        assert keys.accessibleDescription().startswith("D done, N note, X extend")
        chair.press("u")
        assert "That action is open; there is nothing to reopen." in chair.texts()
        if in_note:
            assert "Members: CG 17/1 Ring (Ann Lee): open again – half of it\n" in partnership.typed(2)
        chair.ctrl(Qt.Key.Key_Z)
        assert partnership.action("CG 17/1").status is ActionStatus.DONE
