"""The time of a meeting, as people type it."""

from datetime import date, time

import pytest

from sop_minutes.domain.inviting import InvitationSheet, meeting_span, meeting_times, whom_to_send_it


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("10am–12 noon", (10, 0), (12, 0)),
        ("10am - 12noon", (10, 0), (12, 0)),
        ("14:00 to 16:00", (14, 0), (16, 0)),
        ("10:00–12:30", (10, 0), (12, 30)),
        ("10.30am until 12.30pm", (10, 30), (12, 30)),
        ("2-4pm", (14, 0), (16, 0)),
        ("2pm–4pm", (14, 0), (16, 0)),
        ("2–4", (14, 0), (16, 0)),
        ("9.30-11.00", (9, 30), (11, 0)),
        ("10-12", (10, 0), (12, 0)),
        ("10-2pm", (10, 0), (14, 0)),
        ("11 to 1", (11, 0), (13, 0)),
        ("11am to 1pm", (11, 0), (13, 0)),
        ("11:30 to 1:30", (11, 30), (13, 30)),
        ("1400-1600 hrs", (14, 0), (16, 0)),
        ("1400 hours", (14, 0), None),
        ("from 10 a.m. to 12 p.m.", (10, 0), (12, 0)),
        ("10 o’clock", (10, 0), None),
        ("noon to 2pm", (12, 0), (14, 0)),
        ("12 noon – 2 pm", (12, 0), (14, 0)),
        ("12:00 midday to 13:00", (12, 0), (13, 0)),
        ("Midday", (12, 0), None),
        ("12-1.30pm", (12, 0), (13, 30)),
        ("9am", (9, 0), None),
        ("09:30", (9, 30), None),
        ("19:00", (19, 0), None),
        ("10am to 9am", (10, 0), None),
        ("Coffee from 9.30am, 10am to 12", (9, 30), None),
    ],
)
def test_a_time_that_can_be_read(text: str, begins: tuple[int, int], ends: tuple[int, int] | None) -> None:
    assert meeting_times(text) == (time(*begins), time(*ends) if ends else None)


@pytest.mark.parametrize(
    "text", ["", "tbc", "after the board", "Room 10", "all day", "25:00", "10:75", "31/1/2018"]
)
def test_a_time_that_cannot_be_read(text: str) -> None:
    assert meeting_times(text) is None


def test_a_meeting_lasts_as_long_as_said_or_as_its_agenda_or_an_hour() -> None:
    on = date(2017, 11, 15)

    def span(said: str, planned: int = 0) -> tuple[str, ...]:
        sheet = InvitationSheet("u", 0, "CG", on, time=said, minutes_planned=planned)
        return tuple(f"{each:%d %H:%M %Z}" for each in meeting_span(sheet) or ())

    assert span("10am to 12") == ("15 10:00 GMT", "15 12:00 GMT")
    assert span("10am", 90) == ("15 10:00 GMT", "15 11:30 GMT")
    assert span("23:30") == ("15 23:30 GMT", "16 00:30 GMT")
    assert span("tbc") == ()


def test_who_is_to_get_it_is_said_by_name_with_or_without_an_address() -> None:
    people = [("Ann Lee", "ann@example.org"), ("Ben Okafor", "")]
    assert whom_to_send_it(people) == "Send it to: Ann Lee <ann@example.org>, Ben Okafor (no e-mail address)."
    assert "for nobody yet" in whom_to_send_it([])
