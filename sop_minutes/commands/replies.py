"""Answers of owners: each waits as a proposal until the secretary takes or refuses it."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.commands.actions import close_part, update_action
from sop_minutes.commands.checks import row_of
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import Answer, ReplySheet, day_done
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.domain.words import ActionStatus, Audience, ProposalState, narrower
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.chasing import people_to_ask
from sop_minutes.queries.replies import KnownForm, ProposalRow, action_meant, known_form, proposal_row
from sop_minutes.storage.tables import ActionOwner, Chaser, Proposal

_CLOSING = (ActionStatus.DONE, ActionStatus.CANCELLED)
_LONG = 20
"""More letters than this that begin alike are a quotation."""


class Landed(NamedTuple):
    """What came of an answer: the proposals that now wait, and sentences on what was left out."""

    proposal_ids: tuple[int, ...]
    sentences: tuple[str, ...]


def import_reply(session: Session, reply: ReplySheet, *, received_on: date, name: str = "") -> Landed:
    """Keep what an answer says as proposals; `name` is whose it is where it does not say so itself.

    An answer on a form that is not known here is kept too. What was answered alike before is not
    kept again; what the owner was not asked is left out.
    """
    form = known_form(session, reply.code)
    sentences = [] if form else [_not_known(reply.code)]
    sender = _sender(reply, form) or clean_line(name) or "somebody unknown"
    silent: list[str] = []
    made: list[int] = []
    for answer in dict.fromkeys(reply.answers):
        try:
            action_id = action_meant(session, answer.ref, form)
        except UserError as error:
            sentences.append(f"{str(error).rstrip('.')}; what was said of it is left out.")
            continue
        row = action_row(session, action_id)
        if not answer.says_anything or _is_quoted(answer, row.text):
            silent.append(row.ref)
            continue
        proposal = _proposal(answer, action_id, sender, reply.on or received_on, form)
        if _came_before(session, proposal):
            sentences.append(f"{row.ref}: the same answer came before.")
            continue
        session.add(proposal)
        session.flush()
        made.append(proposal.id)
    if silent:
        sentences.append(f"Nothing was said of {', '.join(dict.fromkeys(silent))}.")
    return Landed(tuple(made), (*sentences, *reply.left_out))


def accept_proposal(session: Session, proposal_id: int, *, due: str | None = None) -> None:
    """Make an update of what was proposed, on the day it came; done means that owner's part is done.

    `due` is a new date, in words, in place of what was proposed.

    Raises UserError for one that was decided already, for a date that cannot be read, and for an action
    that was closed meanwhile.
    """
    proposal, row = _waiting(session, proposal_id)
    due = due or row.due
    if not is_open(row.now) and (due or row.status not in (None, row.now)):
        raise UserError(f"{row.ref} is {row.now} by now: reject the answer, or reopen the action first.")
    owner_id = _part_of(session, proposal) if is_open(row.now) and row.status is ActionStatus.DONE else None
    if owner_id is not None:
        close_part(session, row.action_id, owner_id=owner_id, on=_day(row))
    update_action(
        session,
        row.action_id,
        on=_day(row),
        note=f"{_said(row, part=owner_id is not None)} (reply from {row.from_name})".strip(),
        status=None if owner_id is not None or row.status is row.now else row.status,
        due=None if row.status in _CLOSING else due,
        audience=narrower(Audience.MEMBERS, row.audience),
    )
    proposal.state = ProposalState.ACCEPTED
    session.flush()


def reject_proposal(session: Session, proposal_id: int) -> None:
    """Refuse what was proposed; the action stays as it is."""
    proposal, _ = _waiting(session, proposal_id)
    proposal.state = ProposalState.REJECTED
    session.flush()


def edit_proposal(
    session: Session,
    proposal_id: int,
    *,
    status: ActionStatus | None,
    due: str | None,
    note: str,
) -> None:
    """Change what waits to be taken: all of it as it is to be. Raises UserError if that is nothing."""
    proposal, _ = _waiting(session, proposal_id)
    due, note = clean_line(due or "") or None, clean_line(note)
    if status is None and due is None and not note:
        raise UserError("An answer says something: a status, a new date or a note.")
    proposal.status, proposal.due_as_written, proposal.note = status, due, note
    session.flush()


def _waiting(session: Session, proposal_id: int) -> tuple[Proposal, ProposalRow]:
    row = proposal_row(session, proposal_id)
    if row.state is not ProposalState.WAITING:
        raise UserError(f"That answer on {row.ref} was {row.state} already.")
    return row_of(session, Proposal, proposal_id), row


def _day(row: ProposalRow) -> date:
    """Return the day an update is of: the one something was done on, if that is said, else when it came."""
    if row.status is not ActionStatus.DONE:
        return row.received_on
    return day_done(row.note, row.received_on, since=row.raised_on)


def _said(row: ProposalRow, *, part: bool) -> str:
    return " – ".join(filter(None, (row.note, "their part is done" if part else "")))


def _part_of(session: Session, proposal: Proposal) -> int | None:
    """Return the owner whose part is meant, where an action is owed by several; None otherwise."""
    owners = session.exec(select(ActionOwner).where(ActionOwner.action_id == proposal.action_id)).all()
    chaser = session.get(Chaser, proposal.chaser_id) if proposal.chaser_id else None
    if chaser is None or chaser.person_id is None or len(owners) < 2:
        return None
    asked = people_to_ask(session, proposal.action_id, chaser.at.date())
    return next((owner.id for owner in owners if chaser.person_id in asked[owner.id]), None)


def _proposal(answer: Answer, action_id: int, sender: str, on: date, form: KnownForm | None) -> Proposal:
    return Proposal(
        action_id=action_id,
        chaser_id=form.chaser_id if form else None,
        from_name=sender,
        received_on=on,
        note=clean_line(answer.note),
        status=answer.status,
        due_as_written=answer.due,
    )


def _came_before(session: Session, proposal: Proposal) -> bool:
    same = select(Proposal.id).where(
        Proposal.action_id == proposal.action_id,
        col(Proposal.chaser_id).is_not_distinct_from(proposal.chaser_id),
        col(Proposal.status).is_not_distinct_from(proposal.status),
        col(Proposal.due_as_written).is_not_distinct_from(proposal.due_as_written),
        Proposal.note == proposal.note,
        Proposal.from_name == proposal.from_name,
    )
    return session.exec(same).first() is not None


def _is_quoted(answer: Answer, text: str) -> bool:
    """Say whether an answer only repeats the action, as in a message that is quoted."""
    said, own = squash(answer.note), squash(text)
    return answer.due is None and (said == own or (len(own) > _LONG and said.startswith(own)))


def _sender(reply: ReplySheet, form: KnownForm | None) -> str:
    """Return who answers; somebody else than was asked is said to answer for them."""
    said = reply.sender or reply.address
    if form is None:
        return said
    own = not reply.address or fold(reply.address) == fold(form.to_address)
    return form.to_name if own or fold(said) == fold(form.to_name) else f"{said} for {form.to_name}"


def _not_known(code: str) -> str:
    if code:
        return f"The form {code} is not known here; what it says is kept as from somebody who was not asked."
    return "It bears no code of a form; what it says is kept as from somebody who was not asked."
