"""What lies beside an agenda item."""

from datetime import date

from sop_minutes.commands.actions import cancel_action, close_action, confirm_action, raise_action
from sop_minutes.commands.agenda import put_report_on_agenda
from sop_minutes.commands.plan import add_report, schedule_report
from sop_minutes.domain.words import ItemKind, ReportRole, Season
from sop_minutes.queries.beside import Beside, beside
from sop_minutes.queries.blocks import items_of
from tests.conftest import Partnership

BEFORE = """Date: 13 September 2017
# Prevent
The plan was heard.
Restricted: one case
Action: @AL to ring by 1 October
Action: @BO to write
# FGM
Action: @CD to look
"""


def _beside(partnership: Partnership, meeting_id: int, title: str) -> Beside:
    items = partnership.database.read(items_of, meeting_id)
    item_id = next(item.id for item in items if item.title == title)
    return partnership.database.read(beside, meeting_id, item_id)


def test_open_actions_of_the_topic_that_were_raised_before_lie_beside_an_item(
    partnership: Partnership,
) -> None:
    partnership.record(BEFORE)
    now = partnership.record("# Prevent\nAction: @EF to do this\n# Another")
    assert [row.ref for row in _beside(partnership, now, "Prevent").actions] == ["CG 17/1", "CG 17/2"]
    assert _beside(partnership, now, "Another").actions == ()


def test_an_action_is_carried_to_every_later_meeting_until_it_is_confirmed_that_it_is_done(
    partnership: Partnership,
) -> None:
    partnership.record(BEFORE)
    one = partnership.action("CG 17/1").id
    do = partnership.database.do
    for number, day in enumerate(("15 November 2017", "10 January 2018", "14 March 2018")):
        now = partnership.record(f"Date: {day}\n# Prevent\n# Matters arising")
        assert [row.ref for row in _beside(partnership, now, "Prevent").actions] == ["CG 17/1", "CG 17/2"]
        if number == 0:
            do("Close", close_action, one, on=date(2017, 11, 1))
    do("Confirm", confirm_action, one, on=date(2018, 3, 14))
    assert [row.ref for row in _beside(partnership, now, "Prevent").actions] == ["CG 17/2"]
    do("Cancel", cancel_action, partnership.action("CG 17/2").id, on=date(2018, 3, 14))
    assert [row.ref for row in _beside(partnership, now, "Matters arising").actions] == ["CG 17/3"]


def test_what_the_note_that_raised_it_says_is_done_is_carried_nowhere(partnership: Partnership) -> None:
    raised = partnership.record(BEFORE)
    one = partnership.action("CG 17/1").id
    partnership.database.do("Close", close_action, one, on=date(2017, 9, 13), meeting_id=raised)
    now = partnership.record("# Prevent\nx")
    assert [row.ref for row in _beside(partnership, now, "Prevent").actions] == ["CG 17/2"]


def test_under_matters_arising_lies_all_that_is_open(partnership: Partnership) -> None:
    partnership.record(BEFORE)
    partnership.database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="x", on=date(2017, 10, 1)
    )
    partnership.record("Date: 14 February 2018\n# Prevent\nAction: later")
    now = partnership.record("# Matters arising\n# Prevent")
    found = _beside(partnership, now, "Matters arising")
    assert [row.ref for row in found.actions] == ["CG 17/1", "CG 17/2", "CG 17/3", "CG 17/4"]
    assert sorted(found.counts.values()) == [2, 4]


def test_what_was_said_last_time_is_the_newest_meeting_before_that_said_anything(
    partnership: Partnership,
) -> None:
    held = partnership.record(BEFORE)
    partnership.record("Date: 18 October 2017\n# Prevent")
    partnership.record("Date: 14 February 2018\n# Prevent\nlater")
    last = _beside(partnership, partnership.record("# Prevent\nnow"), "Prevent").last
    assert last is not None
    assert (last.meeting_id, last.on) == (held, date(2017, 9, 13))
    assert [point.text for point in last.points][:2] == ["The plan was heard.", "one case"]


def test_reports_of_the_season_are_needed_until_they_are_on_the_agenda(partnership: Partnership) -> None:
    do = partnership.database.do
    for name, role, season in (
        ("Annual Report", ReportRole.INFORM, Season.AUTUMN),
        ("Police Plan", ReportRole.AGREE, Season.AUTUMN),
        ("Spring Review", ReportRole.AGREE, Season.SPRING),
    ):
        report = do("Add", add_report, name)
        do("Plan", schedule_report, report, group_id=partnership.group_id, role=role, season=season)
    now = partnership.record("# OSAB annual report 2017\n# Any other business")
    (needed,) = partnership.database.read(beside, now, None).needed
    assert (needed.name, needed.role, needed.season) == ("Police Plan", ReportRole.AGREE, Season.AUTUMN)
    do("Add", put_report_on_agenda, now, report_id=needed.report_id)
    assert partnership.database.read(beside, now, None).needed == ()
    assert [(item.title, item.kind) for item in partnership.database.read(items_of, now)] == [
        ("OSAB annual report 2017", ItemKind.ITEM),
        ("Police Plan", ItemKind.DECISION),
        ("Any other business", ItemKind.AOB),
    ]


def test_nothing_lies_beside_a_meeting_that_is_gone(partnership: Partnership) -> None:
    gone = partnership.database.read(beside, 99, None)
    assert (gone.actions, gone.needed, gone.counts) == ((), (), {})
