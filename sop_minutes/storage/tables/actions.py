"""The action register, and referrals."""

from datetime import date
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field

from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.storage.tables.columns import Row, added_text, own_id, ref_to, word

OPEN = text("actions.status IN ('open', 'in progress')")
"""What the partial index over open actions holds; a query that says the same, word for word, can walk it."""

_OPEN = text("status IN ('open', 'in progress')")

_DONE = text("status = 'done'")

_SLIPPED = text("due_as_written IS NOT NULL")


class Action(Row, table=True):
    """An action of the register. Its reference is group code, `year` and `number`.

    `point_id` is the block of the note it was raised in, None for one raised outside a note.
    `due_from` is the day its due date was resolved against. `audience` narrows its point's.
    """

    __tablename__ = "actions"
    __table_args__: Any = (
        Index("ux_actions_ref", "group_id", "year", "number", unique=True),
        Index("ix_actions_open", "due_on", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_actions_due", "due_on", "id"),
        Index("ix_actions_done", "group_id", "done_on"),
        Index("ix_actions_to_confirm", "due_on", "id", sqlite_where=_DONE, postgresql_where=_DONE),
        {"sqlite_autoincrement": True},
    )

    id: int = own_id()
    group_id: int = ref_to("groups.id", index=False)
    year: int
    number: int
    point_id: int | None = ref_to("points.id", nullable=True, unique=True)
    text: str
    audience: str = word(Audience.PUBLIC)
    raised_on: date
    due_as_written: str = ""
    due_on: date | None = None
    due_precision: str = word(DuePrecision.NONE)
    due_from: date | None = None
    status: str = word(ActionStatus.OPEN)
    done_on: date | None = None
    merged_into_id: int | None = ref_to("actions.id", nullable=True)
    priority_id: int | None = ref_to("priorities.id", nullable=True)
    restricted_reason: str = added_text()
    review_on: date | None = None


class ActionOwner(Row, table=True):
    """An owner of an action, as written and as understood. The first by `position` leads."""

    __tablename__ = "action_owners"
    __table_args__: Any = (
        Index("ix_action_owners_action", "action_id", "position"),
        Index("ix_action_owners_as_written", text("lower(as_written)")),
        {"sqlite_autoincrement": True},
    )

    id: int = own_id()
    action_id: int = ref_to("actions.id", index=False)
    position: int
    as_written: str
    person_id: int | None = ref_to("people.id", nullable=True)
    seat_id: int | None = ref_to("seats.id", nullable=True)
    organisation_id: int | None = ref_to("organisations.id", nullable=True)
    group_id: int | None = ref_to("groups.id", nullable=True)
    done_on: date | None = None


class ActionUpdate(Row, table=True):
    """A dated note on an action, with the status or due date it changed to (None: unchanged).

    `due_was_on` is when the action was due until a due date here took its place, None where it had none.
    """

    __tablename__ = "action_updates"
    __table_args__: Any = (
        Index("ix_action_updates_action", "action_id", "on"),
        Index(
            "ix_action_updates_slipped",
            *("action_id", "due_was_on", "due_on"),
            sqlite_where=_SLIPPED,
            postgresql_where=_SLIPPED,
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = own_id()
    action_id: int = ref_to("actions.id", index=False)
    meeting_id: int | None = ref_to("meetings.id", nullable=True)
    on: date
    note: str = ""
    status: str | None = word(nullable=True)
    due_as_written: str | None = None
    due_on: date | None = None
    due_precision: str | None = word(nullable=True)
    audience: str = word(Audience.MEMBERS)
    due_was_on: date | None = None


class ActionLink(Row, table=True):
    """Something an action comes with: a document or a page, by its address."""

    __tablename__ = "action_links"

    id: int = own_id()
    action_id: int = ref_to("actions.id")
    title: str
    address: str


class RagRule(Row, table=True):
    """From how many days on an action is red or amber: days late for red, days before it is due for amber."""

    __tablename__ = "rag_rules"

    id: int = own_id()
    colour: str = Field(unique=True)
    days: int


class Counter(Row, table=True):
    """The last action number given to a group in a year. It only ever rises; undo leaves it."""

    __tablename__ = "counters"

    id: int = own_id()
    group_id: int = Field(index=True)
    year: int
    last: int


class Referral(Row, table=True):
    """What a point asks of another group. `to_group_id` is None where the name is not known."""

    __tablename__ = "referrals"

    id: int = own_id()
    point_id: int = ref_to("points.id", unique=True)
    to_group_id: int | None = ref_to("groups.id", nullable=True)
    to_as_written: str
    subject: str
    purpose: str = ""
    answer: str = ""
