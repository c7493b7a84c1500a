"""A change of a returned copy as it stands to the note, and a block of the note with what came back on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.words import WordSpan
from sop_minutes.domain.words import Audience, ChangeState

_TO_BE_LOOKED_AT: Final = frozenset({ChangeKind.NOT_TAKEN, ChangeKind.NOT_FOLLOWED})


class Narrowed(NamedTuple):
    """Who alone may see what a change makes, and the withheld words that it says again.

    Without `words` it is for where it stands.
    """

    audience: Audience
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A change of a copy. `records` are the blocks it was done to, `under` those it stands after, or stood
    after if it is deleted, the nearest first.

    `from_name` is whose copy it is, `who` whose hands the file names for this change. `before` and `after`
    are the blocks in the copy, `spans` their words side by side, a pair of blocks each. `now` are the
    blocks as they read here now, None for one that is gone; `result` is what they become if it is
    accepted, None if that cannot be told. `instead` is what it was accepted with, "" for the copy's words.
    `conflict` says what is otherwise here since, "" if that is no matter; `is_hidden` that this is who may
    see the block. `is_there`: the note says so already, and nothing is to be done. `unfollowed` says what
    of it is not made though it is accepted.
    """

    id: int
    copy_id: int
    meeting_id: int
    meeting: str
    from_name: str
    kind: ChangeKind
    state: ChangeState
    records: tuple[str, ...]
    under: tuple[str, ...]
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    spans: tuple[tuple[WordSpan, ...], ...]
    who: str
    at: datetime | None
    comment: str
    instead: str
    now: tuple[Block | None, ...]
    result: tuple[Block, ...] | None
    conflict: str = ""
    is_hidden: bool = False
    is_there: bool = False
    unfollowed: tuple[str, ...] = ()

    @property
    def after_record(self) -> str:
        """What it stands after, "" for nothing."""
        return next(iter(self.under), "")

    @property
    def is_conflict(self) -> bool:
        """Whether it waits, and what it was done to is otherwise here since."""
        return bool(self.conflict)

    @property
    def is_clear(self) -> bool:
        """Whether it waits, and can be made with others: nothing is to be said of it first."""
        waits = self.state is ChangeState.WAITING and self.kind not in _TO_BE_LOOKED_AT
        return waits and not self.conflict and not self.is_there


@dataclass(frozen=True, slots=True)
class ReturnedBlock:
    """A block of the note with the changes on it, or right after it; `record` names it."""

    record: str
    block: Block
    changes: tuple[ReturnedRow, ...]
