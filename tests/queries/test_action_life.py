"""One action's whole life."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from sqlmodel import Session

from sop_minutes.commands.action_links import link_action, merge_action, prioritise_action, prioritise_topic
from sop_minutes.commands.action_updates import close_part, update_action
from sop_minutes.commands.actions import (
    close_action,
    extend_action,
    mark_action,
    raise_action,
    reopen_action,
    start_action,
)
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.plan import add_priority
from sop_minutes.commands.points import convert_point, edit_point
from sop_minutes.commands.reviewing import escalate_action
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import ActionStatus, Audience, PointKind
from sop_minutes.queries.action_life import ActionLife, action_life
from sop_minutes.queries.due_changes import due_changes
from sop_minutes.queries.life_story import life_story
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Chaser, ChaserAction, Proposal
from tests.conftest import Partnership

NOTE = "# Prevent\nMembers: Action: @Ann Lee @Bo Ray to ring by 1 December\nAction: to write"


def _life(partnership: Partnership, ref: str = "CG 17/1") -> ActionLife:
    return partnership.database.read(action_life, partnership.action(ref).id)


def _days(life: ActionLife) -> list[tuple[date | None, date | None, str]]:
    return [
        (step.due_before and step.due_before.on, step.update.due and step.update.due.on, step.update.note)
        for step in life.steps
    ]


def test_a_life_begins_where_the_action_was_raised(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    life = _life(partnership)
    assert (life.meeting_id, life.row.meeting, life.row.item) == (meeting_id, "CG/2017-11-15", "Prevent")
    assert life.said == "@Ann Lee @Bo Ray to ring by 1 December"
    assert life.row.audience is Audience.MEMBERS
    assert (life.steps, life.due_changes, life.links, life.priority) == ((), (), (), "")
    outside = partnership.database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="look", on=date(2017, 12, 1)
    )
    assert partnership.database.read(action_life, outside).meeting_id is None


def test_each_change_of_the_due_date_says_who_when_why_and_from_what(partnership: Partnership) -> None:
    partnership.record(NOTE)
    action_id = partnership.action("CG 17/1").id
    moment = datetime(2017, 12, 4, 9, 30, tzinfo=UTC)
    later = Database(partnership.database._engine, who="Dee", clock=lambda: moment)
    later.do("Extend", extend_action, action_id, on=date(2017, 12, 4), due="12 Jan", note="Awaiting figures.")
    later.do("Note", update_action, action_id, on=date(2017, 12, 5), note="Rang.")
    life = _life(partnership)
    assert _days(life) == [
        (date(2017, 12, 1), date(2018, 1, 12), "Awaiting figures."),
        (None, None, "Rang."),
    ]
    assert [(step.who, step.at) for step in life.steps] == [("Dee", moment)] * 2
    (change,) = partnership.database.read(due_changes, action_id)
    assert (change.who, change.at, change.update_id) == ("Dee", moment, life.steps[0].update.id)
    assert life.due_changes == ()
    assert [chapter.text for chapter in life_story(life)] == [
        "Raised under Prevent: “Ann Lee, Bo Ray to ring by 1 December”.",
        "Extended from 1 December 2017 to 12 January 2018 by Dee. Awaiting figures.",
        "Rang.",
    ]


def test_what_was_taken_back_is_no_change_and_what_was_done_again_is_one(partnership: Partnership) -> None:
    partnership.record(NOTE)
    action_id = partnership.action("CG 17/1").id
    database = partnership.database
    database.do("Extend", extend_action, action_id, on=date(2017, 12, 4), due="12 Jan", note="First.")
    database.undo()
    assert _life(partnership).steps == ()
    assert database.read(due_changes, action_id) == ()
    database.redo()
    database.do("Extend", extend_action, action_id, on=date(2018, 1, 4), due="12 Feb", note="Second.")
    assert _days(_life(partnership)) == [
        (date(2017, 12, 1), date(2018, 1, 12), "First."),
        (date(2018, 1, 12), date(2018, 2, 12), "Second."),
    ]


def test_a_due_date_that_moved_without_an_update_is_told_too(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to ring by the next meeting")
    (row,) = partnership.actions()
    assert row.point_id is not None
    partnership.database.do("Plan", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 10))
    partnership.database.do("Edit", edit_point, row.point_id, text="@Ann Lee to ring by 1 February")
    moved = [(change.before.on, change.after.on) for change in _life(partnership).due_changes]
    assert moved == [(None, date(2018, 1, 10)), (date(2018, 1, 10), date(2018, 2, 1))]


def test_several_things_said_at_once_are_each_told_as_they_were(partnership: Partnership) -> None:
    partnership.record(NOTE)
    action_id = partnership.action("CG 17/1").id
    day = date(2017, 12, 4)

    def say(session: Session) -> None:
        update_action(session, action_id, on=day, due="12 Jan", note="Ill.")
        update_action(session, action_id, on=day, due="5 Jan")
        escalate_action(session, action_id, to_id=1, on=day)

    Database(partnership.database._engine, who="Dee").do("Say", say)
    partnership.database.do("Keep", extend_action, action_id, on=day, due="5 Jan")
    assert [chapter.text for chapter in life_story(_life(partnership))[1:]] == [
        "Extended from 1 December 2017 to 12 January 2018 by Dee. Ill.",
        "Brought forward from 12 January 2018 to 5 January 2018 by Dee.",
        "Escalated to Safer Oxfordshire Partnership.",
        "Due date kept, 5 January 2018 by tester.",
    ]


def test_each_merging_says_where_the_action_went_then(partnership: Partnership) -> None:
    partnership.record(f"{NOTE}\nAction: to look")
    one, two, three = (partnership.action(f"CG 17/{number}").id for number in (1, 2, 3))
    do, day = partnership.database.do, date(2017, 12, 4)
    do("Merge", merge_action, one, into_id=two, on=day)
    do("Reopen", reopen_action, one, on=day)
    do("Merge", merge_action, one, into_id=three, on=day)
    do("Reopen", reopen_action, one, on=day)
    assert [chapter.text for chapter in life_story(_life(partnership))[1:]] == [
        "Merged into CG 17/2.",
        "Open again.",
        "Merged into CG 17/3.",
        "Open again.",
    ]


def _at(partnership: Partnership, day: int) -> Database:
    moment = datetime(2017, 12, day, 9, 30, tzinfo=UTC)
    return Database(partnership.database._engine, who="Dee", clock=lambda: moment)


def test_a_line_is_quoted_as_it_was_raised_and_its_changes_are_told(partnership: Partnership) -> None:
    meeting_id = _at(partnership, 1).do(
        "Record",
        record_note,
        read_note_text(f"Date: 15 November 2017\n{NOTE}"),
        group_id=partnership.group_id,
    )
    point_id = partnership.action("CG 17/1").point_id
    edit = partial(edit_point, point_id=point_id)
    _at(partnership, 1).do("Edit", edit, text="@Ann Lee to ring the clinics by 1 December")
    _at(partnership, 4).do("Edit", edit, text="@Ann Lee to ri")
    _at(partnership, 4).do("Edit", edit, text="@Ann Lee to write by 1 December")
    life = _life(partnership)
    assert (life.meeting_id, life.said) == (meeting_id, "@Ann Lee to write by 1 December")
    assert [(chapter.on, chapter.text) for chapter in life_story(life)] == [
        (date(2017, 11, 15), "Raised under Prevent: “Ann Lee to ring the clinics by 1 December”."),
        (date(2017, 12, 4), "Due date taken away by Dee. Its line or the diary changed."),
        (date(2017, 12, 4), "Due date set to 1 December 2017 by Dee. Its line or the diary changed."),
        (date(2017, 12, 4), "Its line was changed to “Ann Lee to write by 1 December” by Dee."),
    ]


def test_a_line_that_is_edited_once_something_was_said_of_it_was_raised_as_it_was(
    partnership: Partnership,
) -> None:
    partnership.record(NOTE)
    row = partnership.action("CG 17/1")
    partnership.database.do("Note", update_action, row.id, on=date(2017, 11, 16), note="Rang.")
    partnership.database.do("Edit", edit_point, row.point_id, text="@Ann Lee to phone by 1 December")
    told = [chapter.text for chapter in life_story(_life(partnership))]
    assert told[0] == "Raised under Prevent: “Ann Lee, Bo Ray to ring by 1 December”."
    assert told[-1] == "Its line was changed to “Ann Lee to phone by 1 December” by tester."


def test_who_might_see_it_and_which_priority_it_served_is_told_with_its_change(
    partnership: Partnership,
) -> None:
    partnership.record(NOTE)
    do, row = partnership.database.do, partnership.action("CG 17/1")
    priority_id = do("Add", add_priority, "Tackle exploitation")
    assert [chapter.text for chapter in life_story(_life(partnership))[1:]] == []
    do("Mark", mark_action, row.id, audience=Audience.RESTRICTED)
    do("Prioritise", prioritise_action, row.id, priority_id=priority_id)
    do("Prioritise", prioritise_action, row.id, priority_id=None)
    do("Mark", mark_action, row.id, audience=Audience.PUBLIC)
    assert [chapter.text for chapter in life_story(_life(partnership))[1:]] == [
        "Restricted by tester.",
        "Priority set to Tackle exploitation by tester.",
        "Priority taken away by tester.",
        "Made public by tester.",
    ]
    partnership.database.undo()
    assert life_story(_life(partnership))[-1].text == "Priority taken away by tester."


def test_each_owner_has_a_part_of_their_own(partnership: Partnership) -> None:
    partnership.record(NOTE)
    first, second = _life(partnership).parts
    assert (first.name, second.name) == ("Ann Lee", "Bo Ray")
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Part", close_part, action_id, owner_id=second.owner_id, on=date(2017, 12, 1))
    life = _life(partnership)
    assert [part.done_on for part in life.parts] == [None, date(2017, 12, 1)]
    assert [chapter.text for chapter in life_story(life)[1:]] == ["Bo Ray has done their part."]
    partnership.database.do("Part", close_part, action_id, owner_id=first.owner_id, on=date(2017, 12, 5))
    told = [chapter.text for chapter in life_story(_life(partnership))[1:]]
    assert told == ["Bo Ray has done their part.", "Done, to confirm."]


def test_what_hangs_on_an_action_is_with_it(partnership: Partnership) -> None:
    partnership.record(NOTE)
    one, two = partnership.action("CG 17/1").id, partnership.action("CG 17/2").id
    do = partnership.database.do
    do("Link", link_action, one, address="https://example.org/plan", title="The plan")
    by_topic, own = do("Add", add_priority, "Vulnerability"), do("Add", add_priority, "Burglary")
    do("Set", prioritise_topic, 1, priority_id=by_topic)
    assert (_life(partnership).priority, _life(partnership).is_own_priority) == ("Vulnerability", False)
    do("Set", prioritise_action, one, priority_id=own)
    do("Merge", merge_action, two, into_id=one, on=date(2017, 12, 1))
    do("Chase", _chase, one)
    life = _life(partnership)
    assert [(link.title, link.address) for link in life.links] == [("The plan", "https://example.org/plan")]
    assert (life.priority, life.is_own_priority) == ("Burglary", True)
    assert life.merged_from == ("CG 17/2",)
    assert _life(partnership, "CG 17/2").merged_into == "CG 17/1"
    assert [(row.to_name, row.due_on) for row in life.chasers] == [("Ann Lee", date(2017, 12, 1))]
    assert [(row.from_name, row.status, row.note) for row in life.proposals] == [
        ("Ann Lee", ActionStatus.DONE, "Rang.")
    ]


def _chase(session: Session, action_id: int) -> None:
    chaser = Chaser(
        at=datetime(2017, 12, 2, 10, tzinfo=UTC), to_name="Ann Lee", to_address="a@example.org", code="K1"
    )
    session.add(chaser)
    session.flush()
    session.add(ChaserAction(chaser_id=chaser.id, action_id=action_id, due_on=date(2017, 12, 1)))
    for state in ("waiting", "rejected"):
        session.add(
            Proposal(
                action_id=action_id,
                chaser_id=chaser.id,
                from_name="Ann Lee",
                received_on=date(2017, 12, 3),
                note="Rang.",
                status="done",
                state=state,
            )
        )
    session.flush()


def test_an_action_that_was_a_point_for_a_while_keeps_its_history(partnership: Partnership) -> None:
    partnership.record(NOTE)
    row = partnership.action("CG 17/1")
    assert row.point_id is not None
    do = partnership.database.do
    do("Extend", extend_action, row.id, on=date(2017, 12, 4), due="12 Jan", note="Later.")
    do("Convert", convert_point, row.point_id, kind=PointKind.POINT)
    assert partnership.action("CG 17/1").status is ActionStatus.CANCELLED
    do("Convert", convert_point, row.point_id, kind=PointKind.ACTION)
    life = _life(partnership)
    assert (life.row.ref, life.row.status, life.row.due.on) == (
        "CG 17/1",
        ActionStatus.OPEN,
        date(2018, 1, 12),
    )
    assert [step.update.note for step in life.steps] == ["Later."]
    assert life.said == "@Ann Lee @Bo Ray to ring by 1 December"
    assert [chapter.text for chapter in life_story(life)[2:]] == [
        "Changed from an action to a point by tester.",
        "Changed from a point to an action by tester.",
    ]


def test_what_was_in_progress_is_so_again_after_it_was_a_point(partnership: Partnership) -> None:
    partnership.record(NOTE)
    row = partnership.action("CG 17/1")
    do = partnership.database.do
    changes: tuple[tuple[Callable[..., None], ActionStatus], ...] = (
        (start_action, ActionStatus.IN_PROGRESS),
        (close_action, ActionStatus.DONE),
        (reopen_action, ActionStatus.OPEN),
    )
    for change, status in changes:
        do("Change", change, row.id, on=date(2017, 12, 4))
        do("Convert", convert_point, row.point_id, kind=PointKind.POINT)
        do("Convert", convert_point, row.point_id, kind=PointKind.ACTION)
        assert partnership.action("CG 17/1").status is status
