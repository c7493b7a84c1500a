"""What is kept until something is written: nobody is given what is not as it is for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.returned_reading import whole_note
from sop_minutes.storage.database import Database

NOTE = "Date: 15 November 2017\n# Roads\nAll is well.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.sopm"


@pytest.fixture
def filed(path: Path) -> Iterator[Database]:
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Board", code="BO")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
        yield database


def _said(session: Session) -> str:
    return whole_note(session, 1).note.items[0].points[0].text


def _edit(session: Session, text: str) -> str:
    edit_point(session, 1, text=text)
    return _said(session)


def test_what_is_as_it_was_is_read_once(filed: Database) -> None:
    assert filed.read(whole_note, 1) is filed.read(whole_note, 1)


def test_what_was_written_is_read_whoever_wrote_it(filed: Database, path: Path) -> None:
    assert filed.read(_said) == "All is well."
    filed.do("Edit", edit_point, 1, text="All was well.")
    assert filed.read(_said) == "All was well."
    with Database.open(path) as another:
        another.do("Edit", edit_point, 1, text="Nothing is well.")
    assert filed.read(_said) == "Nothing is well."
    filed.undo()
    assert filed.read(_said) == "All was well."


def test_a_run_of_typing_is_read_though_it_is_one_entry(filed: Database) -> None:
    for text in ("All is w", "All is wide", "All is wider."):
        filed.do_typing("Edit", edit_point, 1, text=text)
        assert filed.read(_said) == text


def test_a_command_reads_what_it_wrote_and_others_do_not(filed: Database) -> None:
    def fails(session: Session) -> None:
        assert _said(session) == "All is well."
        assert _edit(session, "Hidden.") == "Hidden."
        raise UserError("No.")

    with pytest.raises(UserError, match="No"):
        filed.do("Edit", fails)
    assert filed.read(_said) == "All is well."


def test_who_began_to_read_before_something_was_written_reads_what_stood_then(filed: Database) -> None:
    def reads(session: Session) -> str:
        _said(session)
        filed.do("Edit", edit_point, 1, text="Hidden.")
        assert filed.read(_said) == "Hidden."
        return _said(session)

    assert filed.read(reads) == "All is well."
