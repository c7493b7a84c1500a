"""What each audience is shown, and what is held back: built only from permitted rows."""

from sop_minutes.domain.words import Audience, PointKind, may_see, narrower
from sop_minutes.queries.actions import ActionFilter, withheld_action_texts
from sop_minutes.queries.meetings import withheld_texts
from tests.conftest import Partnership

NOTE = """Present: Ann Lee
# Prevent
public point
Members: members point
Restricted: restricted point
Action: @Ann Lee to do the public thing
Members: Action: @Ann Lee to do the members thing
Restricted: Action: @Ann Lee to do the restricted thing
Restricted: # Secret case
a point of the secret case
Action: @Ann Lee to do the secret thing
Members: # For members
a point for members
"""


def _texts(partnership: Partnership, meeting_id: int, audience: Audience) -> set[str]:
    items = partnership.sheet(meeting_id, audience).note.items
    shown = {point.action.text if point.action else point.text for item in items for point in item.points}
    return shown | {item.title for item in items}


def test_each_audience_sees_its_own_rows_only(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    public = {"Prevent", "public point", "do the public thing"}
    members = public | {"members point", "do the members thing", "For members", "a point for members"}
    assert _texts(partnership, meeting_id, Audience.PUBLIC) == public
    assert _texts(partnership, meeting_id, Audience.MEMBERS) == members
    everything = _texts(partnership, meeting_id, Audience.RESTRICTED)
    assert everything == members | {
        "restricted point",
        "do the restricted thing",
        "Secret case",
        "a point of the secret case",
        "do the secret thing",
    }


def test_the_public_sheet_has_no_attendance(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    assert partnership.sheet(meeting_id, Audience.PUBLIC).note.attendance == ()
    assert partnership.sheet(meeting_id, Audience.MEMBERS).note.attendance


def test_the_register_is_narrowed_by_item_point_and_action(partnership: Partnership) -> None:
    partnership.record(NOTE)
    assert [row.text for row in partnership.actions(audience=Audience.PUBLIC)] == ["do the public thing"]
    assert len(partnership.actions(audience=Audience.MEMBERS)) == 2
    assert {row.text: row.audience.value for row in partnership.actions()} == {
        "do the public thing": "public",
        "do the members thing": "members",
        "do the restricted thing": "restricted",
        "do the secret thing": "restricted",
    }


def test_withheld_texts_are_all_that_an_audience_may_not_see(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    withheld = partnership.database.read(withheld_texts, meeting_id, Audience.PUBLIC)
    assert {"restricted point", "members point", "Secret case", "do the secret thing"} <= set(withheld)
    assert not {"public point", "Prevent", "do the public thing"} & set(withheld)
    assert partnership.database.read(withheld_texts, meeting_id, Audience.RESTRICTED) == ()
    actions = partnership.database.read(withheld_action_texts, ActionFilter(audience=Audience.PUBLIC))
    assert {"do the members thing", "do the restricted thing", "do the secret thing", "Secret case"} <= set(
        actions
    )
    assert "Prevent" not in actions


def test_a_point_in_a_sheet_carries_its_items_audience(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    secret = partnership.sheet(meeting_id).note.items[1]
    assert {point.audience for point in secret.points} == {Audience.RESTRICTED}
    assert {point.kind for point in secret.points} == {PointKind.POINT, PointKind.ACTION}


def test_the_narrower_audience_wins() -> None:
    assert narrower(Audience.PUBLIC, Audience.RESTRICTED, Audience.MEMBERS) is Audience.RESTRICTED
    assert narrower() is Audience.PUBLIC
    assert may_see(Audience.MEMBERS, Audience.PUBLIC)
    assert not may_see(Audience.MEMBERS, Audience.RESTRICTED)
