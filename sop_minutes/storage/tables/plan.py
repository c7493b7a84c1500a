"""The reporting timetable and the delivery plan."""

from sqlmodel import Field

from sop_minutes.domain.words import ReportRole
from sop_minutes.storage.tables.columns import Row, own_id, ref_to, word


class Report(Row, table=True):
    __tablename__ = "reports"

    id: int = own_id()
    name: str = Field(unique=True)


class TimetableEntry(Row, table=True):
    """What one group does with one report, and in which season: each cell has its own."""

    __tablename__ = "timetable"

    id: int = own_id()
    report_id: int = ref_to("reports.id")
    group_id: int = ref_to("groups.id")
    role: str = word(ReportRole.INFORM)
    season: str = word("")


class Objective(Row, table=True):
    """A strategic objective that joint priorities serve."""

    __tablename__ = "objectives"

    id: int = own_id()
    number: int
    title: str


class Priority(Row, table=True):
    __tablename__ = "priorities"

    id: int = own_id()
    objective_id: int | None = ref_to("objectives.id", nullable=True)
    title: str


class Lead(Row, table=True):
    """A lead agency of a priority, as written, and the organisation or group if it is known."""

    __tablename__ = "leads"

    id: int = own_id()
    priority_id: int = ref_to("priorities.id")
    as_written: str
    organisation_id: int | None = ref_to("organisations.id", nullable=True)
    group_id: int | None = ref_to("groups.id", nullable=True)


class Outcome(Row, table=True):
    __tablename__ = "outcomes"

    id: int = own_id()
    priority_id: int = ref_to("priorities.id")
    text: str
    progress: str = ""
