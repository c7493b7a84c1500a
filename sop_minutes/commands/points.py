"""The blocks of a note, one by one, as they are typed."""

from sqlmodel import Session, col, select, update

from sop_minutes.commands.checks import check_unsettled, item_to_change, line_of, point_to_change, row_of
from sop_minutes.commands.positions import LAST, point_position
from sop_minutes.commands.understanding import Understanding
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.grammar.lines import DEEPEST
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, MeetingState, PointKind, narrower
from sop_minutes.queries.reviewed import as_review
from sop_minutes.storage.tables import Action, Item, Meeting, Point

_NEEDS_TEXT = {
    PointKind.POINT: "A point needs some text.",
    PointKind.DECISION: "A decision needs some text.",
    PointKind.ACTION: "An action needs some text.",
    PointKind.REFERRAL: "A referral needs some text.",
}
_UNDERSTOOD = frozenset({PointKind.ACTION, PointKind.REFERRAL})


def add_point(
    session: Session,
    *,
    item_id: int,
    text: str,
    kind: PointKind = PointKind.POINT,
    level: int = 0,
    audience: Audience = Audience.PUBLIC,
    after_id: int | None = LAST,
) -> int:
    """Add a block to an item, last unless `after_id` says after which (None: first)."""
    item = item_to_change(session, item_id)
    begin_note(session, item.meeting_id)
    point = Point(
        item_id=item_id,
        position=point_position(session, item_id, after_id),
        kind=kind,
        level=max(0, min(level, DEEPEST)),
        audience=audience,
        text=line_of(text, _NEEDS_TEXT[kind]),
    )
    session.add(point)
    session.flush()
    _understanding(session, point).keep(point)
    settle_audiences(session, item_id)
    return point.id


def edit_point(session: Session, point_id: int, *, text: str) -> None:
    """Change a block's text; its action follows what the edit changed.

    This runs at each pause of typing: it loads no more than it needs.
    """
    query = select(Point.kind, Point.text, Meeting.state).join(Item, col(Item.id) == Point.item_id)
    query = query.join(Meeting, col(Meeting.id) == Item.meeting_id)
    found = session.exec(query.where(Point.id == point_id)).first()
    if found is None:
        raise UserError("That point is no longer there.")
    kind, was, state = found
    check_unsettled(state)
    line = line_of(text, _NEEDS_TEXT[PointKind(kind)])
    change = update(Point).where(col(Point.id) == point_id).values(text=line)
    session.exec(change, execution_options={"synchronize_session": False})
    if kind in _UNDERSTOOD:
        point = row_of(session, Point, point_id)
        _understanding(session, point).keep(point, was=was)


def convert_point(session: Session, point_id: int, *, kind: PointKind) -> None:
    """Make a block a point, a decision, an action or a referral; an action's reference is kept for it.

    A line that says what became of another meeting's action stays a point: that one goes on as it is.
    """
    point = point_to_change(session, point_id)
    meeting_id = row_of(session, Item, point.item_id).meeting_id
    point.kind = as_review(session, PointSheet(point.text, kind), meeting_id).kind
    _understanding(session, point).keep(point, was=point.text)


def mark_point(session: Session, point_id: int, *, audience: Audience) -> None:
    """Say who may see a block, and its action; what stands under it becomes at least as narrow."""
    set_audience(session, point_to_change(session, point_id), audience)


def set_audience(session: Session, point: Point, audience: Audience) -> None:
    """Say who may see a block that can be changed: not wider than what it stands under."""
    point.audience = audience
    action = session.exec(select(Action).where(Action.point_id == point.id)).first()
    if action is not None:
        action.audience = Audience.PUBLIC
    settle_audiences(session, point.item_id)


def indent_point(session: Session, point_id: int, *, level: int) -> None:
    """Set a block's level: 0 is a paragraph, 1 a bullet, more is deeper."""
    point = point_to_change(session, point_id)
    point.level = max(0, min(level, DEEPEST))
    settle_audiences(session, point.item_id)


def move_point(session: Session, point_id: int, *, item_id: int, after_id: int | None) -> None:
    """Move a block to another place, in its item or in another (`after_id` None: first).

    What was said under a narrow item stays as narrow.
    """
    point = point_to_change(session, point_id)
    here, there = row_of(session, Item, point.item_id), item_to_change(session, item_id)
    if here.meeting_id != there.meeting_id:
        raise UserError("A block can only be moved within its meeting.")
    position = point_position(session, item_id, after_id)
    if item_id != here.id:
        point.audience = narrower(Audience(point.audience), Audience(here.audience))
    point.item_id, point.position = item_id, position
    settle_audiences(session, item_id)


def delete_point(session: Session, point_id: int) -> None:
    """Delete a block; its action goes too, unless it has a history of its own."""
    point = point_to_change(session, point_id)
    _understanding(session, point).forget(point)
    session.delete(point)


def settle_audiences(session: Session, item_id: int) -> None:
    """Make every block of an item at least as narrow as what it stands under."""
    session.flush()
    query = select(Point).where(Point.item_id == item_id).order_by(col(Point.position), col(Point.id))
    points = session.exec(query).all()
    sheets = [PointSheet(p.text, PointKind(p.kind), p.level, Audience(p.audience)) for p in points]
    for point, settled in zip(points, with_inherited_audiences(sheets), strict=True):
        if point.audience != settled.audience:
            point.audience = settled.audience
    session.flush()


def begin_note(session: Session, meeting_id: int) -> None:
    """Take a planned meeting of which something is said for one that is being recorded."""
    meeting = row_of(session, Meeting, meeting_id)
    if meeting.state == MeetingState.PLANNED:
        meeting.state = MeetingState.RECORDING


def _understanding(session: Session, point: Point) -> Understanding:
    item = row_of(session, Item, point.item_id)
    return Understanding(session, row_of(session, Meeting, item.meeting_id))
