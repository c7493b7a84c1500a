"""An attendance list that is kept in the meeting: the next status, what is typed of a name, the quorum."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sop_minutes.domain.words import AttendanceStatus

HERE = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.IN_ATTENDANCE, AttendanceStatus.SUBSTITUTE})
"""Who is in the room."""

_COUNTED = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.SUBSTITUTE})
_CYCLE = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.APOLOGIES,
    AttendanceStatus.ABSENT,
    AttendanceStatus.SUBSTITUTE,
)
_TIME = r"(?<![0-9:.])(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9]"
_SAID = re.compile(rf"(?P<name>.*?)\s*(?P<arrived>{_TIME})?\s*(?:[-–]\s*(?P<left>{_TIME}))?")
_BRACKET = re.compile(r"(?P<name>[^()]*?)\s*\((?P<detail>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line typed on the list says. None is nothing said; times are ``HH:MM``.

    `name` is "" where the line is about whoever is chosen.
    """

    name: str = ""
    arrived: str | None = None
    left: str | None = None
    detail: str | None = None

    @property
    def is_more_than_a_name(self) -> bool:
        """Say whether the line says something of someone."""
        return any(part is not None for part in (self.arrived, self.left, self.detail))


def read_said(text: str) -> Said:
    """Return what a line says: ``SC``, ``SC 10:40``, ``-11:15``, ``10:40-11:15``, ``(chair)``."""
    line = text.strip()
    bracket = _BRACKET.fullmatch(line)
    if bracket:
        return Said(bracket["name"], detail=bracket["detail"].strip())
    found = _SAID.fullmatch(line)
    if found is None:
        return Said(line)
    return Said(found["name"].strip(), _clock(found["arrived"]), _clock(found["left"]))


def name_typed(text: str) -> str:
    """Return the name in a line that may not be finished: what stands before times and brackets."""
    return re.split(r"[0-9(]", text, maxsplit=1)[0].strip(" -–")


def next_status(status: AttendanceStatus | None, *, deputy: bool = False) -> AttendanceStatus:
    """Return what follows a status, None for a name not listed: a deputy comes as a substitute first."""
    if status is None:
        return AttendanceStatus.SUBSTITUTE if deputy else AttendanceStatus.PRESENT
    at = _CYCLE.index(status) if status in _CYCLE else 0
    return _CYCLE[(at + 1) % len(_CYCLE)]


def missing_for_quorum(quorum: int | None, statuses: Iterable[AttendanceStatus]) -> int | None:
    """Return how many more it takes for a quorum, 0 when there is one; None for a group without.

    Members and substitutes count, those in attendance do not.
    """
    if quorum is None:
        return None
    return max(0, quorum - sum(1 for status in statuses if status in _COUNTED))


def _clock(said: str | None) -> str | None:
    if said is None:
        return None
    hours, minutes = re.split("[:.]", said)
    return f"{int(hours):02d}:{minutes}"
