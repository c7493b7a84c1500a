"""Red, amber, green: how urgent an action is, as rules of days say."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import ActionStatus


class Rag(StrEnum):
    """`NONE` is for what is closed, or has no date."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NONE = "none"


RAG_WORDS = {Rag.RED: "overdue", Rag.AMBER: "due soon", Rag.GREEN: "in time", Rag.NONE: ""}
"""What each colour says, for whom it is not seen by."""


class RagRules(NamedTuple):
    """From how many days late an action is red, and from how many days before it is due it is amber."""

    red: int = 1
    amber: int = 14


DEFAULT_RULES = RagRules()


def rag(status: ActionStatus, due: Due, today: date, rules: RagRules = DEFAULT_RULES) -> Rag:
    """Return how urgent an action is on `today`. What is late, but not late enough for red, is amber."""
    if due.on is None or not is_open(status):
        return Rag.NONE
    late = (today - due.on).days
    if late >= rules.red:
        return Rag.RED
    return Rag.AMBER if late >= -rules.amber else Rag.GREEN
