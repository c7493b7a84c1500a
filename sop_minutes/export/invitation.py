"""A meeting as a calendar file: an invitation, its updates, and that it is called off."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from sop_minutes.domain.inviting import LONDON, InvitationSheet, meeting_span
from sop_minutes.domain.text import clean_line
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.withheld import refuse_withheld

_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def checked_invitation(sheet: InvitationSheet, withheld: Sequence[str], now: datetime) -> bytes:
    """Return the calendar file of a meeting. Raises UserError if it would hold a text of `withheld`."""
    content = render_invitation(sheet, now)

    def fixed() -> Iterator[str]:
        bare = replace(sheet, uid="·", group="·", time="10am", place="·")
        yield from found_texts(render_invitation(bare, now), ".ics")

    shown = [sheet.uid, sheet.group, sheet.time, sheet.place]
    refuse_withheld(content, ".ics", withheld, shown=shown, fixed=fixed, name="invitation")
    return content


def render_invitation(sheet: InvitationSheet, now: datetime) -> bytes:
    """Return the calendar file of a meeting: one event, known again by its `uid`, newer by its `sequence`.

    It is published, not requested: a request needs an organiser whom the answers go to, and without one
    Outlook does not take it from a file. Nobody who is invited stands in it: what is published has no
    attendees, and nobody's address is for the others. It is in local time, or all day where the time
    cannot be read.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//SOP Minutes//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if meeting_span(sheet) is not None:
        calendar.add_component(Timezone.from_ical(_LONDON))
    calendar.add_component(_event(sheet, now))
    return bytes(calendar.to_ical())


def _event(sheet: InvitationSheet, now: datetime) -> Event:
    event = Event()
    event.add("uid", sheet.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    event.add("sequence", sheet.sequence)
    begins, ends = _span(sheet)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", _summary(sheet))
    if sheet.place:
        event.add("location", clean_line(sheet.place))
    if meeting_span(sheet) is None and sheet.time:
        event.add("description", f"Time: {clean_line(sheet.time)}")
    event.add("status", "CANCELLED" if sheet.cancelled else "TENTATIVE" if sheet.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if sheet.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _span(sheet: InvitationSheet) -> tuple[date, date] | tuple[datetime, datetime]:
    span = meeting_span(sheet)
    if span is None:
        return sheet.on, sheet.on + timedelta(days=1)
    return span[0].astimezone(LONDON), span[1].astimezone(LONDON)


def _summary(sheet: InvitationSheet) -> str:
    said = f"Cancelled: {sheet.group}" if sheet.cancelled else sheet.group
    return clean_line(f"{said} (to be confirmed)" if sheet.provisional and not sheet.cancelled else said)
