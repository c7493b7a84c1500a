"""An owner's own part of an action that several own."""

from datetime import date

import pytest

from sop_minutes.commands.action_updates import close_part
from sop_minutes.commands.actions import assign_action, reopen_action
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.action_life import Part, action_life
from tests.conftest import Partnership

REF = "CG 17/1"
LATER = date(2017, 12, 1)


def _parts(partnership: Partnership) -> tuple[Part, ...]:
    return partnership.database.read(action_life, partnership.action(REF).id).parts


def _done(partnership: Partnership) -> list[date | None]:
    return [part.done_on for part in _parts(partnership)]


@pytest.fixture
def action_id(partnership: Partnership) -> int:
    """An action of 15 November that two own."""
    partnership.record("# Prevent\nAction: @Ann Lee @Bo Ray to ring")
    return partnership.action(REF).id


def test_a_part_is_not_done_before_the_action_was_raised(partnership: Partnership, action_id: int) -> None:
    first = _parts(partnership)[0].owner_id
    with pytest.raises(UserError, match="before the day it was raised"):
        partnership.database.do("Part", close_part, action_id, owner_id=first, on=date(2017, 11, 14))
    assert _done(partnership) == [None, None]


def test_who_alone_is_left_with_an_open_action_has_it_to_do(partnership: Partnership, action_id: int) -> None:
    first = _parts(partnership)[0].owner_id
    partnership.database.do("Part", close_part, action_id, owner_id=first, on=LATER)
    partnership.database.do("Assign", assign_action, action_id, owners=["Ann Lee", "Cy Dunn"])
    assert _done(partnership) == [LATER, None]
    partnership.database.do("Assign", assign_action, action_id, owners=["Ann Lee"])
    assert _done(partnership) == [None]
    assert partnership.action(REF).status is ActionStatus.OPEN


def test_the_owners_of_a_closed_action_keep_their_parts(partnership: Partnership, action_id: int) -> None:
    for part in _parts(partnership):
        partnership.database.do("Part", close_part, action_id, owner_id=part.owner_id, on=LATER)
    partnership.database.do("Assign", assign_action, action_id, owners=["Ann Lee"])
    assert (_done(partnership), partnership.action(REF).status) == ([LATER], ActionStatus.DONE)


def test_an_action_that_is_opened_again_is_to_do_for_all(partnership: Partnership, action_id: int) -> None:
    for part in _parts(partnership):
        partnership.database.do("Part", close_part, action_id, owner_id=part.owner_id, on=LATER)
    partnership.database.do("Reopen", reopen_action, action_id, on=LATER)
    assert _done(partnership) == [None, None]
