"""A returned copy, read and compared, ready to be kept."""

from dataclasses import dataclass

from sop_minutes.domain.returned.change import CopyChange
from sop_minutes.domain.words import Audience


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A copy of a meeting's note for `audience`. `circulation_id` is None where it is not known.

    `name` is the file's, `digest` its SHA-256; `sentences` say how it was read.
    """

    meeting_id: int
    circulation_id: int | None
    audience: Audience
    name: str
    digest: str
    changes: tuple[CopyChange, ...]
    sentences: tuple[str, ...] = ()
