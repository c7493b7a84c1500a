"""What an action is tied to: documents and pages, a priority of the plan, another action it merged into."""

from datetime import date

from sqlmodel import Session

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.checks import row_of
from sop_minutes.domain.actions import check_is_open, format_ref, is_open
from sop_minutes.domain.addresses import check_address
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import ActionStatus
from sop_minutes.storage.tables import Action, ActionLink, Group, Priority, Topic


def link_action(session: Session, action_id: int, *, address: str, title: str = "") -> int:
    """Put a document or a page beside an action, by its address; return the link's id.

    Without a title it is called by its address. Raises UserError for an address that is neither
    http, https nor a file's.
    """
    action = row_of(session, Action, action_id)
    kept = check_address(address)
    link = ActionLink(action_id=action.id, address=kept, title=clean_line(title) or kept)
    session.add(link)
    session.flush()
    return link.id


def unlink_action(session: Session, link_id: int) -> None:
    """Take a document or a page away from its action."""
    session.delete(row_of(session, ActionLink, link_id))


def prioritise_action(session: Session, action_id: int, *, priority_id: int | None) -> None:
    """Say which priority of the plan an action serves; None for its topic's."""
    action = row_of(session, Action, action_id)
    action.priority_id = row_of(session, Priority, priority_id).id if priority_id is not None else None


def prioritise_topic(session: Session, topic_id: int, *, priority_id: int | None) -> None:
    """Say which priority of the plan a topic serves, and its actions with it that have none."""
    topic = row_of(session, Topic, topic_id)
    topic.priority_id = row_of(session, Priority, priority_id).id if priority_id is not None else None


def merge_action(
    session: Session,
    action_id: int,
    *,
    into_id: int,
    on: date,
    note: str = "",
    meeting_id: int | None = None,
) -> None:
    """Say that an action goes on in another one; its reference and its updates stay its own.

    Raises UserError if it is closed, or if the other is itself, was merged, or is closed.
    """
    action, other = row_of(session, Action, action_id), row_of(session, Action, into_id)
    if action.id == other.id:
        raise UserError("An action cannot be merged into itself.")
    if action.status != ActionStatus.DONE:
        check_is_open(action.status)
    if other.merged_into_id is not None:
        into = _ref(session, row_of(session, Action, other.merged_into_id))
        raise UserError(f"{_ref(session, other)} was itself merged into {into}: merge into that one.")
    if not is_open(ActionStatus(other.status)):
        raise UserError(f"{_ref(session, other)} is closed: merge into one that is open.")
    update_action(session, action_id, on=on, status=ActionStatus.MERGED, note=note, meeting_id=meeting_id)
    action.merged_into_id = other.id


def _ref(session: Session, action: Action) -> str:
    return format_ref(session.get_one(Group, action.group_id).code, action.year, action.number)
