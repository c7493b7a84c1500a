"""The JSON of the command line. Its keys are stable: scripts rely on them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.sheets import (
    ActionRow,
    Due,
    GroupRow,
    ItemSheet,
    MeetingRow,
    MeetingSheet,
    NoteSheet,
    OrganisationRow,
    PersonRow,
    PointSheet,
    SearchRow,
    SeatRow,
)
from sop_minutes.domain.words import ActionStatus, PointKind

if TYPE_CHECKING:
    from sop_minutes.queries.action_history import UpdateRow
    from sop_minutes.queries.action_life import ActionLife, Step


_NO_NOTES: Mapping[str, str] = MappingProxyType({})


def action_json(row: ActionRow, as_of: date) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "text": row.text,
        "owners": list(row.owners),
        "due": row.due.on.isoformat() if row.due.on else None,
        "due_as_written": row.due.as_written,
        "due_precision": row.due.precision.value,
        "status": row.status.value,
        "overdue": is_overdue(row.due, row.status, as_of),
        "audience": row.audience.value,
        "meeting": row.meeting,
        "item": row.item,
        "group": row.group,
        "done": row.done_on.isoformat() if row.done_on else None,
        "note": row.last_note,
    }


def life_json(life: "ActionLife") -> dict[str, Any]:
    """Return what `action_json` does not say of an action: its whole life."""
    return {
        "said": life.said,
        "raised": life.row.raised_on.isoformat() if life.row.raised_on else None,
        "history": [_step_json(step) for step in life.steps],
        "due_changes": [
            {"at": change.at.isoformat(), "who": change.who, **_moved_json(change.before, change.after)}
            for change in life.due_changes
        ],
        "parts": [
            {"owner": part.name, "done": part.done_on.isoformat() if part.done_on else None}
            for part in life.parts
        ],
        "links": [{"title": link.title, "address": link.address} for link in life.links],
        "priority": life.priority or None,
        "merged_into": life.merged_into or None,
        "merged_from": list(life.merged_from),
        "chasers": [
            {"at": row.at.isoformat(), "to": row.to_name, "address": row.to_address} for row in life.chasers
        ],
        "proposals": [
            {
                "from": row.from_name,
                "on": row.received_on.isoformat(),
                "note": row.note,
                "audience": row.audience.value,
                "status": row.status.value if row.status else None,
                "due_as_written": row.due,
            }
            for row in life.proposals
        ],
    }


def _step_json(step: "Step") -> dict[str, Any]:
    was = step.due_before
    return _update_json(step.update) | {
        "due_before": was.on.isoformat() if was and was.on else None,
        "who": step.who,
        "at": step.at.isoformat() if step.at else None,
    }


def _moved_json(before: Due, after: Due) -> dict[str, str | None]:
    return {
        "due_before": before.on.isoformat() if before.on else None,
        "due": after.on.isoformat() if after.on else None,
    }


def _update_json(row: "UpdateRow") -> dict[str, Any]:
    return {
        "on": row.on.isoformat(),
        "note": row.note,
        "status": row.status.value if row.status else None,
        "due": row.due.on.isoformat() if row.due and row.due.on else None,
        "due_as_written": row.due.as_written if row.due else None,
        "meeting": row.meeting or None,
        "audience": row.audience.value,
    }


def meeting_json(sheet: MeetingSheet) -> dict[str, Any]:
    return {
        "key": sheet.key,
        "group": sheet.group_name,
        "date": sheet.note.on.isoformat() if sheet.note.on else None,
        "state": sheet.state.value,
        "provisional": sheet.note.provisional,
        "heading": sheet.heading,
        **note_json(sheet.note, {row.ref: row.last_note for row in sheet.actions}),
    }


def note_json(note: NoteSheet, last_notes: Mapping[str, str] = _NO_NOTES) -> dict[str, Any]:
    """Return a note; `last_notes` are the newest notes on its actions, by reference."""
    numbers = iter(range(1, len(note.items) + 1))
    return {
        "title": note.title,
        "time": note.time,
        "place": note.place,
        "marking": note.marking,
        "attendance": [
            {
                "name": entry.name,
                "status": entry.status.value,
                "detail": entry.detail,
                "substitute_for": entry.substitute_for,
            }
            for entry in note.attendance
        ],
        "items": [_item_json(item, next(numbers) if item.title else 0, last_notes) for item in note.items],
    }


def _item_json(item: ItemSheet, number: int, last_notes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": number,
        "title": item.title,
        "presenter": item.presenter,
        "kind": item.kind.value,
        "audience": item.audience.value,
        "points": [_point_json(point, last_notes) for point in item.points],
    }


def _point_json(point: PointSheet, last_notes: Mapping[str, str]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": _KINDS[point.kind],
        "level": point.level,
        "text": point.text,
        "audience": point.audience.value,
    }
    if point.action is not None:
        shown["ref"] = point.action.ref
        shown["status"] = point.action.status.value
        shown["note"] = last_notes.get(point.action.ref or "", "")
    elif point.became is not None:
        shown["status"] = point.became.status.value if point.became.status else ActionStatus.OPEN.value
        shown["note"] = point.became.as_written
    if point.kind is PointKind.REFERRAL:
        shown["referral"] = True
    return shown


_KINDS = {kind: kind.value for kind in PointKind} | {PointKind.REFERRAL: PointKind.POINT.value}


def meeting_row_json(row: MeetingRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "group": row.group,
        "date": row.on.isoformat(),
        "provisional": row.provisional,
        "state": row.state.value,
    }


def group_json(row: GroupRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind.value,
        "parent": row.parent or None,
        "aliases": list(row.aliases),
        "former_names": list(row.former_names),
    }


def person_json(row: PersonRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "initials": row.initials,
        "organisation": row.organisation,
        "role": row.role,
        "email": row.email,
        "aliases": list(row.aliases),
    }


def organisation_json(row: OrganisationRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "short_name": row.short_name,
        "parent": row.parent or None,
        "aliases": list(row.aliases),
    }


def seat_json(row: SeatRow) -> dict[str, Any]:
    return {
        "group": row.group,
        "organisation": row.organisation,
        "role": row.role,
        "person": row.person or None,
        "deputy": row.deputy,
        "from": row.from_on.isoformat() if row.from_on else None,
        "until": row.until_on.isoformat() if row.until_on else None,
    }


def search_json(row: SearchRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "text": row.text,
        "meeting": row.meeting,
        "item": row.item,
        "ref": row.ref or None,
        "audience": row.audience.value,
    }
