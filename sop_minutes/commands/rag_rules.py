"""The rules by which the register is coloured."""

from sqlmodel import Session, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.rag import Rag, RagRules
from sop_minutes.storage.tables import RagRule

_LEAST = {Rag.RED: (1, "days late"), Rag.AMBER: (0, "days before an action is due")}
_MOST = 3650


def set_rag_rules(session: Session, rules: RagRules) -> None:
    """Say from how many days late an action is red, and from how many days before it is due it is amber."""
    for colour, days in ((Rag.RED, rules.red), (Rag.AMBER, rules.amber)):
        least, what = _LEAST[colour]
        if not least <= days <= _MOST:
            raise UserError(f"Say how many {what} make it {colour}: {least} to {_MOST}.")
        rule = session.exec(select(RagRule).where(RagRule.colour == colour)).first()
        if rule is None:
            rule = RagRule(colour=colour, days=days)
        rule.days = days
        session.add(rule)
