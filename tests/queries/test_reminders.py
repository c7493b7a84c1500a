"""Who was chased when, by when an answer is wanted, and as what somebody is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sop_minutes.commands.chasing import record_chasers
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.chasing import Reminded, Sender, ToChase, answer_by
from sop_minutes.queries.chasing import sender_of, to_chase
from tests.conftest import Partnership

TODAY = date(2017, 12, 4)
NOTE = "# Prevent\nAction: @Ann Lee to ring by 1 December\nAction: @Ann Lee @Bo Ray to write by 8 December"


@pytest.fixture
def owing(partnership: Partnership) -> Partnership:
    for name in ("Ann Lee", "Bo Ray"):
        partnership.database.do("Add", add_person, name, email=f"{name[0]}@example.org")
    partnership.record(NOTE)
    return partnership


def chased(partnership: Partnership, within: int | None = 5) -> ToChase:
    return partnership.database.read(to_chase, TODAY, within=within)


def remind(partnership: Partnership, on: date, within: int | None = 5) -> None:
    sheets = [replace(sheet, code=f"{on}{sheet.name}") for sheet in chased(partnership, within).sheets]
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    partnership.database.do("Chase", record_chasers, sheets, at=at)


def reminded(partnership: Partnership, within: int | None = 5) -> dict[str, Reminded]:
    found = chased(partnership, within)
    names = {sheet.person_id: sheet.name for sheet in found.sheets}
    return {names[person_id]: last for person_id, last in found.reminded.items()}


def test_when_somebody_was_last_reminded_is_known_and_whether_of_all(owing: Partnership) -> None:
    assert reminded(owing) == {}
    earlier = date(2017, 11, 27)
    remind(owing, earlier)
    assert reminded(owing) == {"Ann Lee": Reminded(earlier, True), "Bo Ray": Reminded(earlier, True)}
    remind(owing, TODAY, within=None)
    assert reminded(owing) == {"Ann Lee": Reminded(TODAY, False), "Bo Ray": Reminded(earlier, True)}
    assert reminded(owing, within=None) == {"Ann Lee": Reminded(TODAY, True)}
    owing.database.undo()
    assert reminded(owing)["Ann Lee"] == Reminded(earlier, True)


def test_who_was_reminded_today_of_all_is_so(owing: Partnership) -> None:
    remind(owing, TODAY, within=None)
    assert [chased(owing).is_reminded(sheet.person_id, TODAY) for sheet in chased(owing).sheets] == [
        False,
        False,
    ]
    (ann,) = chased(owing, None).sheets
    assert chased(owing, None).is_reminded(ann.person_id, TODAY)
    assert not chased(owing, None).is_reminded(ann.person_id, date(2017, 12, 5))


@pytest.mark.parametrize(
    ("today", "meeting", "by"),
    [
        (date(2017, 12, 4), None, date(2017, 12, 11)),
        (date(2017, 12, 4), date(2018, 3, 14), date(2017, 12, 11)),
        (date(2017, 12, 4), date(2017, 12, 13), date(2017, 12, 8)),
        (date(2017, 12, 4), date(2017, 12, 7), date(2017, 12, 5)),
        (date(2017, 12, 8), date(2017, 12, 9), date(2017, 12, 11)),
        (date(2017, 12, 20), None, date(2017, 12, 29)),
        (date(2017, 12, 20), date(2018, 1, 3), date(2017, 12, 28)),
    ],
)
def test_an_answer_is_wanted_within_a_working_week_and_before_the_meeting(
    today: date, meeting: date | None, by: date
) -> None:
    assert answer_by(today, meeting) == by


def test_the_next_meeting_is_of_a_group_whose_action_is_owed(owing: Partnership) -> None:
    by = [sheet.answer_by for sheet in chased(owing).sheets]
    owing.database.do("Plan", add_meeting, group_id=owing.group_id, on=date(2017, 12, 11))
    assert by == [date(2017, 12, 11)] * 2
    assert [sheet.answer_by for sheet in chased(owing).sheets] == [date(2017, 12, 6)] * 2


def test_as_what_somebody_is_asked_is_kept_with_the_action(owing: Partnership) -> None:
    police = owing.database.do("Add", add_organisation, "Thames Valley Police", short_name="TVP")
    seat_id = owing.database.do("Seat", add_seat, group_id=owing.group_id, organisation_id=police)
    ann = chased(owing).sheets[0].person_id
    owing.database.do("Fill", fill_seat, seat_id, person_id=ann)
    owing.record("Date: 16 November 2017\n# Prevent\nAction: @TVP @Ann Lee @Bo Ray to report by 1 December")
    (owed,) = [owed for owed in chased(owing).sheets[0].owed if owed.row.ref == "CG 17/3"]
    assert (owed.names, owed.bodies) == (("Thames Valley Police", "Ann Lee"), ("Thames Valley Police",))


def test_who_chases_is_known_by_name_and_address(owing: Partnership) -> None:
    ann = chased(owing).sheets[0].person_id
    assert owing.database.read(sender_of, ann) == Sender("Ann Lee", "A@example.org")
    assert owing.database.read(sender_of, 9_999) == Sender()
