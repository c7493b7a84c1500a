"""What is said of actions from the register: of one or of many, in the same words."""

from datetime import date

import pytest

from sop_minutes.commands.action_links import link_action
from sop_minutes.commands.actions import close_action
from sop_minutes.commands.many_actions import say_of_actions
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.plan import add_priority
from sop_minutes.domain.asked import Asked
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.action_life import ActionLife, action_life
from tests.conftest import Partnership

DAY = date(2017, 12, 1)
THREE = "# Prevent\nAction: @Ann Lee @Bo Ray to ring\nAction: @Bo Ray to write\nAction: to look"


def _say(partnership: Partnership, asked: Asked, text: str = "", refs: str = "1") -> None:
    ids = [partnership.action(f"CG 17/{number}").id for number in refs.split()]
    partnership.database.do("Say", say_of_actions, ids, asked=asked, text=text, on=DAY)


def _life(partnership: Partnership, number: int = 1) -> ActionLife:
    return partnership.database.read(action_life, partnership.action(f"CG 17/{number}").id)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (Asked.DONE, "Restricted: the family moved"),
        (Asked.NOTE, "r: the family moved"),
        (Asked.EXTEND, "31 January - restricted: the family moved"),
        (Asked.CANCEL, "Restricted: the family moved"),
        (Asked.CONFIRM, "Restricted: the family moved"),
        (Asked.START, "Restricted: the family moved"),
    ],
)
@pytest.mark.parametrize("refs", ["1", "1 2 3"])
def test_a_note_is_for_whom_it_says_whatever_it_is_said_with(
    partnership: Partnership, asked: Asked, text: str, refs: str
) -> None:
    partnership.record(THREE)
    _say(partnership, asked, text, refs)
    for number in refs.split():
        history = partnership.database.read(action_history, partnership.action(f"CG 17/{number}").id)
        assert [(one.note, one.audience) for one in history] == [("the family moved", Audience.RESTRICTED)]


def test_a_closed_action_is_opened_again_with_a_note(partnership: Partnership) -> None:
    partnership.record(THREE)
    _say(partnership, Asked.DONE)
    _say(partnership, Asked.REOPEN, "p: it was not done")
    row = partnership.action("CG 17/1")
    assert (row.status, row.last_note) == (ActionStatus.OPEN, "it was not done")
    with pytest.raises(UserError, match="nothing to reopen"):
        _say(partnership, Asked.REOPEN)


def test_each_thing_is_said_of_all(partnership: Partnership) -> None:
    partnership.record(THREE)
    partnership.database.do("Add", add_priority, "Vulnerability")
    partnership.database.do("Add", add_organisation, "Housing, Health and Care Trust")
    _say(partnership, Asked.OWNER, "Housing, Health and Care Trust, Bo Ray", "1 2")
    _say(partnership, Asked.PRIORITY, "vulnerability", "1 2")
    _say(partnership, Asked.LINK, "[Plan](/srv/plan.docx)", "1 2")
    _say(partnership, Asked.AUDIENCE, "rest", "1 2")
    _say(partnership, Asked.PART, "bo ray", "1 2")
    _say(partnership, Asked.ESCALATE, "SOP", "1 2")
    for life in (_life(partnership, 1), _life(partnership, 2)):
        assert [part.name for part in life.parts if part.done_on is None] == [
            "Housing, Health and Care Trust"
        ]
        assert (life.priority, life.row.audience) == ("Vulnerability", Audience.RESTRICTED)
        assert [link.title for link in life.links] == ["Plan"]
        assert life.row.last_note == "escalated to Safer Oxfordshire Partnership"
    _say(partnership, Asked.UNLINK, "plan", "1 2")
    _say(partnership, Asked.MERGE, "17/3", "1 2")
    assert [_life(partnership, n).merged_into for n in (1, 2)] == ["CG 17/3"] * 2
    assert _life(partnership, 1).links == ()


@pytest.mark.parametrize(
    ("asked", "text", "complaint"),
    [
        (Asked.NOTE, " ", "needs some words"),
        (Asked.EXTEND, "when pigs fly", "not a date"),
        (Asked.ESCALATE, " ", "to which group"),
        (Asked.PART, "Zed", "“Zed” is no owner"),
        (Asked.PRIORITY, "Nothing", "no priority called “Nothing”"),
        (Asked.AUDIENCE, "", "public, members or restricted"),
        (Asked.UNLINK, "Plan", "no link called “Plan”"),
        (Asked.MERGE, "17/9", "17/9"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    partnership: Partnership, asked: Asked, text: str, complaint: str
) -> None:
    partnership.record(THREE)
    with pytest.raises(UserError, match=complaint):
        _say(partnership, asked, text)


def test_many_actions_are_closed_at_once_and_taken_back_at_once(partnership: Partnership) -> None:
    partnership.record(THREE)
    _say(partnership, Asked.DONE, "", "1 2 3 1")
    assert partnership.actions() == ()
    assert partnership.database.undo() == ("Say", "")
    assert len(partnership.actions()) == 3


def test_what_one_of_many_refuses_is_done_to_none(partnership: Partnership) -> None:
    partnership.record(THREE)
    partnership.database.do("Close", close_action, partnership.action("CG 17/2").id, on=DAY)
    for asked in (Asked.CANCEL, Asked.DONE):
        with pytest.raises(UserError, match=r"CG 17/2: That action is closed already. Nothing was changed."):
            _say(partnership, asked, "", "1 2 3")
    with pytest.raises(UserError, match="when pigs fly"):
        _say(partnership, Asked.EXTEND, "when pigs fly", "1 3")
    assert [row.status for row in partnership.actions()] == [ActionStatus.OPEN] * 2


def test_a_link_is_taken_away_from_the_action_that_was_chosen(partnership: Partnership) -> None:
    partnership.record(THREE)
    for number in (1, 2):
        action_id = partnership.action(f"CG 17/{number}").id
        partnership.database.do("Link", link_action, action_id, address="https://example.org/x")
    _say(partnership, Asked.UNLINK, "https://example.org/x", "2")
    assert [len(_life(partnership, number).links) for number in (1, 2)] == [1, 0]
