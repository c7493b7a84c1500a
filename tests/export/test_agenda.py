"""The agenda pack: items, what is outstanding, and the last minutes, as members may see them."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from sop_minutes.commands.agenda import convene_meeting
from sop_minutes.commands.items import add_item
from sop_minutes.domain.agendas import AgendaSheet
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, ItemKind
from sop_minutes.export.accessible import accessibility_faults
from sop_minutes.export.agenda import AGENDA_SUFFIXES, write_agenda
from sop_minutes.queries.agendas import agenda_sheet, last_meeting, withheld_from_agenda
from sop_minutes.storage.tables import Item
from tests.conftest import Partnership, approve
from tests.export.pdf_check import pdf_ua_faults

NOW = datetime(2017, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def convened(partnership: Partnership) -> int:
    partnership.record(
        "# Prevent\nAction: ring by 1 December\nRestricted: Action: ring Didcot\nMembers: for us"
    )
    database = partnership.database
    meeting_id = database.do(
        "Convene",
        convene_meeting,
        group_id=partnership.group_id,
        on=date(2018, 1, 10),
        time="10am",
        place="Hall",
    )
    database.do(
        "Add", add_item, meeting_id=meeting_id, title="Funding", presenter="Ann Lee", kind=ItemKind.DECISION
    )
    database.do("Add", add_item, meeting_id=meeting_id, title="Hidden", audience=Audience.RESTRICTED)
    database.do("Plan", lambda s: setattr(s.get_one(Item, 3), "minutes_planned", 25))
    return meeting_id


def sheet(p: Partnership, meeting_id: int) -> AgendaSheet:
    return p.database.read(agenda_sheet, meeting_id)


def written(p: Partnership, meeting_id: int, path: Path) -> bytes:
    withheld = p.database.read(withheld_from_agenda, meeting_id)
    write_agenda(sheet(p, meeting_id), path, withheld=withheld, now=NOW)
    return path.read_bytes()


def test_it_says_when_where_and_what(partnership: Partnership, convened: int, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(written(partnership, convened, tmp_path / "a.docx")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:4] == [
        "Agenda of Co-ordination Group – 10 January 2018",
        "Date: 10 January 2018",
        "Time: 10am",
        "Place: Hall",
    ]
    items, actions = document.tables[:2]
    assert [[cell.text for cell in row.cells] for row in items.rows] == [
        ["Item", "What", "Who", "For", "Minutes"],
        ["1", "Prevent", "", "", ""],
        ["2", "Funding", "Ann Lee", "Decision", "25"],
    ]
    assert [row.cells[0].text for row in actions.rows] == ["Ref", "CG 17/1"]
    assert "Members: for us" in texts
    assert not [text for text in texts if "Didcot" in text or "Hidden" in text]


@pytest.mark.parametrize("is_approved", [False, True])
def test_each_page_says_whether_the_last_minutes_in_it_are_approved(
    partnership: Partnership, convened: int, tmp_path: Path, *, is_approved: bool
) -> None:
    if is_approved:
        approve(partnership.database, 1)
    said = "LAST MINUTES: DRAFT, NOT APPROVED YET"
    document = docx.Document(io.BytesIO(written(partnership, convened, tmp_path / "a.docx")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    above = " ".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
    assert (said in above) is not is_approved
    at = next(number for number, text in enumerate(texts) if text.startswith("Minutes of the last meeting:"))
    assert (texts[at + 1] == "Draft: not approved yet") is not is_approved
    written(partnership, convened, tmp_path / "a.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(tmp_path / "a.pdf")]
    assert len(pages) > 1
    assert all((said in page) is not is_approved for page in pages)


@pytest.mark.parametrize("suffix", AGENDA_SUFFIXES)
def test_it_has_no_fault_for_a_screen_reader(
    partnership: Partnership, convened: int, tmp_path: Path, suffix: str
) -> None:
    content = written(partnership, convened, tmp_path / f"a{suffix}")
    assert accessibility_faults(content, suffix) == ()
    assert suffix != ".pdf" or pdf_ua_faults(content) == []


def test_a_first_meeting_has_no_minutes_before_it_and_may_have_no_items(
    partnership: Partnership, tmp_path: Path
) -> None:
    meeting_id = partnership.database.do(
        "Convene", convene_meeting, group_id=partnership.group_id, on=date(2017, 1, 1)
    )
    assert partnership.database.read(last_meeting, meeting_id) is None
    assert written(partnership, meeting_id, tmp_path / "a.docx")


def test_the_last_meeting_is_the_last_that_was_held(partnership: Partnership, convened: int) -> None:
    later = partnership.database.do(
        "Convene", convene_meeting, group_id=partnership.group_id, on=date(2018, 2, 10)
    )
    assert partnership.database.read(last_meeting, later) == 1


def test_what_members_may_not_see_stops_it(partnership: Partnership, convened: int, tmp_path: Path) -> None:
    full = AgendaSheet(partnership.sheet(convened), partnership.sheet(1), ())
    with pytest.raises(UserError, match="The agenda would have held a restricted line"):
        write_agenda(full, tmp_path / "a.docx", now=NOW)
    assert list(tmp_path.iterdir()) == []
