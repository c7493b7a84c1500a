"""All tables of the database. Import this package and `SQLModel.metadata` is complete."""

from sop_minutes.storage.tables.actions import (
    OPEN,
    Action,
    ActionLink,
    ActionOwner,
    ActionUpdate,
    Counter,
    RagRule,
    Referral,
)
from sop_minutes.storage.tables.change import Change
from sop_minutes.storage.tables.chasing import Chaser, ChaserAction, Proposal
from sop_minutes.storage.tables.circulation import (
    Approval,
    CirculatedFile,
    Circulation,
    FrozenFile,
    Invitation,
    NoteTemplate,
    Publication,
    Recipient,
    ReturnedChange,
    ReturnedCopy,
)
from sop_minutes.storage.tables.identity import Identity
from sop_minutes.storage.tables.meetings import Attendance, ImportedFile, Item, Meeting, Point, Topic
from sop_minutes.storage.tables.partners import (
    Group,
    GroupName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Seat,
    SeatHolder,
)
from sop_minutes.storage.tables.plan import Lead, Objective, Outcome, Priority, Report, TimetableEntry
from sop_minutes.storage.tables.typed import Typed

__all__ = [
    "OPEN",
    "Action",
    "ActionLink",
    "ActionOwner",
    "ActionUpdate",
    "Approval",
    "Attendance",
    "Change",
    "Chaser",
    "ChaserAction",
    "CirculatedFile",
    "Circulation",
    "Counter",
    "FrozenFile",
    "Group",
    "GroupName",
    "Identity",
    "ImportedFile",
    "Invitation",
    "Item",
    "Lead",
    "Meeting",
    "NoteTemplate",
    "Objective",
    "Organisation",
    "OrganisationName",
    "Outcome",
    "Person",
    "PersonName",
    "Point",
    "Priority",
    "Proposal",
    "Publication",
    "RagRule",
    "Recipient",
    "Referral",
    "Report",
    "ReturnedChange",
    "ReturnedCopy",
    "Seat",
    "SeatHolder",
    "TimetableEntry",
    "Topic",
    "Typed",
]
