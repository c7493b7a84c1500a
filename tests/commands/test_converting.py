"""Lines of carried actions made actions and points: both histories go on."""

import pytest
from sqlmodel import Session

from sop_minutes.commands.points import convert_point
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import PointKind
from sop_minutes.queries.action_life import action_life
from sop_minutes.queries.blocks import points_of
from sop_minutes.queries.life_story import life_story
from tests.conftest import Partnership
from tests.reviewing import NOW, STATEMENT, Chair


@pytest.fixture
def chair(partnership: Partnership) -> Chair:
    return Chair(partnership)


def test_the_line_of_a_carried_action_raises_none_and_the_action_goes_on(chair: Chair) -> None:
    chair.say(1, Verb.EXTEND, "31 Jan")
    (line_id,) = chair.partnership.database.read(_line_ids, chair.meeting_id)
    before = chair.partnership.typed(chair.meeting_id), chair.partnership.actions()
    for kind in (PointKind.ACTION, PointKind.POINT, PointKind.DECISION, PointKind.ACTION):
        chair.partnership.database.do("Convert", convert_point, line_id, kind=kind)
    assert (chair.partnership.typed(chair.meeting_id), chair.partnership.actions()) == before
    chair.say(1, Verb.DONE)
    assert chair.lines() == [f"{STATEMENT}: extended to 31 January 2018; done"]


def test_a_carried_action_whose_first_line_was_a_point_for_a_while_keeps_both_histories(chair: Chair) -> None:
    row = chair.partnership.action("CG 17/1")
    chair.say(1, Verb.EXTEND, "31 Jan – figures are awaited")
    for kind in (PointKind.POINT, PointKind.ACTION):
        chair.partnership.database.do("Convert", convert_point, row.point_id, kind=kind)
    assert "CG 17/1" in [one.row.ref for one in chair.review().reviewees]
    told = [c.text for c in life_story(chair.partnership.database.read(action_life, row.id))]
    assert [text.partition(" by ")[0] for text in told[1:]] == [
        "Extended from 1 October 2017 to 31 January 2018",
        "Changed from an action to a point",
        "Changed from a point to an action",
    ]


def test_an_action_that_begins_with_another_ones_reference_is_raised(chair: Chair) -> None:
    chair.partnership.record(f"{NOW}\nAction: CG 17/1 figures to be sent", meeting_id=chair.meeting_id)
    assert chair.partnership.action("CG 17/5").text == "CG 17/1 figures to be sent"


def _line_ids(session: Session, meeting_id: int) -> list[int]:
    return [point.id for point in points_of(session, meeting_id) if point.text.startswith("CG 17/1")]
