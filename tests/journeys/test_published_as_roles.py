"""An action's owner who is published as their role: the public note says the role, the record who it is."""

from pathlib import Path

import pytest
from docx import Document

from sop_minutes.commands.circulating import set_as_role
from sop_minutes.commands.people import add_person
from sop_minutes.domain.checking import CheckKind
from sop_minutes.domain.words import Audience, NoteLayout
from sop_minutes.export.note import NOTE_SUFFIXES
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.queries.checks import note_checks
from sop_minutes.returning import read_returned
from tests.commands.office import AT, Office, reworded
from tests.conftest import Partnership
from tests.journeys.returned import brought_again, state, went_out

NOTE = """# Refuge
Action: HS to send the list by 1 December 2017
Action: The rota to be kept (@[Helen Stubbs], @Ben Okafor)
Action: Ben Okafor to ring
"""


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    database = partnership.database
    person_id = database.do("Add", add_person, "Helen Stubbs", role="Director, Women's Refuge")
    database.do("Add", add_person, "Ben Okafor", role="Officer")
    meeting_id = partnership.record(NOTE)
    database.do("As role", set_as_role, person_id, as_role=True)
    return Office(partnership, meeting_id, tmp_path)


def named(office: Office) -> list[str]:
    read = office.partnership.database.read
    rows = read(note_checks, office.meeting_id, Audience.PUBLIC, spelling=None)
    return [row.sentence for row in rows if row.kind is CheckKind.AS_ROLE and not row.ok]


def test_the_public_note_calls_an_owner_by_their_role(office: Office) -> None:
    points = office.partnership.sheet(office.meeting_id, Audience.PUBLIC).note.items[0].points
    assert [point.action.sentence for point in points if point.action] == [
        "Director, Women's Refuge to send the list by 1 December 2017",
        "The rota to be kept (Director, Women's Refuge, Ben Okafor)",
        "Ben Okafor to ring",
    ]
    assert points[0].action
    assert points[0].action.owners == ("Director, Women's Refuge",)
    assert named(office) == []


def test_members_read_the_name_and_the_record_stays_as_typed(office: Office) -> None:
    points = office.partnership.sheet(office.meeting_id, Audience.MEMBERS).note.items[0].points
    assert points[0].action
    assert points[0].action.sentence.startswith("Helen Stubbs to send")
    assert "Action: HS to send the list" in office.typed
    assert office.partnership.action("CG 17/1").owners == ("Helen Stubbs",)


def test_a_name_elsewhere_in_the_sentence_is_found(office: Office) -> None:
    office.partnership.record("Date: 22 November 2017\n# Refuge\nAction: HS to ring HS’s team and Stubbs")
    other = Office(office.partnership, office.meeting_id + 1, office.folder)
    (sentence,) = named(other)
    assert sentence.endswith("and is named: “HS”, “Stubbs”.")


def test_who_has_no_role_is_named_and_found(office: Office) -> None:
    database = office.partnership.database
    person_id = database.do("Add", add_person, "Cy Dunn")
    database.do("As role", set_as_role, person_id, as_role=True)
    office.partnership.record("Date: 22 November 2017\n# Refuge\nAction: Cy Dunn to ring")
    assert named(Office(office.partnership, office.meeting_id + 1, office.folder)) == [
        "Cy Dunn is to be published as their role and is named: “Cy Dunn”."
    ]


@pytest.mark.parametrize("suffix", [suffix for suffix in NOTE_SUFFIXES if suffix != ".pdf"])
def test_no_public_file_has_the_name(office: Office, suffix: str) -> None:
    path = went_out(office.partnership, office.meeting_id, office.folder / f"n{suffix}", Audience.PUBLIC)
    said = path.read_text("utf-8") if suffix != ".docx" else _word_text(path)
    assert "Women" in said
    assert "HS" not in said
    assert "Stubbs" not in said


@pytest.mark.parametrize("layout", NoteLayout)
def test_a_public_copy_that_comes_back_as_it_went_changes_nothing(office: Office, layout: NoteLayout) -> None:
    sheet = office.partnership.sheet(office.meeting_id, Audience.PUBLIC)
    path = office.folder / "public.docx"
    path.write_bytes(render_word(note_document(sheet, Audience.PUBLIC, AT, layout=layout)))
    assert "Stubbs" not in _word_text(path)
    assert read_returned(office.partnership.database, path).changes == ()


def test_what_a_public_copy_changes_leaves_the_owner(office: Office) -> None:
    rows = office.came_back(reworded("the list", "the long list"), reader=Audience.PUBLIC)
    office.accept(*rows)
    assert "Action: HS to send the long list by" in office.typed
    rows = office.came_back(
        reworded("Refuge to send the long list", "Refuge to make and send a list"), reader=Audience.PUBLIC
    )
    office.accept(*rows)
    assert office.partnership.action("CG 17/1").owners == ("Helen Stubbs",)


def test_a_public_copy_brought_in_again_changes_nothing(office: Office) -> None:
    before = state(office.partnership, office.meeting_id)
    path = went_out(office.partnership, office.meeting_id, office.folder / "n.docx", Audience.PUBLIC)
    outcome = brought_again(office.partnership, path)
    assert not outcome.refused, outcome.lines
    assert state(office.partnership, office.meeting_id) == before


def _word_text(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
