"""Who was there, when and where, by a corrected copy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sop_minutes.commands.alignment import aligned
from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import AttendanceSheet, NoteSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience

Attendance = tuple[AttendanceSheet, ...]


class Details(NamedTuple):
    """The kept note with its details as the copy says, and sentences on what was not taken or is gone."""

    note: NoteSheet
    remarks: tuple[str, ...]


def details_by_copy(
    held: NoteSheet, copy: NoteSheet, reader: Audience | None, printed: NoteSheet | None
) -> Details:
    """Return `held` with what `copy` says of the meeting. What it does not say stays, and so does the day."""
    note = replace(
        held,
        title=_field("title", held, copy, printed),
        time=_field("time", held, copy, printed),
        place=_field("place", held, copy, printed),
        marking=_field("marking", held, copy, printed),
        attendance=_attendance(held.attendance, copy.attendance, reader, printed),
    )
    fields, names = _remarks_on_fields(held, copy, printed), _remarks_on_names(held, copy, note)
    return Details(note, (*fields, *names))


def _field(name: str, held: NoteSheet, copy: NoteSheet, printed: NoteSheet | None) -> str:
    kept, said = getattr(held, name), getattr(copy, name)
    if printed is not None and said == getattr(printed, name):
        return str(kept)
    return str(said or kept)


def _remarks_on_fields(held: NoteSheet, copy: NoteSheet, printed: NoteSheet | None) -> Iterator[str]:
    if held.on is not None and copy.on is not None and copy.on != held.on:
        yield f"The meeting stays on {format_date(held.on)}."
    for name in ("time", "place"):
        if printed is not None and getattr(printed, name) and not getattr(copy, name):
            yield f"The copy does not say the {name}; it stays: {getattr(held, name)}."


def _attendance(
    held: Attendance, copied: Attendance, reader: Audience | None, printed: NoteSheet | None
) -> Attendance:
    """Return who was there by the copy, in the kept order.

    A copy that names nobody says nothing of it; names on one that did not have the list are more names.
    """
    if not copied or (printed is not None and copied == printed.attendance):
        return held
    names = {squash(entry.name) for entry in held}
    if reader is Audience.PUBLIC or (reader is None and not _has_list(names, copied)):
        return (*held, *(entry for entry in copied if squash(entry.name) not in names))
    same = (lambda e: e, lambda e: (squash(e.name), e.status), lambda e: squash(e.name))
    keys = [(key, key) for key in same]
    pairs, _ = aligned(held, copied, keys, lambda _old, _new: 0.0)
    place = {id(old): number for number, old in enumerate(held)}
    order = sorted(pairs, key=lambda pair: place[id(pair[0])] if pair[0] is not None else len(held))
    return tuple(new for _, new in order)


def _has_list(names: set[str], copied: Attendance) -> bool:
    """Say whether a copy has the kept list of names: most of them."""
    return 2 * len(names & {squash(entry.name) for entry in copied}) > len(names)


def _remarks_on_names(held: NoteSheet, copy: NoteSheet, now: NoteSheet) -> Iterator[str]:
    listed = {squash(entry.name) for entry in now.attendance}
    gone = dict.fromkeys(entry.name for entry in held.attendance if squash(entry.name) not in listed)
    if gone:
        yield f"No longer on the list of who was there: {', '.join(gone)}."
    kept = {(squash(entry.name), entry.status) for entry in now.attendance}
    for entry in copy.attendance:
        if (squash(entry.name), entry.status) not in kept:
            yield f"{entry.name} is on the list of who was there already, and stays as listed."
