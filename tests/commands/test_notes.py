"""A note that is recorded again keeps what it can: ids, references, what happened since."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col, select

from sop_minutes.commands.action_updates import close_part, update_action
from sop_minutes.commands.actions import close_action, extend_action
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.meetings import (
    add_meeting,
    change_state,
    confirm_meeting,
    reschedule_meeting,
)
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus, MeetingState
from sop_minutes.queries.actions import find_action
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.partners import list_people
from sop_minutes.queries.reviewed import reviewed_actions
from sop_minutes.storage.tables import ActionOwner
from tests.conftest import Partnership, approve

Day = Callable[[str], date]


def test_recording_a_note_again_changes_nothing(partnership: Partnership) -> None:
    text = "# Prevent\nOne point\nAction: @Ann Lee to ring by Friday\nAction: @Ann Lee to ring by Friday\n"
    first = partnership.typed(partnership.record(text))
    assert partnership.typed(partnership.record(text)) == first
    assert [row.ref for row in partnership.actions()] == ["CG 17/1", "CG 17/2"]


def test_an_edited_action_keeps_its_reference_and_follows_the_edit(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to ring the school by 31 January")
    partnership.record("# Prevent\nnew first point\nAction: @Ben Okafor to ring the schools by 28 February")
    (row,) = partnership.actions()
    assert (row.ref, row.text, row.owners, row.due.on) == (
        "CG 17/1",
        "ring the schools",
        ("Ben Okafor",),
        date(2018, 2, 28),
    )


def test_an_action_moved_to_another_item_keeps_its_reference(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: ring\n# FGM\nAction: write")
    partnership.record("# FGM\nAction: write\nAction: ring\n# Prevent\nnothing")
    assert {(row.ref, row.text, row.item) for row in partnership.actions()} == {
        ("CG 17/1", "ring", "FGM"),
        ("CG 17/2", "write", "FGM"),
    }


def test_a_due_date_moved_in_the_register_survives_a_correction_of_the_text(
    partnership: Partnership, on: Day
) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to ring teh school by 31 January")
    (row,) = partnership.actions()
    partnership.database.do("Extend", extend_action, row.id, on=on("2018-01-20"), due="31 March")
    partnership.record("# Prevent\nAction: @Ann Lee to ring the school by 31 January")
    (row,) = partnership.actions()
    assert (row.text, row.due.on) == ("ring the school", date(2018, 3, 31))


def test_an_action_that_ceases_to_be_one_is_cancelled_and_comes_back_the_same(
    partnership: Partnership,
) -> None:
    partnership.record("# Prevent\nAction: ring the school")
    partnership.record("# Prevent\nring the school")
    assert partnership.action("CG 17/1").status is ActionStatus.CANCELLED
    partnership.record("# Prevent\nAction: ring the school")
    assert [row.ref for row in partnership.actions()] == ["CG 17/1"]


def test_an_action_with_a_history_outlives_its_line(partnership: Partnership, on: Day) -> None:
    partnership.record("# Prevent\nAction: ring the school\nAction: write")
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Note", update_action, action_id, on=on("2017-12-01"), note="Engaged.")
    partnership.record("# Prevent\nnothing of the kind")
    assert [(row.ref, row.last_note) for row in partnership.actions()] == [("CG 17/1", "Engaged.")]


def test_the_next_meeting_follows_the_diary_when_it_moves(partnership: Partnership, on: Day) -> None:
    database, group_id = partnership.database, partnership.group_id
    partnership.record("# Prevent\nAction: @Ann Lee to report to the next meeting")
    assert partnership.actions()[0].due.on is None
    later = database.do("Plan", add_meeting, group_id=group_id, on=on("2018-02-14"))
    assert partnership.actions()[0].due.on == date(2018, 2, 14)
    sooner = database.do("Plan", add_meeting, group_id=group_id, on=on("2018-01-17"))
    assert partnership.actions()[0].due.on == date(2018, 1, 17)
    database.do("Cancel", change_state, sooner, state=MeetingState.CANCELLED)
    assert partnership.actions()[0].due.on == date(2018, 2, 14)
    database.do("Move", reschedule_meeting, later, on=on("2018-02-21"))
    assert partnership.actions()[0].due.on == date(2018, 2, 21)
    database.undo()
    assert partnership.actions()[0].due.on == date(2018, 2, 14)


def test_attendance_makes_people_known_and_links_those_that_are(partnership: Partnership) -> None:
    partnership.database.do("Add", add_person, "Ann Lee", organisation_id=None, initials="AL")
    partnership.record("Present: Ann Lee (chair), Ben Okafor, OPCC\n# Prevent\nAction: BO to ring")
    assert [row.name for row in partnership.database.read(list_people)] == ["Ann Lee", "Ben Okafor"]
    assert partnership.actions()[0].owners == ("Ben Okafor",)


def test_approved_minutes_are_not_overwritten(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\nas agreed")
    approve(partnership.database, meeting_id)
    with pytest.raises(UserError, match="approved"):
        partnership.record("# Prevent\nas rewritten")
    assert "as agreed" in partnership.typed(meeting_id)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Date: soon\n# X", "“soon” is not a date"), ("Date:\n# X", "does not say when")],
)
def test_a_note_without_a_date_is_refused_with_a_sentence(
    partnership: Partnership, text: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        partnership.record(text)


def test_every_owner_closes_when_the_action_is_done(partnership: Partnership, on: Day) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee @CSPs to ring")
    action_id = partnership.actions()[0].id
    partnership.database.do("Close", close_action, action_id, on=on("2017-12-01"), note="Rung.")
    assert partnership.actions() == ()
    row = partnership.action("CG 17/1")
    assert (row.status, row.done_on, row.last_note) == (ActionStatus.DONE, date(2017, 12, 1), "Rung.")


def test_an_action_cannot_be_done_before_it_is_raised_or_extended_to_nonsense(
    partnership: Partnership, on: Day
) -> None:
    partnership.record("# Prevent\nAction: ring")
    action_id = partnership.actions()[0].id
    with pytest.raises(UserError, match="before the day it was raised"):
        partnership.database.do("Close", close_action, action_id, on=on("2017-11-01"))
    with pytest.raises(UserError, match="not a date that can be read"):
        partnership.database.do("Extend", extend_action, action_id, on=on("2017-12-01"), due="when pigs fly")
    with pytest.raises(UserError, match="Say what became"):
        partnership.database.do("Update", update_action, action_id, on=on("2017-12-01"))


def test_references_stay_with_the_texts_they_were_given_for(partnership: Partnership, on: Day) -> None:
    partnership.record("# Prevent\nAction: write the draft report\nAction: write the draft strategy")
    first = partnership.action("CG 17/1").id
    partnership.database.do("Close", close_action, first, on=on("2017-12-01"))
    partnership.record("# Prevent\nAction: write the final strategy")
    assert [(row.ref, row.text) for row in partnership.actions()] == [("CG 17/2", "write the final strategy")]


def test_a_decision_and_an_action_of_one_text_may_change_places(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: publish the plan\nAgreed: publish the plan")
    partnership.record("# Prevent\nAgreed: publish the plan\nAction: publish the plan")
    assert [row.ref for row in partnership.actions()] == ["CG 17/1"]


def test_a_typed_reference_says_which_action_is_meant(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: ring the school\nAction: ring the college")
    partnership.record("# Prevent\nAction CG 17/2: do something else entirely\nAction: ring the school")
    assert {(row.ref, row.text) for row in partnership.actions()} == {
        ("CG 17/1", "ring the school"),
        ("CG 17/2", "do something else entirely"),
    }


def test_a_reference_that_is_not_of_this_meeting_stays_in_the_text(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\nAction CG 16/4: extended to March")
    assert "Action: CG 16/4: extended to March" in partnership.typed(meeting_id)


@pytest.mark.parametrize(
    "line", ["Action CG 17/1: done", "- Restricted: Action 17/1: Ann Lee to ring by Friday"]
)
def test_a_line_on_an_action_of_another_meeting_is_no_further_action(
    partnership: Partnership, line: str
) -> None:
    partnership.record("# Prevent\nAction: ring the school")
    text = f"Date: 10 January 2018\n# Actions of last time\n{line}"
    meeting_id = partnership.record(text)
    assert [row.ref for row in partnership.actions()] == ["CG 17/1"]
    assert line in partnership.typed(meeting_id).splitlines()
    again = partnership.typed(meeting_id)
    assert partnership.typed(partnership.record(again)) == again
    (found,) = partnership.database.read(reviewed_actions, meeting_id)
    assert (found.ref, found.raised_on) == ("CG 17/1", date(2017, 11, 15))


def test_a_plain_line_that_says_an_action_is_done_is_found_while_it_is_open(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: ring the school\nAction: ring the college")
    text = "Date: 10 January 2018\n# Actions\nCG 17/1 was closed\nCG 17/2 goes on\nCG 99/1 done"
    meeting_id = partnership.record(text)
    assert [found.ref for found in partnership.database.read(reviewed_actions, meeting_id)] == ["CG 17/1"]
    action_id = partnership.database.read(find_action, "CG 17/1")
    partnership.database.do("Close", close_action, action_id, on=date(2018, 1, 10))
    assert partnership.database.read(reviewed_actions, meeting_id) == ()


def test_a_name_that_stands_twice_in_the_attendance_is_one_person(partnership: Partnership) -> None:
    partnership.record("Chair: Cy Dunn\nPresent: Cy Dunn, Ann Lee\nApologies: Ann Lee\n# Prevent\nx")
    assert [row.name for row in partnership.database.read(list_people)] == ["Ann Lee", "Cy Dunn"]


def test_an_owner_who_has_done_their_part_keeps_it_when_another_joins(
    partnership: Partnership, on: Day
) -> None:
    partnership.record("Present: Ann Lee, Ben Okafor\n# Prevent\nAction: @Ann Lee @CSPs to ring")
    action_id = partnership.actions()[0].id
    lead = partnership.database.read(
        lambda s: s.exec(select(ActionOwner.id).order_by(col(ActionOwner.position))).first()
    )
    assert lead is not None
    partnership.database.do("Part", close_part, action_id, owner_id=lead, on=on("2017-12-01"))
    partnership.record("Present: Ann Lee, Ben Okafor\n# Prevent\nAction: @Ann Lee @CSPs @Ben Okafor to ring")
    parts = partnership.database.read(
        lambda s: s.exec(select(ActionOwner.done_on).order_by(col(ActionOwner.position))).all()
    )
    assert parts == [date(2017, 12, 1), None, None]


def test_a_done_action_stays_done_through_a_change_of_kind(partnership: Partnership, on: Day) -> None:
    partnership.record("# Prevent\nAction: ring the school")
    partnership.database.do("Close", close_action, partnership.actions()[0].id, on=on("2017-12-01"))
    partnership.record("# Prevent\nAgreed: ring the school")
    partnership.record("# Prevent\nAction: ring the school")
    assert partnership.action("CG 17/1").status is ActionStatus.DONE


def test_initials_mean_the_one_who_came(partnership: Partnership) -> None:
    partnership.record("Present: Ann Lee\nApologies: Arthur Lowe\n# Prevent\nAction: @AL to ring")
    assert partnership.actions()[0].owners == ("Ann Lee",)


def test_a_date_in_other_words_leaves_an_extension_standing(partnership: Partnership, on: Day) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to ring by 1 Dec")
    (row,) = partnership.actions()
    partnership.database.do("Extend", extend_action, row.id, on=on("2017-11-20"), due="31 March 2018")
    partnership.record("# Prevent\nAction: @Ann Lee to ring by 1 December")
    (row,) = partnership.actions()
    assert row.due.on == date(2018, 3, 31)


def test_a_reference_of_another_group_is_not_this_groups(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to ring the refuge by 1 Dec")
    partnership.record("# Prevent\nAction OB 17/1: sell the old van", replace=True)
    rows = partnership.actions()
    assert [row.ref for row in rows] == ["CG 17/2"]
    assert "OB 17/1" in rows[0].text


def _diary(partnership: Partnership) -> list[tuple[str, bool]]:
    return [(str(row.on), row.provisional) for row in partnership.database.read(list_meetings)][1:]


@pytest.mark.parametrize(
    "line",
    [
        "Next meeting: 12 December 2017",
        "DONM: Tues 12 Dec 2pm",
        "# Prevent\nx\n# Date of next meeting\n12 December",
    ],
)
def test_the_next_meeting_that_a_note_names_is_in_the_diary(partnership: Partnership, line: str) -> None:
    note = f"{line}\n# Item\nAction: report to the next meeting"
    meeting_id = partnership.record(note)
    assert _diary(partnership) == [("2017-12-12", True)]
    assert str(partnership.action("CG 17/1").due.on) == "2017-12-12"
    assert line.splitlines()[-1] in partnership.typed(meeting_id)
    partnership.record(note.replace("12 Dec", "13 Dec"))
    assert _diary(partnership) == [("2017-12-13", True)]
    partnership.database.undo()
    partnership.database.undo()
    assert partnership.database.read(list_meetings) == ()


def test_a_next_meeting_that_was_settled_or_taken_out_of_the_diary_is_left_alone(
    partnership: Partnership,
) -> None:
    note = "Next meeting: 12 December 2017\n# Item\nnothing"
    partnership.record(note)
    planned = partnership.database.read(list_meetings)[1].id
    partnership.database.do("Confirm", confirm_meeting, planned)
    partnership.record(note.replace("12 Dec", "13 Dec"))
    assert _diary(partnership) == [("2017-12-12", False), ("2017-12-13", True)]
    partnership.database.do("Delete", delete_meeting, planned)
    partnership.record(note.replace("12 Dec", "13 Dec"))
    assert _diary(partnership) == [("2017-12-13", True)]
