"""The action register: lists of actions, and one action's life."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.domain.actions import format_ref, read_ref
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.names import NameKind
from sop_minutes.domain.sheets import ActionRow, LogScope
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.identity import database_uid
from sop_minutes.queries.names import directory
from sop_minutes.queries.register import Narrowing, Params, action_rows, allowed, hidden_texts
from sop_minutes.storage.tables import Action, Group, Organisation, Priority, Topic


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions are wanted. None or "" in a field does not narrow.

    `statuses` None is all that are not closed. `owner` is a name as people write it: a known one
    finds all its forms, an unknown one finds what was written. `organisation_id` keeps what it, its people
    and its seats own. `topic` is an item's title, or words of it where none is called so. `overdue_on`
    keeps what is late on that day. `audience` keeps what that audience may see. `action_ids` keeps these
    alone, which are up for `review`.
    """

    group_id: int | None = None
    owner: str = ""
    topic: str = ""
    organisation_id: int | None = None
    priority_id: int | None = None
    statuses: tuple[ActionStatus, ...] | None = None
    overdue_on: date | None = None
    audience: Audience = Audience.RESTRICTED
    meeting_id: int | None = None
    action_id: int | None = None
    action_ids: tuple[int, ...] | None = None
    review: bool = False


def list_actions(
    session: Session, wanted: ActionFilter, *, limit: int | None = None, offset: int = 0
) -> tuple[ActionRow, ...]:
    """Return the actions wanted, the earliest due first, those without a date last."""
    narrowing, notes_for = _narrowing(session, wanted), allowed(wanted.audience)
    return action_rows(session.connection(), narrowing, notes_for=notes_for, limit=limit, offset=offset)


def actions_of_meeting(session: Session, meeting_id: int, audience: Audience) -> tuple[ActionRow, ...]:
    """Return the actions raised in a meeting's note, closed ones too, in the order of the note."""
    wanted = ActionFilter(statuses=tuple(ActionStatus), audience=audience, meeting_id=meeting_id)
    return list_actions(session, wanted)


def action_ref(session: Session, action_id: int) -> str:
    """Return an action's reference, “That action” for one that is no longer there."""
    query = select(Group.code, Action.year, Action.number).join(Action, col(Action.group_id) == Group.id)
    found = session.exec(query.where(Action.id == action_id)).first()
    return format_ref(*found) if found else "That action"


def find_action(session: Session, ref: str) -> int:
    """Return the id of the action with this reference; without a group's code if only one group has it.

    Raises UserError where there is none, or more than one.
    """
    parts = read_ref(ref)
    if parts is None:
        raise UserError(f"“{ref}” is not an action's reference; one looks like CG 17/31.")
    code, year, number = parts
    query = select(Action.id, Group.code, Action.year).join(Group, col(Group.id) == Action.group_id)
    query = query.where(col(Action.year) % 100 == year, Action.number == number)
    if code:
        query = query.where(Group.code == code)
    found = session.exec(query).all()
    if not found:
        raise UserError(f"There is no action {ref.strip()}.")
    if len(found) > 1:
        refs = ", ".join(format_ref(group, raised, number) for _, group, raised in found)
        raise UserError(f"{ref.strip()} could be {refs}: give the group's code too.")
    return found[0][0]


def action_row(session: Session, action_id: int) -> ActionRow:
    """Return one action as the register shows it. Raises UserError if there is none."""
    wanted = ActionFilter(statuses=tuple(ActionStatus), action_id=action_id)
    rows = list_actions(session, wanted)
    if not rows:
        raise UserError("That action is no longer there.")
    return rows[0]


def withheld_action_texts(session: Session, wanted: ActionFilter) -> tuple[str, ...]:
    """Return the texts of the actions that `wanted` holds back for its audience's sake alone."""
    everything = _narrowing(session, replace(wanted, audience=Audience.RESTRICTED))
    hidden = hidden_texts(session.connection(), everything, wanted.audience)
    return tuple(dict.fromkeys(plain_text(text) for text, _ in hidden))


def log_scope(session: Session, wanted: ActionFilter) -> LogScope:
    """Return what a list of the actions wanted is a list of."""
    group = session.get(Group, wanted.group_id or 0)
    organisation = session.get(Organisation, wanted.organisation_id or 0)
    priority = session.get(Priority, wanted.priority_id or 0)
    known = directory(session).match(wanted.owner) if wanted.owner else ()
    return LogScope(
        group=group.name if group else "",
        owner=known[0].name if len(known) == 1 else wanted.owner,
        organisation=organisation.name if organisation else "",
        topic=wanted.topic,
        priority=priority.title if priority else "",
        statuses=wanted.statuses,
        overdue=wanted.overdue_on is not None,
        review=wanted.review,
        database=database_uid(session),
    )


def _topics(session: Session, words: str) -> list[int]:
    """Return the ids of the topic of this title, else of those that have the words in theirs."""
    key = squash(words)
    exact = session.exec(select(Topic.id).where(Topic.key == key)).all()
    like = select(Topic.id).where(col(Topic.key).contains(key, autoescape=True))
    return list(exact or (session.exec(like).all() if key else ()))


def _narrowing(session: Session, wanted: ActionFilter) -> Narrowing:
    """Return the conditions that `wanted` sets."""
    found: dict[str, Params] = {}
    if wanted.statuses is None or wanted.overdue_on is not None:
        found["open"] = {}
    if wanted.statuses is not None and len(wanted.statuses) < len(ActionStatus):
        found["statuses"] = {"statuses": wanted.statuses}
    for name, param in _PARAMS.items():
        if (value := getattr(wanted, param)) is not None:
            found[name] = {param: value}
    if wanted.action_ids is not None:
        found["ids"] = {"ids": wanted.action_ids}
    if wanted.owner:
        found["owner"] = _owned_by(session, wanted.owner)
    if wanted.topic:
        found["topic"] = {"topic_ids": _topics(session, wanted.topic)}
    if wanted.audience is not Audience.RESTRICTED:
        found["audience"] = {"allowed": allowed(wanted.audience)}
    return found


_PARAMS = {
    "group": "group_id",
    "organisation": "organisation_id",
    "priority": "priority_id",
    "meeting": "meeting_id",
    "action": "action_id",
    "overdue": "overdue_on",
}
"""The conditions that a field of a filter sets by itself."""


def _owned_by(session: Session, name: str) -> Params:
    """Return all that is called `name`, by kind, and the name itself as it may have been written."""
    known = directory(session).match(name)
    ids = {kind: [match.id for match in known if match.kind is kind] for kind in NameKind}
    return {**{f"{kind}_ids": found for kind, found in ids.items()}, "as_written": name.strip()}
