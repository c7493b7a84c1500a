"""A whole partnership, set up from a sheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from sqlmodel import Session, select

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting, reschedule_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.plan import add_objective, add_priority, add_report, schedule_report
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.partnership import (
    PartnershipSheet,
    PersonEntry,
    PlannedMeeting,
    SeatEntry,
    UpdateEntry,
)
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import Audience
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.imports import planned_meeting
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.queries.names import group_called
from sop_minutes.storage.tables import Organisation, Person


class Step(NamedTuple):
    """One entry of the change log to be."""

    label: str
    command: Callable[[Session], object]


def add_partnership(session: Session, sheet: PartnershipSheet) -> None:
    """Add everything on the sheet but its meetings and updates. Raises UserError for an unknown name."""
    _add_organisations(session, sheet)
    for group in sheet.groups:
        add_group(
            session,
            group.name,
            code=group.code,
            kind=group.kind,
            parent_id=group_called(session, group.parent) if group.parent else None,
            aliases=group.aliases,
            former_names=group.former_names,
            quorum=group.quorum,
        )
    people = _add_people(session, sheet)
    _add_seats(session, sheet.seats, people)
    _add_plan(session, sheet)


def life_of_partnership(sheet: PartnershipSheet, notes: Iterable[NoteSheet]) -> Iterator[Step]:
    """Yield what to do, step by step, once `sheet` is added: keep the notes, plan what is to come, follow up.

    Notes and updates go by their dates: an action is raised before anything becomes of it, and the
    next meeting is planned when the last has been held.
    """
    for note in sorted(notes, key=lambda note: note.on or date.min):
        yield Step(
            f"Record {note.group} {format_date(note.on) if note.on else ''}", partial(_record, note=note)
        )
    for meeting in sheet.meetings:
        yield Step(f"Plan {meeting.group} {format_date(meeting.on)}", partial(plan_meeting, meeting=meeting))
    for update in sorted(sheet.updates, key=lambda update: update.on):
        yield Step(f"Update an action of {update.meeting}", partial(apply_update, update=update))


def _record(session: Session, *, note: NoteSheet) -> int:
    return record_note(session, note, group_id=group_called(session, note.group))


def plan_meeting(session: Session, meeting: PlannedMeeting) -> int:
    """Put a meeting of the sheet in the diary, if a note that names it has not done so yet."""
    group_id = group_called(session, meeting.group)
    named = planned_meeting(session, group_id, meeting.on)
    if named is not None:
        reschedule_meeting(session, named, on=meeting.on, provisional=meeting.provisional)
        return named
    return add_meeting(session, group_id=group_id, on=meeting.on, provisional=meeting.provisional)


def apply_update(session: Session, update: UpdateEntry) -> int:
    """Write an update of the sheet on its action. Raises UserError unless exactly one action fits."""
    rows = actions_of_meeting(session, find_meeting(session, update.meeting), Audience.RESTRICTED)
    fitting = [row for row in rows if fold(update.action) in fold(row.text)]
    if len(fitting) != 1:
        raise UserError(f"{update.meeting} has {len(fitting)} actions that say “{update.action}”.")
    return update_action(
        session,
        fitting[0].id,
        on=update.on,
        note=update.note,
        status=update.status,
        due=update.due or None,
        meeting_id=find_meeting(session, update.at) if update.at else None,
    )


def _add_organisations(session: Session, sheet: PartnershipSheet) -> None:
    for entry in sheet.organisations:
        parent = _organisation_id(session, entry.parent) if entry.parent else None
        add_organisation(session, entry.name, short_name=entry.short, parent_id=parent, aliases=entry.aliases)


def _add_people(session: Session, sheet: PartnershipSheet) -> dict[PersonEntry, int]:
    """Add the people; return who each entry became. Two entries of one name are two people."""
    ids: dict[PersonEntry, int] = {}
    for entry in sheet.people:
        ids[entry] = add_person(
            session,
            entry.name,
            organisation_id=_organisation_id(session, entry.organisation) if entry.organisation else None,
            initials=entry.initials,
            email=entry.email,
            role=entry.role,
            aliases=entry.aliases,
            namesake=any(other.name == entry.name for other in ids),
        )
    return ids


def _add_seats(session: Session, seats: tuple[SeatEntry, ...], people: Mapping[PersonEntry, int]) -> None:
    made: dict[tuple[str, str, str], int] = {}
    for entry in seats:
        key = (entry.group, entry.organisation, entry.role)
        if key not in made:
            made[key] = add_seat(
                session,
                group_id=group_called(session, entry.group),
                organisation_id=_organisation_id(session, entry.organisation) if entry.organisation else None,
                role=entry.role,
            )
        holder = people.get(entry.holder) if entry.holder else None
        for name, known, deputy in ((entry.person, holder, False), (entry.deputy, None, True)):
            if name:
                fill_seat(
                    session,
                    made[key],
                    person_id=known or _person_id(session, name),
                    deputy=deputy,
                    from_on=entry.from_on,
                    until_on=entry.until_on,
                )


def _add_plan(session: Session, sheet: PartnershipSheet) -> None:
    reports = {name: add_report(session, name) for name in sheet.reports}
    for cell in sheet.timetable:
        if cell.report not in reports:
            raise UserError(f"The timetable names a report that is not listed: {cell.report}.")
        group_id = group_called(session, cell.group)
        schedule_report(session, reports[cell.report], group_id=group_id, role=cell.does, season=cell.season)
    objectives = {number: add_objective(session, title, number=number) for number, title in sheet.objectives}
    for priority in sheet.priorities:
        add_priority(
            session,
            priority.title,
            objective_id=objectives.get(priority.objective or 0),
            leads=priority.leads,
            outcomes=priority.outcomes,
        )


def _organisation_id(session: Session, name: str) -> int:
    found = session.exec(select(Organisation.id).where(Organisation.name == clean_line(name))).first()
    if found is None:
        raise UserError(f"There is no organisation called “{name}”.")
    return found


def _person_id(session: Session, name: str) -> int:
    found = session.exec(select(Person.id).where(Person.name == clean_line(name))).first()
    if found is None:
        raise UserError(f"There is nobody called “{name}”.")
    return found
