"""What a release lets others read: found by trying it, so that nothing is let out unseen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlmodel import Session

from sop_minutes.commands.releasing import release_records
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.queries.releasing import NarrowRow, SeenLine, seen_lines
from sop_minutes.queries.standings import standing_of


class Writing(Protocol):
    """What a database and a window's workspace both are."""

    def do(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...


@dataclass
class _TriedError(Exception):
    """Ends what was only tried, so that nothing of it stays."""

    seen: tuple[SeenLine, ...]


def seen_after_release(data: Writing, records: Sequence[str], *, to: Audience) -> tuple[SeenLine, ...]:
    """Return all that `to` would read if `records` were released to it, and cannot read now.

    That is more than the records where lines stand under an item without a mark of their own, and where
    other notes say what became of an action. Nothing is written. Raises UserError as the release would.
    """
    try:
        data.do("Release", _try, records, to)
    except _TriedError as tried:
        return tried.seen
    raise AssertionError("what is tried always ends so")


def release_as_seen(
    session: Session, records: Sequence[str], *, to: Audience, seen: Sequence[SeenLine]
) -> None:
    """Do as `release_records` does. Raises UserError if it lets out other lines than those `seen` before."""
    if _release(session, records, to) != tuple(seen):
        raise UserError("What would be released has changed meanwhile; look at it again.")


def published_of(data: Writing, lines: Iterable[NarrowRow | SeenLine]) -> tuple[str, ...]:
    """Return the keys of the meetings of some lines whose notes are published."""
    keys = sorted({line.meeting for line in lines} - {""})
    found = {key: data.read(standing_of, data.read(find_meeting, key)) for key in keys}
    return tuple(key for key, standing in found.items() if standing.state is MeetingState.PUBLISHED)


def _try(session: Session, records: Sequence[str], to: Audience) -> None:
    raise _TriedError(_release(session, records, to))


def _release(session: Session, records: Sequence[str], to: Audience) -> tuple[SeenLine, ...]:
    before = set(seen_lines(session, records, to))
    release_records(session, records, to=to)
    return tuple(line for line in seen_lines(session, records, to) if line not in before)
