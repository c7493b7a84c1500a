"""Lists of actions."""

from datetime import date

import pytest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import close_action, extend_action
from sop_minutes.commands.people import add_person
from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.actions import ActionFilter, find_action, list_actions, withheld_action_texts
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.queries.names import find_group
from tests.conftest import Partnership

NOTE = """# Prevent
Action: @Ann Lee to do the third by 31 March
Action: @Ann Lee @TVP to do the first by 30 November
Action: the fourth would be reviewed
Action: @Ben Okafor to do the second by 31 January
"""


def test_the_earliest_due_comes_first_and_those_without_a_date_last(partnership: Partnership) -> None:
    partnership.record(NOTE)
    assert [row.ref for row in partnership.actions()] == ["CG 17/2", "CG 17/4", "CG 17/1", "CG 17/3"]


def test_an_action_due_today_is_not_yet_overdue(partnership: Partnership) -> None:
    partnership.record(NOTE)
    assert partnership.actions(overdue_on=date(2017, 11, 30)) == ()
    (row,) = partnership.actions(overdue_on=date(2017, 12, 1))
    assert is_overdue(row.due, row.status, date(2017, 12, 1))
    assert not is_overdue(row.due, row.status, date(2017, 11, 30))
    assert not is_overdue(row.due, ActionStatus.DONE, date(2017, 12, 1))


@pytest.mark.parametrize(
    ("owner", "count"), [("Ann Lee", 2), ("AL", 2), ("ann lee", 2), ("tvp", 1), ("Nobody", 0)]
)
def test_actions_are_found_by_any_name_of_an_owner(partnership: Partnership, owner: str, count: int) -> None:
    partnership.database.do("Add", add_person, "Ann Lee")
    partnership.record(NOTE)
    assert len(partnership.actions(owner=owner)) == count


