"""The agenda pack of a meeting: its items, the minutes of the last one, and what is outstanding."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.agendas import AgendaSheet
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.words import NOT_HELD_STATES, Audience
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.carried import carried_to
from sop_minutes.queries.meetings import meeting_sheet, withheld_texts
from sop_minutes.queries.register import hidden_texts
from sop_minutes.storage.tables import Meeting


def agenda_sheet(session: Session, meeting_id: int) -> AgendaSheet:
    """Return what a meeting's members get before it. Raises UserError if there is no such meeting."""
    meeting = meeting_sheet(session, meeting_id, Audience.MEMBERS)
    last_id = last_meeting(session, meeting_id)
    last = None if last_id is None else meeting_sheet(session, last_id, Audience.MEMBERS)
    ids = tuple(carried_to(session, session.get_one(Meeting, meeting_id)))
    wanted = ActionFilter(action_ids=ids, audience=Audience.MEMBERS)
    return AgendaSheet(meeting, last, list_actions(session, wanted) if ids else ())


def last_meeting(session: Session, meeting_id: int) -> int | None:
    """Return the meeting of the same group that was held last before a meeting, None for the first."""
    meeting = session.get_one(Meeting, meeting_id)
    before = sa.tuple_(col(Meeting.on), col(Meeting.sequence)) < sa.tuple_(
        sa.literal(meeting.on), sa.literal(meeting.sequence)
    )
    held = select(Meeting.id).where(
        Meeting.group_id == meeting.group_id, before, col(Meeting.state).not_in(NOT_HELD_STATES)
    )
    return session.exec(held.order_by(col(Meeting.on).desc(), col(Meeting.sequence).desc())).first()


def withheld_from_agenda(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return the texts that no agenda pack of a meeting may hold: its own, the last one's, the actions'."""
    last_id = last_meeting(session, meeting_id)
    texts = [text for id_ in (meeting_id, last_id) if id_ is not None for text in _withheld(session, id_)]
    group_id = session.get_one(Meeting, meeting_id).group_id
    hidden = hidden_texts(session.connection(), {"group": {"group_id": group_id}}, Audience.MEMBERS)
    return tuple(dict.fromkeys((*texts, *(plain_text(text) for text, _ in hidden))))


def _withheld(session: Session, meeting_id: int) -> tuple[str, ...]:
    return withheld_texts(session, meeting_id, Audience.MEMBERS)
