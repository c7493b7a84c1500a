"""What a block says, kept beside it: an action's owners and due date, a referral's group."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from sop_minutes.commands.owners import change_owners, set_owners
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.grammar import ParsedAction, read_action, read_referral
from sop_minutes.domain.names import Directory
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import ActionStatus, Audience, PointKind, narrower
from sop_minutes.queries.diary import diary
from sop_minutes.queries.meetings import people_at
from sop_minutes.queries.names import directory, group_directory
from sop_minutes.storage.tables import (
    Action,
    ActionLink,
    ActionOwner,
    ActionUpdate,
    ChaserAction,
    Counter,
    Item,
    Meeting,
    Point,
    Proposal,
    Referral,
)

_LIVES_BY: tuple[Any, ...] = (
    ActionUpdate.action_id,
    ActionLink.action_id,
    ChaserAction.action_id,
    Proposal.action_id,
    Action.merged_into_id,
)
"""What refers to an action that more has come of than the line it was raised in."""


class Understanding:
    """Reads the blocks of one meeting's note. Names and diary are looked up once."""

    def __init__(self, session: Session, meeting: Meeting) -> None:
        self._session = session
        self._meeting = meeting
        self._directory: Directory | None = None
        self._groups: Directory | None = None
        self._here: frozenset[int] = frozenset()
        self._diary: tuple[date, ...] = ()

    def keep(self, point: Point, *, was: str | None = None) -> None:
        """Bring the action or referral of `point` up to date with its kind and text.

        `was` is the text before an edit: only what the edit changed in meaning is changed in the
        action, so that a due date moved in the register since stays moved. A block that ceases to
        be an action cancels it; one that becomes an action again has its old reference back.
        """
        action = self._session.exec(select(Action).where(Action.point_id == point.id)).first()
        if point.kind == PointKind.ACTION:
            if action is None:
                self._raise(point)
            else:
                self._reopen(action)
                self._follow(action, point, was)
        elif action is not None and is_open(ActionStatus(action.status)):
            action.status = ActionStatus.CANCELLED
        self._keep_referral(point)

    def find_owners(self) -> None:
        """Give the meeting's actions that have no owner those whom their lines are read to name by now."""
        query = select(Action, Point.text).join(Point, col(Point.id) == Action.point_id)
        query = query.join(Item, col(Item.id) == Point.item_id).where(
            Item.meeting_id == self._meeting.id,
            Point.kind == PointKind.ACTION,
            col(Action.id).not_in(select(ActionOwner.action_id)),
        )
        for action, text in self._session.exec(query).all():
            parsed = self.read(text)
            if parsed.owners:
                action.text = parsed.text
                set_owners(self._session, action, parsed.owners)

    def forget(self, point: Point) -> None:
        """Take away what stands beside a block that is being deleted.

        An action that has a life of its own (updates, links, chasers, another merged into it) stays
        in the register, without its block and no wider than it was.
        """
        for referral in self._session.exec(select(Referral).where(Referral.point_id == point.id)):
            self._session.delete(referral)
        action = self._session.exec(select(Action).where(Action.point_id == point.id)).first()
        if action is None:
            return
        if any(self._session.exec(select(tie).where(tie == action.id)).first() for tie in _LIVES_BY):
            item = self._session.get_one(Item, point.item_id)
            action.audience = narrower(*(Audience(row.audience) for row in (action, point, item)))
            action.point_id = None
            return
        for owner in self._owners(action):
            self._session.delete(owner)
        self._session.delete(action)

    def redate(self, was: date) -> None:
        """Read the meeting's dues again, now that it is no longer on the day `was`.

        A due date that is not the one its line said on that day was changed since, and stays.
        """
        query = select(Action, Point.text).join(Point, col(Point.id) == Action.point_id)
        query = query.join(Item, col(Item.id) == Point.item_id).where(Item.meeting_id == self._meeting.id)
        for action, text in self._session.exec(query).all():
            if action.raised_on == was:
                action.raised_on = self._meeting.on
            said = self.read(text, on=was).due
            if action.due_from == was and action.due_as_written == said.as_written:
                self._set_due(action, self.read(text))
        self._session.flush()

    def read(self, text: str, *, on: date | None = None) -> ParsedAction:
        """Return what an action's line says in this meeting, or would if it were `on` another day."""
        if self._directory is None:
            self._directory = directory(self._session)
            self._here = people_at(self._session, self._meeting.id)
            self._diary = diary(self._session, self._meeting.group_id)
        return read_action(text, on or self._meeting.on, self._directory, here=self._here, diary=self._diary)

    def _raise(self, point: Point) -> None:
        parsed = self.read(point.text)
        action = Action(
            group_id=self._meeting.group_id,
            year=self._meeting.on.year,
            number=next_number(self._session, self._meeting.group_id, self._meeting.on.year),
            point_id=point.id,
            text=parsed.text,
            raised_on=self._meeting.on,
        )
        self._set_due(action, parsed)
        self._session.add(action)
        self._session.flush()
        set_owners(self._session, action, parsed.owners)

    def _reopen(self, action: Action) -> None:
        """Have an action that was cancelled because its block was none for a while be as it was before."""
        if action.status != ActionStatus.CANCELLED or action.done_on is not None:
            return
        said = select(ActionUpdate.status).where(
            ActionUpdate.action_id == action.id, col(ActionUpdate.status).is_not(None)
        )
        last = self._session.exec(said.order_by(col(ActionUpdate.id).desc())).first()
        begun = last == ActionStatus.IN_PROGRESS
        action.status = ActionStatus.IN_PROGRESS if begun else ActionStatus.OPEN

    def _follow(self, action: Action, point: Point, was: str | None) -> None:
        if was == point.text:
            return
        new, old = self.read(point.text), self.read(was) if was is not None else None
        action.text = new.text
        if old is None or _is_other(old.due, new.due):
            self._set_due(action, new)
        if old is None or [o.name for o in old.owners] != [o.name for o in new.owners]:
            change_owners(self._session, action, new.owners)
        elif new.owners and not self._owners(action):
            set_owners(self._session, action, new.owners)

    def _set_due(self, action: Action, parsed: ParsedAction) -> None:
        action.due_as_written = parsed.due.as_written
        action.due_on = parsed.due.on
        action.due_precision = parsed.due.precision
        action.due_from = self._meeting.on

    def _owners(self, action: Action) -> list[ActionOwner]:
        return list(self._session.exec(select(ActionOwner).where(ActionOwner.action_id == action.id)))

    def _keep_referral(self, point: Point) -> None:
        held = self._session.exec(select(Referral).where(Referral.point_id == point.id)).first()
        if point.kind != PointKind.REFERRAL:
            if held is not None:
                self._session.delete(held)
            return
        if self._groups is None:
            self._groups = group_directory(self._session)
        said = read_referral(point.text, self._groups)
        referral = held or Referral(point_id=point.id, to_as_written="", subject="")
        referral.to_group_id, referral.to_as_written = said.group_id, said.to_as_written
        referral.subject, referral.purpose = said.subject, said.purpose
        self._session.add(referral)


def next_number(session: Session, group_id: int, year: int) -> int:
    """Return the next action number of a group's year. A number is never given twice, not even after undo."""
    counter = session.exec(select(Counter).where(Counter.group_id == group_id, Counter.year == year)).first()
    if counter is None:
        used = select(col(Action.number)).where(Action.group_id == group_id, Action.year == year)
        counter = Counter(group_id=group_id, year=year, last=max(session.exec(used).all(), default=0))
    counter.last += 1
    session.add(counter)
    session.flush()
    return counter.last


def _is_other(old: Due, new: Due) -> bool:
    """Say whether two due dates mean something else; words differ where no date could be read."""
    if old.on is not None and new.on is not None:
        return (old.on, old.precision) != (new.on, new.precision)
    return old != new
