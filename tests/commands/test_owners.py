"""Owners nobody is known for, and how they become known."""

from datetime import date

import pytest

from sop_minutes.commands.actions import assign_action, raise_action
from sop_minutes.commands.groups import add_group, name_group, rename_group
from sop_minutes.commands.organisations import add_organisation, add_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.unknown_owners import unknown_owners
from tests.conftest import Partnership


def _waiting(partnership: Partnership) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(o.ref, o.as_written, o.may_be) for o in partnership.database.read(unknown_owners)]


def _owners(partnership: Partnership) -> list[tuple[str, ...]]:
    return [row.owners for row in partnership.actions()]


def test_unknown_and_ambiguous_owners_are_told_apart(partnership: Partnership) -> None:
    partnership.record(
        "Present: Ann Lee, Alan Lowe\n# Prevent\n"
        "Action: @Jo to ring\nAction: @AL to write\nAction: @All to read"
    )
    assert _waiting(partnership) == [("CG 17/1", "Jo", ()), ("CG 17/2", "AL", ("Ann Lee", "Alan Lowe"))]


def test_a_new_name_resolves_the_owners_that_waited_for_it(partnership: Partnership) -> None:
    database, group_id = partnership.database, partnership.group_id
    partnership.record(
        "# Prevent\nAction: @Jo @CSPs to ring\nAction: @SRU to write\nAction: @Head of Housing to ask"
    )
    database.do("Raise", raise_action, group_id=group_id, text="@YJS to help", on=date(2017, 11, 15))
    database.do("Add", add_person, "Jo Smith")
    database.do("Alias", name_group, group_id, name="CSPs")
    database.do("Add", add_organisation, "Serious Risk Unit", aliases=["SRU"])
    database.do("Add", add_group, "Youth Justice Service", code="YJS")
    database.do("Add", add_seat, group_id=group_id, role="Head of Housing")
    assert _owners(partnership) == [
        ("Jo Smith", "Co-ordination Group"),
        ("Serious Risk Unit",),
        ("Head of Housing",),
        ("Youth Justice Service",),
    ]
    assert _waiting(partnership) == []
    for _ in range(5):
        database.undo()
    assert _owners(partnership) == [("Jo", "CSPs"), ("SRU",), ("Head of Housing",), ("YJS",)]


def test_a_group_renamed_to_an_owners_words_is_that_owner(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Joint Delivery Group to ring")
    partnership.database.do("Rename", rename_group, partnership.group_id, name="Joint Delivery Group")
    assert _waiting(partnership) == []


def test_a_name_that_two_have_resolves_nothing(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @Jo to ring")
    partnership.database.do("Add", add_organisation, "Jo")
    partnership.database.undo()
    partnership.database.do("Add", add_person, "Jo Smith")
    partnership.database.undo()
    partnership.record("Date: 10 January 2018\nPresent: Jo Smith, Jo Brown\n# Prevent\nnothing")
    assert _waiting(partnership) == [("CG 17/1", "Jo", ("Jo Smith", "Jo Brown"))]


def test_a_note_that_brings_someone_in_resolves_full_names_of_other_meetings_only(
    partnership: Partnership,
) -> None:
    partnership.record("# Prevent\nAction: @Jo to ring\nAction: @Jo Smith to write")
    partnership.record("Date: 10 January 2018\nPresent: Jo Smith\n# Prevent\nelsewhere")
    assert [o[1] for o in _waiting(partnership)] == ["Jo"]


def test_a_name_added_to_the_attendance_resolves_the_meetings_own_owners(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: @JS to ring\nAction: @Jo to write")
    partnership.record("Present: Jo Smith\n# Prevent\nAction: @JS to ring\nAction: @Jo to write")
    assert _owners(partnership) == [("Jo Smith",), ("Jo Smith",)]


def test_an_action_without_an_owner_has_one_once_its_note_is_recorded_with_the_name_known(
    partnership: Partnership,
) -> None:
    note = "# Prevent\nAction: Jo to ring\nAction: @Ben Okafor to write"
    partnership.record(note)
    assert _owners(partnership) == [(), ("Ben Okafor",)]
    partnership.database.do("Add", add_person, "Jo Smith")
    partnership.record(note)
    assert [(row.owners, row.text) for row in partnership.actions()] == [
        (("Jo Smith",), "ring"),
        (("Ben Okafor",), "write"),
    ]


def test_an_action_is_given_other_owners_and_keeps_them(partnership: Partnership) -> None:
    note = "Present: Ann Lee, Alan Lowe\n# Prevent\nAction: Ann Lee and Mary to ring"
    meeting_id = partnership.record(note)
    action_id = partnership.actions()[0].id
    partnership.database.do("Assign", assign_action, action_id, owners=["Lowe", "Alan Lowe", "Dee"])
    partnership.record(note)
    assert _owners(partnership) == [("Alan Lowe", "Dee")]
    assert "Ann Lee and Mary to ring" in partnership.typed(meeting_id)
    partnership.record(note.replace("Mary", "Dee"))
    assert _owners(partnership) == [("Ann Lee", "Dee")]
    with pytest.raises(UserError, match="Say who owns"):
        partnership.database.do("Assign", assign_action, action_id, owners=[])


def test_an_initial_and_surname_that_begin_a_line_are_the_owner_and_no_number(
    partnership: Partnership,
) -> None:
    partnership.database.do("Add", add_person, "Ruth Denby")
    partnership.record(
        "# Prevent\nAction: R. Denby to ring\nAction: a. Ruth Denby to ask\nAction: ask (R Denby)"
    )
    assert [(row.owners, row.text) for row in partnership.actions()] == [
        (("Ruth Denby",), "ring"),
        (("Ruth Denby",), "a. ask"),
        (("Ruth Denby",), "ask"),
    ]
