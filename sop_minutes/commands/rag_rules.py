"""The rules by which the register is coloured."""

from sqlmodel import Session, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.rag import Rag
from sop_minutes.storage.tables import RagRule

_LEAST = {Rag.RED: (1, "days late"), Rag.AMBER: (0, "days before an action is due")}


def set_rag_rule(session: Session, *, colour: Rag, days: int) -> None:
    """Say from how many days late an action is red, or from how many days before it is due it is amber."""
    if colour not in _LEAST:
        raise UserError("Only red and amber have a rule; the rest is green.")
    least, what = _LEAST[colour]
    if days < least:
        raise UserError(f"Say how many {what} make it {colour}: {least} or more.")
    rule = session.exec(select(RagRule).where(RagRule.colour == colour)).first()
    if rule is None:
        rule = RagRule(colour=colour, days=days)
    rule.days = days
    session.add(rule)
