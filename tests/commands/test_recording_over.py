"""A note recorded over another: of the same day by accident, or of another day on purpose."""

from datetime import date

import pytest

from sop_minutes.commands.actions import extend_action
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.meetings import add_meeting, change_state, reschedule_meeting
from sop_minutes.commands.notes import AnotherNoteError
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.likeness import same_note_elsewhere
from sop_minutes.queries.meetings import list_meetings, meeting_key
from sop_minutes.queries.partners import list_people
from tests.conftest import Partnership, approve

KEPT = """# Domestic Abuse
The strategic review was described to the group.
Agreed: there will be an annual report
Action: @Ann Lee to circulate the draft by Friday
Action: @Ben Okafor to report in two weeks
"""
ANOTHER = "# Licensing\nThe new policy was published last week.\nAction: brief the districts\n"


def _keys(partnership: Partnership) -> list[str]:
    return [row.key for row in partnership.database.read(list_meetings)]


def _people(partnership: Partnership) -> list[str]:
    return [row.name for row in partnership.database.read(list_people)]


def test_another_note_of_the_day_is_refused_and_nothing_is_lost(partnership: Partnership) -> None:
    kept = partnership.typed(partnership.record(KEPT))
    with pytest.raises(AnotherNoteError, match="CG/2017-11-15 holds another note already"):
        partnership.record(ANOTHER)
    with pytest.raises(AnotherNoteError):
        partnership.record("")
    assert partnership.typed(1) == kept


def test_another_note_takes_the_place_of_the_kept_one_when_that_is_said(partnership: Partnership) -> None:
    meeting_id = partnership.record(KEPT)
    assert partnership.record(ANOTHER, replace=True) == meeting_id
    assert "Licensing" in partnership.typed(meeting_id)


def test_a_further_meeting_of_the_day_is_found_again_by_its_text(partnership: Partnership) -> None:
    first = partnership.record(KEPT)
    second = partnership.record(ANOTHER, another=True)
    assert _keys(partnership) == ["CG/2017-11-15", "CG/2017-11-15-2"]
    assert partnership.record(ANOTHER + "- a late addition") == second
    assert partnership.record(KEPT + "- another") == first
    with pytest.raises(AnotherNoteError):
        partnership.record("# Quite another\nthing")


def test_a_note_finds_the_planned_meeting_of_its_day_beside_one_that_was_held(
    partnership: Partnership,
) -> None:
    partnership.record(KEPT)
    day = date(2017, 11, 15)
    planned = partnership.database.do("Add", add_meeting, group_id=partnership.group_id, on=day, another=True)
    assert partnership.record(ANOTHER) == planned


def test_a_corrected_date_moves_the_meeting_and_reads_its_dues_again(partnership: Partnership) -> None:
    meeting_id = partnership.record(KEPT)
    assert [row.due.on for row in partnership.actions()] == [date(2017, 11, 17), date(2017, 11, 29)]
    moved = partnership.record(f"Date: 22 November 2017\n{KEPT}", meeting_id=meeting_id)
    assert (moved, _keys(partnership)) == (meeting_id, ["CG/2017-11-22"])
    assert [(row.ref, row.due.on, row.raised_on) for row in partnership.actions()] == [
        ("CG 17/1", date(2017, 11, 24), date(2017, 11, 22)),
        ("CG 17/2", date(2017, 12, 6), date(2017, 11, 22)),
    ]


def test_a_due_date_that_was_changed_since_stays_when_the_meeting_moves(partnership: Partnership) -> None:
    meeting_id = partnership.record(KEPT)
    first, second = partnership.actions()
    partnership.database.do("Extend", extend_action, first.id, on=date(2017, 11, 20), due="end of March")
    partnership.database.do("Move", reschedule_meeting, meeting_id, on=date(2017, 11, 22))
    assert partnership.action(first.ref).due.on == date(2018, 3, 31)
    assert partnership.action(second.ref).due.on == date(2017, 12, 6)
    partnership.database.undo()
    assert partnership.action(second.ref).due.on == date(2017, 11, 29)


