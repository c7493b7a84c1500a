"""The facts of a meeting as they are gathered: day, time, place, group, marking, who was there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sop_minutes.domain.grammar.attendance import read_attendance
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.importing.minutes.dates import find_day, find_time
from sop_minutes.importing.minutes.people import is_name, listed, without_honours
from sop_minutes.importing.minutes.vocabulary import ATTENDANCE, is_usual_label

ROLES: Final = {
    "chair": ("chair", AttendanceStatus.PRESENT),
    "minutes": ("minutes", AttendanceStatus.IN_ATTENDANCE),
}
_HOUSE_DATE = re.compile(r"(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8},?\s+\d{4}")
_EDGES: Final = " ,;:–—-.()@|"


@dataclass(slots=True)
class Facts:
    """What is known of a meeting.

    `title` is its note's, "" if it has none. `labels` are the words it stood under, and dates, that
    are not as this house writes them.
    """

    title: str = ""
    day: date | None = None
    time: str = ""
    place: str = ""
    group: str = ""
    marking: str = ""
    attendance: list[AttendanceSheet] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _titled: dict[str, int] = field(default_factory=dict)

    def add(self, people: Sequence[AttendanceSheet]) -> None:
        """Add `people`, each name once, be it with a title; the first status stays, details come together."""
        for person in people:
            known = self._place_of(person.name)
            if known is None:
                self._remember(person.name, len(self.attendance))
                self.attendance.append(person)
                continue
            self._remember(person.name, known)
            if person.detail:
                held = self.attendance[known]
                said: dict[str, str] = {}
                for detail in f"{held.detail}, {person.detail}".split(", "):
                    said.setdefault(detail.casefold(), detail)
                said.pop("", None)
                self.attendance[known] = replace(held, detail=", ".join(said.values()))
            if len(person.name) > len(self.attendance[known].name):
                self.attendance[known] = replace(self.attendance[known], name=person.name)

    def _place_of(self, name: str) -> int | None:
        """Return where someone of this name is held: Cllr Ann Lee is Ann Lee, Mr A Lee is not Mrs A Lee."""
        known = self._places.get(squash(name))
        bare = without_honours(name)
        if known is not None or " " not in bare:
            return known
        return self._titled.get(squash(name)) if bare == name else self._places.get(squash(bare))

    def _remember(self, name: str, place: int) -> None:
        self._places.setdefault(squash(name), place)
        bare = without_honours(name)
        if bare != name:
            self._titled.setdefault(squash(bare), place)

    def take(self, key: str, label: str, raw: str) -> bool:
        """Take the value `raw` that stands under `label`; say whether all of it is held now."""
        if not self._take(key, raw):
            return False
        if key == "date" and not _HOUSE_DATE.match(raw.strip()):
            self.labels.append(f"{label}: {' '.join(raw.split())}")
        else:
            self.note_label(label)
        return True

    def note_label(self, label: str) -> None:
        """Remember a label whose words the note does not show by itself."""
        if label and not is_usual_label(label):
            self.labels.append(label.strip(" :"))

    def _take(self, key: str, raw: str) -> bool:
        text = " ".join(raw.split())
        if key == "substitute" and self._take_substitutes(text):
            return True
        if key in ATTENDANCE:
            found = listed(raw, ATTENDANCE[key])
            self.add(found.people)
            held = all(self._status_of(person) is person.status for person in found.people)
            return found.whole and held and bool(found.people)
        if key in ROLES:
            return self._take_role(key, raw)
        if key == "date" or (key == "time" and find_day(text)):
            return self._take_date(text)
        if key == "group" and not self.group:
            self.group = text
            return not self.title or squash(text) in squash(self.title)
        if key in ("time", "place", "marking") and not getattr(self, key) and len(text) <= 200:
            setattr(self, key, text)
            return True
        return False

    def _status_of(self, person: AttendanceSheet) -> AttendanceStatus:
        return self.attendance[self._places[squash(person.name)]].status

    def _take_substitutes(self, text: str) -> bool:
        """Take "Cy Dunn for Dee Fox": who stands in may be listed among those present as well."""
        found = read_attendance("Substitutes", text)
        whole = all(is_name(entry.name) and entry.substitute_for for entry in found)
        if whole:
            self.attendance += found
        return whole and bool(found)

    def _take_date(self, text: str) -> bool:
        day = find_day(text)
        if day is None or self.day not in (None, day.on):
            return False
        self.day = day.on
        rest = f"{text[: day.start]} {text[day.end :]}".strip(_EDGES)
        if not rest:
            return True
        time = find_time(text)
        self.time = self.time or time
        return bool(time) and not rest.replace(time, "").strip(_EDGES) and self.time == time

    def _take_role(self, key: str, raw: str) -> bool:
        role, status = ROLES[key]
        found = listed(raw, status)
        if not found.whole or not found.people or not all(is_name(person.name) for person in found.people):
            return False
        for person in found.people:
            self.add([replace(person, detail=f"{role}, {person.detail}" if person.detail else role)])
        return True
