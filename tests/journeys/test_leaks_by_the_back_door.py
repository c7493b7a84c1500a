"""Ways by which a restricted line could slip into a wider note without anybody saying so."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from sqlmodel import Session, select

from sop_minutes.cli.importing import import_each
from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.points import add_point, indent_point, mark_point, move_point
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.queries.actions import ActionFilter, withheld_action_texts
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.storage.tables import Item, Point
from tests.conftest import Partnership

NOW = datetime(2017, 12, 1, tzinfo=UTC)


def _public_texts(partnership: Partnership, meeting_id: int) -> list[str]:
    items = partnership.sheet(meeting_id, Audience.PUBLIC).note.items
    return [item.title for item in items] + [point.text for item in items for point in item.points]


@pytest.mark.parametrize("line", ["Restricted: Action: move the family", "Members: Action: move the family"])
def test_an_action_whose_line_is_deleted_stays_as_narrow(partnership: Partnership, line: str) -> None:
    partnership.record(f"# Prevent\n{line}")
    (row,) = partnership.actions()
    partnership.database.do("Note", update_action, row.id, on=date(2017, 12, 1), note="By telephone.")
    partnership.record("# Prevent\nnothing")
    assert partnership.actions()[0].audience is row.audience
    assert partnership.actions(audience=Audience.PUBLIC) == ()


def test_an_action_whose_restricted_item_is_deleted_stays_restricted(partnership: Partnership) -> None:
    partnership.record("Restricted: # Case\nAction: move the family")
    (row,) = partnership.actions()
    partnership.database.do("Note", update_action, row.id, on=date(2017, 12, 1), note="By telephone.")
    partnership.record("# Prevent\nnothing", replace=True)
    assert partnership.actions()[0].audience is Audience.RESTRICTED


def test_a_note_on_an_action_is_shown_to_its_own_audience_only(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: ring")
    action_id = partnership.actions()[0].id
    day = date(2017, 12, 1)
    partnership.database.do("Note", update_action, action_id, on=day, note="for members")
    partnership.database.do(
        "Note", update_action, action_id, on=day, note="for nobody", audience=Audience.RESTRICTED
    )
    seen = {audience: partnership.actions(audience=audience)[0].last_note for audience in Audience}
    assert seen == {
        Audience.PUBLIC: "",
        Audience.MEMBERS: "for members",
        Audience.RESTRICTED: "for nobody",
    }
    withheld = partnership.database.read(withheld_action_texts, ActionFilter(audience=Audience.MEMBERS))
    assert withheld == ("for nobody",)


def _ids(session: Session, text: str) -> int:
    return session.exec(select(Point.id).where(Point.text == text)).one()


def test_what_stands_under_a_block_that_is_marked_is_marked_with_it(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\n- parent\n  - child\n- other")
    database = partnership.database
    database.do("Mark", mark_point, database.read(_ids, "parent"), audience=Audience.RESTRICTED)
    assert _public_texts(partnership, meeting_id) == ["Prevent", "other"]
    database.do("Indent", indent_point, database.read(_ids, "other"), level=2)
    assert _public_texts(partnership, meeting_id) == ["Prevent"]
    assert partnership.typed(partnership.record(partnership.typed(meeting_id))) == partnership.typed(
        meeting_id
    )


def test_a_block_added_or_moved_under_a_restricted_one_is_restricted(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\n- Restricted: parent\n# FGM\n  - stray")
    database = partnership.database
    parent = database.read(_ids, "parent")
    prevent = database.read(lambda s: s.exec(select(Item.id).where(Item.title == "Prevent")).one())
    database.do("Add", add_point, item_id=prevent, text="child", level=2)
    database.do("Move", move_point, database.read(_ids, "stray"), item_id=prevent, after_id=parent)
    assert _public_texts(partnership, meeting_id) == ["Prevent", "FGM"]


def test_a_block_does_not_move_to_another_meeting(partnership: Partnership) -> None:
    partnership.record("# Prevent\nhere")
    partnership.record("Date: 13 September 2017\n# FGM\nthere")
    database = partnership.database
    fgm = database.read(lambda s: s.exec(select(Item.id).where(Item.title == "FGM")).one())
    with pytest.raises(UserError, match="within its meeting"):
        database.do("Move", move_point, database.read(_ids, "here"), item_id=fgm, after_id=None)


def _imported(partnership: Partnership, path: Path) -> list[str]:
    (outcome,) = import_each(partnership.database, [path], partnership.group_id, dry_run=False, at=NOW)
    assert not outcome.refused
    return _public_texts(partnership, partnership.database.read(find_meeting, "CG/2017-09-13"))


def test_restricted_lines_of_an_imported_file_are_restricted(
    partnership: Partnership, tmp_path: Path
) -> None:
    document = Document()
    document.add_heading("Key points discussed at Co-ordination Group – 13 September 2017", 1)
    document.add_heading("Prevent", 2)
    document.add_paragraph("The plan was presented.")
    document.add_paragraph("Restricted: the venue")
    document.add_paragraph().add_run("Restricted: the door").bold = True
    document.add_paragraph("Members: the figures")
    document.add_heading("Restricted: The case", 2)
    document.add_paragraph("its detail")
    document.save(str(tmp_path / "old.docx"))
    assert _imported(partnership, tmp_path / "old.docx") == ["Prevent", "The plan was presented."]


def test_a_file_marked_confidential_comes_in_restricted(partnership: Partnership, tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL – NOT FOR PUBLICATION"
    document.add_heading("Key points discussed at Co-ordination Group – 13 September 2017", 1)
    document.add_heading("Prevent", 2)
    document.add_paragraph("The plan was presented.")
    document.save(str(tmp_path / "old.docx"))
    assert _imported(partnership, tmp_path / "old.docx") == []
