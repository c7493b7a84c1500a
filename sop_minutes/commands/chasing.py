"""Chasers: what was drafted, to whom and when."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.domain.chasing import ChaserSheet
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.tables import Action, Chaser, ChaserAction, Person


def record_chaser(session: Session, sheet: ChaserSheet, *, at: datetime) -> int:
    """Note on each action of a chaser that its owner was written to; return the chaser."""
    if not sheet.owed:
        raise UserError(f"There is nothing to ask {sheet.name} after.")
    if session.exec(select(Chaser.id).where(Chaser.code == sheet.code)).first() is not None:
        raise UserError(f"The draft to {sheet.name} was written already; look at the drafts again.")
    chaser = Chaser(
        at=at.astimezone(UTC),
        person_id=row_of(session, Person, sheet.person_id).id,
        to_name=line_of(sheet.name, "A chaser needs somebody to go to."),
        to_address=line_of(sheet.address, "A chaser needs an address to go to."),
        code=line_of(sheet.code, "A chaser needs a code."),
    )
    session.add(chaser)
    session.flush()
    for owed in sheet.owed:
        action = row_of(session, Action, owed.row.id)
        session.add(ChaserAction(chaser_id=chaser.id, action_id=action.id, due_on=owed.row.due.on))
    session.flush()
    return chaser.id


def record_chasers(session: Session, sheets: Sequence[ChaserSheet], *, at: datetime) -> None:
    """Note all that one round of chasing drafted, as `record_chaser` does."""
    for sheet in sheets:
        record_chaser(session, sheet, at=at)
