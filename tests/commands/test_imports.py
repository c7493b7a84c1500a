"""A file brought in by one command: refused as a whole, or kept as a whole."""

from datetime import UTC, date, datetime

import pytest

from sop_minutes.commands.imports import CopyOf, Plan, import_file, plan_import
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.sheets import ImportedFile
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import list_meetings
from tests.conftest import Partnership

AT = datetime(2018, 1, 1, tzinfo=UTC)
NOTE = "Date: 15 November 2017\n# Prevent\nThe plan was told to the group at length.\nIt was good.\n"


def a_file(text: str, *, digest: str = "a", reader: Audience | None = None) -> ImportedFile:
    note = read_note_text(text)
    return ImportedFile((note,), (), digest, (note,), reader, (date(2018, 1, 10),))


def brought(partnership: Partnership, file: ImportedFile, copies: list[CopyOf] | None = None) -> Plan:
    how = {"group_id": partnership.group_id, "name": "n.docx", "copies": copies}
    seen = partnership.database.read(plan_import, file, **how)
    made = partnership.database.do("Import", import_file, file, at=AT, **how)
    assert [(each.note, each.remarks) for each in made.notes] == [(e.note, e.remarks) for e in seen.notes]
    return made


def test_a_new_note_is_kept_and_its_next_meeting_planned(partnership: Partnership) -> None:
    made = brought(partnership, a_file(NOTE))
    rows = partnership.database.read(list_meetings)
    assert [row.key for row in rows] == ["CG/2017-11-15", "CG/2018-01-10"]
    assert [each.meeting_id for each in made.notes] == [rows[0].id]
    assert made.days == (date(2018, 1, 10),)


def test_the_same_file_is_not_kept_twice(partnership: Partnership) -> None:
    brought(partnership, a_file(NOTE))
    with pytest.raises(UserError, match=r"was imported before, as n\.docx on 1 January 2018"):
        brought(partnership, a_file(NOTE))


def test_a_copy_plans_no_meeting(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    made = brought(partnership, a_file(NOTE.replace("good", "short")), [CopyOf(meeting_id)])
    assert made.days == ()
    assert [row.id for row in partnership.database.read(list_meetings)] == [meeting_id]
    assert "It was short." in partnership.typed(meeting_id)


def test_a_copy_of_a_note_that_changed_while_it_was_read_is_refused(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    sent = partnership.sheet(meeting_id, Audience.PUBLIC)
    partnership.record(NOTE.replace("It was good.", "It was done."))
    before = partnership.typed(meeting_id)
    copy = CopyOf(meeting_id, sent, read_note_text(NOTE))
    with pytest.raises(UserError, match="was changed while its copy was being read"):
        brought(partnership, a_file(NOTE.replace("good", "short"), reader=Audience.PUBLIC), [copy])
    assert partnership.typed(meeting_id) == before
