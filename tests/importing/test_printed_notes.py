"""Notes that went out from here, read again: what they repeat or say of themselves is no part of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sop_minutes.domain.sheets import ImportedFile, NoteSheet
from sop_minutes.domain.words import AttendanceStatus, Audience, PointKind
from sop_minutes.export.note import write_note
from sop_minutes.importing import read_note_file
from tests.conftest import Partnership
from tests.importing.wordfile import bold, bullet, para, save

NOW = datetime(2017, 12, 1, tzinfo=UTC)
NOTE = """Time: 10am
Place: County Hall
Marking: OFFICIAL-SENSITIVE LOCSEN
Present: Ann Lee (chair), Cy Dunn
Substitutes: Cy Dunn for Dee Fox

# Domestic Abuse (Ann Lee)
Ann Lee briefed the group.
Agreed: an annual report will be developed
Action: @Ann Lee to circulate the draft report by 31 Jan
Members: Action: the protocol would be reviewed
Restricted: detail of the review under way
Refer: >OSCB exploitation strategy, for information
# Budget
Agreed: the budget for the year
"""


def went_out(partnership: Partnership, path: Path, audience: Audience) -> ImportedFile:
    sheet = partnership.sheet(partnership.record(NOTE), audience)
    write_note(sheet, path, audience=audience, now=NOW)
    return read_note_file(path)


def lines(note: NoteSheet) -> list[tuple[PointKind, Audience, str, str]]:
    return [(p.kind, p.audience, p.ref, p.text) for item in note.items for p in item.points]


@pytest.mark.parametrize("audience", list(Audience))
def test_lists_at_the_end_and_remarks_are_not_read_as_content(
    partnership: Partnership, tmp_path: Path, audience: Audience
) -> None:
    (note,) = went_out(partnership, tmp_path / "n.docx", audience).unmarked
    assert [item.title for item in note.items] == ["Domestic Abuse", "Budget"]
    assert len(note.items[1].points) == 1


def test_labels_as_printed_say_what_a_line_is_and_for_whom(partnership: Partnership, tmp_path: Path) -> None:
    (note,) = went_out(partnership, tmp_path / "n.docx", Audience.RESTRICTED).unmarked
    draft = "Ann Lee to circulate the draft report by 31 January 2018"
    assert lines(note)[2:6] == [
        (PointKind.ACTION, Audience.PUBLIC, "CG 17/1", draft),
        (PointKind.ACTION, Audience.MEMBERS, "CG 17/2", "the protocol would be reviewed"),
        (PointKind.POINT, Audience.RESTRICTED, "", "detail of the review under way"),
        (PointKind.REFERRAL, Audience.PUBLIC, "", "OSCB exploitation strategy, for information"),
    ]


def test_a_substitute_who_is_present_too_is_read_as_both(partnership: Partnership, tmp_path: Path) -> None:
    (note,) = went_out(partnership, tmp_path / "n.docx", Audience.MEMBERS).unmarked
    assert [(e.name, e.status, e.substitute_for) for e in note.attendance] == [
        ("Ann Lee", AttendanceStatus.PRESENT, ""),
        ("Cy Dunn", AttendanceStatus.PRESENT, ""),
        ("Cy Dunn", AttendanceStatus.SUBSTITUTE, "Dee Fox"),
    ]


@pytest.mark.parametrize("audience", list(Audience))
def test_a_note_says_whom_it_was_for(partnership: Partnership, tmp_path: Path, audience: Audience) -> None:
    assert went_out(partnership, tmp_path / "n.docx", audience).reader is audience


def test_another_programs_file_says_nothing_of_its_readers(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("Minutes of 15 November 2017"), para("The plan was noted."))
    assert read_note_file(path).reader is None


def test_a_single_bold_label_of_the_record_is_no_heading(tmp_path: Path) -> None:
    head = para("Minutes of the Board – 15 November 2017", style="Title")
    path = save(
        tmp_path / "n.docx",
        head,
        para("Prevent", style="Heading1"),
        para(bold("Restricted: "), "detail of the review under way"),
    )
    (note,) = read_note_file(path).unmarked
    assert lines(note) == [(PointKind.POINT, Audience.RESTRICTED, "", "detail of the review under way")]


def test_a_list_called_decisions_that_says_more_than_the_note_stays(tmp_path: Path) -> None:
    path = save(
        tmp_path / "n.docx",
        para("Minutes of the Board – 15 November 2017", style="Title"),
        para("Prevent", style="Heading1"),
        para("Agreed: the plan for the year"),
        para("Decisions", style="Heading1"),
        bullet("To meet every month"),
        bullet("To write to the schools"),
    )
    (note,) = read_note_file(path).notes
    assert [item.title for item in note.items] == ["Prevent", "Decisions"]
