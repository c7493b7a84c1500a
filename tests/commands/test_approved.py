"""Approved minutes: nothing in them changes until they are reopened; the register goes on."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest
from sqlmodel import Session, select

from sop_minutes.commands import deleting, items, meetings, points
from sop_minutes.commands.actions import close_action
from sop_minutes.commands.approving import correct_minutes, record_publication
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus, Audience, MeetingState, PointKind
from sop_minutes.storage.tables import Item, Point
from tests.conftest import Partnership, approve

NOW = datetime(2018, 1, 17, 12, tzinfo=UTC)


class Place(NamedTuple):
    """The ids of a meeting, of its item and of the first block of that."""

    meeting: int
    item: int
    point: int


EDITS: dict[str, Callable[[Session, Place], Any]] = {
    "add_item": lambda s, at: items.add_item(s, meeting_id=at.meeting, title="Late"),
    "change_item": lambda s, at: items.change_item(s, at.item, title="Other"),
    "move_item": lambda s, at: items.move_item(s, at.item, after_id=None),
    "delete_item": lambda s, at: items.delete_item(s, at.item),
    "add_point": lambda s, at: points.add_point(s, item_id=at.item, text="late"),
    "edit_point": lambda s, at: points.edit_point(s, at.point, text="as rewritten"),
    "convert_point": lambda s, at: points.convert_point(s, at.point, kind=PointKind.DECISION),
    "mark_point": lambda s, at: points.mark_point(s, at.point, audience=Audience.PUBLIC),
    "indent_point": lambda s, at: points.indent_point(s, at.point, level=1),
    "move_point": lambda s, at: points.move_point(s, at.point, item_id=at.item, after_id=None),
    "delete_point": lambda s, at: points.delete_point(s, at.point),
    "edit_meeting": lambda s, at: meetings.edit_meeting(
        s, at.meeting, title="", time="", place="", marking=""
    ),
    "reschedule_meeting": lambda s, at: meetings.reschedule_meeting(s, at.meeting, on=date(2018, 1, 1)),
    "confirm_meeting": lambda s, at: meetings.confirm_meeting(s, at.meeting),
    "change_state": lambda s, at: meetings.change_state(s, at.meeting, state=MeetingState.DRAFT),
}
REFUSED = EDITS | {
    "delete_meeting": lambda s, at: deleting.delete_meeting(s, at.meeting, with_note=True),
}


@pytest.fixture
def approved(partnership: Partnership) -> Place:
    meeting_id = partnership.record("# Prevent\nRestricted: as agreed\nAction: ring")
    item_id, point_id = partnership.database.read(
        lambda s: (s.exec(select(Item.id)).one(), s.exec(select(Point.id)).all()[0])
    )
    approve(partnership.database, meeting_id)
    return Place(meeting_id, item_id, point_id)


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("published", [False, True])
def test_no_single_edit_changes_approved_minutes(
    partnership: Partnership, approved: Place, name: str, published: bool
) -> None:
    if published:
        partnership.database.do("Publish", record_publication, approved.meeting, at=NOW)
    was = partnership.sheet(approved.meeting)
    with pytest.raises(UserError, match="approved; reopen the meeting"):
        partnership.database.do(name, REFUSED[name], approved)
    assert partnership.sheet(approved.meeting) == was


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_possible_once_they_are_reopened(
    partnership: Partnership, approved: Place, name: str
) -> None:
    partnership.database.do("Reopen", correct_minutes, approved.meeting, reason="a slip")
    partnership.database.do(name, EDITS[name], approved)


def test_every_command_on_items_and_points_is_among_them() -> None:
    names = {
        name for module in (items, points) for name in vars(module) if name.endswith(("_item", "_point"))
    }
    assert {name for name in names if not name.startswith("_")} <= set(EDITS)


def test_an_action_of_approved_minutes_is_still_closed(partnership: Partnership, approved: Place) -> None:
    action_id = partnership.actions()[0].id
    partnership.database.do("Close", close_action, action_id, on=date(2018, 1, 1))
    assert partnership.action("CG 17/1").status is ActionStatus.DONE


def test_only_what_is_settled_is_reopened_and_only_what_is_cancelled_put_back(
    partnership: Partnership, approved: Place
) -> None:
    database, another = partnership.database, partnership.record("# Cyber\nx", another=True)
    with pytest.raises(UserError, match="nothing to reopen"):
        database.do("Reopen", correct_minutes, another, reason="a slip")
    for meeting_id in (another, approved.meeting):
        with pytest.raises(UserError, match="nothing to put back"):
            database.do("Put back", meetings.reinstate_meeting, meeting_id)
    day = date(2018, 1, 10)
    planned = database.do("Add", meetings.add_meeting, group_id=partnership.group_id, on=day)
    database.do("Cancel", meetings.change_state, planned, state=MeetingState.CANCELLED)
    database.do("Put back", meetings.reinstate_meeting, planned)
    assert partnership.sheet(planned).state is MeetingState.PLANNED


def test_what_was_approved_or_published_once_is_not_deleted(
    partnership: Partnership, approved: Place
) -> None:
    database, another = partnership.database, partnership.record("# Cyber\nx", another=True)
    database.do("Publish", record_publication, another, at=NOW)
    for meeting_id, verb in ((approved.meeting, "approved"), (another, "published")):
        database.do("Reopen", correct_minutes, meeting_id, reason="a slip")
        with pytest.raises(UserError, match=f"were {verb} once"):
            database.do("Delete", deleting.delete_meeting, meeting_id, with_note=True)
