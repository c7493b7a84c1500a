"""An action's life in sentences, none of which says what another one said."""

from datetime import date

import pytest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.replies import accept_proposal, import_reply
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.action_life import action_life
from sop_minutes.queries.life_story import life_story
from tests.conftest import Partnership

ON = date(2017, 11, 20)
NOTE = "# Prevent\nAction: @Ann Lee to ring by 1 December"


def last(partnership: Partnership) -> str:
    life = partnership.database.read(action_life, partnership.action("CG 17/1").id)
    return life_story(life)[-1].text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "done last Friday, sent to all members.",
            "Done on 17 November 2017, to confirm. Sent to all members (reply from Ann Lee).",
        ),
        ("Done 16/11", "Done on 16 November 2017, to confirm (reply from Ann Lee)."),
        ("done – rang on 16 November", "Done, to confirm. Rang on 16 November (reply from Ann Lee)."),
        ("done today; rang", "Done, to confirm. Rang (reply from Ann Lee)."),
        ("Done", "Done, to confirm (reply from Ann Lee)."),
        ("rang, no answer", "Rang, no answer (reply from Ann Lee)."),
    ],
)
def test_that_it_is_done_and_when_is_told_once(partnership: Partnership, said: str, told: str) -> None:
    partnership.record(NOTE)
    reply = ReplySheet((Told("CG 17/1", said),), "", "Ann Lee")
    do = partnership.database.do
    (proposal,) = do("Import", import_reply, reply, received_on=ON).proposal_ids
    do("Accept", accept_proposal, proposal)
    assert last(partnership) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("done last Friday, sent", "done on 17 November 2017, “sent”"),
        ("done last month", "done, “done last month”"),
        ("extended to next Friday", "due Friday 1 December 2017 (“next Friday”)"),
    ],
)
def test_what_waits_is_told_with_the_days_it_becomes(partnership: Partnership, said: str, told: str) -> None:
    partnership.record(NOTE)
    reply = ReplySheet((Told("CG 17/1", said),), "", "Ann Lee")
    partnership.database.do("Import", import_reply, reply, received_on=ON)
    assert last(partnership) == f"Ann Lee proposes: {told}. It waits for an answer."


def test_a_day_that_is_typed_with_the_status_is_told_once_too(partnership: Partnership) -> None:
    partnership.record(NOTE)
    note, done = "Completed on 16 November: rang them all. No answer", ActionStatus.DONE
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Done", update_action, action_id, on=ON, note=note, status=done)
    assert last(partnership) == "Done on 16 November 2017, to confirm. Rang them all. No answer."
