"""Approving minutes: the version that is kept, the meeting that says so, and corrections afterwards."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from sop_minutes.commands.agenda import convene_meeting
from sop_minutes.commands.approving import approve_minutes, correct_minutes, record_publication
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.groups import add_group, rename_group
from sop_minutes.commands.last_minutes import put_last_minutes_on_agenda
from sop_minutes.commands.meetings import add_meeting, arrange_meeting, change_state
from sop_minutes.commands.notes import import_note, record_note
from sop_minutes.commands.points import edit_point
from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.approving import TextState, digest_of, standing_words
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import Audience, ItemKind, MeetingState
from sop_minutes.queries.approving import (
    approved_version,
    approved_versions,
    approving_meetings,
    meeting_that_approves,
    text_standing,
    version_differences,
)
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.standings import standing_of
from tests.conftest import Partnership

NOTE = (
    "Present: Ann Lee\n# Prevent\nThe figures rose.\nRestricted: a safe house at Elm Row is full\n- under it"
)
NOV, JAN, MAR = date(2017, 11, 15), date(2018, 1, 17), date(2018, 3, 14)
AGREED = "The minutes of 15 November 2017 were agreed as a true record."


def _circulated(partnership: Partnership) -> int:
    meeting_id = partnership.record(NOTE)
    partnership.database.do("Send", change_state, meeting_id, state=MeetingState.CIRCULATED)
    return meeting_id


def _arrange(partnership: Partnership, on: date = JAN) -> int:
    return partnership.database.do("Add", arrange_meeting, group_id=partnership.group_id, on=on)


def _titles(partnership: Partnership, meeting_id: int) -> list[tuple[str, str]]:
    return [(item.title, item.kind.value) for item in partnership.sheet(meeting_id).note.items]


LAST = [("Minutes of the last meeting", ItemKind.LAST_MINUTES.value)]


def test_circulated_minutes_are_put_on_the_next_agenda_once(partnership: Partnership) -> None:
    database, group_id = partnership.database, partnership.group_id
    later = database.do("Add", add_meeting, group_id=group_id, on=MAR)
    coming = database.do("Add", add_meeting, group_id=group_id, on=JAN)
    partnership.record(NOTE)
    assert database.do("Agenda", put_last_minutes_on_agenda, group_id) is None
    _circulated(partnership)
    made = database.do("Agenda", put_last_minutes_on_agenda, group_id)
    assert database.do("Agenda", put_last_minutes_on_agenda, group_id) == made
    assert (_titles(partnership, coming), _titles(partnership, later)) == (LAST, [])


def test_a_meeting_that_is_arranged_while_minutes_wait_approves_them(partnership: Partnership) -> None:
    meeting_id = _circulated(partnership)
    coming = _arrange(partnership)
    assert _titles(partnership, coming) == LAST
    assert _titles(partnership, _arrange(partnership, MAR)) == []
    partnership.database.do("Cancel", change_state, coming, state=MeetingState.CANCELLED)
    assert _titles(partnership, list_ids(partnership)[-1]) == LAST
    partnership.database.do("Approve", approve_minutes, meeting_id, on=MAR, today=MAR)
    assert _titles(partnership, _arrange(partnership, date(2018, 5, 16))) == []


def list_ids(partnership: Partnership) -> list[int]:
    return [row.id for row in partnership.database.read(list_meetings)]


def test_a_convened_meeting_has_it_after_the_welcome_and_before_the_rest(partnership: Partnership) -> None:
    text = "# Welcome and apologies [standing]\n# Prevent [standing]\nAction: @Ann Lee to ring\n"
    meeting_id = partnership.record(text)
    database = partnership.database
    database.do("Send", change_state, meeting_id, state=MeetingState.CIRCULATED)
    made = database.do("Convene", convene_meeting, group_id=partnership.group_id, on=JAN)
    assert [title for title, _ in _titles(partnership, made)] == [
        "Welcome and apologies",
        "Minutes of the last meeting",
        "Prevent",
    ]
    database.do("Review", review_action, partnership.actions()[0].id, meeting_id=made, verb=Verb.DONE)
    assert [title for title, _ in _titles(partnership, made)][2] == "Actions from last meeting"
    database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    next_one = database.do("Convene", convene_meeting, group_id=partnership.group_id, on=MAR)
    assert [title for title, _ in _titles(partnership, next_one)].count("Minutes of the last meeting") == 1


@pytest.mark.parametrize(
    "own", ["Minutes of the last meeting", "Minutes and matters arising", "Notes of the previous meeting"]
)
def test_a_note_of_that_meeting_is_recorded_with_what_approving_wrote(
    partnership: Partnership, own: str
) -> None:
    meeting_id = _circulated(partnership)
    coming = _arrange(partnership)
    row = partnership.sheet(coming).note.items[0].record
    partnership.database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN, at_meeting_id=coming)
    text = f"Date: 17 January 2018\n\n# Welcome\nAll were there.\n\n# {own} (Chair)\nTaken as read.\n"
    assert partnership.record(text) == coming
    assert partnership.typed(coming) == f"Group: Co-ordination Group\n{text}{AGREED}\n"
    assert partnership.sheet(coming).note.items[1].record == row


@pytest.mark.parametrize("text", ["# Cyber\nAll is well.", "An opening."])
def test_a_note_without_that_item_takes_the_place_of_an_agenda_of_nothing_else(
    partnership: Partnership, text: str
) -> None:
    _circulated(partnership)
    coming = _arrange(partnership)
    assert partnership.record(f"Date: 17 January 2018\n{text}") == coming
    assert "Minutes of" not in partnership.typed(coming)


def test_a_file_that_is_imported_becomes_that_meeting_too(partnership: Partnership) -> None:
    _circulated(partnership)
    coming = _arrange(partnership)
    note = read_note_text("Date: 17 January 2018\n# Cyber\nAll is well.")

    def bring_in(session: Any) -> int:
        from sop_minutes.commands.notes import add_imported_file

        file_id = add_imported_file(session, digest="x", name="x.docx", at=datetime(2018, 2, 1, tzinfo=UTC))
        return import_note(session, note, group_id=partnership.group_id, file_id=file_id)

    assert partnership.database.do("Import", bring_in) == coming


def test_what_was_typed_under_it_is_not_lost_to_another_note(partnership: Partnership) -> None:
    _circulated(partnership)
    coming = _arrange(partnership)
    text = "Date: 17 January 2018\n# Minutes of the last meeting\nPage 3 was questioned."
    partnership.record(text)
    note = read_note_text("Date: 17 January 2018\n# Cyber\nAll is well.")
    with pytest.raises(UserError, match="another note already"):
        partnership.database.do("Record", record_note, note, group_id=partnership.group_id)
    assert "Page 3" in partnership.typed(coming)


def test_a_planned_meeting_that_approves_minutes_has_no_note_of_its_own_yet(partnership: Partnership) -> None:
    meeting_id = _circulated(partnership)
    coming = _arrange(partnership)
    partnership.database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN, at_meeting_id=coming)
    assert partnership.sheet(coming).state is MeetingState.PLANNED
    partnership.record("Date: 17 January 2018\n# Cyber\nAll is well.")
    assert partnership.sheet(coming).state is MeetingState.DRAFT


def test_what_reads_like_an_approval_but_was_typed_is_not_lost_to_another_note(
    partnership: Partnership,
) -> None:
    coming = _arrange(partnership)
    partnership.record(f"Date: 17 January 2018\n# Minutes of the last meeting\n{AGREED} Ann Lee dissents.")
    note = read_note_text("Date: 17 January 2018\n# Cyber\nAll is well.")
    with pytest.raises(UserError, match="another note already"):
        partnership.database.do("Record", record_note, note, group_id=partnership.group_id)
    assert "dissents" in partnership.typed(coming)


@pytest.mark.parametrize("own", ["# Minutes of the last meeting\nTaken as read.", "# Cyber\nAll is well."])
def test_what_a_note_says_of_an_approval_stays_when_the_note_is_typed(
    partnership: Partnership, own: str
) -> None:
    meeting_id = _circulated(partnership)
    coming = _arrange(partnership)
    said = "item 2: add that Prevent was praised\nMembers: for 12 read 21"
    approve = partial(partnership.database.do, "Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    approve(at_meeting_id=coming, corrections=said)
    assert partnership.record(f"Date: 17 January 2018\n{own}") == coming
    typed = partnership.typed(coming)
    assert f"{AGREED[:-1]} with these corrections: item 2: add that Prevent was praised." in typed
    assert "Members: The minutes of 15 November 2017 were also corrected: for 12 read 21." in typed
    assert own.splitlines()[1] in typed
    assert partnership.record(typed) == coming
    assert partnership.typed(coming) == typed


def test_approving_keeps_the_whole_record_and_its_hash(partnership: Partnership) -> None:
    meeting_id = _circulated(partnership)
    text = partnership.typed(meeting_id)
    partnership.database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    (version,) = partnership.database.read(approved_versions, meeting_id)
    assert (version.number, version.on, version.at, version.reason) == (1, JAN, "", "")
    assert (version.note, version.digest) == (text, digest_of(text))
    assert partnership.database.read(text_standing, meeting_id) is TextState.AS_APPROVED
    assert partnership.sheet(meeting_id).state is MeetingState.APPROVED


@pytest.mark.parametrize(
    ("corrections", "lines"),
    [
        ("", [(AGREED, Audience.PUBLIC)]),
        (
            "item 2: Ann Lee sent apologies.\n- item 3: for 12 read 21",
            [
                (
                    "The minutes of 15 November 2017 were agreed as a true record with these corrections: "
                    "item 2: Ann Lee sent apologies; item 3: for 12 read 21.",
                    Audience.PUBLIC,
                )
            ],
        ),
        (
            "Restricted: for Elm read Oak",
            [
                (AGREED, Audience.PUBLIC),
                (
                    "The minutes of 15 November 2017 were also corrected: for Elm read Oak.",
                    Audience.RESTRICTED,
                ),
            ],
        ),
    ],
)
def test_the_meeting_that_approves_says_so_and_one_undo_takes_back_both(
    partnership: Partnership, corrections: str, lines: list[tuple[str, Audience]]
) -> None:
    meeting_id = _circulated(partnership)
    coming = _arrange(partnership)
    before = partnership.typed(coming)
    partnership.database.do(
        "Approve",
        approve_minutes,
        meeting_id,
        on=JAN,
        today=JAN,
        at_meeting_id=coming,
        corrections=corrections,
    )
    (item,) = partnership.sheet(coming).note.items
    assert [(point.text, point.audience) for point in item.points] == lines
    note = read_note_text(partnership.typed(coming))
    assert [point.text for point in note.items[0].points] == [text for text, _ in lines]
    (version,) = partnership.database.read(approved_versions, meeting_id)
    assert version.at == "CG/2018-01-17"
    assert len(version.corrections) == len(corrections.splitlines())
    partnership.database.undo()
    assert partnership.typed(coming) == before
    assert partnership.sheet(meeting_id).state is MeetingState.CIRCULATED
    assert partnership.database.read(approved_versions, meeting_id) == ()


def test_a_correction_does_not_tell_the_public_what_is_restricted(partnership: Partnership) -> None:
    meeting_id = _circulated(partnership)
    wanted = {"on": JAN, "today": JAN, "corrections": "for “a safe house at Elm Row is full” read “has room”"}
    with pytest.raises(UserError, match="begin it with “Restricted:”"):
        partnership.database.do("Approve", approve_minutes, meeting_id, **wanted)
    wanted["corrections"] = f"Restricted: {wanted['corrections']}"
    partnership.database.do("Approve", approve_minutes, meeting_id, **wanted)


@pytest.mark.parametrize(
    ("line", "correction", "label"),
    [
        (
            "Restricted: a safe house at Elm Row is full",
            "Members: a safe house at Elm Row is full",
            "Restricted",
        ),
        ("Members: the figures fell by nine percent", "the figures fell by nine percent", "Members"),
    ],
)
def test_a_correction_is_for_no_more_readers_than_the_line_it_repeats(
    partnership: Partnership, line: str, correction: str, label: str
) -> None:
    meeting_id = partnership.record(f"# Prevent\n{line}")
    approve = partial(partnership.database.do, "Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    with pytest.raises(UserError, match=f"begin it with “{label}:”"):
        approve(corrections=correction)
    approve(corrections=line)


def test_who_cannot_approve_is_told_so(partnership: Partnership) -> None:
    database = partnership.database
    meeting_id = _circulated(partnership)
    other = database.do("Add", add_group, "Another Group", code="AG")
    elsewhere = database.do("Add", add_meeting, group_id=other, on=JAN)
    planned = _arrange(partnership)
    before = database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2017, 9, 20))
    off = database.do("Add", add_meeting, group_id=partnership.group_id, on=MAR)
    database.do("Cancel", change_state, off, state=MeetingState.CANCELLED)
    for at, why in (
        (elsewhere, "own group"),
        (meeting_id, "later meeting"),
        (before, "later meeting"),
        (off, "was cancelled"),
    ):
        with pytest.raises(UserError, match=why):
            database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN, at_meeting_id=at)
    with pytest.raises(UserError, match="17 January 2018 is still to come"):
        database.do("Approve", approve_minutes, meeting_id, on=JAN, today=date(2018, 1, 16))
    with pytest.raises(UserError, match="no note yet"):
        database.do("Approve", approve_minutes, planned, on=MAR, today=MAR)
    with pytest.raises(UserError, match="before their meeting"):
        database.do("Approve", approve_minutes, meeting_id, on=date(2017, 11, 14), today=date(2017, 11, 14))
    database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    with pytest.raises(UserError, match="are approved"):
        database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(
    partnership: Partnership,
) -> None:
    database, meeting_id = partnership.database, _circulated(partnership)
    database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    with pytest.raises(UserError, match="Say why"):
        database.do("Correct", correct_minutes, meeting_id, reason=" ")
    database.do("Correct", correct_minutes, meeting_id, reason="a figure was wrong")
    standing = database.read(standing_of, meeting_id)
    assert (standing.state, standing.correcting) == (MeetingState.DRAFT, "a figure was wrong")
    assert standing_words(standing) == "draft (being corrected: a figure was wrong)"
    point = partnership.sheet(meeting_id).note.items[0].points[0]
    database.do("Edit", edit_point, int(point.record[1:]), text="The figures fell.")
    assert database.read(text_standing, meeting_id) is TextState.CHANGED
    assert database.read(version_differences, meeting_id, 1) == (("The figures rose.", "The figures fell."),)
    database.do("Approve", approve_minutes, meeting_id, on=MAR, today=MAR)
    versions = database.read(approved_versions, meeting_id)
    assert [(each.number, each.reason) for each in versions] == [(1, ""), (2, "a figure was wrong")]
    assert "The figures rose." in database.read(approved_version, meeting_id, 1).note
    assert database.read(version_differences, meeting_id, 2, 1) == (
        ("The figures fell.", "The figures rose."),
    )
    assert standing_words(database.read(standing_of, meeting_id)) == "approved 14 March 2018 (version 2)"
    with pytest.raises(UserError, match="CG/2017-11-15 has no approved version 3"):
        database.read(version_differences, meeting_id, 3)


def test_published_minutes_are_corrected_likewise(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, _circulated(partnership)
    database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    database.do("Publish", record_publication, meeting_id, at=datetime(2018, 1, 18, tzinfo=UTC))
    assert standing_words(database.read(standing_of, meeting_id)) == "published, approved 17 January 2018"
    database.do("Correct", correct_minutes, meeting_id, reason="a slip")
    assert partnership.sheet(meeting_id).state is MeetingState.DRAFT
    database.do("Publish", record_publication, meeting_id, at=datetime(2018, 1, 19, tzinfo=UTC))
    said = standing_words(database.read(standing_of, meeting_id))
    assert said == "published (being corrected: a slip)"


def test_another_name_of_the_group_does_not_make_minutes_differ(partnership: Partnership) -> None:
    meeting_id = _circulated(partnership)
    partnership.database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN)
    partnership.database.do("Rename", rename_group, partnership.group_id, name="Executive Board")
    assert partnership.database.read(text_standing, meeting_id) is TextState.AS_APPROVED


def test_which_meetings_can_approve_and_which_is_the_likeliest(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    database = partnership.database
    sooner = database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2017, 12, 6))
    database.do("Send", change_state, meeting_id, state=MeetingState.CIRCULATED)
    assert [row.id for row in database.read(approving_meetings, meeting_id)] == [sooner]
    database.do("Delete", delete_meeting, sooner)
    later = _arrange(partnership)
    another = database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2017, 12, 13))
    assert [row.id for row in database.read(approving_meetings, meeting_id)] == [later, another]
    assert database.read(meeting_that_approves, meeting_id, JAN) == later
    assert database.read(meeting_that_approves, meeting_id, NOV) is None


def test_a_meeting_that_approved_minutes_can_be_deleted(partnership: Partnership) -> None:
    meeting_id, coming = _circulated(partnership), _arrange(partnership)
    partnership.database.do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN, at_meeting_id=coming)
    partnership.database.do("Delete", delete_meeting, coming, with_note=True)
    assert partnership.database.read(approved_versions, meeting_id)[0].at == ""


def test_a_note_says_of_a_second_approval_which_version_it_was(partnership: Partnership) -> None:
    meeting_id, coming = _circulated(partnership), _arrange(partnership)
    do = partnership.database.do
    do(
        "Approve",
        approve_minutes,
        meeting_id,
        on=JAN,
        today=JAN,
        at_meeting_id=coming,
        corrections="for 12 read 21",
    )
    do("Correct", correct_minutes, meeting_id, reason="a name was wrong")
    do("Approve", approve_minutes, meeting_id, on=JAN, today=JAN, at_meeting_id=coming)
    said = partnership.typed(coming)
    assert "were agreed as a true record with these corrections: for 12 read 21." in said
    assert "corrected (version 2), were agreed as a true record." in said
