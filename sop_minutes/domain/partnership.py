"""A whole partnership on paper: who there is, how they sit together, what they report and aim for.

Names refer to one another as written. Dates are None where they are open.
"""

from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.words import ActionStatus, GroupKind, ReportRole, Season


@dataclass(frozen=True, slots=True)
class GroupEntry:
    code: str
    name: str
    kind: GroupKind = GroupKind.GROUP
    parent: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    quorum: int | None = None


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    name: str
    short: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonEntry:
    name: str
    initials: str = ""
    organisation: str = ""
    role: str = ""
    email: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A seat and its holder; a seat of the same group, organisation and role again is a later holder.

    `holder` is who `person` is, where people on the sheet share that name.
    """

    group: str
    organisation: str = ""
    person: str = ""
    deputy: str = ""
    role: str = "member"
    from_on: date | None = None
    until_on: date | None = None
    holder: PersonEntry | None = None


@dataclass(frozen=True, slots=True)
class TimetableCell:
    report: str
    group: str
    does: ReportRole
    season: Season


@dataclass(frozen=True, slots=True)
class PriorityEntry:
    """`objective` is the objective's number."""

    title: str
    objective: int | None = None
    leads: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    group: str
    on: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class UpdateEntry:
    """What became of the one action of `meeting` (a key) whose text holds `action`.

    `at` is the key of the meeting it was reported to, "" for none.
    """

    meeting: str
    action: str
    on: date
    at: str = ""
    note: str = ""
    status: ActionStatus | None = None
    due: str = ""


@dataclass(frozen=True, slots=True)
class PartnershipSheet:
    """`objectives` are (number, title)."""

    groups: tuple[GroupEntry, ...] = ()
    organisations: tuple[OrganisationEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    seats: tuple[SeatEntry, ...] = ()
    reports: tuple[str, ...] = ()
    timetable: tuple[TimetableCell, ...] = ()
    objectives: tuple[tuple[int, str], ...] = ()
    priorities: tuple[PriorityEntry, ...] = ()
    meetings: tuple[PlannedMeeting, ...] = ()
    updates: tuple[UpdateEntry, ...] = ()
