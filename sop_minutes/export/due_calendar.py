"""Calendar files: due dates as all-day events."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import AUDIENCE_LABELS, ActionStatus, Audience
from sop_minutes.export.wording import entry_text, origin_text, owners_text, status_text

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DROPPED = (ActionStatus.CANCELLED, ActionStatus.MERGED)

_CLASSES = {
    Audience.PUBLIC: "PUBLIC",
    Audience.MEMBERS: "PRIVATE",
    Audience.RESTRICTED: "CONFIDENTIAL",
}
"""Who may see an event, to a calendar that asks."""


def render_calendar(
    rows: Sequence[ActionRow], title: str, extent: str, database: str, now: datetime
) -> bytes:
    """Return the actions that have a due date as one calendar.

    An action keeps its UID from file to file and its SEQUENCE rises, so that a calendar that has it
    already moves it.
    """
    calendar = _calendar()
    calendar.add("x-wr-calname", clean_text(title))
    calendar.add("x-wr-caldesc", clean_text(extent))
    for row in rows:
        if row.due.on:
            uid = _uid(row, database)
            calendar.add_component(_event(row, uid, _sequence(now), row.due.on, now.astimezone(UTC)))
    return bytes(calendar.to_ical())


def render_due_date(row: ActionRow, day: date, database: str, now: datetime) -> bytes:
    """Return an action as a calendar of its own, which is all that Outlook takes from a file.

    It stands on its due date, or on another `day` if that is over. Its UID is not that of the log's event.
    """
    calendar = _calendar()
    event = _event(row, f"due-{_uid(row, database)}", _sequence(now), day, now.astimezone(UTC))
    if row.due.on is not None and row.due.on < day:
        event["summary"] = vText(f"Overdue: {event['summary']}")
        event["description"] = vText(f"Due: {format_date(row.due.on)}\n{event['description']}")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _sequence(now: datetime) -> int:
    """Return a number that only ever rises."""
    return int((now - _EPOCH).total_seconds())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//SOP Minutes//Action log//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _uid(row: ActionRow, database: str) -> str:
    """Return what no other action's event is called: references of two databases can be the same."""
    return f"{row.id}.{database}@sop-minutes"


def _event(row: ActionRow, uid: str, sequence: int, due: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("sequence", sequence)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", clean_text(f"{AUDIENCE_LABELS[row.audience]}{row.ref}: {entry_text(row.text)}"))
    event.add("class", _CLASSES[row.audience])
    event.add("description", clean_text(_description(row)))
    event.add("categories", [clean_text(name) for name in ("Action", row.group) if name.strip()])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if row.status in _DROPPED else "CONFIRMED")
    return event


def _description(row: ActionRow) -> str:
    return f"Owner: {owners_text(row.owners)}\nStatus: {status_text(row.status)}\nFrom: {origin_text(row)}"
