"""What was typed before the window could keep it, and is no record yet, or cannot become one any more."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page import read_page
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.storage.processes import this_machine

# As it lies in the file: what another program wrote may be no text, no number and no time.
_LEFT = """
SELECT typed.id, CAST(meeting_id AS INTEGER), CAST(host AS BLOB), CAST(process AS INTEGER), CAST(at AS BLOB),
  CAST(page AS BLOB), CAST(meetings.state AS TEXT)
FROM typed LEFT JOIN meetings ON meetings.id = meeting_id ORDER BY typed.id
"""


class Left(NamedTuple):
    """A page that was typed, by which process of which machine. `at` is None for what is no time.

    `is_open` says that its meeting is there, and its minutes are not approved.
    """

    typed_id: int
    meeting_id: int
    host: str
    process: int
    at: datetime | None
    page: str
    is_open: bool

    @property
    def whence(self) -> str:
        """Say where and when it was left."""
        from sop_minutes.domain.restoring import moment_words, short  # only where there is something

        when = f" on {moment_words(self.at)}" if self.at else ""
        return f"on {short(self.host) or 'another machine'}{when}"

    @property
    def words(self) -> tuple[str, ...]:
        """The texts that were typed, or changed. Raises UserError for a page that cannot be read."""
        _, was, now = read_page(self.page)
        return tuple(b.text for key, b in now.items() if b.text.strip() and b != was.get(key))


class Stranded(NamedTuple):
    """The `words` of blocks that were typed, or changed, and of which no records can be made any more."""

    typed_id: int
    words: tuple[str, ...]


def left_behind(session: Session) -> tuple[Left, ...]:
    """Return every page that was typed and is no record yet, the oldest first."""
    return tuple(_as_left(*row) for row in session.connection().exec_driver_sql(_LEFT))


def stranded(session: Session) -> tuple[Stranded, ...]:
    """Return what was typed on this machine in minutes that were approved meanwhile, or are gone.

    What cannot be read is returned as it lies in the file, wherever it was typed.
    """
    found = []
    for left in left_behind(session):
        try:
            if not left.is_open and left.host == this_machine():
                found.append(Stranded(left.typed_id, left.words))
            else:
                read_page(left.page)
        except UserError:
            found.append(Stranded(left.typed_id, (left.page,)))
    return tuple(found)


def _as_left(
    typed_id: int, meeting_id: int, host: bytes, process: int, at: bytes, page: bytes, state: str | None
) -> Left:
    is_open = state is not None and state not in SETTLED_STATES
    return Left(typed_id, meeting_id, _text(host), process, _moment(_text(at)), _text(page), is_open)


def _text(written: bytes | None) -> str:
    return (written or b"").decode("utf-8", "replace")


def _moment(written: str) -> datetime | None:
    with suppress(ValueError):
        at = datetime.fromisoformat(written)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None
