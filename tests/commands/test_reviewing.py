"""The review of actions at a meeting: the register and the note say the same."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from sop_minutes.commands.action_links import merge_action
from sop_minutes.commands.actions import assign_action, close_action, mark_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.items import change_item
from sop_minutes.commands.meetings import add_meeting, change_state
from sop_minutes.commands.points import add_point, edit_point, mark_point, move_point
from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb, read_extension, read_note
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import ActionStatus, Audience, ItemKind, MeetingState, PointKind
from sop_minutes.queries.blocks import items_of, points_of
from sop_minutes.queries.meetings import meeting_sheet, withheld_texts
from sop_minutes.queries.reviewed import reviewed_actions
from sop_minutes.queries.reviewing import Review, meeting_to_review, review_of
from sop_minutes.storage.tables import Point, Referral
from tests.conftest import Partnership

BEFORE = """Date: 13 September 2017
# Prevent
Action: @Sarah Carter to publish the strategic statement by 1 October
Restricted: Action: @Bo Ray to see the family
Action: look at the plan.
Members: Action: @Bo Ray @Ann Lee to write by 1 December
"""
NOW = "# Welcome\nAll were welcome.\n# Prevent\nMore was said."
STATEMENT = "CG 17/1 Publish the strategic statement (Sarah Carter)"


class Chair:
    """Reviews at a meeting, and sees what the note then says."""

    def __init__(self, partnership: Partnership, now: str = NOW) -> None:
        self.partnership = partnership
        partnership.record(BEFORE)
        self.meeting_id = partnership.record(now)

    def say(self, number: int, verb: Verb, text: str = "", **how: Any) -> None:
        action_id = self.partnership.action(f"CG 17/{number}").id
        self.partnership.database.do(
            "Review", review_action, action_id, meeting_id=self.meeting_id, verb=verb, text=text, **how
        )

    def review(self) -> Review:
        return self.partnership.database.read(review_of, self.meeting_id)

    def items(self, audience: Audience = Audience.RESTRICTED) -> list[ItemSheet]:
        return list(self.partnership.database.read(meeting_sheet, self.meeting_id, audience).note.items)

    def lines(self, audience: Audience = Audience.RESTRICTED) -> list[str]:
        return [point.text for point in self.points(audience)]

    def points(self, audience: Audience = Audience.RESTRICTED) -> tuple[PointSheet, ...]:
        arising = [item for item in self.items(audience) if item.kind is ItemKind.MATTERS_ARISING]
        return arising[0].points if arising else ()


@pytest.fixture
def chair(partnership: Partnership) -> Chair:
    return Chair(partnership)


@pytest.mark.parametrize(
    ("verb", "text", "words", "audience"),
    [
        (Verb.DONE, "", "done", Audience.PUBLIC),
        (Verb.DONE, "sent to all.", "done; sent to all", Audience.MEMBERS),
        (Verb.NOTE, "figures are awaited", "figures are awaited", Audience.MEMBERS),
        (Verb.NOTE, "public: figures are awaited", "figures are awaited", Audience.PUBLIC),
        (Verb.NOTE, "r: the family moved", "the family moved", Audience.RESTRICTED),
        (Verb.EXTEND, "31 jan", "extended to 31 January 2018", Audience.PUBLIC),
        (
            Verb.EXTEND,
            "31 jan - waiting for figures",
            "extended to 31 January 2018 – waiting for figures",
            Audience.MEMBERS,
        ),
        (Verb.EXTEND, "(when funded)", "extended to when funded", Audience.MEMBERS),
        (Verb.OWNER, "Bo Ray, Ann Lee", "now with Bo Ray, Ann Lee", Audience.PUBLIC),
        (Verb.ESCALATE, "", "escalated to Safer Oxfordshire Partnership", Audience.PUBLIC),
        (Verb.CANCEL, "", "no longer needed", Audience.PUBLIC),
    ],
)
def test_what_is_said_is_a_line_of_the_note_for_whom_it_may_be(
    chair: Chair, verb: Verb, text: str, words: str, audience: Audience
) -> None:
    chair.say(1, verb, text)
    line = chair.points()[0]
    owners = "Bo Ray, Ann Lee" if verb is Verb.OWNER else "Sarah Carter"
    assert line.text == f"CG 17/1 Publish the strategic statement ({owners}): {words}"
    assert (line.kind, line.level, line.audience) == (PointKind.POINT, 1, audience)


def test_the_item_is_made_after_the_welcome_and_before_the_rest(chair: Chair) -> None:
    chair.say(1, Verb.DONE)
    assert [(item.title, item.kind) for item in chair.items()] == [
        ("Welcome", ItemKind.ITEM),
        ("Actions from last meeting", ItemKind.MATTERS_ARISING),
        ("Prevent", ItemKind.ITEM),
    ]


@pytest.mark.parametrize(
    ("now", "titles"),
    [
        ("An opening.\n# Prevent\nx", ["", "Actions from last meeting", "Prevent"]),
        ("# Prevent\n# Welcome back", ["Actions from last meeting", "Prevent", "Welcome back"]),
        ("# Prevent\n# Matters arising\nx", ["Prevent", "Matters arising"]),
        (
            "# Matters arising\n# Actions from last meeting\nx",
            ["Matters arising", "Actions from last meeting"],
        ),
        ("Place: Hall", ["Actions from last meeting"]),
    ],
)
def test_the_item_is_where_it_belongs(partnership: Partnership, now: str, titles: list[str]) -> None:
    chair = Chair(partnership, now)
    chair.say(1, Verb.DONE)
    assert [item.title for item in chair.items()] == titles
    held = next(item for item in reversed(chair.items()) if item.kind is ItemKind.MATTERS_ARISING)
    assert [point.text for point in held.points][-1] == f"{STATEMENT}: done"


def test_one_line_an_action_that_is_rewritten_when_more_is_said(chair: Chair) -> None:
    chair.say(1, Verb.EXTEND, "31 Jan – waiting for figures")
    chair.say(3, Verb.DONE)
    chair.say(1, Verb.NOTE, "p: Thames Valley to help")
    chair.say(1, Verb.EXTEND, "28 Feb")
    assert chair.lines() == [
        f"{STATEMENT}: waiting for figures; Thames Valley to help; extended to 28 February 2018",
        "CG 17/3 Look at the plan: done",
    ]


@pytest.mark.parametrize(
    ("number", "dues", "words", "extended"),
    [
        (4, ["31 Jan"], "extended to 31 January 2018", True),
        (4, ["31 Jan", "15 Jan"], "extended to 15 January 2018", True),
        (4, ["20 November"], "brought forward to 20 November 2017", False),
        (4, ["31 Jan", "1 December"], "still due 1 December 2017", False),
        (4, ["(when funded)"], "extended to when funded", True),
        (3, ["20 November"], "now due 20 November 2017", False),
        (3, ["20 November", "31 Jan"], "now due 31 January 2018", False),
    ],
)
def test_only_a_date_that_was_put_off_is_extended(
    chair: Chair, number: int, dues: list[str], words: str, extended: bool
) -> None:
    for due in dues:
        chair.say(number, Verb.EXTEND, due)
    (said,) = [one for one in chair.review().reviewees if one.words]
    assert (said.words, said.extended) == (words, extended)


@pytest.mark.parametrize(
    ("verb", "text", "words", "escalated"),
    [
        (Verb.NOTE, "escalated to the police on Monday", "escalated to the police on Monday", False),
        (Verb.NOTE, "...", "...", False),
        (Verb.ESCALATE, "SOP", "escalated to Safer Oxfordshire Partnership", True),
    ],
)
def test_a_note_is_no_more_than_its_words(
    chair: Chair, verb: Verb, text: str, words: str, escalated: bool
) -> None:
    chair.say(1, verb, text)
    chair.say(1, Verb.DONE)
    (said,) = [one for one in chair.review().reviewees if one.words]
    assert (said.words, said.escalated) == (f"{words}; done", escalated)
    assert [line for line in chair.lines() if line[0] == "C"] == [f"{STATEMENT}: {words}; done"]


def test_what_somebody_typed_after_a_line_stays_and_what_was_typed_instead_is_left_alone(
    chair: Chair,
) -> None:
    chair.say(1, Verb.EXTEND, "31 Jan")
    chair.say(3, Verb.EXTEND, "31 Jan")
    do = chair.partnership.database.do
    first, second = chair.partnership.database.read(_point_ids, chair.meeting_id)
    do("Type", edit_point, first, text=f"{STATEMENT}: extended to 31 January 2018, at her wish")
    do("Type", edit_point, second, text="CG 17/3 will not be done this year")
    chair.say(1, Verb.DONE)
    chair.say(3, Verb.DONE)
    assert chair.lines() == [
        f"{STATEMENT}: extended to 31 January 2018; done, at her wish",
        "CG 17/3 will not be done this year",
        "CG 17/3 Look at the plan: now due 31 January 2018; done",
    ]


def test_what_was_typed_after_a_line_stays_though_it_repeats_what_was_said(chair: Chair) -> None:
    chair.say(1, Verb.DONE)
    (line_id,) = chair.partnership.database.read(_point_ids, chair.meeting_id)
    typed = ", so is the second letter: done on Monday"
    chair.partnership.database.do("Type", edit_point, line_id, text=f"{STATEMENT}: done{typed}")
    chair.say(1, Verb.NOTE, "thanks")
    assert chair.lines() == [f"{STATEMENT}: done; thanks{typed}"]


def test_a_line_stays_one_though_the_owners_change_or_the_action_repeats_what_was_said(
    partnership: Partnership,
) -> None:
    chair = Chair(partnership)
    chair.partnership.record("Date: 1 November 2017\n# Prevent\nAction: @Bo Ray to say: done")
    chair.say(5, Verb.NOTE, "done")
    chair.partnership.database.do(
        "Assign", assign_action, chair.partnership.action("CG 17/5").id, owners=["Ann Lee"]
    )
    chair.say(5, Verb.NOTE, "twice")
    assert chair.lines() == ["CG 17/5 Say: done (Ann Lee): done; twice"]


@pytest.mark.parametrize("how", ["moved", "no matters arising any more"])
def test_a_line_stays_one_wherever_it_is(chair: Chair, how: str) -> None:
    chair.say(1, Verb.NOTE, "p: soon")
    (line_id,) = chair.partnership.database.read(_point_ids, chair.meeting_id)
    item_ids = {item.title: item.id for item in chair.partnership.database.read(items_of, chair.meeting_id)}
    if how == "moved":
        do = chair.partnership.database.do
        do("Move", move_point, line_id, item_id=item_ids["Prevent"], after_id=None)
    else:
        kind = {"kind": ItemKind.ITEM}
        chair.partnership.database.do("Kind", change_item, item_ids["Actions from last meeting"], **kind)
    chair.say(1, Verb.DONE)
    said = [point.text for item in chair.items() for point in item.points if "CG 17/" in point.text]
    assert said == [f"{STATEMENT}: soon; done"]


def _point_ids(session: Session, meeting_id: int) -> list[int]:
    return [point.id for point in points_of(session, meeting_id) if point.text.startswith("CG 17/")]


def test_what_was_claimed_to_be_done_is_confirmed(chair: Chair) -> None:
    action_id = chair.partnership.action("CG 17/1").id
    chair.partnership.database.do("Close", close_action, action_id, on=date(2017, 10, 2))
    chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED
    assert chair.lines() == [f"{STATEMENT}: confirmed as done"]


def test_what_is_said_to_be_done_twice_at_a_meeting_is_not_confirmed_by_that(chair: Chair) -> None:
    chair.say(1, Verb.DONE)
    with pytest.raises(UserError, match="done already"):
        chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.DONE
    chair.meeting_id = chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED


def test_a_meeting_does_not_confirm_what_was_said_to_be_done_after_it(chair: Chair) -> None:
    action_id = chair.partnership.action("CG 17/1").id
    chair.partnership.database.do("Close", close_action, action_id, on=date(2017, 11, 16))
    with pytest.raises(UserError, match="done already"):
        chair.say(1, Verb.DONE)


def test_an_action_of_another_group_is_not_reviewed(chair: Chair) -> None:
    board = chair.partnership.database.do("Add", add_group, "Prevent Board", code="PB")
    chair.meeting_id = Partnership(chair.partnership.database, board).record("# Prevent\nx")
    with pytest.raises(UserError, match="another group"):
        chair.say(1, Verb.NOTE, "x")


def test_an_older_meeting_does_not_undo_the_date_that_a_later_one_set(chair: Chair) -> None:
    now, chair.meeting_id = chair.meeting_id, chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    chair.say(1, Verb.EXTEND, "1 May 2018")
    chair.meeting_id = now
    with pytest.raises(UserError, match="10 January 2018"):
        chair.say(1, Verb.EXTEND, "1 December")
    assert chair.partnership.action("CG 17/1").due.on == date(2018, 5, 1)


def test_what_is_closed_at_a_meeting_to_come_is_closed_on_the_day_that_is_given(chair: Chair) -> None:
    chair.meeting_id = chair.partnership.record("Date: 10 January 2018\n# Prevent\nx")
    chair.say(1, Verb.DONE, closed_on=date(2017, 11, 20))
    chair.say(3, Verb.CANCEL, closed_on=date(2017, 11, 20))
    done = [chair.partnership.action(f"CG 17/{number}").done_on for number in (1, 3)]
    assert done == [date(2017, 11, 20)] * 2


def test_register_and_note_are_taken_back_together(chair: Chair) -> None:
    before = chair.partnership.typed(chair.meeting_id)
    chair.say(1, Verb.ESCALATE)
    chair.say(1, Verb.DONE)
    chair.partnership.database.undo()
    assert chair.partnership.action("CG 17/1").status is ActionStatus.OPEN
    assert chair.lines()[0] == f"{STATEMENT}: escalated to Safer Oxfordshire Partnership"
    chair.partnership.database.undo()
    assert chair.partnership.typed(chair.meeting_id) == before


def test_what_is_escalated_is_referred_to_one_group(chair: Chair) -> None:
    chair.say(1, Verb.ESCALATE)
    chair.say(1, Verb.ESCALATE, "SOP")
    line, referral = chair.points()
    assert line.text == f"{STATEMENT}: escalated to Safer Oxfordshire Partnership"
    assert (referral.kind, referral.level) == (PointKind.REFERRAL, 2)
    assert referral.text == ">SOP CG 17/1 publish the strategic statement, for action"
    kept = chair.partnership.database.read(lambda s: s.get_one(Referral, 1))
    assert (kept.to_as_written, kept.subject, kept.purpose) == (
        "SOP",
        "CG 17/1 publish the strategic statement",
        "for action",
    )
    assert kept.to_group_id is not None


@pytest.mark.parametrize(
    ("typed", "under"),
    [
        (">SOP the funding of CG 17/1 for schools, for action", False),
        (">SOP the funding of CG 17/1 for schools, for action", True),
        (">SOP CG 17/1 publish the strategic statement, for information", True),
        (">SOP CG 17/10 publish the strategic statement, for action", True),
    ],
)
def test_a_referral_that_somebody_typed_is_left_alone(chair: Chair, typed: str, under: bool) -> None:
    chair.say(1, Verb.NOTE, "p: soon")
    (line_id,) = chair.partnership.database.read(_point_ids, chair.meeting_id)
    item_id = chair.partnership.database.read(lambda s: s.get_one(Point, line_id).item_id)
    chair.partnership.database.do(
        "Refer",
        add_point,
        item_id=item_id,
        text=typed,
        kind=PointKind.REFERRAL,
        level=2 if under else 1,
        after_id=line_id,
    )
    chair.say(1, Verb.ESCALATE)
    assert set(chair.lines()) == {
        f"{STATEMENT}: soon; escalated to Safer Oxfordshire Partnership",
        ">SOP CG 17/1 publish the strategic statement, for action",
        typed,
    }


@pytest.mark.parametrize(
    ("number", "verb", "text", "said"),
    [
        (1, Verb.EXTEND, "when pigs fly", "not a date"),
        (1, Verb.EXTEND, "", "needs some words"),
        (1, Verb.NOTE, "p:  ", "needs some words"),
        (1, Verb.OWNER, " , ", "Say who"),
        (1, Verb.ESCALATE, "Nobody's Board", "Nobody"),
        (1, Verb.ESCALATE, "CG", "own"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    chair: Chair, number: int, verb: Verb, text: str, said: str
) -> None:
    before = chair.partnership.typed(chair.meeting_id)
    with pytest.raises(UserError, match=said):
        chair.say(number, verb, text)
    assert chair.partnership.typed(chair.meeting_id) == before


def test_approved_minutes_and_an_action_of_the_note_itself_are_not_reviewed(chair: Chair) -> None:
    chair.partnership.record("# Prevent\nAction: later", meeting_id=chair.meeting_id, replace=True)
    with pytest.raises(UserError, match="raised before the meeting"):
        chair.say(5, Verb.DONE)
    chair.partnership.database.do("Approve", change_state, chair.meeting_id, state=MeetingState.APPROVED)
    with pytest.raises(UserError, match="approved"):
        chair.say(1, Verb.DONE)


def test_a_line_is_never_wider_than_its_action(chair: Chair) -> None:
    for number in (1, 2, 3, 4):
        chair.say(number, Verb.EXTEND, "31 Jan")
        chair.say(number, Verb.ESCALATE)
    assert [line[:7] for line in chair.lines(Audience.PUBLIC) if line[0] == "C"] == ["CG 17/1", "CG 17/3"]
    assert "family" not in " ".join(chair.lines(Audience.MEMBERS))
    assert len(chair.lines(Audience.MEMBERS)) == 6
    assert {point.audience for point in chair.points() if "family" in point.text} == {Audience.RESTRICTED}


@pytest.mark.parametrize("how", ["the action", "its line", "its item"])
def test_a_line_whose_action_is_restricted_later_goes_out_no_more(chair: Chair, how: str) -> None:
    chair.say(1, Verb.ESCALATE)
    row = chair.partnership.action("CG 17/1")
    do = chair.partnership.database.do
    assert row.point_id is not None
    if how == "the action":
        do("Mark", mark_action, row.id, audience=Audience.RESTRICTED)
    elif how == "its line":
        do("Mark", mark_point, row.point_id, audience=Audience.RESTRICTED)
    else:
        do("Mark", change_item, 1, audience=Audience.RESTRICTED)
    assert "strategic" not in " ".join(chair.lines(Audience.MEMBERS))
    withheld = chair.partnership.database.read(withheld_texts, chair.meeting_id, Audience.MEMBERS)
    assert len([text for text in withheld if "strategic statement" in text]) == 2
    assert {point.audience for point in chair.points()} == {Audience.RESTRICTED}


def test_nor_does_what_stands_under_a_line_whose_action_is_restricted_later(chair: Chair) -> None:
    chair.say(1, Verb.EXTEND, "31 Jan")
    (line_id,) = chair.partnership.database.read(_point_ids, chair.meeting_id)
    do = chair.partnership.database.do
    item_id = chair.partnership.database.read(lambda s: s.get_one(Point, line_id).item_id)
    for text, kind in (
        ("Ring the Smiths of Banbury", PointKind.ACTION),
        ("the Smiths moved", PointKind.POINT),
    ):
        do("Add", add_point, item_id=item_id, text=text, kind=kind, level=2, after_id=line_id)
    do("Mark", mark_action, chair.partnership.action("CG 17/1").id, audience=Audience.RESTRICTED)
    sheet = chair.partnership.sheet(chair.meeting_id, Audience.PUBLIC)
    assert "Smiths" not in repr(sheet)
    withheld = chair.partnership.database.read(withheld_texts, chair.meeting_id, Audience.PUBLIC)
    assert {"Ring the Smiths of Banbury", "the Smiths moved"} <= set(withheld)


def test_a_line_that_was_made_narrower_by_hand_stays_so(chair: Chair) -> None:
    chair.say(1, Verb.EXTEND, "31 Jan")
    (line_id,) = chair.partnership.database.read(_point_ids, chair.meeting_id)
    chair.partnership.database.do("Mark", mark_point, line_id, audience=Audience.RESTRICTED)
    chair.say(1, Verb.DONE)
    assert chair.points()[0].audience is Audience.RESTRICTED


def test_the_note_reads_back_as_it_is_and_raises_nothing_again(chair: Chair) -> None:
    for number, verb, text in ((1, Verb.DONE, ""), (2, Verb.EXTEND, "31 Jan"), (3, Verb.ESCALATE, "")):
        chair.say(number, verb, text)
    refs = [row.ref for row in chair.partnership.actions(statuses=tuple(ActionStatus))]
    before = chair.partnership.typed(chair.meeting_id)
    chair.partnership.record(f"Date: 15 November 2017\n{before.partition('2017')[2].lstrip()}")
    assert chair.partnership.typed(chair.meeting_id) == before
    assert [row.ref for row in chair.partnership.actions(statuses=tuple(ActionStatus))] == refs
    assert chair.partnership.database.read(reviewed_actions, chair.meeting_id) == ()


def test_a_review_is_in_the_agreed_order_and_knows_what_was_said(chair: Chair) -> None:
    review = chair.review()
    assert [one.row.ref for one in review.reviewees] == ["CG 17/1", "CG 17/4", "CG 17/2", "CG 17/3"]
    assert (review.group, review.on) == ("Co-ordination Group", date(2017, 11, 15))
    chair.say(1, Verb.EXTEND, "31 Jan")
    chair.say(1, Verb.ESCALATE)
    chair.say(2, Verb.DONE)
    chair.say(4, Verb.NOTE, "soon")
    told = {
        one.row.ref: (one.closed, one.extended, one.escalated, bool(one.words))
        for one in chair.review().reviewees
    }
    assert told == {
        "CG 17/1": (False, True, True, True),
        "CG 17/2": (True, False, False, True),
        "CG 17/3": (False, False, False, False),
        "CG 17/4": (False, False, False, True),
    }


def test_what_falls_due_on_one_day_is_in_the_order_of_the_items(partnership: Partnership) -> None:
    lines = [f"# {item}\nAction: @Bo Ray to {item} by 1 December" for item in ("walk", "Talk", "ask")]
    chair = Chair(partnership, "\n".join(["Date: 20 September 2017", *lines]))
    chair.meeting_id = partnership.record(NOW)
    found = [one.row.text for one in chair.review().reviewees]
    assert found == [
        "publish the strategic statement",
        "ask",
        "write",
        "see the family",
        "Talk",
        "walk",
        "look at the plan",
    ]


def test_what_is_settled_elsewhere_is_not_up_for_review(chair: Chair) -> None:
    ids = [chair.partnership.action(f"CG 17/{number}").id for number in (1, 2)]
    chair.partnership.database.do("Merge", merge_action, ids[0], into_id=ids[1], on=date(2017, 10, 1))
    review = chair.review()
    assert [one.row.ref for one in review.reviewees] == ["CG 17/4", "CG 17/2", "CG 17/3"]


def test_the_meeting_to_review_at_is_the_one_at_hand(chair: Chair) -> None:
    read, group = chair.partnership.database.read, chair.partnership.group_id
    for today, key in (
        (date(2017, 9, 20), 1),
        (date(2017, 11, 15), 2),
        (date(2018, 1, 1), 2),
        (date(2017, 1, 1), 1),
    ):
        assert read(meeting_to_review, group, today) == key
    for meeting_id in (1, 2):
        chair.partnership.database.do("Approve", change_state, meeting_id, state=MeetingState.APPROVED)
    with pytest.raises(UserError, match="diary"):
        read(meeting_to_review, group, date(2018, 1, 1))


def test_a_meeting_that_is_recorded_goes_before_the_rest_but_not_months_later(chair: Chair) -> None:
    read, group, do = (
        chair.partnership.database.read,
        chair.partnership.group_id,
        chair.partnership.database.do,
    )
    evening = do("Plan", add_meeting, group_id=group, on=date(2017, 11, 15), another=True)
    do("Begin", change_state, 1, state=MeetingState.RECORDING)
    assert read(meeting_to_review, group, date(2017, 9, 14)) == 1
    assert read(meeting_to_review, group, date(2017, 11, 15)) == evening
    assert read(meeting_to_review, group, date(2017, 11, 16)) == chair.meeting_id
    do("Begin", change_state, chair.meeting_id, state=MeetingState.RECORDING)
    assert read(meeting_to_review, group, date(2017, 11, 15)) == chair.meeting_id


@pytest.mark.parametrize(
    ("typed", "due", "note"),
    [
        ("31 jan", "31 jan", ""),
        ("mid-March", "mid-March", ""),
        ("next meeting – waiting", "next meeting", "waiting"),
        ("31/1; waiting - long", "31/1", "waiting - long"),
    ],
)
def test_a_new_date_may_come_with_its_reason(typed: str, due: str, note: str) -> None:
    assert read_extension(typed) == (due, note)


def test_a_note_is_for_members_unless_it_says_otherwise() -> None:
    assert read_note("Restricted: one case") == ("one case", Audience.RESTRICTED)
    assert read_note("Members: x") == ("x", Audience.MEMBERS)
    assert read_note("Public: x") == ("x", Audience.PUBLIC)
    assert read_note("Public order: x") == ("Public order: x", Audience.MEMBERS)


def test_a_year_is_no_reference(partnership: Partnership) -> None:
    partnership.record("\n".join(["# Prevent", *(f"Restricted: Action: do {n}" for n in range(18))]))
    later = partnership.record(
        "Date: 10 January 2018\n# Budget\nCG 2017/18 was agreed\nCG 17/18 was spoken of"
    )
    (item,) = partnership.sheet(later, Audience.PUBLIC).note.items
    assert [point.text for point in item.points] == ["CG 2017/18 was agreed"]
