"""One change of a returned copy: what it was done to, and what it makes of that."""

from dataclasses import dataclass
from enum import StrEnum

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.copy import CopyComment, Hand


class ChangeKind(StrEnum):
    """What was done to a block. `FORMED`: it became a bullet, a paragraph or a heading, or another level.

    `DETAILS` is of the meeting: its title, when and where, who was there. `LISTED` stands in the lists at
    the end, which only repeat the note, and is of the record named. `NOT_TAKEN` can only be shown.
    `NOT_FOLLOWED` differs in nothing but a label or a number that the record keeps: it can only be noted.
    """

    REWORDED = "reworded"
    NEW = "new"
    DELETED = "deleted"
    MOVED = "moved"
    MOVED_REWORDED = "moved and reworded"
    SPLIT = "split"
    JOINED = "joined"
    FORMED = "form changed"
    COMMENT = "comment"
    DETAILS = "details"
    LISTED = "in a list"
    NOT_TAKEN = "not taken"
    NOT_FOLLOWED = "not followed"


@dataclass(frozen=True, slots=True)
class CopyChange:
    """One change. `keys` are the blocks that went out: their marks, or "#" and a number for one without.

    `under` are the marks of what it stands after in the copy, the nearest first, up to its heading; of a
    heading those of the headings before it; of what is deleted those of what it stood after. `before` and
    `after` are what it said and says, () where it was not or is not there.
    """

    kind: ChangeKind
    keys: tuple[str, ...]
    under: tuple[str, ...]
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    hands: tuple[Hand, ...] = ()
    comments: tuple[CopyComment, ...] = ()
