"""What owners propose, and how it stands with that."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.actions import format_ref, read_ref
from sop_minutes.domain.done_days import DayDone, day_done
from sop_minutes.domain.due import read_due
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import read_note
from sop_minutes.domain.words import ActionStatus, Audience, ProposalState, narrower
from sop_minutes.queries.actions import action_row, find_action
from sop_minutes.queries.chasing import may_know
from sop_minutes.queries.diary import diary
from sop_minutes.storage.tables import (
    Action,
    ActionUpdate,
    Chaser,
    ChaserAction,
    Group,
    Item,
    Point,
    Proposal,
)

_LARGEST_ID = 2**63 - 1
_CLOSING = (ActionStatus.DONE, ActionStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What somebody says of an action. `status` and `due` (in words) are None where they leave them.

    `due_on` is the day that the new date is, None too where that cannot be read. `now` is the action's
    status, `raised_on` its day. `audience` is who may see it once it is accepted. `asked` is False for an
    answer on a form that is not known. `done` is the day on which it was done, None if it does not say that
    it was. `dated_since` is the day after it on which a date was agreed, if it proposes one.
    """

    id: int
    action_id: int
    group_id: int
    ref: str
    text: str
    now: ActionStatus
    raised_on: date
    audience: Audience
    action_audience: Audience
    from_name: str
    received_on: date
    status: ActionStatus | None
    due: str | None
    due_on: date | None
    note: str
    state: ProposalState
    asked: bool
    done: DayDone | None
    dated_since: date | None


class KnownForm(NamedTuple):
    """A chaser that an answer is to: its day, and the actions that were in it, with when they were due."""

    chaser_id: int
    person_id: int | None
    on: date
    to_name: str
    to_address: str
    actions: dict[str, int]
    due_on: dict[int, date | None]


def list_proposals(
    session: Session, state: ProposalState | None = ProposalState.WAITING, *, action_id: int | None = None
) -> tuple[ProposalRow, ...]:
    """Return what was proposed, the oldest first: what waits, or all for None; of one action if given."""
    query = _PROPOSALS
    if state is not None:
        query = query.where(col(Proposal.state) == state)
    if action_id is not None:
        query = query.where(col(Proposal.action_id) == action_id)
    return tuple(_row(session, found) for found in session.connection().execute(query))


def proposal_row(session: Session, proposal_id: int) -> ProposalRow:
    """Return one proposal. Raises UserError if there is none of that number."""
    query = _PROPOSALS.where(col(Proposal.id) == proposal_id)
    found = session.connection().execute(query).first() if 0 < proposal_id <= _LARGEST_ID else None
    if found is None:
        raise UserError(f"There is no answer {proposal_id}.")
    return _row(session, found)


def known_form(session: Session, code: str) -> KnownForm | None:
    """Return the chaser with this code, None if it is not known here."""
    chaser = session.exec(select(Chaser).where(Chaser.code == code)).first() if code else None
    if chaser is None:
        return None
    asked = session.exec(select(ChaserAction).where(ChaserAction.chaser_id == chaser.id)).all()
    actions = {action_row(session, each.action_id).ref: each.action_id for each in asked}
    due_on = {each.action_id: each.due_on for each in asked}
    return KnownForm(
        chaser.id, chaser.person_id, chaser.at.date(), chaser.to_name, chaser.to_address, actions, due_on
    )


def came_before(session: Session, proposal: Proposal, *, on_its_day: bool) -> bool:
    """Say whether the sender's last answer on this form is the same; of that day too if `on_its_day`."""
    query = select(Proposal).where(
        Proposal.action_id == proposal.action_id,
        col(Proposal.chaser_id).is_not_distinct_from(proposal.chaser_id),
        Proposal.from_name == proposal.from_name,
    )
    last = session.exec(query.order_by(col(Proposal.id).desc())).first()
    return (
        last is not None
        and (last.status, last.due_as_written, last.note)
        == (proposal.status, proposal.due_as_written, proposal.note)
        and (last.received_on == proposal.received_on or not on_its_day)
    )


def parts_asked(session: Session, chaser_id: int | None, action_id: int) -> frozenset[int]:
    """Return the ids of the owners whose parts of an action a chaser asked after."""
    query = select(ChaserAction.owner_ids).where(
        ChaserAction.chaser_id == chaser_id, ChaserAction.action_id == action_id
    )
    return frozenset(int(id_) for ids in session.exec(query) for id_ in ids.split())


def action_meant(session: Session, ref: str, form: KnownForm | None, on: date) -> int:
    """Return the action that an answer of a day is about, one of `form` before others if that is known.

    Raises UserError for a reference that is none, and for an action that was not in the form if who
    was asked may not be told of it: they cannot know what they speak of.
    """
    if form is None:
        return find_action(session, ref)
    said = read_ref(ref)
    for known, action_id in form.actions.items():
        parts = read_ref(known)
        if said and parts and said[1:] == parts[1:] and said[0] in ("", parts[0]):
            return action_id
    action_id = find_action(session, ref)
    if not may_know(session, form.person_id, action_id, on):
        raise UserError(f"{ref} was not in what {form.to_name} was asked, who may not be told of it.")
    return action_id


def _row(session: Session, found: Any) -> ProposalRow:
    (
        id_,
        action_id,
        group_id,
        code,
        year,
        number,
        text,
        now,
        raised_on,
        *audiences,
        name,
        on,
        status,
        due,
        note,
        state,
        chaser,
    ) = found
    said, said_for = read_note(note)
    action_audience = narrower(*(Audience(word) for word in audiences if word))
    return ProposalRow(
        id=id_,
        action_id=action_id,
        group_id=group_id,
        ref=format_ref(code, year, number),
        text=text,
        now=ActionStatus(now),
        raised_on=raised_on,
        audience=narrower(said_for, action_audience),
        action_audience=action_audience,
        from_name=name,
        received_on=on,
        status=ActionStatus(status) if status else None,
        due=due,
        due_on=read_due(due, on, diary(session, group_id)).on if due else None,
        note=said,
        state=ProposalState(state),
        asked=chaser is not None,
        done=day_done(said, on, since=raised_on) if status == ActionStatus.DONE else None,
        dated_since=_dated_since(session, action_id, on) if due and status not in _CLOSING else None,
    )


def _dated_since(session: Session, action_id: int, on: date) -> date | None:
    """Return the last day after another on which it was said when an action is due."""
    query = select(ActionUpdate).where(
        ActionUpdate.action_id == action_id,
        col(ActionUpdate.due_as_written).is_not(None),
        col(ActionUpdate.on) > on,
    )
    last = session.exec(query.order_by(col(ActionUpdate.on).desc())).first()
    return last.on if last is not None else None


_PROPOSALS: Any = (
    sa.select(
        col(Proposal.id),
        col(Proposal.action_id),
        col(Action.group_id),
        col(Group.code),
        col(Action.year),
        col(Action.number),
        col(Action.text),
        col(Action.status),
        col(Action.raised_on),
        col(Action.audience),
        col(Point.audience),
        col(Item.audience),
        col(Proposal.from_name),
        col(Proposal.received_on),
        col(Proposal.status),
        col(Proposal.due_as_written),
        col(Proposal.note),
        col(Proposal.state),
        col(Proposal.chaser_id),
    )
    .join(Action, col(Action.id) == col(Proposal.action_id))
    .join(Group, col(Group.id) == col(Action.group_id))
    .outerjoin(Point, col(Point.id) == col(Action.point_id))
    .outerjoin(Item, col(Item.id) == col(Point.item_id))
    .order_by(col(Proposal.id))
)
