"""What was typed before the window could keep it, and cannot be made records of any more."""

from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.domain.page import read_page
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.storage.processes import this_machine
from sop_minutes.storage.tables import Meeting, Typed


class Stranded(NamedTuple):
    """The `words` of blocks that were typed, or changed, after their meeting's minutes were settled."""

    typed_id: int
    words: tuple[str, ...]


def stranded(session: Session) -> tuple[Stranded, ...]:
    """Return what was typed on this machine in minutes that were approved meanwhile, or are gone."""
    query = select(Typed).outerjoin(Meeting, col(Meeting.id) == col(Typed.meeting_id))
    is_lost = col(Meeting.id).is_(None) | col(Meeting.state).in_(SETTLED_STATES)
    rows = session.exec(query.where(is_lost, Typed.host == this_machine()).order_by(col(Typed.id)))
    return tuple(Stranded(row.id, _words(row.page)) for row in rows)


def _words(page: str) -> tuple[str, ...]:
    _, was, now = read_page(page)
    return tuple(block.text for key, block in now.items() if block.text.strip() and block != was.get(key))
