"""What went out is kept for good, and counted once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from sop_minutes.commands.circulating import (
    freeze_file,
    record_circulation,
    record_invitation,
    set_as_role,
    set_handling,
)
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.meetings import add_meeting, change_state
from sop_minutes.commands.people import add_person
from sop_minutes.domain.circulating import RecipientRow, Sent, SentFile
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import SETTLED_STATES, Audience, ItemKind, MeetingState
from sop_minutes.queries.circulating import circulations_of
from sop_minutes.queries.invitations import invitations_to, next_sequence
from sop_minutes.storage.tables import Circulation, FrozenFile, Group, Person
from tests.conftest import Partnership, approve

AT = datetime(2017, 11, 17, 9, tzinfo=UTC)


def sent(meeting_id: int, code: str = "C-1") -> Sent:
    to = RecipientRow("Ann Lee", "ann@example.org", "Thames Valley Police")
    return Sent(meeting_id, Audience.MEMBERS, code, (), (SentFile("n.docx", b"PK"),), (to,))


def state_of(p: Partnership, meeting_id: int) -> MeetingState:
    return p.sheet(meeting_id).state


def test_a_number_is_never_given_twice_even_after_undo(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, partnership.record("# Prevent\nx")
    other_id = partnership.record("Date: 16 November 2017\n# Prevent\nx")
    for code in ("C-1", "C-2"):
        database.do("Circulate", record_circulation, sent(meeting_id, code), at=AT)
    database.undo()
    database.do("Circulate", record_circulation, sent(meeting_id, "C-3"), at=AT)
    database.do("Circulate", record_circulation, sent(other_id, "C-4"), at=AT)
    assert [row.number for row in database.read(circulations_of, meeting_id)] == [1, 3]
    assert [row.number for row in database.read(circulations_of, other_id)] == [1]


def test_what_was_sent_stays_frozen_when_the_circulation_is_undone(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, partnership.record("# Prevent\nx")
    database.do("Circulate", record_circulation, sent(meeting_id), at=AT)
    database.undo()
    assert database.read(circulations_of, meeting_id) == ()
    assert b"PK" in database.read(lambda s: s.exec(select(FrozenFile.content)).all())
    database.redo()
    assert [file.name for file in database.read(circulations_of, meeting_id)[0].files] == ["n.docx"]


def test_the_same_file_is_frozen_once(partnership: Partnership) -> None:
    ids = [partnership.database.do("Freeze", freeze_file, content) for content in (b"a", b"b", b"a")]
    assert ids[0] == ids[2] != ids[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MeetingState.RECORDING, MeetingState.CIRCULATED),
        (MeetingState.DRAFT, MeetingState.CIRCULATED),
        (MeetingState.CIRCULATED, MeetingState.CIRCULATED),
        (MeetingState.APPROVED, MeetingState.APPROVED),
    ],
)
def test_a_draft_becomes_circulated_and_what_is_further_stays(
    partnership: Partnership, before: MeetingState, after: MeetingState
) -> None:
    meeting_id = partnership.record("# Prevent\nx")
    if before in SETTLED_STATES:
        approve(partnership.database, meeting_id)
    else:
        partnership.database.do("Set", change_state, meeting_id, state=before)
    partnership.database.do("Circulate", record_circulation, sent(meeting_id), at=AT)
    assert state_of(partnership, meeting_id) is after
    (row,) = partnership.database.read(circulations_of, meeting_id)
    assert row.approved is (before in SETTLED_STATES)
    partnership.database.undo()
    assert state_of(partnership, meeting_id) is before


def test_the_next_meeting_has_the_minutes_that_went_out_to_approve(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, partnership.record("# Prevent\nx")
    coming = database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 1))
    assert partnership.sheet(coming).note.items == ()
    database.do("Circulate", record_circulation, sent(meeting_id), at=AT)
    assert [item.kind for item in partnership.sheet(coming).note.items] == [ItemKind.LAST_MINUTES]
    database.undo()
    assert partnership.sheet(coming).note.items == ()


def test_what_cannot_be_circulated(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, partnership.record("# Prevent\nx")
    planned = database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 1))
    database.do("Circulate", record_circulation, sent(meeting_id), at=AT)
    for wrong, sentence in (
        (sent(planned, "C-2"), "no note yet"),
        (sent(meeting_id), "went out already"),
        (replace(sent(meeting_id, "C-3"), files=()), "at least one file"),
        (replace(sent(meeting_id, "C-3"), recipients=()), "somebody to go to"),
    ):
        with pytest.raises(UserError, match=sentence):
            database.do("Circulate", record_circulation, wrong, at=AT)
    assert len(database.read(lambda s: s.exec(select(Circulation)).all())) == 1


def test_a_circulated_meeting_is_not_deleted(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\nx")
    partnership.database.do("Circulate", record_circulation, sent(meeting_id), at=AT)
    with pytest.raises(UserError, match="went out on 17 November 2017: the meeting cannot be deleted"):
        partnership.database.do("Delete", delete_meeting, meeting_id, with_note=True)
    partnership.database.undo()
    with pytest.raises(UserError, match="went out on 17 November 2017"):
        partnership.database.do("Delete", delete_meeting, meeting_id, with_note=True)


def test_no_meeting_is_taken_for_one_whose_note_went_out_and_that_was_undone(
    partnership: Partnership,
) -> None:
    meeting_id = partnership.record("# Prevent\nx")
    partnership.database.do("Circulate", record_circulation, sent(meeting_id), at=AT)
    for _ in range(2):
        partnership.database.undo()
    other = partnership.record("# Prevent\nx")
    assert other != meeting_id
    partnership.database.do("Delete", delete_meeting, other, with_note=True)


def test_the_sequence_of_invitations_only_rises(partnership: Partnership) -> None:
    database = partnership.database
    meeting_id = database.do(
        "Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 1), time="10am", provisional=True
    )
    for sequence in (0, 1):
        assert database.read(next_sequence, meeting_id) == sequence
        database.do("Invite", record_invitation, meeting_id, sequence=sequence, at=AT)
    database.undo()
    assert database.read(next_sequence, meeting_id) == 2
    with pytest.raises(UserError, match="made meanwhile"):
        database.do("Invite", record_invitation, meeting_id, sequence=1, at=AT)
    database.do("Invite", record_invitation, meeting_id, sequence=2, at=AT, cancelled=True)
    first, last = database.read(invitations_to, meeting_id)
    assert (first.sequence, first.on, first.time, first.provisional, first.cancelled) == (
        0,
        date(2018, 1, 1),
        "10am",
        True,
        False,
    )
    assert (last.sequence, last.cancelled) == (2, True)


def test_a_meeting_in_calendars_is_deleted_only_once_it_was_called_off(partnership: Partnership) -> None:
    database = partnership.database
    meeting_id = database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 1))
    database.do("Invite", record_invitation, meeting_id, sequence=0, at=AT)
    database.undo()
    with pytest.raises(UserError, match="send out that it is cancelled"):
        database.do("Delete", delete_meeting, meeting_id)
    database.do("Invite", record_invitation, meeting_id, sequence=1, at=AT, cancelled=True)
    database.do("Delete", delete_meeting, meeting_id)


def test_a_person_is_published_as_their_role_and_a_group_says_how_to_handle(partnership: Partnership) -> None:
    database = partnership.database
    person_id = database.do("Add", add_person, "Ann Lee")
    database.do("As role", set_as_role, person_id, as_role=True)
    database.do("Handling", set_handling, partnership.group_id, handling="  Do not\n forward ")
    assert database.read(lambda s: s.get_one(Person, person_id).as_role)
    assert database.read(lambda s: s.get_one(Group, partnership.group_id).handling) == "Do not  forward"