def test_the_next_meeting_is_reckoned_from_the_new_day(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\nAction: report to the next meeting")
    for day in (date(2017, 11, 20), date(2018, 1, 17)):
        partnership.database.do("Add", add_meeting, group_id=partnership.group_id, on=day)
    assert partnership.actions()[0].due.on == date(2017, 11, 20)
    partnership.database.do("Move", reschedule_meeting, meeting_id, on=date(2017, 11, 27))
    assert partnership.actions()[0].due.on == date(2018, 1, 17)


def test_a_meeting_does_not_move_onto_another(partnership: Partnership) -> None:
    meeting_id = partnership.record(KEPT)
    partnership.record(f"Date: 10 January 2018\n{ANOTHER}")
    with pytest.raises(UserError, match="CG already has a meeting on 10 January 2018"):
        partnership.database.do("Move", reschedule_meeting, meeting_id, on=date(2018, 1, 10))
    with pytest.raises(UserError, match="CG already has a meeting on 10 January 2018"):
        partnership.record(f"Date: 10 January 2018\n{KEPT}", meeting_id=meeting_id)


def test_the_same_note_on_another_day_is_noticed(partnership: Partnership) -> None:
    first = partnership.record(KEPT)
    partnership.record(f"Date: 10 January 2018\n{ANOTHER}")
    again = partnership.record(f"Date: 22 November 2017\n{KEPT}- and a late addition")
    assert partnership.database.read(same_note_elsewhere, again) == first
    assert partnership.database.read(same_note_elsewhere, again - 1) is None


def test_a_corrected_name_leaves_nobody_behind(partnership: Partnership) -> None:
    partnership.record("Present: Siobhan ONeill, Ann Lee\n# Prevent\nAction: @SO to ring")
    partnership.record("Present: Siobhan O'Neill-Hart, Ann Lee\n# Prevent\nAction: @SO to ring")
    assert _people(partnership) == ["Ann Lee", "Siobhan O'Neill-Hart"]
    assert partnership.actions()[0].owners == ("Siobhan O'Neill-Hart",)
    partnership.database.undo()
    assert _people(partnership) == ["Ann Lee", "Siobhan ONeill"]
    assert partnership.actions()[0].owners == ("Siobhan ONeill",)


def test_a_name_corrected_in_the_list_and_in_the_action_leaves_nobody_behind(
    partnership: Partnership,
) -> None:
    partnership.record("Present: Anne Lee\n# Prevent\nAction: @Anne Lee to ring")
    partnership.record("Present: Ann Lee\n# Prevent\nAction: @Ann Lee to ring")
    assert _people(partnership) == ["Ann Lee"]


def test_whoever_owns_an_action_or_was_added_by_hand_or_came_elsewhere_stays(
    partnership: Partnership,
) -> None:
    partnership.database.do("Add", add_person, "Dee Fox")
    partnership.record("Present: Ann Lee, Ben Okafor, Cy Dunn, Dee Fox\n# Prevent\nAction: @AL to ring")
    partnership.record("Date: 10 January 2018\nPresent: Ben Okafor\n# Prevent\nelsewhere")
    partnership.record("Present: Eve Gray\n# Prevent\nAction: @AL to ring")
    assert _people(partnership) == ["Ann Lee", "Ben Okafor", "Dee Fox", "Eve Gray"]
    assert partnership.actions()[0].owners == ("Ann Lee",)


def test_a_planned_meeting_is_deleted_and_a_held_one_only_with_its_note(partnership: Partnership) -> None:
    planned = partnership.database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 10))
    partnership.database.do("Delete", delete_meeting, planned)
    held = partnership.record("Present: Ann Lee\n# Prevent\nAction: ring")
    with pytest.raises(UserError, match="has a note"):
        partnership.database.do("Delete", delete_meeting, held)
    partnership.database.do("Delete", delete_meeting, held, with_note=True)
    assert (_keys(partnership), partnership.actions()) == ([], ())
    partnership.database.undo()
    assert [row.ref for row in partnership.actions()] == ["CG 17/1"]
    assert partnership.database.read(meeting_key, held) == "CG/2017-11-15"


def test_a_meeting_that_was_held_is_not_cancelled_and_one_that_was_not_is_not_approved(
    partnership: Partnership,
) -> None:
    held = partnership.record(KEPT)
    planned = partnership.database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 10))
    with pytest.raises(UserError, match="it was held"):
        partnership.database.do("Cancel", change_state, held, state=MeetingState.CANCELLED)
    with pytest.raises(UserError, match="no note yet"):
        approve(partnership.database, planned)
