"""Invitations to meetings, and the time of day in the words it was typed in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """What a calendar file says of a meeting, the same to everybody.

    `time` is as typed; `minutes_planned` is the sum of the agenda's, 0 for none.
    """

    uid: str
    sequence: int
    group: str
    on: date
    time: str = ""
    place: str = ""
    provisional: bool = False
    cancelled: bool = False
    minutes_planned: int = 0


_NOON = {"noon": 12, "midday": 12, "midnight": 0}
_CLOCK = (
    r"(?:(?P<hour{0}>2[0-4]|[01]?\d)(?:[:.](?P<minute{0}>[0-5]\d))?(?!\d|[:.]\d)\s*"
    r"(?:(?P<half{0}>[ap])\.?\s?m\b\.?|(?P<hours{0}>hrs?\b|hours\b|o['’]clock\b)|(?:12\s*)?(?P<late{0}>noon|midday)\b)?"
    r"|(?P<four{0}>[01]\d[0-5]\d|2[0-3][0-5]\d)(?:\s*(?:hrs?|hours)\b)?"
    r"|(?P<word{0}>noon|midday|midnight)\b)"
)
_TIMES = re.compile(
    rf"(?<![\d:.])(?:from\s+)?{_CLOCK.format(1)}(?:\s*(?:[-‐‑–—]|to|until|till|and|through)\s*{_CLOCK.format(2)})?",
    re.IGNORECASE,
)
_FIRST_HOUR = 7
"""Before it no meeting begins: “2–4” is in the afternoon."""


def unread_time(text: str) -> str:
    """Return what to say of an invitation to a meeting of this time, "" where all is well."""
    if meeting_times(text) is not None:
        return ""
    said = f"The time “{text}” cannot be read" if text else "The meeting has no time"
    return f"{said}: it is in the file as a whole day."


def whom_to_send_it(people: Sequence[tuple[str, str]]) -> str:
    """Return what to say of who is to get an invitation: names, each with an address or "" for none."""
    if not people:
        return "Nobody fills a seat of the group on that day: the file is for nobody yet."
    each = (f"{name} <{address}>" if address else f"{name} (no e-mail address)" for name, address in people)
    return f"Send it to: {', '.join(each)}."


def meeting_times(text: str) -> tuple[time, time | None] | None:
    """Return when a meeting begins and ends as its time was typed; None where it cannot be read.

    “10am–12 noon”, “14:00 to 16:00”, “2-4pm”, “1400-1600 hrs”; an end of None was not said.
    """
    found = _TIMES.search(text)
    if found is None or not _says_time(found):
        return None
    begins, ends = _read(found, "1"), _read(found, "2")
    if begins is None:
        return None
    begun = _at(begins, _half_of_start(found, begins, ends))
    if ends is None:
        return begun, None
    ended = _at(ends, found["half2"])
    if ended <= begun and not found["half2"] and ended.hour < 12:
        ended = ended.replace(hour=ended.hour + 12)
    return (begun, ended) if ended > begun else (begun, None)


def meeting_span(sheet: InvitationSheet) -> tuple[datetime, datetime] | None:
    """Return from when to when a meeting is, in local time; None where its time cannot be read.

    Where no end was said, it lasts as long as its agenda, or else an hour.
    """
    times = meeting_times(sheet.time)
    if times is None:
        return None
    begins = datetime.combine(sheet.on, times[0], LONDON)
    if times[1] is not None:
        return begins, datetime.combine(sheet.on, times[1], LONDON)
    return begins, begins + timedelta(minutes=sheet.minutes_planned or 60)


def _says_time(found: re.Match[str]) -> bool:
    """Say whether what was found is a time and no other number, such as that of a room."""
    marked = ("minute", "half", "hours", "late", "four", "word")
    return any(found[f"{name}{n}"] for name in marked for n in "12") or found["hour2"] is not None


def _read(found: re.Match[str], which: str) -> tuple[int, int] | None:
    if found[f"word{which}"]:
        return _NOON[found[f"word{which}"].lower()], 0
    if found[f"four{which}"]:
        return int(found[f"four{which}"][:2]), int(found[f"four{which}"][2:])
    if found[f"hour{which}"] is None:
        return None
    return int(found[f"hour{which}"]) % 24, int(found[f"minute{which}"] or 0)


def _half_of_start(found: re.Match[str], begins: tuple[int, int], ends: tuple[int, int] | None) -> str | None:
    """Return whether a meeting begins in the morning or the afternoon, as said of it or of its end."""
    half: str | None = found["half1"]
    if half or found["four1"] or found["word1"] or found["late1"]:
        return half
    if ends is not None and found["half2"] and begins < ends and ends[0] < 12:
        return str(found["half2"])
    return "p" if 0 < begins[0] < _FIRST_HOUR and not found["minute1"] else None


def _at(clock: tuple[int, int], half: str | None) -> time:
    hour, minute = clock
    if half and half.lower() == "p" and hour < 12:
        hour += 12
    elif half and half.lower() == "a" and hour == 12:
        hour = 0
    return time(hour, minute)
