"""The record page, kept: what was typed since the last save, in one go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, select

from sop_minutes.commands.checks import meeting_to_change
from sop_minutes.commands.items import (
    add_item,
    change_item,
    delete_item,
    held_opening,
    move_item,
    opening_of,
)
from sop_minutes.commands.page_changes import (
    as_kept,
    as_narrow_as_kept,
    audience_of,
    differ_in_words,
    narrow_what_was_taken,
)
from sop_minutes.commands.points import begin_note, settle_audiences
from sop_minutes.commands.positions import LAST, point_position, point_positions
from sop_minutes.commands.understanding import Understanding
from sop_minutes.domain.page import OPENING, Added, Change, Changed, Deleted, Moved, Sheet, changes_text_alone
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.text import one_line
from sop_minutes.domain.words import Audience, PointKind, narrower
from sop_minutes.storage.tables import Item, Meeting, Point

R = TypeVar("R", bound=SQLModel)


def keep_page(
    session: Session,
    meeting_id: int,
    *,
    changes: Sequence[Change],
    rows: Mapping[int, int],
    page: Mapping[int, Sheet],
) -> dict[int, int]:
    """Make the changes of a page, in order; return the row of each key that has a new one.

    `page` is all it says now, in order; `rows` says in which row each key of it is kept. What a
    colleague has changed meanwhile stays: where both changed the text of one block, both texts are
    kept, the page's in a new row after the colleague's; where both changed who may see it, the
    narrower holds; and what one of them changed, the other does not delete.
    """
    keeper = _Keeper(session, meeting_to_change(session, meeting_id), rows, page)
    kept = [as_kept(session, change, meeting_id) for change in changes]
    narrow_what_was_taken(session, kept, meeting_id, rows)
    for together in _runs(list(as_narrow_as_kept(session, kept, rows))):
        keeper.make(together)
    keeper.settle()
    return keeper.made


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Yield the changes one by one, but points that are added one after the other together."""
    run: list[Change] = []
    for change in changes:
        if run and not _goes_on(run[-1], change):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _goes_on(before: Change, change: Change) -> bool:
    match before, change:
        case Added(key, PointSheet(), item, _), Added(_, PointSheet(), other, after):
            return item == other and after == key
    return False


