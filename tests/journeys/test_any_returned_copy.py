"""Whatever is edited in a note that went out: accepted, all of it is in the note."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.returned import accept_change, keep_returned_copy
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.returned.views import accepted
from sop_minutes.domain.words import Audience
from sop_minutes.importing.returned import read_copy
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.returning import read_returned
from sop_minutes.storage.database import Database
from tests.importing.returned.anyedits import Edits, edits, make, notes_of
from tests.importing.returned.notes import written
from tests.importing.returned.wordedits import WordEdit
from tests.thorough import cases

_AT = datetime(2017, 11, 20, tzinfo=UTC)


@settings(max_examples=cases(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes_of("", "- ", "Agreed: "), edits)
def test_what_is_accepted_makes_the_note_what_the_copy_says(text: str, done: Edits) -> None:
    with Database.in_memory(who="tester") as database, tempfile.TemporaryDirectory() as folder:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        meeting_id = database.do("Record", record_note, read_note_text(text), group_id=group_id)
        sheet = database.read(meeting_sheet, meeting_id, Audience.PUBLIC)
        copy = WordEdit(written(sheet, Path(folder) / "note.docx", Audience.PUBLIC))
        make(copy, sheet, done)
        path = copy.save(Path(folder) / "copy.docx")
        kept = database.do("Import", keep_returned_copy, read_returned(database, path), at=_AT)
        for change_id in kept.change_ids:
            database.do("Accept", accept_change, change_id)
        now = prints_of(database.read(meeting_sheet, meeting_id, Audience.PUBLIC), Audience.PUBLIC)
        seen = accepted(read_copy(path).blocks)
    assert [(b.text, b.heading) for b in now.values()] == [(s.text, s.said.heading) for s in seen]
