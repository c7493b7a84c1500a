"""The reporting timetable and the delivery plan."""

from collections.abc import Sequence

from sqlmodel import Session, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import NameKind, preferred
from sop_minutes.domain.words import ReportRole, Season
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import Group, Lead, Objective, Outcome, Priority, Report, TimetableEntry


def add_report(session: Session, name: str) -> int:
    """Add a report that groups agree, are informed of, or are consulted on."""
    name = line_of(name, "A report needs a name.")
    if session.exec(select(Report).where(Report.name == name)).first():
        raise UserError(f"“{name}” is already there.")
    report = Report(name=name)
    session.add(report)
    session.flush()
    return report.id


def schedule_report(
    session: Session, report_id: int, *, group_id: int, role: ReportRole, season: Season
) -> int:
    """Say what a group does with a report, and in which season."""
    row_of(session, Report, report_id)
    row_of(session, Group, group_id)
    entry = TimetableEntry(report_id=report_id, group_id=group_id, role=role, season=season)
    session.add(entry)
    session.flush()
    return entry.id


def add_objective(session: Session, title: str, *, number: int) -> int:
    """Add a strategic objective."""
    objective = Objective(number=number, title=line_of(title, "An objective needs a title."))
    session.add(objective)
    session.flush()
    return objective.id


def add_priority(
    session: Session,
    title: str,
    *,
    objective_id: int | None = None,
    leads: Sequence[str] = (),
    outcomes: Sequence[str] = (),
) -> int:
    """Add a joint priority with its lead agencies, as written, and its outcomes."""
    priority = Priority(title=line_of(title, "A priority needs a title."), objective_id=objective_id)
    session.add(priority)
    session.flush()
    known = directory(session)
    for name in leads:
        as_written = line_of(name, "A lead agency needs a name.")
        meant = preferred(known.match(as_written))
        lead = Lead(priority_id=priority.id, as_written=as_written)
        if meant and meant.kind is NameKind.ORGANISATION:
            lead.organisation_id = meant.id
        if meant and meant.kind is NameKind.GROUP:
            lead.group_id = meant.id
        session.add(lead)
    for text in outcomes:
        session.add(Outcome(priority_id=priority.id, text=line_of(text, "An outcome needs some text.")))
    session.flush()
    return priority.id
