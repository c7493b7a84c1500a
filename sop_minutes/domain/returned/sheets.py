"""A returned copy, read and compared, ready to be kept."""

from collections import Counter
from dataclasses import dataclass

from sop_minutes.domain.returned.change import CopyChange
from sop_minutes.domain.words import Audience


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A copy of a meeting's note for `audience`. `circulation_id` is None where it is not known.

    `name` is the file's, `content` what is in it, `digest` the SHA-256 of that; `sentences` say how it was
    read.
    """

    meeting_id: int
    circulation_id: int | None
    audience: Audience
    name: str
    digest: str
    content: bytes
    changes: tuple[CopyChange, ...]
    sentences: tuple[str, ...] = ()

    @property
    def sender(self) -> str:
        """Whose hands the file names for the most of its changes, "" if it names nobody."""
        hands = Counter(hand.who for change in self.changes for hand in change.hands if hand.who)
        return hands.most_common(1)[0][0] if hands else ""
