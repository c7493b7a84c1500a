"""What an action is tied to: papers, priorities, the action it merged into."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sop_minutes.commands.action_links import (
    link_action,
    merge_action,
    prioritise_action,
    prioritise_topic,
    unlink_action,
)
from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import cancel_action, close_action, confirm_action, reopen_action
from sop_minutes.commands.plan import add_priority
from sop_minutes.commands.rag_rules import set_rag_rules
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.rag import DEFAULT_RULES, Rag, RagRules, rag
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import ActionStatus, DuePrecision
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.storage.tables import Action, ActionLink, Topic
from tests.conftest import Partnership

DAY = date(2017, 12, 1)
THREE = "# Prevent\nAction: @Ann Lee to ring\nAction: @Bo Ray to write\nAction: to look"


def _id(partnership: Partnership, number: int) -> int:
    return partnership.action(f"CG 17/{number}").id


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c:d#e",
        "HTTP://example.org",
        "/srv/papers/plan: final.docx",
        "C:\\Papers\\plan.docx",
        "\\\\server\\share\\plan.docx",
        "papers/plan.docx",
        "file:///srv/plan.docx",
    ],
)
def test_a_page_or_a_file_is_put_beside_an_action(partnership: Partnership, address: str) -> None:
    partnership.record(THREE)
    do = partnership.database.do
    link_id = do("Link", link_action, _id(partnership, 1), address=f" {address} ", title="The plan")
    link = partnership.database.read(lambda s: s.get_one(ActionLink, link_id))
    assert (link.address, link.title) == (address, "The plan")
    do("Unlink", unlink_action, link_id)
    with pytest.raises(UserError, match="That link is no longer there"):
        do("Unlink", unlink_action, link_id)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "\u200bjavascript:alert(1)",
        "data:text/html,x",
        "mailto:a@example.org",
        "vbscript:x",
        "c:evil",
        "ht\u200btps://example.org",
        "  ",
        ":",
    ],
)
def test_nothing_that_runs_is_put_beside_an_action(partnership: Partnership, address: str) -> None:
    partnership.record(THREE)
    with pytest.raises(UserError):
        partnership.database.do("Link", link_action, _id(partnership, 1), address=address)


@pytest.mark.parametrize(
    "address",
    [
        "not a link",
        "plan.docx",
        "www.example.org",
        "www.example.org/plan.html",
        "https://",
        "http:x",
        "and/or",
    ],
)
def test_words_that_are_no_address_are_not_put_beside_an_action(
    partnership: Partnership, address: str
) -> None:
    partnership.record(THREE)
    with pytest.raises(UserError, match="neither the address of a page, which begins with https://, nor"):
        partnership.database.do("Link", link_action, _id(partnership, 1), address=address)


def test_a_file_that_is_there_is_kept_by_its_whole_path(
    partnership: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partnership.record(THREE)
    (tmp_path / "plan").write_text("x")
    monkeypatch.chdir(tmp_path)
    link_id = partnership.database.do("Link", link_action, _id(partnership, 1), address="plan")
    link = partnership.database.read(lambda s: s.get_one(ActionLink, link_id))
    assert link.address == str(tmp_path / "plan")


def test_an_action_that_is_merged_keeps_its_updates_and_says_where_it_went(partnership: Partnership) -> None:
    partnership.record(THREE)
    one, two = _id(partnership, 1), _id(partnership, 2)
    do = partnership.database.do
    do("Note", update_action, one, on=DAY, note="Rang once.")
    do("Merge", merge_action, one, into_id=two, on=DAY, note="The same letter.")
    assert partnership.action("CG 17/1").status is ActionStatus.MERGED
    assert [row.ref for row in partnership.actions()] == ["CG 17/2", "CG 17/3"]
    notes = [row.note for row in partnership.database.read(action_history, one)]
    assert notes == ["Rang once.", "The same letter."]
    assert partnership.database.undo() == ("Merge", "")
    assert partnership.action("CG 17/1").status is ActionStatus.OPEN


def test_actions_are_not_merged_in_a_circle(partnership: Partnership) -> None:
    partnership.record(THREE)
    one, two, three = (_id(partnership, number) for number in (1, 2, 3))
    do = partnership.database.do
    with pytest.raises(UserError, match="into itself"):
        do("Merge", merge_action, one, into_id=one, on=DAY)
    do("Merge", merge_action, one, into_id=two, on=DAY)
    do("Merge", merge_action, two, into_id=three, on=DAY)
    for circle in (one, two):
        with pytest.raises(UserError, match="was itself merged into CG 17/"):
            do("Merge", merge_action, three, into_id=circle, on=DAY)
    with pytest.raises(UserError, match="closed already"):
        do("Merge", merge_action, one, into_id=three, on=DAY)


@pytest.mark.parametrize("close", [cancel_action, confirm_action, close_action])
def test_what_is_owed_is_not_merged_into_what_is_over(
    partnership: Partnership, close: Callable[..., None]
) -> None:
    partnership.record(THREE)
    one, two = _id(partnership, 1), _id(partnership, 2)
    partnership.database.do("Close", close, two, on=DAY)
    with pytest.raises(UserError, match="CG 17/2 is closed: merge into one that is open"):
        partnership.database.do("Merge", merge_action, one, into_id=two, on=DAY)
    assert partnership.action("CG 17/1").status is ActionStatus.OPEN


def test_an_action_that_is_opened_again_is_merged_no_more(partnership: Partnership) -> None:
    partnership.record(THREE)
    one, two = _id(partnership, 1), _id(partnership, 2)
    do = partnership.database.do
    do("Merge", merge_action, one, into_id=two, on=DAY)
    do("Reopen", reopen_action, one, on=DAY)
    assert partnership.database.read(lambda s: s.get_one(Action, one).merged_into_id) is None
    do("Merge", merge_action, two, into_id=one, on=DAY)


def test_a_topic_and_its_actions_serve_a_priority(partnership: Partnership) -> None:
    partnership.record(THREE)
    do, read = partnership.database.do, partnership.database.read
    priority_id = do("Add", add_priority, "Protect vulnerable people")
    topic_id = read(lambda s: s.get_one(Topic, 1).id)
    do("Set", prioritise_topic, topic_id, priority_id=priority_id)
    assert read(lambda s: s.get_one(Topic, topic_id).priority_id) == priority_id
    do("Set", prioritise_action, _id(partnership, 1), priority_id=priority_id)
    assert read(lambda s: [s.get_one(Action, n).priority_id for n in (1, 2)]) == [priority_id, None]


@pytest.mark.parametrize(
    ("days", "colour"),
    [(-1, Rag.RED), (0, Rag.AMBER), (14, Rag.AMBER), (15, Rag.GREEN)],
)
def test_an_action_is_red_when_late_and_amber_a_fortnight_before(days: int, colour: Rag) -> None:
    due = Due("then", date.fromordinal(DAY.toordinal() + days), DuePrecision.DAY)
    assert rag(ActionStatus.OPEN, due, DAY) is colour
    assert rag(ActionStatus.DONE, due, DAY) is Rag.NONE
    assert rag(ActionStatus.OPEN, Due("one day"), DAY) is Rag.NONE


def test_the_rules_of_colour_can_be_set(partnership: Partnership) -> None:
    database = partnership.database
    assert database.read(rag_rules) == DEFAULT_RULES
    database.do("Set", set_rag_rules, RagRules(8, 3))
    database.do("Set", set_rag_rules, RagRules(8, 0))
    rules = database.read(rag_rules)
    assert rules == RagRules(8, 0)
    week_late = Due("then", date(2017, 11, 24), DuePrecision.DAY)
    assert rag(ActionStatus.OPEN, week_late, DAY, rules) is Rag.AMBER
    for wrong in (RagRules(0, 3), RagRules(8, -1), RagRules(99999, 3)):
        with pytest.raises(UserError):
            database.do("Set", set_rag_rules, wrong)
    assert database.read(rag_rules) == rules
