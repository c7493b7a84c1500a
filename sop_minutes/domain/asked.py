"""What can be said of an action, in one answer each, and what such an answer says where it is a name."""

from collections.abc import Sequence
from enum import StrEnum

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience


class Asked(StrEnum):
    """What can be said of an action, by the word for it."""

    DONE = "done"
    NOTE = "note"
    EXTEND = "extend"
    OWNER = "owner"
    ESCALATE = "escalate"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    START = "in progress"
    REOPEN = "reopen"
    PART = "part done"
    PRIORITY = "priority"
    AUDIENCE = "audience"
    LINK = "link"
    UNLINK = "take a link away"
    MERGE = "merge"


OF_OPEN_ONLY = frozenset(
    {Asked.DONE, Asked.EXTEND, Asked.OWNER, Asked.ESCALATE, Asked.CANCEL, Asked.START, Asked.PART}
)
"""What can only be said of an action that is still owed."""


def read_audience(typed: str) -> Audience:
    """Return the audience that is meant: its word, or the beginning of it. Raises UserError for none."""
    wanted = squash(typed)
    found = [audience for audience in Audience if wanted and squash(audience).startswith(wanted)]
    if len(found) != 1:
        raise UserError("Say who may see it: public, members or restricted.")
    return found[0]


def number_called(name: str, names: Sequence[str]) -> int | None:
    """Return which of `names` is meant, None for none: case and accents make no difference."""
    wanted = squash(name)
    return next((number for number, one in enumerate(names) if wanted and squash(one) == wanted), None)
