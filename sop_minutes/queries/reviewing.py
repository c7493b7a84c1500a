"""The review of actions at a meeting: which are up for it, and what was said of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import ESCALATED, Said, agreed_order, is_extended, said_to, said_words
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.words import (
    NOT_HELD_STATES,
    SETTLED_STATES,
    ActionStatus,
    Audience,
    DuePrecision,
    MeetingState,
)
from sop_minutes.queries.carried import carried_on, carried_to
from sop_minutes.queries.names import find_group
from sop_minutes.queries.register import action_rows
from sop_minutes.storage.tables import Action, ActionUpdate, Group, Item, Meeting, Point


@dataclass(frozen=True, slots=True)
class Reviewee:
    """An action that is up for review, and what was said of it at the meeting, "" for nothing yet.

    `audience` is who may read that.
    """

    row: ActionRow
    words: str
    audience: Audience
    closed: bool
    extended: bool
    escalated: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The review of actions at a meeting, in the agreed order. It is as of the day `on`."""

    meeting_id: int
    group_id: int
    group: str
    on: date
    state: MeetingState
    reviewees: tuple[Reviewee, ...]

    def is_at_hand(self, today: date) -> bool:
        """Say whether its meeting is today, was held in the last days, or has a note before its day."""
        held = self.state not in NOT_HELD_STATES
        return self.on == today or (held and self.on >= today - _RECENTLY)


def meeting_to_review(session: Session, group_id: int, today: date) -> int:
    """Return the meeting at which a group's actions are reviewed today.

    That is the one that is on: being recorded, and of the last few days. Else today's, the last of
    several; else one of the last few days whose note is not out yet; else the next one, whose note
    begins with the review; else the last one whose note is not approved, or was never begun. Raises
    UserError where there is none.
    """
    query = select(Meeting).where(Meeting.group_id == group_id, col(Meeting.state).not_in(_OVER))
    found = session.exec(query.order_by(col(Meeting.on).desc(), col(Meeting.sequence).desc())).all()
    recent = [meeting for meeting in found if today - _RECENTLY <= meeting.on <= today]
    at_hand = [
        *(meeting for meeting in recent if meeting.state == MeetingState.RECORDING),
        *(meeting for meeting in recent if meeting.on == today),
        *(meeting for meeting in recent if meeting.state == MeetingState.DRAFT),
        *(meeting for meeting in reversed(found) if meeting.on > today),
        *found,
    ]
    if not at_hand:
        raise UserError(
            "Actions are reviewed at a meeting, and this group has none to come: put one in the diary."
        )
    return at_hand[0].id


def groups_that_meet(session: Session, today: date) -> frozenset[int]:
    """Return the groups whose meeting is on: it is today, or of the last few days and being recorded."""
    recording = sa.and_(
        col(Meeting.state) == MeetingState.RECORDING, col(Meeting.on).between(today - _RECENTLY, today)
    )
    query = select(Meeting.group_id).where(
        col(Meeting.state).not_in(_OVER), sa.or_(col(Meeting.on) == today, recording)
    )
    return frozenset(session.exec(query))


def meeting_that_reviews(session: Session, action_id: int, on: date) -> int | None:
    """Return the meeting of a day at which an action can be reviewed, None where there is none."""
    action = session.get_one(Action, action_id)
    query = select(Meeting.id).where(
        Meeting.group_id == action.group_id, Meeting.on == on, col(Meeting.state).not_in(_OVER)
    )
    raised_in = select(Item.meeting_id).join(Point, col(Point.item_id) == Item.id)
    here = session.exec(raised_in.where(Point.id == action.point_id)).first()
    found = session.exec(query.order_by(col(Meeting.sequence))).all()
    return next((id_ for id_ in found if id_ != here and action.raised_on <= on), None)


_OVER = (*SETTLED_STATES, MeetingState.CANCELLED)
_RECENTLY = timedelta(5)
"""A note is typed up for so long after its meeting: from a Wednesday to the Monday."""


def review_of(
    session: Session, meeting_id: int, also: Sequence[int] = (), *, said_on: date | None = None
) -> Review:
    """Return the review of a meeting: the actions carried to it, and those that were spoken of at it.

    And those of `also` that there are, whatever became of them since the review began. With `said_on` it
    is as of that day, not of the meeting's, and what was said outside a meeting on it counts too.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise UserError("That meeting is no longer there.")
    group = session.get_one(Group, meeting.group_id)
    said = said_at(session, meeting_id, said_on)
    carried = carried_on(session, group.id, said_on) if said_on else carried_to(session, meeting)
    ids = {*carried, *_of_the_group(session, meeting, list(said)), *also}
    narrowing = {"ids": {"ids": sorted(ids)}}
    rows = action_rows(session.connection(), narrowing, tuple(Audience), None, 0) if ids else ()
    on = said_on or meeting.on
    ordered = sorted(rows, key=lambda row: agreed_order(row, on))
    return Review(
        meeting_id=meeting_id,
        group_id=group.id,
        group=group.name,
        on=on,
        state=MeetingState(meeting.state),
        reviewees=tuple(_reviewee(session, row, said[row.id]) for row in ordered),
    )


def said_at(session: Session, meeting_id: int, said_on: date | None = None) -> defaultdict[int, list[Said]]:
    """Return what was said at a meeting of each action, or at none on a day, by its id, in order."""
    outside = sa.and_(col(ActionUpdate.meeting_id).is_(None), col(ActionUpdate.on) == said_on)
    query = select(ActionUpdate).where(sa.or_(col(ActionUpdate.meeting_id) == meeting_id, outside))
    said: defaultdict[int, list[Said]] = defaultdict(list)
    for update in session.exec(query.order_by(col(ActionUpdate.id))):
        status = ActionStatus(update.status) if update.status else None
        one = Said(update.note, status, _due(update), update.due_was_on, Audience(update.audience))
        said[update.action_id].append(one)
    return said


def _reviewee(session: Session, row: ActionRow, said: Sequence[Said]) -> Reviewee:
    closing = [one for one in said if one.status is not None and not is_open(one.status)]
    return Reviewee(
        row=row,
        words=said_words(said),
        audience=said_to(said),
        closed=bool(closing) and not is_open(row.status),
        extended=is_extended(said),
        escalated=any(_is_escalation(session, one.note) for one in said),
    )


def _is_escalation(session: Session, note: str) -> bool:
    """Say whether a note is the one of an escalation: what somebody typed does not name a group so."""
    return note.startswith(ESCALATED) and find_group(session, note.removeprefix(ESCALATED)) is not None


def _of_the_group(session: Session, meeting: Meeting, spoken_of: Sequence[int]) -> Sequence[int]:
    """Return which of the actions spoken of at the meeting are its group's, and were raised elsewhere."""
    query = (
        sa.select(col(Action.id))
        .outerjoin(Point, col(Point.id) == col(Action.point_id))
        .outerjoin(Item, col(Item.id) == col(Point.item_id))
        .where(
            col(Action.id).in_(spoken_of),
            col(Action.group_id) == meeting.group_id,
            col(Item.meeting_id).is_distinct_from(meeting.id),
        )
    )
    return session.connection().execute(query).scalars().all()


def _due(update: ActionUpdate) -> Due | None:
    if update.due_as_written is None:
        return None
    precision = DuePrecision(update.due_precision or DuePrecision.NONE)
    return Due(update.due_as_written, update.due_on, precision)
