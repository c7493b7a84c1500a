"""Chasers: what owners were asked, and what they proposed in answer."""

from datetime import date, datetime

from sqlmodel import Field

from sop_minutes.domain.words import ProposalState
from sop_minutes.storage.tables.columns import Row, added_text, own_id, ref_to, word


class Chaser(Row, table=True):
    """A message drafted for one owner. `code` stands on its reply form, by which that is known again."""

    __tablename__ = "chasers"

    id: int = own_id()
    at: datetime
    person_id: int | None = ref_to("people.id", nullable=True)
    to_name: str
    to_address: str
    code: str = Field(unique=True)


class ChaserAction(Row, table=True):
    """An action that a chaser asks after, and when it was due then.

    `owner_ids` are the parts of it that are asked after, with spaces between them: of owners as they
    were then, who may be others by now.
    """

    __tablename__ = "chaser_actions"

    id: int = own_id()
    chaser_id: int = ref_to("chasers.id")
    action_id: int = ref_to("actions.id")
    due_on: date | None = None
    owner_ids: str = added_text()


class Proposal(Row, table=True):
    """What an owner says has become of an action, until the secretary takes or refuses it.

    `status` and `due_as_written` are None where the owner left them as they are. `chaser_id` is None
    for a reply on a form that is not known. `note` is as typed: a mark before it says for whom it is.
    """

    __tablename__ = "proposals"

    id: int = own_id()
    action_id: int = ref_to("actions.id")
    chaser_id: int | None = ref_to("chasers.id", nullable=True)
    from_name: str
    received_on: date
    note: str = ""
    status: str | None = word(nullable=True)
    due_as_written: str | None = None
    state: str = word(ProposalState.WAITING)