def test_an_owner_who_is_not_known_is_found_as_written(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @[Zoë's TEAM] to report by 31 March\nAction: @Zoe to listen")
    assert [row.ref for row in partnership.actions(owner=" Zoë's team ")] == ["CG 17/1"]


def test_a_row_names_its_owners_in_their_order_the_lead_first(partnership: Partnership) -> None:
    partnership.database.do("Add", add_person, "Ann Lee", initials="AL")
    partnership.record("# Prevent\nAction: @Zoe Ash @AL @TVP to report\nAction: to be reviewed")
    assert [row.owners for row in partnership.actions()] == [("Zoe Ash", "Ann Lee", "TVP"), ()]


def test_a_row_has_the_newest_note_that_its_reader_may_see(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to report")
    action_id = partnership.action("CG 17/1").id
    for day, note, audience in (
        (3, "the newest, not for members", Audience.RESTRICTED),
        (1, "the oldest", Audience.MEMBERS),
        (2, "the last for members", Audience.MEMBERS),
    ):
        partnership.database.do(
            "Note", update_action, action_id, on=date(2018, 1, day), note=note, audience=audience
        )
    partnership.database.do("Close", close_action, action_id, on=date(2018, 1, 4))
    shown = {
        reader: partnership.actions(audience=reader, statuses=tuple(ActionStatus))[0].last_note
        for reader in Audience
    }
    assert shown == {
        Audience.PUBLIC: "",
        Audience.MEMBERS: "the last for members",
        Audience.RESTRICTED: "the newest, not for members",
    }


def test_pages_follow_one_another_to_the_end(partnership: Partnership) -> None:
    partnership.record(NOTE)
    pages = [
        partnership.database.read(list_actions, ActionFilter(), limit=3, offset=offset) for offset in (0, 3)
    ]
    assert [len(page) for page in pages] == [3, 1]
    assert pages[0] + pages[1] == partnership.actions()


@pytest.mark.parametrize("ref", ["CG 17/2", "cg17/2", "17/2", " CG  2017/2 ", "CG-17/2"])
def test_a_reference_is_read_as_people_type_it(partnership: Partnership, ref: str) -> None:
    partnership.record(NOTE)
    assert partnership.database.read(find_action, ref) == partnership.action("CG 17/2").id


@pytest.mark.parametrize("ref", ["CG 17/99", "OC 17/2", "nonsense", "", "17"])
def test_an_unknown_reference_is_said_to_be_so(partnership: Partnership, ref: str) -> None:
    partnership.record(NOTE)
    with pytest.raises(UserError):
        partnership.database.read(find_action, ref)


@pytest.mark.parametrize(
    "key",
    [
        "CG/2017-11-15",
        "cg/2017-11-15",
        "Coordination Group/2017-11-15",
        "CG 2017-11-15",
        "Business Group/2017-11-15",
    ],
)
def test_a_meeting_is_found_by_its_key(partnership: Partnership, key: str) -> None:
    meeting_id = partnership.record(NOTE)
    assert partnership.database.read(find_meeting, key) == meeting_id


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("CG/2017-11-16", "no meeting on 16 November 2017"),
        ("XX/2017-11-15", "no group called"),
        ("CG/2017-13-45", "not a meeting's key"),
        ("CG", "not a meeting's key"),
    ],
)
def test_a_meeting_that_is_not_there_is_said_so(partnership: Partnership, key: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        partnership.database.read(find_meeting, key)


def test_a_group_is_found_with_its_partnership_before_it(partnership: Partnership) -> None:
    for name in ("Safer Oxfordshire Partnership (SOP) Co-ordination Group", "OxSCP Business Group"):
        group = partnership.database.read(find_group, name)
        assert group is not None
        assert group.id == partnership.group_id
    assert partnership.database.read(find_group, "Oxford CSP") is None


def test_a_note_is_titled_after_its_partnership(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    expected = (
        "Key points discussed at Safer Oxfordshire Partnership (SOP) Co-ordination Group – 15 November 2017"
    )
    assert partnership.sheet(meeting_id).heading == expected


def test_the_words_of_an_update_that_is_not_for_the_reader_are_not_shown(partnership: Partnership) -> None:
    partnership.record(NOTE)
    action_id = partnership.action("CG 17/1").id
    partnership.database.do(
        "Extend", extend_action, action_id, on=date(2017, 12, 1), due="(once Operation Zebra ends)"
    )
    wanted = ActionFilter(audience=Audience.PUBLIC)
    shown = partnership.database.read(list_actions, wanted)
    assert "Zebra" not in str([row.due for row in shown if row.id == action_id])
    assert "Zebra" in str(partnership.action("CG 17/1").due)
    assert any("Zebra" in text for text in partnership.database.read(withheld_action_texts, wanted))


@pytest.mark.parametrize(
    ("post", "holds"),
    [
        ("Independent Chair", True),
        ("acting chair", True),
        ("co-chair", True),
        ("TVP, interim chair", True),
        ("vice chair", False),
        ("deputy chair", False),
        ("chair of the Housing Board", False),
    ],
)
def test_whoever_was_some_kind_of_chair_is_found_by_it(
    partnership: Partnership, post: str, holds: bool
) -> None:
    partnership.record(f"Present: Ann Lee ({post})\n# Prevent\nAction: Chair to write")
    assert bool(partnership.actions(owner="Ann Lee")) is holds


def test_what_the_chair_owns_is_found_by_who_was_in_the_chair(partnership: Partnership) -> None:
    partnership.record(
        "Present: Ann Lee (chair, SODC), Ben Okafor (chair of the Housing Board)\nMinutes: Cy Dunn\n"
        "# Prevent\nAction: Chair to write\nAction: @Ben Okafor to ring\nAction: the secretary to file it"
    )
    partnership.record(
        "Date: 10 January 2018\nPresent: Ben Okafor (chair)\nApologies: Ann Lee (chair)\n# Prevent\n"
        "Action: the Chair to report"
    )
    found = {
        name: [(row.text, row.owners) for row in partnership.actions(owner=name)]
        for name in ("Ann Lee", "Ben Okafor", "CD", "Chair")
    }
    assert found == {
        "Ann Lee": [("write", ("Chair",))],
        "Ben Okafor": [("ring", ("Ben Okafor",)), ("report", ("Chair",))],
        "CD": [("file it", ("secretary",))],
        "Chair": [("write", ("Chair",)), ("report", ("Chair",))],
    }
