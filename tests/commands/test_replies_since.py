"""An answer that is older than what was agreed since."""

from datetime import date

import pytest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.replies import accept_as, accept_proposal, import_reply
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.domain.words import Audience
from sop_minutes.queries.replies import proposal_row
from tests.conftest import Partnership

CAME = date(2017, 12, 6)


@pytest.fixture
def answered(partnership: Partnership) -> int:
    """An answer of December that proposes another date."""
    partnership.record("Present: Ann Lee\n# Prevent\nAction: @Ann Lee to ring by 1 December")
    sheet = ReplySheet((Told("CG 17/1", new_date="31 January", note="figures awaited"),), "", "Ann Lee")
    return partnership.database.do("Import", import_reply, sheet, received_on=CAME).proposal_ids[0]


def _extend(partnership: Partnership, on: date) -> None:
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Extend", update_action, action_id, on=on, due="31 May 2018")


def test_an_answer_does_not_undo_a_date_that_was_agreed_after_it(
    partnership: Partnership, answered: int
) -> None:
    _extend(partnership, date(2018, 1, 10))
    assert partnership.database.read(proposal_row, answered).dated_since == date(2018, 1, 10)
    with pytest.raises(UserError, match="CG 17/1 got another date on 10 January 2018, after that answer"):
        partnership.database.do("Accept", accept_proposal, answered)
    assert partnership.action("CG 17/1").due.on == date(2018, 5, 31)


def test_which_date_it_is_to_have_can_be_said(partnership: Partnership, answered: int) -> None:
    _extend(partnership, date(2018, 1, 10))
    partnership.database.do(
        "Accept",
        accept_as,
        answered,
        status=None,
        due="31 January",
        note="figures awaited",
        audience=Audience.MEMBERS,
        done_on=None,
    )
    assert partnership.action("CG 17/1").due.on == date(2018, 1, 31)


def test_a_date_that_was_agreed_before_an_answer_gives_way_to_it(
    partnership: Partnership, answered: int
) -> None:
    _extend(partnership, date(2017, 12, 1))
    assert partnership.database.read(proposal_row, answered).dated_since is None
    partnership.database.do("Accept", accept_proposal, answered)
    assert partnership.action("CG 17/1").due.on == date(2018, 1, 31)
