"""Corrections of our own Word notes that cannot be taken as they stand: nothing is lost, all is named."""

from pathlib import Path
from typing import Any

import pytest

from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import typed_note
from tests.conftest import Partnership
from tests.journeys.returned import (
    added_before,
    broken_before,
    brought_again,
    came_back,
    corrected,
    no_subject,
    state,
    went_out,
    without,
    word_for,
)

NOTE = """Time: 10am
Place: County Hall
Present: Ann Lee (chair), Ben Okafor, Cy Dunn
Apologies: Dee Fox

# 1. Welcome
All were welcomed.

# 2. Modern slavery [for decision] (Ann Lee)
Ann Lee presented the paper.
Restricted: The landlord is under investigation.
Agreed: the pathway is adopted
Action: Ben Okafor to draft the protocol by 1 December
Members: draft costs were tabled

# 3. Cases
Restricted: He was moved to flat 2 by the team. It is bad.
Restricted: Action: Cy Dunn to move the family by Friday

# 4. Budget
The fund stands at seventy thousand pounds.
"""


@pytest.fixture
def meeting_id(partnership: Partnership) -> int:
    return partnership.record(NOTE)


def names(partnership: Partnership, meeting_id: int) -> list[str]:
    return [entry.name for entry in partnership.database.read(typed_note, meeting_id).attendance]


@pytest.mark.parametrize(
    "heading", ["[for decision] (Ann Lee)", "(Ann Lee) [for decision]", "[10 min] ()", ""]
)
@pytest.mark.parametrize("audience", list(Audience))
def test_an_item_stays_whatever_its_heading_says_beside_its_title(
    partnership: Partnership, tmp_path: Path, heading: str, audience: Audience
) -> None:
    meeting_id = partnership.record(NOTE.replace("[for decision] (Ann Lee)", heading))
    typed = partnership.typed(meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", audience)
    outcome = came_back(partnership, corrected(path, word_for("seventy", "eighty")))
    assert partnership.typed(meeting_id) == typed.replace("seventy", "eighty")
    assert outcome.lines[1:] == ()


@pytest.mark.parametrize("title", ["Modern slavery [for decision]", "Modern slavery (draft) [verbal]"])
def test_an_item_stays_in_a_copy_that_no_longer_says_whom_it_was_for(
    partnership: Partnership, tmp_path: Path, title: str
) -> None:
    meeting_id = partnership.record(NOTE.replace("Modern slavery [for decision]", title))
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.PUBLIC)
    came_back(partnership, corrected(path, no_subject, word_for("seventy", "eighty")))
    kept = f"2. {title.removesuffix(' [for decision]')}"
    assert f"# {kept}" in partnership.typed(meeting_id)
    assert partnership.action("CG 17/1").item == kept


@pytest.mark.parametrize("cut", ["It is bad.", "the team. It is bad.", "2 by the", "moved to"])
@pytest.mark.parametrize("audience", [Audience.RESTRICTED])
def test_the_end_that_is_cut_off_a_restricted_line_is_restricted(
    partnership: Partnership, meeting_id: int, tmp_path: Path, cut: str, audience: Audience
) -> None:
    before = partnership.sheet(meeting_id, Audience.MEMBERS)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", audience)
    outcome = came_back(partnership, corrected(path, broken_before(cut)))
    assert partnership.sheet(meeting_id, Audience.MEMBERS) == before
    assert f"\nRestricted: {cut}" in partnership.typed(meeting_id)
    assert any("restricted, unless you say otherwise" in line for line in outcome.lines)


def test_a_restricted_line_joined_to_a_public_one_makes_that_restricted(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.RESTRICTED)
    joined = word_for("presented the paper.", "presented the paper. The landlord is under investigation.")
    came_back(partnership, corrected(path, without("Restricted: The landlord"), joined))
    assert "landlord" not in str(partnership.sheet(meeting_id, Audience.MEMBERS))
    assert "landlord" in partnership.typed(meeting_id)


def test_a_label_that_was_taken_off_widens_nothing_and_is_named(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    def take_off(document: Any) -> None:
        line = next(p for p in document.paragraphs if "landlord" in p.text)
        line.runs[0].text = ""

    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.RESTRICTED)
    outcome = came_back(partnership, corrected(path, take_off))
    assert state(partnership, meeting_id) == before
    assert outcome.lines[1:] == (
        "  This line stays restricted, as it was: The landlord is under investigation.",
    )


