"""An action's life in the register: closed, opened again, called off, put off, kept to fewer."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session

from sop_minutes.commands.action_links import merge_action
from sop_minutes.commands.action_updates import close_part, update_action
from sop_minutes.commands.actions import (
    cancel_action,
    close_action,
    confirm_action,
    extend_action,
    mark_action,
    raise_action,
    reopen_action,
)
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.reviewing import escalate_action
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.action_life import action_life, parts_of
from tests.conftest import Partnership, approve

DAY = date(2017, 12, 1)


@pytest.fixture
def action_id(partnership: Partnership) -> int:
    partnership.record("# Prevent\nAction: @Ann Lee to ring by 31 January")
    return partnership.actions()[0].id


@pytest.mark.parametrize(
    ("words", "as_written", "on", "precision"),
    [
        ("(when funding is known)", "when funding is known", None, DuePrecision.NONE),
        ("(due when funding is known)", "when funding is known", None, DuePrecision.NONE),
        ("(end of March)", "end of March", date(2018, 3, 31), DuePrecision.MONTH),
        ("28 February", "28 February", date(2018, 2, 28), DuePrecision.DAY),
        ("", "", None, DuePrecision.NONE),
    ],
)
def test_a_due_date_is_moved_kept_as_written_or_taken_away(
    partnership: Partnership, action_id: int, words: str, as_written: str, on: date | None, precision: str
) -> None:
    partnership.database.do("Due", update_action, action_id, on=DAY, due=words)
    due = partnership.actions()[0].due
    assert (due.as_written, due.on, due.precision) == (as_written, on, precision)


def test_words_that_are_no_date_are_refused_with_a_way_to_keep_them(
    partnership: Partnership, action_id: int
) -> None:
    with pytest.raises(UserError, match=r"in brackets: \(when pigs fly\)"):
        partnership.database.do("Due", extend_action, action_id, on=DAY, due="when pigs fly")
    with pytest.raises(UserError, match="Type a date"):
        partnership.database.do("Due", extend_action, action_id, on=DAY, due=" ")


def test_a_closed_action_is_opened_again_and_a_cancelled_one_too(
    partnership: Partnership, action_id: int
) -> None:
    for close in (close_action, cancel_action):
        partnership.database.do("Close", close, action_id, on=DAY)
        assert partnership.actions() == ()
        with pytest.raises(UserError, match="closed already"):
            partnership.database.do("Cancel", cancel_action, action_id, on=DAY)
        partnership.database.do("Reopen", reopen_action, action_id, on=DAY, note="Not done after all.")
        (row,) = partnership.actions()
        assert (row.status, row.done_on) == (ActionStatus.OPEN, None)
    with pytest.raises(UserError, match="nothing to reopen"):
        partnership.database.do("Reopen", reopen_action, action_id, on=DAY)


@pytest.mark.parametrize("how", ["merged", "confirmed", "cancelled", "done"])
def test_a_closed_action_stays_as_it_is_until_it_is_opened_again(
    partnership: Partnership, action_id: int, how: str
) -> None:
    do, read = partnership.database.do, partnership.database.read
    group_id = do("Add", add_group, "Housing Board")
    other = do("Raise", raise_action, group_id=partnership.group_id, text="to write", on=DAY)
    ways: dict[str, Callable[[Session], object]] = {
        "merged": lambda s: merge_action(s, action_id, into_id=other, on=DAY),
        "confirmed": lambda s: confirm_action(s, action_id, on=DAY),
        "cancelled": lambda s: cancel_action(s, action_id, on=DAY),
        "done": lambda s: close_action(s, action_id, on=DAY),
    }
    do("Close", ways[how])
    before = read(action_life, action_id)
    later = date(2018, 1, 1)
    refused: list[Callable[[Session], object]] = [
        lambda s: close_action(s, action_id, on=later),
        lambda s: extend_action(s, action_id, on=later, due="31 January"),
        lambda s: update_action(s, action_id, on=later, due="", note="no date"),
        lambda s: escalate_action(s, action_id, to_id=group_id, on=later),
    ]
    for command in refused:
        with pytest.raises(UserError, match="closed already"):
            do("Change", command)
    assert read(action_life, action_id) == before
    do("Reopen", reopen_action, action_id, on=later, due="31 January")
    assert partnership.actions()[0].due.on == date(2018, 1, 31)


def test_each_part_of_an_action_is_opened_again_with_it(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee @Bo Ray to ring")
    action_id = partnership.actions()[0].id
    first, _ = partnership.database.read(parts_of, action_id)
    partnership.database.do("Part", close_part, action_id, owner_id=first.owner_id, on=DAY)
    partnership.database.do("Close", close_action, action_id, on=date(2017, 12, 5))
    done = [part.done_on for part in partnership.database.read(parts_of, action_id)]
    assert done == [DAY, date(2017, 12, 5)]
    partnership.database.do("Reopen", reopen_action, action_id, on=date(2017, 12, 9))
    assert [part.done_on for part in partnership.database.read(parts_of, action_id)] == [None, None]


def test_an_action_that_is_restricted_takes_its_line_out_of_wider_notes(
    partnership: Partnership, action_id: int
) -> None:
    partnership.database.do("Mark", mark_action, action_id, audience=Audience.RESTRICTED)
    assert partnership.actions(audience=Audience.MEMBERS) == ()
    assert "Restricted: Action: @Ann Lee to ring" in partnership.typed(1)
    partnership.database.do("Mark", mark_action, action_id, audience=Audience.PUBLIC)
    assert len(partnership.actions(audience=Audience.PUBLIC)) == 1


@pytest.mark.parametrize(
    "text", ["Restricted: # Case\nAction: ring", "# Case\nRestricted: the family:\n- Action: ring"]
)
def test_an_action_is_not_made_wider_than_what_it_stands_under(partnership: Partnership, text: str) -> None:
    partnership.record(text)
    action_id = partnership.actions()[0].id
    with pytest.raises(UserError, match="stands under something restricted"):
        partnership.database.do("Mark", mark_action, action_id, audience=Audience.PUBLIC)
    assert partnership.actions()[0].audience is Audience.RESTRICTED


def test_an_action_of_approved_minutes_keeps_its_audience(partnership: Partnership, action_id: int) -> None:
    approve(partnership.database, 1)
    with pytest.raises(UserError, match="approved"):
        partnership.database.do("Mark", mark_action, action_id, audience=Audience.RESTRICTED)


def test_an_action_outside_a_note_has_an_audience_of_its_own(partnership: Partnership) -> None:
    raised = partnership.database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="ring", on=DAY
    )
    partnership.database.do("Mark", mark_action, raised, audience=Audience.PUBLIC)
    assert partnership.actions()[0].audience is Audience.PUBLIC


def test_the_history_of_an_action_is_told_oldest_first(partnership: Partnership, action_id: int) -> None:
    later = partnership.record("Date: 10 January 2018\n# Prevent\nx")
    steps: list[Callable[[Session], object]] = [
        lambda s: extend_action(s, action_id, on=date(2018, 1, 10), due="end of March", note="More time."),
        lambda s: update_action(s, action_id, on=DAY, note="Begun.", meeting_id=later),
        lambda s: update_action(s, action_id, on=date(2018, 1, 11), due=""),
        lambda s: close_action(s, action_id, on=date(2018, 2, 1)),
    ]
    for step in steps:
        partnership.database.do("Step", step)
    told = partnership.database.read(action_history, action_id)
    assert [(row.on, row.note, row.status, row.due and row.due.as_written, row.meeting) for row in told] == [
        (DAY, "Begun.", None, None, "CG/2018-01-10"),
        (date(2018, 1, 10), "More time.", None, "end of March", ""),
        (date(2018, 1, 11), "", None, "", ""),
        (date(2018, 2, 1), "", ActionStatus.DONE, None, ""),
    ]


@pytest.mark.parametrize("prefix", ["Restricted: ", "restricted - ", "Members: Restricted: "])
def test_a_note_that_begins_as_restricted_is_so_however_it_comes_in(
    partnership: Partnership, prefix: str
) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee to ring")
    do, row, day = partnership.database.do, partnership.action("CG 17/1"), date(2017, 12, 1)
    do("Note", update_action, row.id, on=day, note=f"{prefix}the family of Quist")
    do("Done", close_action, row.id, on=day, note=f"{prefix}Quist is safe")
    updates = partnership.database.read(action_history, row.id)
    assert [(update.note, update.audience) for update in updates] == [
        ("the family of Quist", Audience.RESTRICTED),
        ("Quist is safe", Audience.RESTRICTED),
    ]
    text = f"{prefix}@Ann Lee to ring Quist"
    raised = do("Raise", raise_action, group_id=partnership.group_id, text=text, on=day)
    row = next(row for row in partnership.actions() if row.id == raised)
    assert (row.text, row.audience) == ("ring Quist", Audience.RESTRICTED)
