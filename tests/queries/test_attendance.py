"""Who may be expected at a meeting."""

from datetime import date

from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.queries.attendance import attendance_list
from tests.conftest import Partnership


def _seat(partnership: Partnership, organisation: str, role: str, *names: str, **when: date) -> None:
    do = partnership.database.do
    of = do("Add", add_organisation, organisation)
    seat = do("Add", add_seat, group_id=partnership.group_id, organisation_id=of, role=role)
    for number, name in enumerate(names):
        person = do("Add", add_person, name, organisation_id=of)
        do("Fill", fill_seat, seat, person_id=person, deputy=number > 0, **when)


def test_members_come_first_the_chair_before_all_then_others_then_deputies(partnership: Partnership) -> None:
    _seat(partnership, "City Council", "member", "Ann Lee", "Dee Fox")
    _seat(partnership, "Fire Service", "chair", "Ben Okafor")
    _seat(partnership, "Old Service", "member", "Cy Dunn", until_on=date(2016, 1, 1))
    meeting_id = partnership.record("Present: Ann Lee (from 10:40), Jo March\nApologies: Ben Okafor")
    rows = partnership.database.read(attendance_list, meeting_id)
    assert [(row.name, str(row.status), row.role, row.deputy_for) for row in rows] == [
        ("Ben Okafor", "apologies", "chair", ""),
        ("Ann Lee", "present", "member", ""),
        ("Jo March", "present", "", ""),
        ("Dee Fox", "None", "member", "Ann Lee"),
    ]
    assert rows[1].detail == "from 10:40"
    assert rows[1].organisation == "City Council"


def test_a_deputy_who_came_is_listed_once(partnership: Partnership) -> None:
    _seat(partnership, "City Council", "member", "Ann Lee", "Dee Fox")
    meeting_id = partnership.record("Substitutes: Dee Fox for Ann Lee")
    rows = partnership.database.read(attendance_list, meeting_id)
    assert [(row.name, row.status) for row in rows] == [
        ("Ann Lee", None),
        ("Dee Fox", AttendanceStatus.SUBSTITUTE),
    ]
    assert rows[1].substitute_for == "Ann Lee"


def test_nobody_is_at_a_meeting_that_is_gone(partnership: Partnership) -> None:
    assert partnership.database.read(attendance_list, 99) == ()