@pytest.mark.parametrize("drop", [False, True])
def test_a_name_that_is_added_to_a_public_copy_is_one_more(
    partnership: Partnership, meeting_id: int, tmp_path: Path, *, drop: bool
) -> None:
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.PUBLIC)
    changes = [added_before("Welcome", "Present: Jo Newman, Dee Fox"), *([no_subject] if drop else [])]
    outcome = came_back(partnership, corrected(path, *changes))
    assert names(partnership, meeting_id) == ["Ann Lee", "Ben Okafor", "Cy Dunn", "Dee Fox", "Jo Newman"]
    assert "  Dee Fox is on the list of who was there already, and stays as listed." in outcome.lines


def test_names_that_are_taken_off_a_members_copy_are_told(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    outcome = came_back(partnership, corrected(path, without("Apologies:"), word_for(", Cy Dunn", "")))
    assert names(partnership, meeting_id) == ["Ann Lee", "Ben Okafor"]
    assert outcome.lines[1:] == ("  No longer on the list of who was there: Cy Dunn, Dee Fox.",)


def test_details_that_are_taken_off_a_copy_stay_and_are_told(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    outcome = came_back(partnership, corrected(path, without("Place:")))
    assert state(partnership, meeting_id) == before
    assert outcome.lines[1:] == ("  The copy does not say the place; it stays: County Hall.",)


def test_what_only_the_lists_at_the_end_say_is_told_and_not_taken(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    def change(document: Any) -> None:
        row = document.tables[0].rows[1]
        for cell, text in zip(row.cells[2:], ("Cy Dunn", "1 February 2018", "Done"), strict=True):
            cell.text = text
        decision = [p for p in document.paragraphs if "pathway" in p.text][-1]
        decision.runs[0].text = "The pathway is put off"

    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    outcome = came_back(partnership, corrected(path, change))
    assert state(partnership, meeting_id) == before
    head, *said = outcome.lines
    assert "closed" not in head
    assert "nothing that is not kept" not in "".join(said)
    decision, action = sorted(said, key=lambda line: "CG 17/1" in line)
    assert "list of decisions says otherwise" in decision
    assert "The pathway is put off" in decision
    assert "Cy Dunn" in action
    assert "1 February 2018" in action
    assert "Done" in action


def test_a_row_that_was_taken_out_or_added_is_told_or_taken(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    def change(document: Any) -> None:
        row = document.tables[0].rows[1]
        for cell, text in zip(row.cells, ("", "Book the hall", "Ann Lee", "1 May 2018", "Open"), strict=True):
            cell.text = text

    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    outcome = came_back(partnership, corrected(path, change))
    assert "  CG 17/1 was taken out of the list of actions only, and stays in the note." in outcome.lines
    assert partnership.action("CG 17/1").owners == ("Ben Okafor",)
    assert partnership.action("CG 17/3").text == "Book the hall"


def test_an_action_whose_line_is_gone_is_not_made_anew_of_its_row(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.RESTRICTED)
    outcome = came_back(partnership, corrected(path, without("move the family")))
    assert [row.ref for row in partnership.actions()] == ["CG 17/1"]
    assert outcome.lines[1:] == (
        "  CG 17/2 is no longer in the note: move the family",
        "  The list of actions still has CG 17/2, which is no longer in the note.",
    )


def test_the_only_restricted_line_of_a_record_copy_can_be_deleted(
    partnership: Partnership, tmp_path: Path
) -> None:
    said = "The hidden thing is here."
    meeting_id = partnership.record(f"# A\nThe plan was told at length.\nRestricted: {said}\nIt was good.\n")
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.RESTRICTED)
    outcome = came_back(partnership, corrected(path, without(said)))
    assert said not in partnership.typed(meeting_id)
    assert outcome.lines[1:] == (f"  This line was restricted, and is no longer in the note: {said}",)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_record_copy_that_lacks_most_restricted_lines_is_refused(
    partnership: Partnership, meeting_id: int, tmp_path: Path, *, dry_run: bool
) -> None:
    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.RESTRICTED)
    outcome = brought_again(partnership, corrected(path, without("landlord", "flat 2")), dry_run=dry_run)
    assert outcome.refused
    assert "Of 3 lines that are restricted, the copy has 1" in outcome.lines[0]
    assert state(partnership, meeting_id) == before


def test_a_dry_run_names_what_an_import_would_delete(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.PUBLIC)
    outcome = brought_again(partnership, corrected(path, without("draft the protocol")), dry_run=True)
    assert "  CG 17/1 is no longer in the note: draft the protocol" in outcome.lines
    assert state(partnership, meeting_id) == before


def test_the_list_of_actions_is_known_whatever_it_is_called(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    came_back(partnership, corrected(path, word_for("Actions", "What is to be done")))
    assert state(partnership, meeting_id) == before
