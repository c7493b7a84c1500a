"""The directory of names is kept, and never out of date."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from sop_minutes.commands.groups import add_group, name_group
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.names import directory
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Person
from tests.conftest import Partnership


def _known(database: Database, name: str) -> bool:
    return bool(database.read(directory).match(name))


def test_the_directory_is_read_once_as_long_as_no_name_changes(partnership: Partnership) -> None:
    first = partnership.database.read(directory)
    partnership.record("# Prevent\nAction: @CG to report")
    assert partnership.database.read(directory) is first


def test_whatever_has_a_new_name_is_known_by_it_at_once(partnership: Partnership) -> None:
    database = partnership.database
    for name, add in (
        ("Ann Lee", lambda s: add_person(s, "Ann Lee")),
        ("Thames Valley Police", lambda s: add_organisation(s, "Thames Valley Police")),
        ("Prevent Board", lambda s: add_group(s, "Prevent Board")),
        ("The Co-ordinators", lambda s: name_group(s, partnership.group_id, name="The Co-ordinators")),
    ):
        assert not _known(database, name)
        database.do("Add", add)
        assert _known(database, name)


def test_the_directory_follows_undo_and_redo(partnership: Partnership) -> None:
    database = partnership.database
    database.do("Add", add_person, "Ann Lee")
    assert _known(database, "Ann Lee")
    database.undo()
    assert not _known(database, "Ann Lee")
    database.redo()
    assert _known(database, "Ann Lee")


def test_a_name_that_another_program_adds_is_known(tmp_path: Path) -> None:
    with Database.open(tmp_path / "p.sopm") as ours, Database.open(tmp_path / "p.sopm") as theirs:
        assert not _known(ours, "Ann Lee")
        theirs.do("Add", add_person, "Ann Lee")
        assert _known(ours, "Ann Lee")


def test_a_name_is_known_within_the_command_that_adds_it_and_not_after_it_fails(
    partnership: Partnership,
) -> None:
    def add_and_fail(session: Session) -> None:
        directory(session)
        add_person(session, "Ann Lee")
        assert directory(session).match("Ann Lee")
        raise UserError("No.")

    with pytest.raises(UserError):
        partnership.database.do("Add", add_and_fail)
    assert not _known(partnership.database, "Ann Lee")


def test_a_name_that_is_set_but_not_yet_flushed_is_known(partnership: Partnership) -> None:
    def rename(session: Session) -> bool:
        directory(session)
        session.exec(select(Person)).one().name = "Ann Okafor"
        return bool(directory(session).match("Ann Okafor"))

    partnership.database.do("Add", add_person, "Ann Lee")
    assert partnership.database.do("Rename", rename)


def test_initials_with_a_prefix_in_them_are_known(partnership: Partnership) -> None:
    partnership.database.do("Add", add_person, "Tom O'Dowd")
    for initials in ("TO", "TOD", "TO'D", "TO’D"):
        assert _known(partnership.database, initials)
    partnership.record("# Prevent\nAction: TO'D/TOD to ring\nAction: TO to ring")
    assert [row.owners for row in partnership.actions()] == [("Tom O'Dowd",)] * 2
