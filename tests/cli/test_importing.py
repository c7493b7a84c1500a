"""Bringing files in: once, again as a corrected copy, or only to see what they would make."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from sop_minutes.cli.importing import Outcome, import_each
from sop_minutes.cli.jsons import meeting_json
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.domain.sheets import LogScope
from sop_minutes.domain.words import ActionStatus, Audience, MeetingState
from sop_minutes.export.action_log import write_action_log
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.meetings import list_meetings
from tests.conftest import Partnership, approve
from tests.importing.wordfile import bullet, para, save, table

NOW = datetime(2018, 1, 1, tzinfo=UTC)
SAID = "The board heard how the action plan for the year had been received by the partners."


def word(path: Path, *body: str, title: str = "Minutes of the Board – 15 November 2017") -> Path:
    return save(path, para(title, style="Title"), para("Prevent", style="Heading1"), para(SAID), *body)


def brought(
    partnership: Partnership, *files: Path, again: bool = False, dry_run: bool = False
) -> list[Outcome]:
    group = partnership.group_id
    return list(import_each(partnership.database, files, group, dry_run=dry_run, at=NOW, again=again))


def keys(partnership: Partnership) -> list[str]:
    return [row.key for row in partnership.database.read(list_meetings)]


ALREADY = "A note of CG on 15 November 2017 is already kept, as CG/2017-11-15, and says much the same."


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_corrected_copy_is_refused_before_anything_is_written(
    partnership: Partnership, tmp_path: Path, *, dry_run: bool
) -> None:
    first, second = word(tmp_path / "a.docx"), word(tmp_path / "b.docx", para("Corrected."))
    brought(partnership, first)
    (outcome,) = brought(partnership, second, dry_run=dry_run)
    assert outcome.refused
    assert ALREADY in outcome.lines[0]
    assert "--again" in outcome.lines[0]
    assert keys(partnership) == ["CG/2017-11-15"]


def test_a_corrected_copy_brings_its_meeting_up_to_date_when_told_so(
    partnership: Partnership, tmp_path: Path
) -> None:
    actions = para("Action: Ann Lee to write to them"), para("Action: Ben Okafor to ring the schools")
    brought(partnership, word(tmp_path / "a.docx", *actions))
    corrected = word(tmp_path / "b.docx", para("Action: Ann Lee to write to them all"), para("Noted."))
    (outcome,) = brought(partnership, corrected, again=True)
    assert keys(partnership) == ["CG/2017-11-15"]
    assert [(row.ref, row.text) for row in partnership.actions()] == [("CG 17/1", "write to them all")]
    assert "  CG 17/2 is no longer in the note: ring the schools" in outcome.lines


def test_a_typed_notes_word_file_is_known_for_the_same_note(partnership: Partnership, tmp_path: Path) -> None:
    partnership.record(f"# Prevent\n{SAID}\n")
    (outcome,) = brought(partnership, word(tmp_path / "a.docx"))
    assert outcome.refused


def test_another_note_of_the_day_is_another_meeting(partnership: Partnership, tmp_path: Path) -> None:
    other = save(
        tmp_path / "b.docx",
        para("Minutes of the Board – 15 November 2017", style="Title"),
        para("Budget", style="Heading1"),
        para("Nothing was spent in the quarter, which nobody had expected."),
    )
    brought(partnership, word(tmp_path / "a.docx"), other)
    assert sorted(keys(partnership)) == ["CG/2017-11-15", "CG/2017-11-15-2"]


def test_a_file_whose_day_is_a_guess_is_never_taken_for_another(
    partnership: Partnership, tmp_path: Path
) -> None:
    title = "Minutes of the Board"
    files = word(tmp_path / "a.docx", title=title), word(tmp_path / "b.docx", para("More."), title=title)
    assert [outcome.refused for outcome in brought(partnership, *files)] == [False, False]


def test_what_was_withheld_stays_withheld_in_a_corrected_copy(
    partnership: Partnership, tmp_path: Path
) -> None:
    detail = "Detail of the review under way in the south of the county was given."
    brought(partnership, word(tmp_path / "a.docx", para(detail), para("It ended at noon.")))
    note = partnership.typed(partnership.database.read(list_meetings)[0].id)
    partnership.record(note.replace(detail, f"Restricted: {detail}"))
    rewritten = "A wholly different sentence about that matter, as the chair wanted it."
    corrected = word(
        tmp_path / "b.docx", para(detail + " Again."), para(rewritten), para("It ended at noon.")
    )
    brought(partnership, corrected, again=True)
    (row,) = partnership.database.read(list_meetings)
    shown = str(partnership.sheet(row.id, Audience.PUBLIC))
    assert "Detail of the review" not in shown
    assert rewritten in shown


def test_what_replaces_a_withheld_block_in_other_words_is_withheld(
    partnership: Partnership, tmp_path: Path
) -> None:
    brought(partnership, word(tmp_path / "a.docx", para("The venue is in Abingdon.")))
    note = partnership.typed(partnership.database.read(list_meetings)[0].id)
    partnership.record(note.replace("The venue is", "Restricted: The venue is"))
    brought(partnership, word(tmp_path / "b.docx", para("Abingdon, as before: that is where.")), again=True)
    (row,) = partnership.database.read(list_meetings)
    assert "Abingdon" not in str(partnership.sheet(row.id, Audience.PUBLIC))


def test_approved_minutes_are_not_changed_by_a_file(partnership: Partnership, tmp_path: Path) -> None:
    brought(partnership, word(tmp_path / "a.docx"))
    (row,) = partnership.database.read(list_meetings)
    approve(partnership.database, row.id)
    for dry_run in (True, False):
        (outcome,) = brought(partnership, word(tmp_path / "b.docx", para("x")), again=True, dry_run=dry_run)
        assert "approved" in outcome.lines[0]


def test_a_note_fills_the_meeting_that_is_in_the_diary(partnership: Partnership, tmp_path: Path) -> None:
    day = date(2017, 11, 15)
    partnership.database.do("Plan", add_meeting, group_id=partnership.group_id, on=day)
    brought(partnership, word(tmp_path / "a.docx"))
    assert keys(partnership) == ["CG/2017-11-15"]


def test_a_dry_run_names_each_file_and_what_it_would_make(partnership: Partnership, tmp_path: Path) -> None:
    body = para("Agreed: the plan"), para("Restricted: the venue"), bullet("A bullet.")
    log = table(["Action", "Owner", "Status"], ["Write", "AL", "Complete"], ["Ring", "BO", "Open"])
    a = word(tmp_path / "a.docx", *body, log, para("Present: Ann Lee"))
    b = word(tmp_path / "b.docx", title="Minutes of the Board – 10 January 2018")
    first, second = brought(partnership, a, b, dry_run=True)
    assert first.lines[:2] == (
        "a.docx",
        "  CG, 15 November 2017: 1 item, 4 points, 1 decision, 2 actions, 1 name"
        "; 1 closed already, 1 not public",
    )
    assert second.lines[:2] == ("b.docx", "  CG, 10 January 2018: 1 item, 1 point")
    assert keys(partnership) == []


def test_a_dry_run_refuses_what_an_import_refuses(partnership: Partnership, tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("# Prevent\nThe plan was noted.\n", "utf-8")
    seen, done = (brought(partnership, path, dry_run=dry_run)[0] for dry_run in (True, False))
    assert seen == done
    assert seen.refused
    assert "does not say when the meeting was" in seen.lines[0]


def test_actions_that_a_table_says_are_done_come_in_closed(partnership: Partnership, tmp_path: Path) -> None:
    log = table(
        ["Action", "Owner", "Status"],
        ["Write", "AL", "Completed 3/11/17"],
        ["Ring", "BO", "Closed"],
        ["Ask", "BO", "Withdrawn"],
        ["Book", "BO", "Ongoing"],
    )
    brought(partnership, word(tmp_path / "a.docx", para("Action log", style="Heading1"), log))
    rows = [partnership.action(f"CG 17/{number}") for number in range(1, 5)]
    assert [(row.status, row.done_on) for row in rows] == [
        (ActionStatus.DONE, date(2017, 11, 3)),
        (ActionStatus.DONE, date(2017, 11, 15)),
        (ActionStatus.CANCELLED, date(2017, 11, 15)),
        (ActionStatus.IN_PROGRESS, None),
    ]
    assert rows[0].last_note == "Completed 3/11/17"


def test_a_corrected_copy_closes_an_action_that_was_open(partnership: Partnership, tmp_path: Path) -> None:
    for name, status, again in (("a.docx", "Open", False), ("b.docx", "Complete", True)):
        log = table(["Action", "Owner", "Status"], ["Write to the partners", "AL", status])
        brought(partnership, word(tmp_path / name, log), again=again)
    row = partnership.action("CG 17/1")
    assert row.status is ActionStatus.DONE


def test_what_a_table_says_of_progress_is_a_dated_update(partnership: Partnership, tmp_path: Path) -> None:
    heads = ["No.", "Action", "Lead", "By", "Progress"]
    for name, more in (("a.docx", []), ("b.docx", [para("Noted since.")])):
        log = table(heads, ["1", "Write to the partners", "AL", "Q4", "Two replies so far"])
        brought(partnership, word(tmp_path / name, log, *more), again=bool(more))
    row = partnership.action("CG 17/1")
    assert (row.text, row.due.as_written, row.status) == ("Write to the partners", "Q4", ActionStatus.OPEN)
    (update,) = partnership.database.read(action_history, row.id)
    assert (update.on, update.note) == (date(2017, 11, 15), "Two replies so far")
    (shown,) = [
        point
        for item in meeting_json(partnership.sheet(1))["items"]
        for point in item["points"]
        if point["kind"] == "action"
    ]
    assert (shown["status"], shown["note"]) == ("open", "Two replies so far")


def test_the_next_meeting_that_a_note_names_is_put_in_the_diary(
    partnership: Partnership, tmp_path: Path
) -> None:
    body = para("Action: AL to write by the next meeting"), para("Next meeting: 10 January 2018, 10am")
    path = word(tmp_path / "a.docx", *body)
    (would,) = brought(partnership, path, dry_run=True)
    assert "  The next meeting, 10 January 2018, would be put in the diary." in would.lines
    assert keys(partnership) == []
    (outcome,) = brought(partnership, path)
    assert "  The next meeting, 10 January 2018, is now in the diary, provisional." in outcome.lines
    (planned,) = [row for row in partnership.database.read(list_meetings) if row.on == date(2018, 1, 10)]
    assert (planned.provisional, planned.state) == (True, MeetingState.PLANNED)
    assert partnership.action("CG 17/1").due.on == date(2018, 1, 10)
    brought(partnership, word(tmp_path / "b.docx", title="Minutes of the Board – 10 January 2018"))
    assert len(keys(partnership)) == 2


def test_a_next_meeting_that_is_in_the_diary_is_left_as_it_is(
    partnership: Partnership, tmp_path: Path
) -> None:
    partnership.database.do("Plan", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 10))
    (outcome,) = brought(partnership, word(tmp_path / "a.docx", para("Next meeting: 10 January 2018")))
    assert not any("next meeting" in line for line in outcome.lines)
    assert len(keys(partnership)) == 2


def test_the_houses_own_title_comes_back_the_same(partnership: Partnership, tmp_path: Path) -> None:
    ours = partnership.sheet(partnership.record("Date: 10 January 2018\n# Prevent\nx")).heading
    heading = ours.replace("10 January 2018", "15 November 2017")
    brought(partnership, word(tmp_path / "a.docx", title=heading))
    meeting_id = partnership.record(f"Title: {heading.partition(' – ')[0]}\n# Prevent\n{SAID}\n")
    before = partnership.sheet(meeting_id)
    assert before.heading == heading
    partnership.record(partnership.typed(meeting_id))
    assert partnership.sheet(meeting_id) == before


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_title_that_names_another_group_is_remarked_on(
    partnership: Partnership, tmp_path: Path, *, dry_run: bool
) -> None:
    partnership.database.do("Add", add_group, "Modern Slavery Group", code="MSG")
    of_another = word(tmp_path / "a.docx", title="Notes of the Modern Slavery Group – 15 November 2017")
    of_this = word(tmp_path / "b.docx", title="SOP Coordination Group – 16 November 2017")
    outcomes = brought(partnership, of_another, of_this, dry_run=dry_run)
    remarks = ["Is --group right?" in "\n".join(outcome.lines) for outcome in outcomes]
    assert remarks == [True, False]
    assert "The title names Modern Slavery Group, and this is for CG." in "\n".join(outcomes[0].lines)


@pytest.mark.parametrize("suffix", [".docx", ".csv"])
@pytest.mark.parametrize("subject", [True, False])
def test_a_list_of_actions_that_was_made_here_is_no_note(
    partnership: Partnership, tmp_path: Path, suffix: str, *, subject: bool
) -> None:
    partnership.record("# Prevent\nAction: Ann Lee to write\nAction: Ben Okafor to ring")
    path, scope = tmp_path / f"log{suffix}", LogScope("Actions")
    rows, reader = partnership.actions(), Audience.MEMBERS
    write_action_log(rows, path, scope=scope, as_of=NOW.date(), audience=reader, now=NOW)
    if suffix == ".docx" and not subject:
        document = Document(str(path))
        document.core_properties.subject = ""
        document.save(str(path))
    (outcome,) = brought(partnership, path)
    assert outcome.refused
    assert "is a list of actions that was made here, not a note" in outcome.lines[0]
