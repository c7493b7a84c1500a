"""A Word note that went out and came back, as it was read: every text in it, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

CELL: Final = "\x1f"
"""What parts the cells of a row in its text."""


class Trace(Enum):
    """What a tracked change did to a stretch of text, or to the end of a paragraph."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"

    @property
    def is_there(self) -> bool:
        """Whether it is there once all changes are accepted."""
        return self not in (Trace.DELETED, Trace.MOVED_AWAY)

    @property
    def was_there(self) -> bool:
        """Whether it is there once all changes are rejected."""
        return self not in (Trace.INSERTED, Trace.MOVED_HERE)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a change and when, None where that is not said."""

    who: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CopySpan:
    """A stretch of text in one look, within the bookmarks `marks` of ours. `hand` is whose change it is."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    trace: Trace = Trace.KEPT
    hand: Hand | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CopyComment:
    """What somebody says beside the text: a comment, or a footnote of theirs. `on` is the text it is on."""

    hand: Hand
    text: str
    on: str = ""
    replies: "tuple[CopyComment, ...]" = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """A paragraph, or a row of a table, as the file has it: nothing accepted, nothing rejected.

    `heading` is 1 to 9, or 0; `level` that of a bullet, or 0. `end` tells of its paragraph mark, or of the
    row: where that goes, it is joined to the next. `hands` changed its form. `marks` are our bookmarks
    that it has, be it around nothing.
    """

    spans: tuple[CopySpan, ...]
    heading: int = 0
    level: int = 0
    is_row: bool = False
    end: Trace = Trace.KEPT
    end_hand: Hand | None = None
    hands: tuple[Hand, ...] = ()
    marks: frozenset[str] = frozenset()
    comments: tuple[CopyComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole file. `subject` is what it says it is; `margins` are the texts of its headers and footers.

    `foreign` counts the pieces of other files that it shows and does not hold as its own text.
    """

    blocks: Sequence[CopyBlock]
    subject: str = ""
    margins: tuple[str, ...] = ()
    pictures: int = 0
    foreign: int = 0
