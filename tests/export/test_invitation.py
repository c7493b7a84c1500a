"""Meetings as calendar files: what Outlook takes from a file, and other calendars too."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event

from sop_minutes.domain.inviting import InvitationSheet
from sop_minutes.export.invitation import checked_invitation, render_invitation

NOW = datetime(2017, 11, 20, 9, 30, tzinfo=UTC)
SHEET = InvitationSheet(
    uid="meeting-7.0123@sop-minutes",
    sequence=3,
    group="Co-ordination Group",
    on=date(2018, 6, 13),
    time="10am–12 noon",
    place="County Hall; Oxford, OX1",
)


def event(sheet: InvitationSheet) -> Event:
    (found,) = Calendar.from_ical(render_invitation(sheet, NOW)).walk("VEVENT")
    return found


def test_it_is_published_with_its_number_in_local_time() -> None:
    calendar = Calendar.from_ical(render_invitation(SHEET, NOW))
    assert calendar["METHOD"] == "PUBLISH"
    assert "ORGANIZER" not in event(SHEET)
    found = event(SHEET)
    assert (found["UID"], found["SEQUENCE"]) == ("meeting-7.0123@sop-minutes", 3)
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert f"{found['DTSTART'].dt:%d %B %H:%M %z}" == "13 June 10:00 +0100"
    assert f"{found['DTEND'].dt:%H:%M}" == "12:00"
    assert (str(found["SUMMARY"]), str(found["LOCATION"])) == (SHEET.group, SHEET.place)


@pytest.mark.parametrize(("month", "offset"), [(1, "+0000"), (3, "+0000"), (7, "+0100"), (11, "+0000")])
def test_the_zone_it_names_is_in_the_file_and_says_what_london_does(month: int, offset: str) -> None:
    calendar = Calendar.from_ical(render_invitation(replace(SHEET, on=date(2018, month, 14)), NOW))
    (zone,) = calendar.walk("VTIMEZONE")
    begins = datetime(2018, month, 14, 10, tzinfo=zone.to_tz())
    assert f"{begins:%z}" == offset


def test_a_day_to_be_confirmed_is_tentative_and_one_called_off_cancelled() -> None:
    tentative = event(replace(SHEET, provisional=True))
    assert (tentative["STATUS"], str(tentative["SUMMARY"])) == (
        "TENTATIVE",
        "Co-ordination Group (to be confirmed)",
    )
    assert event(SHEET)["STATUS"] == "CONFIRMED"
    cancelled = event(replace(SHEET, cancelled=True, provisional=True))
    assert (cancelled["STATUS"], cancelled["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert str(cancelled["SUMMARY"]) == "Cancelled: Co-ordination Group"


def test_a_time_that_cannot_be_read_stands_there_as_written_and_the_day_is_whole() -> None:
    sheet = replace(SHEET, time="after the board")
    found = event(sheet)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2018, 6, 13), date(2018, 6, 14))
    assert str(found["DESCRIPTION"]) == "Time: after the board"
    assert b"VTIMEZONE" not in render_invitation(sheet, NOW)


@pytest.mark.parametrize("words", ["x\r\nATTENDEE:mailto:evil@example.org", "a\nEND:VEVENT\nb"])
def test_no_word_gets_out_of_its_line(words: str) -> None:
    found = event(replace(SHEET, group=words, place=words, time=words))
    assert "ATTENDEE" not in found


def test_its_own_words_are_no_leak() -> None:
    own = ["County Hall; Oxford", "Private", "Confirmed", "10am", "Europe/London", "3"]
    assert checked_invitation(SHEET, own, NOW) == render_invitation(SHEET, NOW)
