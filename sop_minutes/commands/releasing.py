"""Restricted lines: why they are, when that is looked at again, and their release."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.points import set_audience
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, narrower, seen_by
from sop_minutes.storage.tables import Action, Item, Point

_PUBLIC = "That is public; there is nothing to review."
_KEYWORDS = {"i": "item_id", "p": "point_id", "a": "action_id"}


def set_restriction(
    session: Session,
    *,
    item_id: int | None = None,
    point_id: int | None = None,
    action_id: int | None = None,
    reason: str,
    review_on: date | None,
) -> None:
    """Say why an item, a line or an action is not public, and on which day that is looked at again.

    One of the ids is given; an action of a note is its line. It changes nothing of what a note says, and
    so is done with approved minutes too. Raises UserError without a reason, and for what is public.
    """
    row = _row(session, item_id, point_id, action_id)
    if _audience(session, row) is Audience.PUBLIC:
        raise UserError(_PUBLIC)
    row.restricted_reason = line_of(reason, "Say why it is not public.")
    row.review_on = review_on
    session.flush()


def release_restricted(
    session: Session,
    *,
    item_id: int | None = None,
    point_id: int | None = None,
    action_id: int | None = None,
    to: Audience,
) -> None:
    """Let more readers see an item, a line or an action, of approved minutes too: see ADR 14.

    One of the ids is given; an action of a note is its line. What stands under a line that is released is
    released by itself; what is marked nothing of its own under an item goes with that. Raises UserError
    if it would be no wider than now, or wider than what it stands under.
    """
    row = _row(session, item_id, point_id, action_id)
    now = _audience(session, row)
    if narrower(to, now) is to:
        raise UserError(f"It is {seen_by(now)} already.")
    if isinstance(row, Point):
        _release_line(session, row, to)
    else:
        row.audience = to
    row.restricted_reason, row.review_on = "", None
    session.flush()


def restrict_records(
    session: Session, records: Sequence[str], *, reason: str, review_on: date | None
) -> None:
    """Do as `set_restriction` does with each of `records` ("i3", "p12", "a7"), all of them or none."""
    for record in records:
        set_restriction(session, **_id(record), reason=reason, review_on=review_on)


def put_off_review(session: Session, records: Sequence[str], *, review_on: date) -> None:
    """Have records looked at again on another day, each for the reason it has.

    Raises UserError for one without a reason.
    """
    for record in records:
        reason = _row(session, **_id(record)).restricted_reason
        set_restriction(session, **_id(record), reason=reason, review_on=review_on)


def release_records(session: Session, records: Sequence[str], *, to: Audience) -> None:
    """Do as `release_restricted` does with each of `records`, all of them or none.

    An item comes before its lines, and a line before those under it, as in their note.
    """
    for record in records:
        release_restricted(session, **_id(record), to=to)


def _id(record: str) -> dict[str, int]:
    return {_KEYWORDS[record[0]]: int(record[1:])}


def _release_line(session: Session, point: Point, to: Audience) -> None:
    item = row_of(session, Item, point.item_id)
    if narrower(to, Audience(item.audience)) is not to:
        above = seen_by(Audience(item.audience))
        raise UserError(f"It stands under an item that is {above}; release that first.")
    set_audience(session, point, to)
    if point.audience != to:
        above = seen_by(Audience(point.audience))
        raise UserError(f"It stands under a line that is {above}; release that first.")


def _row(
    session: Session,
    item_id: int | None = None,
    point_id: int | None = None,
    action_id: int | None = None,
) -> Item | Point | Action:
    if item_id is not None:
        return row_of(session, Item, item_id)
    if point_id is not None:
        return row_of(session, Point, point_id)
    if action_id is None:
        raise ValueError("nothing is given")
    action = row_of(session, Action, action_id)
    point = session.get(Point, action.point_id) if action.point_id is not None else None
    return point or action


def _audience(session: Session, row: Item | Point | Action) -> Audience:
    """Return who may see a row by its own marks: a line's are its action's too."""
    own = Audience(row.audience)
    if not isinstance(row, Point):
        return own
    marked = session.exec(select(Action.audience).where(Action.point_id == row.id)).first()
    return narrower(own, Audience(marked or Audience.PUBLIC))