class _Keeper:
    """Makes changes one by one; who may see what is settled once, when all are made."""

    def __init__(
        self, session: Session, meeting: Meeting, rows: Mapping[int, int], page: Mapping[int, Sheet]
    ) -> None:
        self._session = session
        self._meeting_id = meeting.id
        self._rows = rows
        self._page = page
        self._understanding = Understanding(session, meeting)
        self._touched: set[int] = set()
        self.made: dict[int, int] = {}

    def make(self, run: Sequence[Change]) -> None:
        """Make one change, or add a run of points."""
        match run[0]:
            case Added(key, ItemSheet() as sheet, _, after):
                self._add_item(key, sheet, after)
            case Added(_, PointSheet(), item, after):
                added = {one.key: one.sheet for one in run if isinstance(one, Added)}
                sheets = [sheet for sheet in added.values() if isinstance(sheet, PointSheet)]
                self.made |= zip(added, self._add_points(sheets, item, after), strict=True)
            case Moved(key, None, after):
                if self._held(Item, key):
                    move_item(self._session, self._row(key), after_id=self._item_before(after))
            case Moved(key, int(item), after):
                self._move_point(key, item, after)
            case Changed(key, ItemSheet() as was, ItemSheet() as sheet, _, after):
                self._change_item(key, was, sheet, after)
            case Changed(_, PointSheet() as was, PointSheet() as sheet) as change:
                self._change_point(change, was, sheet)
            case Deleted(key, PointSheet() as was):
                self._delete_point(key, was)
            case Deleted(key, ItemSheet() as was):
                self._delete_item(key, was)

    def settle(self) -> None:
        """Make what stands under something narrow as narrow as it."""
        for item_id in self._touched:
            settle_audiences(self._session, item_id)

    def _add_item(self, key: int, sheet: ItemSheet, after: int | None) -> None:
        self.made[key] = add_item(
            self._session,
            meeting_id=self._meeting_id,
            title=sheet.title,
            presenter=sheet.presenter,
            kind=sheet.kind,
            audience=sheet.audience,
            minutes_planned=sheet.minutes_planned,
            after_id=self._item_before(after),
        )

    def _change_item(self, key: int, was: ItemSheet, sheet: ItemSheet, after: int | None) -> None:
        item = self._held(Item, key)
        if item is None:
            self._add_item(key, sheet, after)
            return
        audience = audience_of(was, sheet, Audience(item.audience))
        if differ_in_words(was, sheet, item.title, item.presenter):
            self._add_item(key, replace(sheet, audience=narrower(audience, Audience(item.audience))), key)
            return
        change_item(
            self._session,
            item.id,
            title=sheet.title if sheet.title != was.title else item.title,
            presenter=sheet.presenter if sheet.presenter != was.presenter else None,
            kind=sheet.kind if sheet.kind != was.kind else None,
            audience=audience,
            minutes_planned=(sheet.minutes_planned or 0)
            if sheet.minutes_planned != was.minutes_planned
            else None,
        )

    def _delete_item(self, key: int, was: ItemSheet) -> None:
        """Delete a heading; what a colleague wrote under it meanwhile moves to the item before it."""
        item_id = self._rows[key]
        item = self._session.get(Item, item_id)
        if item is None or (item.title, item.presenter) != (was.title, was.presenter):
            return
        left = self._session.exec(select(Point).where(Point.item_id == item_id).order_by(*_ORDER)).all()
        for point in left:
            home = self._item_above(item_id)
            self._stay_narrow(point, home)
            point.position = point_position(self._session, home, LAST)
            point.item_id = home
            self._touched.add(home)
            self._session.flush()
        self._touched.discard(item_id)
        delete_item(self._session, item_id)
        self._session.flush()

    def _add_point(self, sheet: PointSheet, item: int | None, after: int | None) -> int:
        return self._add_points([sheet], item, after)[0]

    def _add_points(self, sheets: Sequence[PointSheet], item: int | None, after: int | None) -> list[int]:
        """Add points one after the other: a whole page may have been pasted."""
        begin_note(self._session, self._meeting_id)
        item_id, after_id = self._place(item, after)
        positions = point_positions(self._session, item_id, after_id, len(sheets))
        points = [
            Point(
                item_id=item_id,
                position=position,
                kind=sheet.kind,
                level=sheet.level,
                audience=sheet.audience,
                text=one_line(sheet.text),
            )
            for sheet, position in zip(sheets, positions, strict=True)
        ]
        self._session.add_all(points)
        self._session.flush()
        for point in points:
            if point.kind in _UNDERSTOOD:
                self._understanding.keep(point)
        self._touched.add(item_id)
        return [point.id for point in points]

    def _move_point(self, key: int, item: int, after: int | None) -> None:
        point = self._held(Point, key)
        if point is not None:
            item_id, after_id = self._place(item, after)
            self._stay_narrow(point, item_id)
            point.position = point_position(self._session, item_id, after_id)
            point.item_id = item_id
            self._session.flush()
            self._touched.add(item_id)

    def _stay_narrow(self, point: Point, item_id: int) -> None:
        """What was said under a narrow item stays as narrow when it goes elsewhere."""
        here = self._session.get(Item, point.item_id)
        if here is not None and here.id != item_id:
            point.audience = narrower(Audience(point.audience), Audience(here.audience))

    def _change_point(self, change: Changed, was: PointSheet, sheet: PointSheet) -> None:
        key, point = change.key, self._held(Point, change.key)
        if point is None:
            self.made[key] = self._add_point(sheet, change.item, change.after)
            return
        audience = audience_of(was, sheet, Audience(point.audience))
        if point.text not in {was.text, sheet.text} and sheet.text != was.text:
            ours = PointSheet(
                sheet.text, PointKind.POINT, sheet.level, narrower(audience, Audience(point.audience))
            )
            self.made[key] = self._add_point(ours, change.item, key)
            return
        before = point.text
        if sheet.text != was.text:
            point.text = one_line(sheet.text)
        for name in ("kind", "level"):
            if getattr(sheet, name) != getattr(was, name):
                setattr(point, name, getattr(sheet, name))
        point.audience = audience
        self._session.flush()
        if (sheet.text, sheet.kind) != (was.text, was.kind):
            self._understanding.keep(point, was=before)
        if not changes_text_alone(change):
            self._touched.add(point.item_id)

    def _delete_point(self, key: int, was: PointSheet) -> None:
        point = self._session.get(Point, self._rows[key])
        if point is not None and point.text == was.text:
            self._understanding.forget(point)
            self._session.delete(point)
            self._session.flush()

    def _row(self, key: int) -> int:
        return self.made.get(key) or self._rows[key]

    def _held(self, table: type[R], key: int) -> R | None:
        return self._session.get(table, self._row(key))

    def _place(self, item: int | None, after: int | None) -> tuple[int, int | None]:
        """Return the row a point goes under, and after which.

        In place of what a colleague has deleted, what stands before that on the page.
        """
        while after is not None and not self._held(Point, after):
            after = self._before(after, PointSheet)
        if item is None or item == OPENING or self._held(Item, item):
            item_id = self._row(item) if item else self._opening()
            return item_id, None if after is None else self._row(after)
        above = self._before(item, ItemSheet)
        while above is not None and not self._held(Item, above):
            above = self._before(above, ItemSheet)
        item_id = self._opening() if above is None else self._row(above)
        return item_id, LAST if after is None else self._row(after)

    def _before(self, key: int, kind: type[Sheet]) -> int | None:
        """Return the last key of a kind before another; of points only one of the same item."""
        before = None
        for other, sheet in self._page.items():
            if other == key:
                return before
            if isinstance(sheet, kind):
                before = other
            elif isinstance(sheet, ItemSheet):
                before = None
        return None

    def _item_above(self, item_id: int) -> int:
        items = self._items()
        at = items.index(item_id)
        return items[at - 1] if at else self._opening()

    def _item_before(self, key: int | None) -> int | None:
        """Return after which item one goes: the opening, if there is one, comes before all."""
        while key is not None and not self._held(Item, key):
            key = self._before(key, ItemSheet)
        return self._held_opening() if key is None else self._row(key)

    def _opening(self) -> int:
        return opening_of(self._session, self._meeting_id)

    def _held_opening(self) -> int | None:
        return held_opening(self._session, self._meeting_id)

    def _items(self) -> list[int]:
        query = select(Item.id).where(Item.meeting_id == self._meeting_id)
        return list(self._session.exec(query.order_by(col(Item.position), col(Item.id))))


_UNDERSTOOD = frozenset({PointKind.ACTION, PointKind.REFERRAL})
_ORDER = (col(Point.position), col(Point.id))
