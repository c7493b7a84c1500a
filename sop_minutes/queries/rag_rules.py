"""By which rules the register is coloured."""

from sqlmodel import Session, select

from sop_minutes.domain.rag import DEFAULT_RULES, Rag, RagRules
from sop_minutes.storage.tables import RagRule


def rag_rules(session: Session) -> RagRules:
    """Return the rules that are set, and the usual ones for the rest."""
    days = dict(session.exec(select(RagRule.colour, RagRule.days)).all())
    return RagRules(days.get(Rag.RED, DEFAULT_RULES.red), days.get(Rag.AMBER, DEFAULT_RULES.amber))
