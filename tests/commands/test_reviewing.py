"""The review of actions at a meeting: the register and the note say the same."""

from datetime import date

import pytest
from sqlmodel import Session

from sop_minutes.commands.action_links import merge_action
from sop_minutes.commands.actions import close_action, confirm_action, mark_action, reopen_action
from sop_minutes.commands.items import change_item
from sop_minutes.commands.meetings import change_state
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.points import edit_point, mark_point
from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb, read_extension, read_note
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import ActionStatus, Audience, ItemKind, MeetingState, PointKind
from sop_minutes.queries.blocks import points_of
from sop_minutes.queries.meetings import meeting_sheet, withheld_texts
from sop_minutes.queries.reviewed import reviewed_actions
from sop_minutes.queries.reviewing import meeting_to_review, review_of
from sop_minutes.storage.tables import Referral
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

    def say(self, number: int, verb: Verb, text: str = "") -> None:
        action_id = self.partnership.action(f"CG 17/{number}").id
        self.partnership.database.do(
            "Review", review_action, action_id, meeting_id=self.meeting_id, verb=verb, text=text
        )

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
        "CG 17/3 Look at the plan: extended to 31 January 2018; done",
    ]


def _point_ids(session: Session, meeting_id: int) -> list[int]:
    return [point.id for point in points_of(session, meeting_id) if point.text.startswith("CG 17/")]


def test_what_was_claimed_to_be_done_is_confirmed(chair: Chair) -> None:
    action_id = chair.partnership.action("CG 17/1").id
    chair.partnership.database.do("Close", close_action, action_id, on=date(2017, 10, 2))
    chair.say(1, Verb.DONE)
    assert chair.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED
    assert chair.lines() == [f"{STATEMENT}: confirmed as done"]


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


@pytest.mark.parametrize("verb", [Verb.DONE, Verb.CANCEL, Verb.EXTEND, Verb.OWNER, Verb.ESCALATE])
def test_of_what_is_no_longer_needed_only_a_note_can_be_made(chair: Chair, verb: Verb) -> None:
    chair.say(1, Verb.CANCEL)
    before = chair.partnership.typed(chair.meeting_id)
    with pytest.raises(UserError, match="closed already"):
        chair.say(1, verb, {Verb.EXTEND: "31 Jan", Verb.OWNER: "Bo Ray"}.get(verb, ""))
    assert chair.partnership.typed(chair.meeting_id) == before
    chair.say(1, Verb.NOTE, "public: all agreed")
    assert chair.lines() == [f"{STATEMENT}: no longer needed; all agreed"]


def test_an_organisation_with_a_comma_takes_an_action_on(chair: Chair) -> None:
    trust = "Housing, Health and Care Trust"
    chair.partnership.database.do("Add", add_organisation, trust)
    chair.say(1, Verb.OWNER, f"{trust}, Bo Ray")
    assert chair.partnership.action("CG 17/1").owners == (trust, "Bo Ray")


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
    review = chair.partnership.database.read(review_of, chair.meeting_id)
    assert [one.row.ref for one in review.reviewees] == ["CG 17/1", "CG 17/4", "CG 17/2", "CG 17/3"]
    assert (review.parent, review.key, review.on) == (
        "Safer Oxfordshire Partnership",
        "CG/2017-11-15",
        date(2017, 11, 15),
    )
    chair.say(1, Verb.EXTEND, "31 Jan")
    chair.say(1, Verb.ESCALATE)
    chair.say(2, Verb.DONE)
    chair.say(4, Verb.NOTE, "soon")
    told = {
        one.row.ref: (one.closed, one.extended, one.escalated, bool(one.words))
        for one in chair.partnership.database.read(review_of, chair.meeting_id).reviewees
    }
    assert told == {
        "CG 17/1": (False, True, True, True),
        "CG 17/2": (True, False, False, True),
        "CG 17/3": (False, False, False, False),
        "CG 17/4": (False, False, False, True),
    }


def test_what_is_settled_elsewhere_is_not_up_for_review(chair: Chair) -> None:
    ids = [chair.partnership.action(f"CG 17/{number}").id for number in (1, 2)]
    chair.partnership.database.do("Merge", merge_action, ids[0], into_id=ids[1], on=date(2017, 10, 1))
    review = chair.partnership.database.read(review_of, chair.meeting_id)
    assert [one.row.ref for one in review.reviewees] == ["CG 17/4", "CG 17/2", "CG 17/3"]


def test_what_was_settled_where_it_was_raised_and_opened_again_is_asked_after(chair: Chair) -> None:
    action_id, do = chair.partnership.action("CG 17/1").id, chair.partnership.database.do
    do("Close", close_action, action_id, on=date(2017, 9, 13), meeting_id=1)
    assert "CG 17/1" not in _up(chair)
    do("Reopen", reopen_action, action_id, on=date(2017, 10, 1))
    do("Close", close_action, action_id, on=date(2017, 11, 1))
    assert "CG 17/1" in _up(chair)
    do("Confirm", confirm_action, action_id, on=date(2017, 11, 2))
    assert "CG 17/1" not in _up(chair)


def _up(chair: Chair) -> list[str]:
    return [one.row.ref for one in chair.partnership.database.read(review_of, chair.meeting_id).reviewees]


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
