"""People: told apart, put together, and never lost while something is theirs."""

from datetime import date

import pytest
from sqlmodel import SQLModel

from sop_minutes.commands.action_updates import close_part
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat, leave_group, seat_person
from sop_minutes.commands.partnership import add_partnership
from sop_minutes.commands.people import (
    AnotherPersonError,
    add_person,
    delete_person,
    edit_person,
    merge_people,
    name_person,
    rename_person,
    unname_person,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.member_list import read_members
from sop_minutes.domain.members import own_partnership
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.queries.attendance import attendance_list
from sop_minutes.queries.meetings import people_at
from sop_minutes.queries.partners import list_people, list_seats
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import ActionOwner
from tests.conftest import Partnership


def _person(partnership: Partnership, name: str, **more: object) -> int:
    return partnership.database.do("Add", add_person, name, **more)  # type: ignore[arg-type]


def _people(partnership: Partnership) -> dict[str, PersonRow]:
    return {row.name: row for row in partnership.database.read(list_people)}


def test_two_people_become_one_with_all_that_was_either_ones(partnership: Partnership) -> None:
    database = partnership.database
    kept = _person(partnership, "Stephen Parr", role="Head of Housing")
    seat = database.do("Add", add_seat, group_id=partnership.group_id)
    meeting_id = partnership.record(
        "Present: Steven Parr\n# Item\nAction: Steven Parr to ring\nAction: SP to ask"
    )
    double = _people(partnership)["Steven Parr"].id
    database.do("Fill", fill_seat, seat, person_id=double)
    database.do("Name", name_person, double, name="Ste")
    database.do("Edit", edit_person, double, email="sp@example.org", role="Officer")
    before = database.read(list_people)
    database.do("Merge", merge_people, double, into_id=kept)
    assert [(row.aliases, row.email, row.role) for row in database.read(list_people)] == [
        (("Steven Parr", "Ste"), "sp@example.org", "Head of Housing")
    ]
    assert [row.owners for row in partnership.actions()] == [("Stephen Parr",)] * 2
    assert database.read(people_at, meeting_id) == {kept}
    assert [row.person_id for row in database.read(attendance_list, meeting_id)] == [kept]
    assert "Present: Steven Parr\n" in partnership.typed(meeting_id)
    database.undo()
    assert database.read(list_people) == before
    assert partnership.action("CG 17/1").owners == ("Steven Parr",)


def test_what_two_owned_together_is_owned_once_and_done_when_both_parts_were(
    partnership: Partnership,
) -> None:
    database = partnership.database
    kept, double = _person(partnership, "Ann Lee"), _person(partnership, "Anna Lee")
    partnership.record(
        "# Item\nAction: Anna Lee and Ann Lee to ring\nAction: Ann Lee, Anna Lee and Jo Fox to ask"
    )
    first = database.read(lambda s: s.get_one(ActionOwner, 1).action_id)
    database.do("Close", close_part, first, owner_id=1, on=date(2017, 12, 1))
    database.do("Merge", merge_people, double, into_id=kept)
    assert [row.owners for row in partnership.actions()] == [("Ann Lee",), ("Ann Lee", "Jo Fox")]
    assert database.read(lambda s: s.get_one(ActionOwner, 2).done_on) is None


def test_nobody_is_merged_with_themselves(partnership: Partnership) -> None:
    person = _person(partnership, "Ann Lee")
    with pytest.raises(UserError, match="one person already"):
        partnership.database.do("Merge", merge_people, person, into_id=person)


def test_a_merge_moves_all_that_the_database_can_say_of_a_person() -> None:
    keys = (key for table in SQLModel.metadata.tables.values() for key in table.foreign_keys)
    referring = {key.parent.table.name for key in keys if key.column.table.name == "people"}
    assert referring == {
        "action_owners",
        "attendance",
        "chasers",
        "person_names",
        "recipients",
        "seat_holders",
    }


def test_a_renamed_person_is_found_by_the_old_name_too(partnership: Partnership) -> None:
    database = partnership.database
    person = _person(partnership, "Ann Lee")
    database.do("Rename", rename_person, person, name="Dr Ann Okafor")
    assert _people(partnership)["Dr Ann Okafor"].aliases == ("Ann Lee",)
    assert _people(partnership)["Dr Ann Okafor"].initials == "AO"
    partnership.record("# Item\nAction: Ann Lee to ring\nAction: Ann Okafor to ask")
    assert [row.owners for row in partnership.actions()] == [("Dr Ann Okafor",)] * 2
    database.do("Rename", rename_person, person, name="Ann Okafor")
    assert _people(partnership)["Ann Okafor"].aliases == ("Ann Lee",)


@pytest.mark.parametrize("name", ["Siân Pugh", "dr sian pugh", "Pugh, Siân"])
def test_another_persons_name_is_nobody_elses(partnership: Partnership, name: str) -> None:
    _person(partnership, "Dr Siân Pugh", aliases=["Pugh, Siân"])
    other = _person(partnership, "Sam Hall")
    for command in (name_person, rename_person):
        with pytest.raises(AnotherPersonError, match="is another person") as refused:
            partnership.database.do("Name", command, other, name=name)
        assert refused.value.other == "Dr Siân Pugh"


def test_a_person_who_is_there_by_another_name_is_not_added_again(partnership: Partnership) -> None:
    _person(partnership, "Stephen Parr", aliases=["Steven Parr", "Ste"])
    with pytest.raises(UserError, match="already there as Stephen Parr"):
        _person(partnership, "Mr Steven Parr")
    _person(partnership, "Stella Hunt", aliases=["Ste"])


def test_what_is_said_of_a_person_is_changed(partnership: Partnership) -> None:
    database = partnership.database
    person = _person(partnership, "Ann Lee", email="a@example.org", role="Officer")
    police = database.do("Add", add_organisation, "Thames Valley Police")
    database.do("Edit", edit_person, person, organisation_id=police, initials="AKL", role="")
    row = _people(partnership)["Ann Lee"]
    assert (row.organisation, row.initials, row.role, row.email) == (
        "Thames Valley Police",
        "AKL",
        "",
        "a@example.org",
    )
    database.do("Edit", edit_person, person, initials="")
    assert _people(partnership)["Ann Lee"].initials == "AL"
    with pytest.raises(UserError, match="not an e-mail"):
        database.do("Edit", edit_person, person, email="nobody")


def test_a_person_is_deleted_only_when_nothing_is_theirs(partnership: Partnership) -> None:
    database = partnership.database
    person = _person(partnership, "Ann Lee", aliases=["Annie"])
    partnership.record("Present: Ann Lee\n# Item\nAction: Annie to ring\nAction: AL to ask")
    with pytest.raises(UserError, match="Ann Lee owns 2 actions and is on 1 attendance list"):
        database.do("Delete", delete_person, person)
    spare = _person(partnership, "Ben Hall", aliases=["Benny"])
    database.do("Delete", delete_person, spare)
    assert list(_people(partnership)) == ["Ann Lee"]
    database.undo()
    assert _people(partnership)["Ben Hall"].aliases == ("Benny",)


def test_another_name_is_taken_away(partnership: Partnership) -> None:
    person = _person(partnership, "Ann Lee", aliases=["Annie"])
    partnership.database.do("Unname", unname_person, person, name="annie")
    assert _people(partnership)["Ann Lee"].aliases == ()
    with pytest.raises(UserError, match="no other name"):
        partnership.database.do("Unname", unname_person, person, name="Annie")


def test_a_seat_is_left_by_who_fills_it(partnership: Partnership) -> None:
    database, group_id = partnership.database, partnership.group_id
    ann, ben, cy = (_person(partnership, name) for name in ("Ann Lee", "Ben Hall", "Cy Dunn"))
    seat = database.do("Seat", seat_person, ann, group_id=group_id, from_on=date(2017, 1, 1))
    with pytest.raises(UserError, match="Ann Lee is in no seat of CG"):
        database.do("Leave", leave_group, ann, group_id=group_id, on=date(2016, 12, 31))
    database.do("Leave", leave_group, ann, group_id=group_id, on=date(2017, 6, 30))
    assert database.do("Seat", seat_person, ben, group_id=group_id, from_on=date(2017, 7, 1)) == seat
    assert database.do("Seat", seat_person, cy, group_id=group_id, deputy=True) == seat
    assert database.do("Seat", seat_person, cy, group_id=group_id) != seat
    meeting_id = partnership.record("# Item\nnothing")
    assert [row.name for row in database.read(attendance_list, meeting_id)] == ["Ben Hall", "Cy Dunn"]
    now = [(row.person, row.deputy) for row in database.read(list_seats, on=date(2017, 11, 15))]
    assert now == [("Ben Hall", False), ("Cy Dunn", True), ("Cy Dunn", False)]
    assert [row.person for row in database.read(list_seats, group_id)] == [
        "Ann Lee",
        "Ben Hall",
        "Cy Dunn",
        "Cy Dunn",
    ]


def test_a_group_that_is_set_up_seats_each_of_two_people_of_one_name(database: Database) -> None:
    pasted = (
        "Sam Patel, Police, Sergeant, sam@x.org\nSam Patel, Housing Trust, Officer, s.patel@y.org\n"
        "Sam Patel, Police, Analyst, sp@x.org\nBo Ray, Police\nSam Patel\n"
    )
    sheet = own_partnership("Safer Town", "Board", "SB", read_members(pasted))
    database.do("Set up", add_partnership, sheet)
    people = {row.id: row for row in database.read(list_people)}
    assert sorted((row.name, row.organisation, row.email) for row in people.values()) == [
        ("Bo Ray", "Police", ""),
        ("Sam Patel", "Housing Trust", "s.patel@y.org"),
        ("Sam Patel", "Police", "sam@x.org"),
        ("Sam Patel", "Police", "sp@x.org"),
    ]
    seats = database.read(list_seats)
    assert {seat.person_id for seat in seats} == set(people)
    assert all(people[seat.person_id or 0].organisation == seat.organisation for seat in seats)
