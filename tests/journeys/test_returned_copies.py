"""Our own Word notes, sent out and come back: unchanged they change nothing, corrected what was corrected."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import extend_action
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.cautions import lines_of
from tests.conftest import Partnership
from tests.journeys.returned import (
    added_before,
    came_back,
    corrected,
    no_subject,
    state,
    went_out,
    without,
    word_for,
)

NOTE = """Time: 10am to noon
Place: County Hall
Present: Ann Lee (chair), Ben Okafor (from 10:40), Cy Dunn, the lead for schools
Substitutes: Cy Dunn for Dee Fox
Apologies: Siobhan O'Neill-Hart
Absent: Eve Hart

Words before the first heading.

# 3 year plan (Ann Lee) [for decision]
Ann Lee briefed the group on the **strategic** review. Agreed: it was good.
- A new governance model has been agreed
  - with the Health Board
Agreed: an annual report will be developed
Action: @Ann Lee @CSPs to circulate the draft report by 31 Jan
Action: the protocol would be reviewed
Action: Ben Okafor to ring the schools in two weeks
Restricted: detail of the review under way in the south
Restricted: cases as follows:
- Restricted: Action: Cy Dunn to move the family by Friday
Members: figures not yet published
Refer: >OSCB exploitation strategy, for information

Members: # Budget
The fund stands at £70,000 (see https://example.org/fund).
Members: Action: @Cy Dunn to publish the figures

Restricted: # Case review
The family lives near the station.

# Training
More about that is [on a page](https://example.org/x).
1. The first thing
2. The second thing
Action: @Ann Lee to book the hall
"""


@pytest.fixture
def meeting_id(partnership: Partnership) -> int:
    made = partnership.record(NOTE)
    extended, closed = partnership.action("CG 17/1"), partnership.action("CG 17/3")
    database, day = partnership.database, date(2017, 11, 30)
    database.do("Extend", extend_action, extended.id, on=day, due="by 28 February 2018")
    database.do("Close", update_action, closed.id, on=day, status=ActionStatus.DONE)
    return made


@pytest.mark.parametrize("audience", list(Audience))
def test_a_copy_that_was_not_corrected_changes_nothing(
    partnership: Partnership, meeting_id: int, tmp_path: Path, audience: Audience
) -> None:
    before = state(partnership, meeting_id)
    outcome = came_back(partnership, went_out(partnership, meeting_id, tmp_path / "n.docx", audience))
    assert state(partnership, meeting_id) == before
    assert outcome.lines[1:] == ("  It says nothing that is not kept already.",)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_copy_whose_file_no_longer_says_whom_it_was_for_changes_no_line(
    partnership: Partnership, meeting_id: int, tmp_path: Path, audience: Audience
) -> None:
    before = partnership.database.read(lines_of, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", audience)
    if audience is Audience.PUBLIC:
        # Read as any other file is: a line that is taken apart may change, none that is withheld.
        narrow = {id_: line for id_, line in before.items() if line.audience is not Audience.PUBLIC}
        came_back(partnership, corrected(path, no_subject))
        assert narrow.items() <= partnership.database.read(lines_of, meeting_id).items()
    else:
        came_back(partnership, corrected(path, no_subject))
        assert partnership.database.read(lines_of, meeting_id) == before


@pytest.mark.parametrize(
    ("old", "new", "audience"),
    [
        ("draft", "final", Audience.MEMBERS),
        ("briefed", "told", Audience.PUBLIC),
        ("governance", "steering", Audience.MEMBERS),
        ("exploitation", "new", Audience.PUBLIC),
        ("£70,000", "£71,000", Audience.MEMBERS),
        ("under way", "begun", Audience.RESTRICTED),
        ("second", "other", Audience.RESTRICTED),
        ("hall", "big hall", Audience.PUBLIC),
    ],
)
def test_one_corrected_word_changes_its_line_and_nothing_else(
    partnership: Partnership, meeting_id: int, tmp_path: Path, old: str, new: str, audience: Audience
) -> None:
    typed, lines = partnership.typed(meeting_id), partnership.database.read(lines_of, meeting_id)
    actions = partnership.actions(statuses=tuple(ActionStatus))
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", audience)
    came_back(partnership, corrected(path, word_for(old, new)))
    assert partnership.typed(meeting_id) == typed.replace(old, new)
    now = partnership.database.read(lines_of, meeting_id)
    assert now.keys() == lines.keys()
    assert sum(now[id_] != lines[id_] for id_ in now) == 1
    after = partnership.actions(statuses=tuple(ActionStatus))
    assert [row._replace(text="") for row in after] == [row._replace(text="") for row in actions]


def test_a_corrected_copy_can_be_taken_back(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    before = state(partnership, meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    came_back(partnership, corrected(path, word_for("draft", "final")))
    assert state(partnership, meeting_id) != before
    partnership.database.undo()
    assert state(partnership, meeting_id) == before


def test_a_line_that_was_taken_out_of_a_copy_is_gone_and_what_it_could_not_show_is_not(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    typed = partnership.typed(meeting_id)
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.PUBLIC)
    came_back(partnership, corrected(path, without("governance", "Health Board")))
    gone = "- A new governance model has been agreed\n  - with the Health Board\n"
    assert partnership.typed(meeting_id) == typed.replace(gone, "")


def test_what_is_added_to_a_copy_is_as_it_is_marked_there(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    texts = "Leaflets are at the printer.", "Members: Posters are late.", "Action: Ann Lee to ring"
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    came_back(partnership, corrected(path, added_before("annual report", *texts)))
    assert "Leaflets" in str(partnership.sheet(meeting_id, Audience.PUBLIC))
    assert "Posters" not in str(partnership.sheet(meeting_id, Audience.PUBLIC))
    assert "Posters" in str(partnership.sheet(meeting_id, Audience.MEMBERS))
    assert partnership.action("CG 17/7").text == "ring"


def test_what_somebody_adds_of_a_withheld_line_is_withheld(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    told = "As to Budget: the family lives near the station."
    came_back(partnership, corrected(path, added_before("The fund stands", told)))
    for reader in (Audience.PUBLIC, Audience.MEMBERS):
        assert "family lives near" not in str(partnership.sheet(meeting_id, reader))
    assert "As to Budget" in str(partnership.sheet(meeting_id))


def test_a_copy_of_the_members_keeps_the_register_as_it_is_now(
    partnership: Partnership, meeting_id: int, tmp_path: Path
) -> None:
    path = went_out(partnership, meeting_id, tmp_path / "n.docx", Audience.MEMBERS)
    day = date(2017, 12, 2)
    row = partnership.action("CG 17/2")
    partnership.database.do("Close", update_action, row.id, on=day, status=ActionStatus.DONE)
    row = partnership.action("CG 17/3")
    partnership.database.do("Reopen", update_action, row.id, on=day, status=ActionStatus.OPEN)
    before = state(partnership, meeting_id)
    came_back(partnership, path)
    assert state(partnership, meeting_id) == before
