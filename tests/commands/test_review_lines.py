"""What is said in a review is a line of the note: its words, its place, and who may see it."""

import pytest
from sqlmodel import Session

from sop_minutes.commands.actions import assign_action, mark_action
from sop_minutes.commands.items import change_item
from sop_minutes.commands.points import add_point, edit_point, mark_point, move_point
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import ActionStatus, Audience, ItemKind, PointKind
from sop_minutes.queries.blocks import items_of, points_of
from sop_minutes.queries.meetings import withheld_texts
from sop_minutes.queries.reviewed import reviewed_actions
from sop_minutes.storage.tables import Point, Referral
from tests.conftest import Partnership
from tests.reviewing import STATEMENT, Chair


@pytest.fixture
def chair(partnership: Partnership) -> Chair:
    return Chair(partnership)


@pytest.mark.parametrize(
    ("verb", "text", "words", "audience"),
    [
        (Verb.DONE, "", "done", Audience.PUBLIC),
        (Verb.DONE, "sent to all.", "done – sent to all", Audience.MEMBERS),
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
        (
            Verb.OWNER,
            "Bo Ray, Ann Lee",
            "now with Bo Ray, Ann Lee, before with Sarah Carter",
            Audience.PUBLIC,
        ),
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


def test_of_several_new_owners_the_last_counts_and_each_can_be_taken_back(chair: Chair) -> None:
    chair.say(1, Verb.OWNER, "Bo Ray")
    chair.say(1, Verb.NOTE, "now with the lawyers")
    chair.say(1, Verb.OWNER, "Ann Lee, Bo Ray")
    line, was = "CG 17/1 Publish the strategic statement", "before with Sarah Carter"
    both = f"now with the lawyers; now with Ann Lee, Bo Ray, {was}"
    assert chair.lines() == [f"{line} (Ann Lee, Bo Ray): {both}"]
    chair.partnership.database.undo()
    assert chair.lines() == [f"{line} (Bo Ray): now with Bo Ray, {was}; now with the lawyers"]
    chair.say(1, Verb.EXTEND, "31 Jan")
    chair.say(1, Verb.EXTEND, "28 Feb")
    words = f"now with Bo Ray, {was}; now with the lawyers; extended to 28 February 2018"
    assert chair.lines() == [f"{line} (Bo Ray): {words}"]


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
    assert chair.lines() == [f"{STATEMENT}: done – thanks{typed}"]


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


def test_what_is_escalated_is_referred_to_one_group(chair: Chair) -> None:
    chair.say(1, Verb.ESCALATE)
    chair.say(1, Verb.ESCALATE, "SOP")
    line, referral = chair.points()
    assert line.text == f"{STATEMENT}: escalated to Safer Oxfordshire Partnership"
    assert (referral.kind, referral.level) == (PointKind.REFERRAL, 2)
    assert referral.text == ">SOP publish the strategic statement (CG 17/1), for action"
    kept = chair.partnership.database.read(lambda s: s.get_one(Referral, 1))
    assert (kept.to_as_written, kept.subject, kept.purpose) == (
        "SOP",
        "publish the strategic statement (CG 17/1)",
        "for action",
    )
    assert kept.to_group_id is not None


@pytest.mark.parametrize(
    ("typed", "under"),
    [
        (">SOP the funding of CG 17/1 for schools, for action", False),
        (">TVP CG 17/1 publish the strategic statement, for action", False),
        (">SOP the funding of CG 17/1 for schools, for action", True),
        (">SOP CG 17/1 publish the strategic statement, for information", True),
        (">SOP CG 17/10 publish the strategic statement, for action", True),
        (">SOP publish the strategic statement (CG 17/10), for action", True),
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
        ">SOP publish the strategic statement (CG 17/1), for action",
        typed,
    }


def test_a_referral_that_was_worded_as_before_is_rewritten(chair: Chair) -> None:
    chair.say(1, Verb.ESCALATE)
    _, referral = chair.partnership.database.read(points_of, chair.meeting_id)[-2:]
    before = ">TVP CG 17/1 publish the strategic statement, for action"
    chair.partnership.database.do("Edit", edit_point, referral.id, text=before)
    chair.say(1, Verb.ESCALATE, "SOP")
    assert [line for line in chair.lines() if line.startswith(">")] == [
        ">SOP publish the strategic statement (CG 17/1), for action"
    ]


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


def test_a_year_is_no_reference(partnership: Partnership) -> None:
    partnership.record("\n".join(["# Prevent", *(f"Restricted: Action: do {n}" for n in range(18))]))
    later = partnership.record(
        "Date: 10 January 2018\n# Budget\nCG 2017/18 was agreed\nCG 17/18 was spoken of"
    )
    (item,) = partnership.sheet(later, Audience.PUBLIC).note.items
    assert [point.text for point in item.points] == ["CG 2017/18 was agreed"]
