"""Answers of owners: each waits as a proposal until the secretary takes or refuses it."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.commands.action_updates import close_part, update_action
from sop_minutes.commands.checks import row_of
from sop_minutes.domain.actions import is_open, part_done
from sop_minutes.domain.done_days import day_done, without_day
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.own_words import OwnWords
from sop_minutes.domain.replies import (
    Answer,
    ReplySheet,
    Told,
    is_past,
    not_known,
    read_answer,
    with_sender,
)
from sop_minutes.domain.reviewing import typed_note
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.domain.words import ActionStatus, Audience, ProposalState, narrower
from sop_minutes.queries.action_life import Part, parts_of
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.replies import (
    KnownForm,
    ProposalRow,
    action_meant,
    came_before,
    known_form,
    parts_asked,
    proposal_row,
)
from sop_minutes.storage.tables import Proposal

_LONGEST = 4_000
"""Letters of a note."""

_CLOSING = (ActionStatus.DONE, ActionStatus.CANCELLED)


class Landed(NamedTuple):
    """What came of an answer: the proposals that now wait, and sentences on what was left out."""

    proposal_ids: tuple[int, ...]
    sentences: tuple[str, ...]


def import_reply(session: Session, reply: ReplySheet, *, received_on: date, name: str = "") -> Landed:
    """Keep what an answer says as proposals; `name` is whose it is where it does not say so itself.

    An answer on a form that is not known here is kept too. What was answered alike just before is not
    kept again. What the owner was not asked is kept as that if they may be told of that action, and
    else only said. A message is of the day it bears, if that is
    between the day it answers and the day it came.
    """
    landing = _Landing(session, reply, received_on, name)
    for told in dict.fromkeys(reply.answers):
        landing.take(told)
    return landing.landed()


class _Landing:
    """One answer that is being kept."""

    def __init__(self, session: Session, reply: ReplySheet, received_on: date, name: str) -> None:
        self._session = session
        self._reply = reply
        self._form = known_form(session, reply.code)
        self._sender = clean_line(_sender(reply, self._form)) or clean_line(name) or "somebody unknown"
        asked_on = self._form.on if self._form else date.min
        self._came_on = received_on
        self._on = min(max(reply.on or received_on, asked_on), received_on)
        self._made: list[int] = []
        self._silent: list[str] = []
        self._heard: list[str] = []
        self._sentences = [] if self._form else [not_known(reply.code)]
        if reply.on not in (None, self._on):
            bears, taken = format_date(reply.on or self._on), format_date(self._on)
            self._sentences.append(f"It bears the date {bears}; it is taken as of {taken}.")

    def take(self, told: Told) -> None:
        """Keep what is said of one action, or say why not."""
        try:
            action_id = action_meant(self._session, told.ref, self._form, self._on)
        except UserError as error:
            words = clean_line(" ".join(filter(None, told[1:6])))[:_LONGEST]
            said = f": “{words}”" if words else ""
            self._say(f"{str(error).rstrip('.')}; what was said of it is left out{said}.")
            return
        row = action_row(self._session, action_id)
        is_asked = self._form is not None and action_id in self._form.due_on
        asked_on = self._form.due_on[action_id] if self._form and is_asked else None
        answer = read_answer(told, self._on, OwnWords(plain_text(row.text), row.due, asked_on))
        if answer.unplaced:
            self._say(f"{row.ref}: not taken as an answer, where the action stood: “{answer.unplaced}”.")
        if not answer.says_anything:
            self._silent.append(row.ref)
            return
        self._heard.append(row.ref)
        self._remark_on_day(row, answer)
        if self._form and not is_asked:
            self._say(f"{row.ref} was not in what {self._form.to_name} was asked; it is kept as not asked.")
        self._keep(
            row,
            Proposal(
                action_id=action_id,
                chaser_id=self._form.chaser_id if self._form and is_asked else None,
                from_name=self._sender,
                received_on=max(self._on, min(row.raised_on or self._on, self._came_on)),
                note=self._note(row.ref, answer),
                status=answer.status,
                due_as_written=answer.due,
            ),
        )

    def landed(self) -> Landed:
        """Return what came of it."""
        silent = [ref for ref in dict.fromkeys(self._silent) if ref not in self._heard]
        said = [f"Nothing was said of {', '.join(silent)}."] if silent else []
        return Landed(tuple(self._made), (*self._sentences, *said, *self._reply.left_out))

    def _keep(self, row: ActionRow, proposal: Proposal) -> None:
        is_dated = self._reply.on is not None or proposal.chaser_id is None
        if came_before(self._session, proposal, on_its_day=is_dated):
            self._say(f"{row.ref}: the same answer came before.")
            return
        if proposal.due_as_written and is_past(proposal.due_as_written, proposal.received_on):
            self._say(f"{row.ref}: the new date, {proposal.due_as_written}, is over already.")
        self._session.add(proposal)
        self._session.flush()
        self._made.append(proposal.id)

    def _remark_on_day(self, row: ActionRow, answer: Answer) -> None:
        """Say where it is not understood on which day something was done."""
        if answer.status is not ActionStatus.DONE:
            return
        done = day_done(answer.note, self._on, since=row.raised_on or date.min)
        if done.unclear:
            self._say(
                f"{row.ref}: “{done.unclear}” is no day on which it can have been done; it counts as done on "
                f"{format_date(done.on)}, unless you give the day when you accept it."
            )

    def _note(self, ref: str, answer: Answer) -> str:
        """Return the note as it is kept: typed for whom it is."""
        if len(answer.note) > _LONGEST:
            self._say(f"{ref}: what is said is long; only its first {_LONGEST} letters are kept.")
        return typed_note(clean_line(answer.note[:_LONGEST]), answer.audience)

    def _say(self, sentence: str) -> None:
        if sentence not in self._sentences:
            self._sentences.append(sentence)


def accept_proposal(
    session: Session,
    proposal_id: int,
    *,
    due: str | None = None,
    part: str = "",
    done_on: date | None = None,
) -> None:
    """Make an update of what was proposed, on the day it came; done means that owner's parts are done.

    `due` is a new date, in words, in place of what was proposed; `part` names the owner whose part is
    done where the answer does not tell. `done_on` is the day on which it was done, which else is the
    one the answer says, or that on which it came.

    Raises UserError for one that was decided already, for a date that cannot be read, for an action
    that was closed or got another date meanwhile, and where it is not known whose part is done.
    """
    proposal, row = _waiting(session, proposal_id)
    if row.dated_since is not None and due is None:
        since = format_date(row.dated_since)
        raise UserError(f"{row.ref} got another date on {since}, after that answer: say which it is to have.")
    due = due or row.due
    if not is_open(row.now) and (due or row.status not in (None, row.now)):
        raise UserError(f"{row.ref} is {row.now} by now: reject the answer, or reopen the action first.")
    closes = is_open(row.now) and row.status is ActionStatus.DONE
    day = (done_on or row.done.on) if row.done else None
    parts = _parts_meant(session, proposal, row, part) if closes else ()
    for each in parts:
        on = each.done_on or day or row.received_on
        close_part(session, row.action_id, owner_id=each.owner_id, on=on, said_on=row.received_on)
    update_action(
        session,
        row.action_id,
        on=row.received_on,
        note=with_sender(_said(row, day, parts), row.from_name),
        status=None if parts or row.status is row.now else row.status,
        due=None if row.status in _CLOSING else due,
        audience=row.audience,
        done_on=day,
    )
    proposal.state = ProposalState.ACCEPTED
    session.flush()


def accept_as(
    session: Session,
    proposal_id: int,
    *,
    status: ActionStatus | None,
    due: str | None,
    note: str,
    audience: Audience,
    done_on: date | None,
) -> None:
    """Change what was proposed to what is right, and make an update of that."""
    edit_proposal(session, proposal_id, status=status, due=due, note=note, audience=audience)
    accept_proposal(session, proposal_id, due=clean_line(due or "") or None, done_on=done_on)


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
    audience: Audience = Audience.MEMBERS,
    done_on: date | None = None,
) -> None:
    """Change what waits to be taken: all of it as it is to be. Raises UserError if that is nothing.

    The note is for `audience`, or for fewer where a mark before it says so. A day on which it was done
    that is not the one the note tells is put before it.
    """
    proposal, row = _waiting(session, proposal_id)
    due, note = clean_line(due or "") or None, clean_line(note)
    note = _with_day(note, row, done_on)
    said_for, said = split_audience(note)
    if note:
        note = typed_note(said, narrower(said_for, audience))
    if status is None and due is None and not note:
        raise UserError("An answer says something: a status, a new date or a note.")
    proposal.status, proposal.due_as_written, proposal.note = status, due, note
    session.flush()


def _waiting(session: Session, proposal_id: int) -> tuple[Proposal, ProposalRow]:
    row = proposal_row(session, proposal_id)
    if row.state is not ProposalState.WAITING:
        raise UserError(f"That answer on {row.ref} was {row.state} already.")
    return row_of(session, Proposal, proposal_id), row


def _said(row: ProposalRow, day: date | None, parts: tuple[Part, ...]) -> str:
    """Return what an answer says beside the status; of a part, whose it is and when it was done."""
    if not parts:
        return _with_day(row.note, row, day)
    on = f" on {format_date(day)}" if day and day != row.received_on else ""
    whose = part_done(" and ".join(part.name for part in parts))
    return " – ".join(filter(None, (f"{whose}{on}", without_day(row.note, row.received_on))))


def _with_day(note: str, row: ProposalRow, day: date | None) -> str:
    """Return a note that tells on which day it was done: where it told another one, with that before it."""
    if day is None or day_done(note, row.received_on, since=row.raised_on).on == day:
        return note
    return " – ".join(filter(None, (f"Done {format_date(day)}", note)))


def _parts_meant(session: Session, proposal: Proposal, row: ProposalRow, name: str) -> tuple[Part, ...]:
    """Return the parts that are done of an action that several own; none where it is owned by one.

    They are those that were asked after, else that of the owner who answers. Raises UserError where
    that is nobody who owns the action now.
    """
    parts = parts_of(session, row.action_id)
    asked = parts_asked(session, proposal.chaser_id, row.action_id)
    meant = tuple(part for part in parts if part.owner_id in asked and not name)
    meant = meant or tuple(part for part in parts if squash(part.name) == squash(name or row.from_name))
    if not meant and (len(parts) > 1 or (parts and asked) or name):
        owners = " and ".join(part.name for part in parts) or "nobody"
        raise UserError(f"{row.ref} is owed by {owners}: say whose part is done, or make the answer a note.")
    return meant if len(parts) > 1 else ()


def _sender(reply: ReplySheet, form: KnownForm | None) -> str:
    """Return who answers; somebody else than was asked is said to answer for them, or to send it on."""
    said = reply.sender or reply.address
    via = f", forwarded by {reply.via}" if reply.via else ""
    if form is None:
        return f"{said}{via}" if said else ""
    theirs = fold(reply.address) in ("", fold(form.to_address)) or fold(said) == fold(form.to_name)
    return (form.to_name if theirs else f"{said} for {form.to_name}") + via
