"""What is not public, why, and when that is to be looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.actions import format_ref
from sop_minutes.domain.circulating import note_lines
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.words import ActionStatus, Audience, PointKind, narrower
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.storage.tables import Action, Group, Item, Meeting, Point


@dataclass(frozen=True, slots=True)
class NarrowRow:
    """An item, a line or an action that is not public by its own mark.

    `record` is what it is called by ("i3", "p12", "a7"). `kind` is "item" or that of the line. `ref` is
    "" for what is no action; `meeting` and `item` are "" for an action outside a note.
    """

    record: str
    kind: str
    text: str
    audience: Audience
    reason: str
    review_on: date | None
    group: str
    meeting: str = ""
    item: str = ""
    ref: str = ""

    @property
    def is_explained(self) -> bool:
        """Whether it is said why it is restricted, and until when."""
        return bool(self.reason) and self.review_on is not None


@dataclass(frozen=True, slots=True)
class ToRelease:
    """What is up for review on a day, the longest due first; and what nobody has given a reason or a date."""

    due: tuple[NarrowRow, ...]
    unexplained: tuple[NarrowRow, ...]


class SeenLine(NamedTuple):
    """A line that somebody can read, and where: a meeting's key, or "" for the register of actions.

    `record` names its row, "" for what was noted of an action.
    """

    meeting: str
    text: str
    record: str


def due_for_release(session: Session, on: date, group_id: int | None = None) -> ToRelease:
    """Return what is to be looked at again on a day, of one group if `group_id` is given.

    What is for members only is no matter of review unless it was given a date.
    """
    rows = narrow_rows(session, group_id)
    due = [row for row in rows if row.review_on is not None and row.review_on <= on]
    return ToRelease(
        due=tuple(sorted(due, key=lambda row: row.review_on or on)),
        unexplained=tuple(
            row for row in rows if row.audience is Audience.RESTRICTED and not row.is_explained
        ),
    )


def narrow_rows(session: Session, group_id: int | None = None) -> tuple[NarrowRow, ...]:
    """Return all that is not public by its own mark, by group and meeting, in the order of the notes."""
    rows = [*_items(session, group_id), *_lines(session, group_id), *_actions(session, group_id)]
    return tuple(row for _, row in sorted(rows, key=lambda found: found[0]))


def seen_lines(session: Session, records: Sequence[str], reader: Audience) -> Iterator[SeenLine]:
    """Yield what `reader` may read in the notes that any of `records` stands in, or is spoken of; and of
    their actions in the register.
    """
    actions = _actions_of(session, records)
    rows = list_actions(
        session, ActionFilter(statuses=tuple(ActionStatus), audience=reader, action_ids=actions)
    )
    for meeting_id in _meetings_of(session, records, actions):
        sheet = meeting_sheet(session, meeting_id, reader)
        yield from (
            SeenLine(sheet.key, line.text, line.record) for line in note_lines(sheet, Audience.PUBLIC)
        )
    for row in rows:
        if not row.meeting:
            yield SeenLine("", f"{row.ref} {plain_text(row.text)}", f"a{row.id}")
        if note := plain_text(row.last_note):
            yield SeenLine("", note, "")


def _ids(records: Sequence[str], kind: str) -> list[int]:
    return [int(record[1:]) for record in records if record[0] == kind]


def _actions_of(session: Session, records: Sequence[str]) -> tuple[int, ...]:
    """Return the actions that are among the records, or are raised in them."""
    query: Any = (
        sa.select(col(Action.id))
        .outerjoin(Point, col(Point.id) == col(Action.point_id))
        .where(
            sa.or_(
                col(Action.id).in_(_ids(records, "a")),
                col(Point.id).in_(_ids(records, "p")),
                col(Point.item_id).in_(_ids(records, "i")),
            )
        )
        .order_by(col(Action.id))
    )
    return tuple(session.connection().execute(query).scalars())


def _meetings_of(session: Session, records: Sequence[str], actions: Sequence[int]) -> tuple[int, ...]:
    """Return the meetings in whose notes the records stand, and those that name one of the actions."""
    refs: Any = (
        sa.select(col(Group.code), col(Action.year), col(Action.number))
        .join(Group, col(Group.id) == col(Action.group_id))
        .where(col(Action.id).in_(actions))
    )
    named = [
        col(Point.text).contains(f"{code} {year % 100:02d}/{number}", autoescape=True)
        for code, year, number in session.connection().execute(refs)
    ]
    query: Any = (
        sa.select(col(Item.meeting_id))
        .distinct()
        .outerjoin(Point, col(Point.item_id) == col(Item.id))
        .where(
            sa.or_(col(Item.id).in_(_ids(records, "i")), col(Point.id).in_(_ids(records, "p")), *named),
        )
        .order_by(col(Item.meeting_id))
    )
    return tuple(session.connection().execute(query).scalars())


_Found = tuple[tuple[Any, ...], NarrowRow]


def _items(session: Session, group_id: int | None) -> Iterator[_Found]:
    query = (
        sa.select(
            col(Item.id),
            col(Item.title),
            col(Item.audience),
            col(Item.restricted_reason),
            col(Item.review_on),
            col(Item.position),
            *_MEETING,
        )
        .join(Meeting, col(Meeting.id) == col(Item.meeting_id))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(col(Item.audience) != Audience.PUBLIC, _of(group_id))
    )
    for id_, title, audience, reason, review_on, position, code, on, sequence in _rows(session, query):
        key = format_key(code, on, sequence)
        text = plain_text(title)
        row = NarrowRow(f"i{id_}", "item", text, Audience(audience), reason, review_on, code, key, text)
        yield (code, on, sequence, position, 0.0, id_), row


def _lines(session: Session, group_id: int | None) -> Iterator[_Found]:
    query = (
        sa.select(
            col(Point.id),
            col(Point.kind),
            col(Point.text),
            col(Point.audience),
            sa.func.coalesce(col(Action.audience), Audience.PUBLIC),
            col(Point.restricted_reason),
            col(Point.review_on),
            col(Item.title),
            col(Item.position),
            col(Point.position),
            col(Action.year),
            col(Action.number),
            *_MEETING,
        )
        .join(Item, col(Item.id) == col(Point.item_id))
        .join(Meeting, col(Meeting.id) == col(Item.meeting_id))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .outerjoin(Action, col(Action.point_id) == col(Point.id))
        .where(
            sa.or_(col(Point.audience) != Audience.PUBLIC, col(Action.audience) != Audience.PUBLIC),
            _of(group_id),
        )
    )
    for found in _rows(session, query):
        id_, kind, text, own, marked, reason, review_on, title, *rest = found
        item_at, at, year, number, code, on, sequence = rest
        row = NarrowRow(
            f"p{id_}",
            PointKind(kind).value,
            plain_text(text),
            narrower(Audience(own), Audience(marked)),
            reason,
            review_on,
            code,
            format_key(code, on, sequence),
            plain_text(title),
            format_ref(code, year, number) if number is not None else "",
        )
        yield (code, on, sequence, item_at, at, id_), row


def _actions(session: Session, group_id: int | None) -> Iterator[_Found]:
    """Yield the actions that were raised outside a note; the others are lines."""
    query = (
        sa.select(
            col(Action.id),
            col(Action.text),
            col(Action.audience),
            col(Action.restricted_reason),
            col(Action.review_on),
            col(Action.raised_on),
            col(Action.year),
            col(Action.number),
            col(Group.code),
        )
        .join(Group, col(Group.id) == col(Action.group_id))
        .where(
            col(Action.point_id).is_(None),
            col(Action.audience) != Audience.PUBLIC,
            sa.true() if group_id is None else col(Action.group_id) == group_id,
        )
    )
    for id_, text, audience, reason, review_on, raised_on, year, number, code in _rows(session, query):
        row = NarrowRow(
            f"a{id_}",
            PointKind.ACTION.value,
            plain_text(text),
            Audience(audience),
            reason,
            review_on,
            code,
            ref=format_ref(code, year, number),
        )
        yield (code, raised_on, 0, 0.0, 0.0, id_), row


_MEETING: Any = (col(Group.code), col(Meeting.on), col(Meeting.sequence))


def _of(group_id: int | None) -> Any:
    return sa.true() if group_id is None else col(Meeting.group_id) == group_id


def _rows(session: Session, query: Any) -> Any:
    return session.connection().execute(query)
