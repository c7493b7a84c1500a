"""A partnership written down in TOML files."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.partnership import (
    GroupEntry,
    OrganisationEntry,
    PartnershipSheet,
    PersonEntry,
    PlannedMeeting,
    PriorityEntry,
    SeatEntry,
    TimetableCell,
    UpdateEntry,
)
from sop_minutes.domain.words import ActionStatus, GroupKind, ReportRole, Season

T = TypeVar("T")


def read_partnership(*paths: Path) -> PartnershipSheet:
    """Return what the files say together. Raises UserError naming the file and entry that is wrong."""
    tables: dict[str, list[tuple[Path, dict[str, Any]]]] = {}
    for path in paths:
        for name, entries in _parsed(path).items():
            tables.setdefault(name, []).extend((path, entry) for entry in entries)
    return PartnershipSheet(
        groups=_each(tables, "group", _group),
        organisations=_each(tables, "organisation", lambda e: OrganisationEntry(**_tupled(e))),
        people=_each(tables, "person", lambda e: PersonEntry(**_tupled(e))),
        seats=_each(tables, "seat", _seat),
        reports=_each(tables, "report", lambda e: str(e["name"])),
        timetable=_each(tables, "timetable", _cell),
        objectives=_each(tables, "objective", lambda e: (int(e["number"]), str(e["title"]))),
        priorities=_each(tables, "priority", lambda e: PriorityEntry(**_tupled(e))),
        meetings=_each(tables, "meeting", _meeting),
        updates=_each(tables, "update", _update),
    )


def _parsed(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name} is not written as it should be: {error}.") from error


def _each(
    tables: dict[str, list[tuple[Path, dict[str, Any]]]], name: str, read: Callable[[dict[str, Any]], T]
) -> tuple[T, ...]:
    found = []
    for path, entry in tables.get(name, ()):
        try:
            found.append(read(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(f"{path.name}: a {name} is not written as it should be ({error}).") from error
    return tuple(found)


def _tupled(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _group(entry: dict[str, Any]) -> GroupEntry:
    return GroupEntry(**{**_tupled(entry), "kind": GroupKind(entry.get("kind", "group"))})


def _seat(entry: dict[str, Any]) -> SeatEntry:
    rest = _without(entry, ("from", "to"))
    return SeatEntry(**rest, from_on=_day(entry.get("from")), until_on=_day(entry.get("to")))


def _cell(entry: dict[str, Any]) -> TimetableCell:
    return TimetableCell(entry["report"], entry["group"], ReportRole(entry["does"]), Season(entry["season"]))


def _meeting(entry: dict[str, Any]) -> PlannedMeeting:
    return PlannedMeeting(entry["group"], date.fromisoformat(entry["date"]), bool(entry.get("provisional")))


def _update(entry: dict[str, Any]) -> UpdateEntry:
    status = ActionStatus(entry["status"]) if "status" in entry else None
    return UpdateEntry(**{**entry, "on": date.fromisoformat(entry["on"]), "status": status})


def _without(entry: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in names}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
