"""Headings and blocks of a note, made what a returned copy says by the commands that edits use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.copies.edits import edited, with_words
from sop_minutes.commands.items import change_item, delete_item, move_item, opening_of
from sop_minutes.commands.points import (
    convert_point,
    delete_point,
    edit_point,
    indent_point,
    mark_point,
    move_point,
)
from sop_minutes.commands.positions import LAST
from sop_minutes.commands.returned.places import (
    Spot,
    item_before,
    points_after,
    put_in,
    read_point,
    split_off,
    spot_after,
    spot_of,
)
from sop_minutes.commands.returned.widths import Widths, effective
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.lines import BETWEEN_CELLS, cells_of, typed_cells
from sop_minutes.domain.returned.lists import row_line
from sop_minutes.domain.returned.prints import same_text
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, PointKind, narrower
from sop_minutes.storage.tables import Action, Item, Point, ReturnedChange, ReturnedCopy


class Blocks:
    """The blocks of a meeting, each with how it is printed now."""

    def __init__(
        self, session: Session, copy: ReturnedCopy, prints: Mapping[str, Block], widths: Widths
    ) -> None:
        self._session = session
        self._copy = copy
        self._prints = prints
        self._widths = widths

    def now(self, record: str) -> Block | None:
        """Return how a record is printed now, None if it is not."""
        return self._prints.get(record)

    def spot_after(self, record: str) -> Spot:
        """Return the place after a record that is there."""
        spot = spot_after(self._session, self._copy.meeting_id, record)
        return spot or Spot(opening_of(self._session, self._copy.meeting_id), None)

    def become(self, records: Sequence[str], wanted: Sequence[Block]) -> list[str]:
        """Make the first of `records`, with the others joined to it, say `wanted`; return what is new."""
        audience = narrower(*(effective(self._session, record) for record in records))
        first, made = records[0], list[str]()
        if first.startswith("p") and not wanted[0].heading:
            self._reword(records, wanted[0], audience)
        elif first.startswith("i") and wanted[0].heading:
            self._retitle(first, wanted[0])
        elif first.startswith("i"):
            made.append(self._lower(int(first[1:]), wanted[0]))
        else:
            spot = self.spot_after(first)
            made.append(put_in(self._session, spot, wanted[0], self._widths, least=audience))
            self.delete([first])
        self.delete(records[1:])
        for block in wanted[1:]:
            spot = self.spot_after(made[-1] if made else first)
            made.append(put_in(self._session, spot, block, self._widths, least=audience))
        return made

    def move(self, record: str, change: ReturnedChange) -> None:
        """Move a block with what was split off it, or an item with all under it, to where the copy has it."""
        if record.startswith("i"):
            move_item(self._session, int(record[1:]), after_id=item_before(self._session, self._copy, change))
            return
        spot = spot_of(self._session, self._copy, change)
        if spot.after_id == int(record[1:]):
            return
        for point_id in (int(record[1:]), *split_off(self._session, self._copy, record)):
            move_point(self._session, point_id, item_id=spot.item_id, after_id=spot.after_id)
            spot = Spot(spot.item_id, point_id)

    def delete(self, records: Sequence[str]) -> None:
        """Delete blocks; what stands under a heading that goes stands in the item before it then."""
        for record in records:
            if record.startswith("p"):
                delete_point(self._session, int(record[1:]))
            else:
                self._delete_item(row_of(self._session, Item, int(record[1:])))
        self._session.flush()

    def take_row(self, point: Point, was: Sequence[str], now: Sequence[str]) -> None:
        """Make an action say what its row does; only as much of its line is worded anew as has to be."""
        if was[0] != now[0]:
            raise UserError(f"An action keeps its reference: it is {was[0]}.")
        audience, said = split_audience(now[1])
        _, read = split_audience(was[1])
        typed = with_words(point.text, read, said) if was[2:] == now[2:] else None
        if typed is None:
            held = self._session.exec(select(Action.text).where(Action.point_id == point.id)).first() or read
            worded = with_words(held, read, said)
            typed = row_line(said if worded is None else worded, now[2], now[3])
        audience = narrower(Audience(point.audience), audience, self._widths.of(read, said))
        edit_line(self._session, point, typed)
        if audience != point.audience:
            mark_point(self._session, point.id, audience=audience)

    def _reword(self, records: Sequence[str], wanted: Block, audience: Audience) -> None:
        """Make the first of some points say what they all are to say, in the words that were typed."""
        points = [self._point(record) for record in records if record.startswith("p")]
        first = points[0]
        row = cells_of(self._prints[records[0]])
        said = row and (cells_of(wanted) or typed_cells(wanted.text, row[0]))
        if said and len(records) == 1 and first.kind == PointKind.ACTION:
            self.take_row(first, row, said)
            return
        if BETWEEN_CELLS in wanted.text:
            raise UserError("A row cannot be the text of a block: say how the line is to read.")
        was = " ".join(self._prints[record].text for record in records)
        held = PointSheet(
            " ".join(point.text for point in points),
            PointKind(first.kind),
            first.level,
            Audience(first.audience),
        )
        sheet = _as_typed(held, self._readings(records), Block(was), wanted)
        if not same_text(was, wanted.text):
            labelled = narrower(held.audience, read_point(wanted).audience)
            held = replace(held, audience=narrower(labelled, self._widths.of(was, wanted.text)))
        if len(points) > 1:
            held = replace(held, audience=narrower(held.audience, audience))
        if sheet.text != first.text:
            edit_line(self._session, first, sheet.text)
        if sheet.kind != first.kind:
            convert_point(self._session, first.id, kind=sheet.kind)
        if wanted.level != self._prints[records[0]].level:
            indent_point(self._session, first.id, level=wanted.level)
        if held.audience != first.audience:
            mark_point(self._session, first.id, audience=held.audience)

    def _readings(self, records: Sequence[str]) -> PointSheet:
        """Return how some blocks read that are joined: as what the first is, with the texts of all."""
        read = [read_point(self._prints[record]) for record in records]
        return replace(read[0], text=" ".join(sheet.text for sheet in read))

    def _retitle(self, record: str, wanted: Block) -> None:
        item, was = row_of(self._session, Item, int(record[1:])), self._prints[record]
        shown, said = read_heading(was.text), read_heading(wanted.text)
        narrow = narrower(said.audience, self._widths.of(shown.title, said.title))
        audience = narrower(Audience(item.audience), narrow)
        change_item(
            self._session,
            item.id,
            title=said.title if said.title != shown.title else None,
            presenter=said.presenter if said.presenter != shown.presenter else None,
            audience=audience if audience != item.audience else None,
        )

    def _lower(self, item_id: int, wanted: Block) -> str:
        """Make a heading a paragraph of the item before it, with all that stands under it."""
        item = row_of(self._session, Item, item_id)
        home, audience = self._item_above(item), Audience(item.audience)
        made = put_in(self._session, Spot(home, LAST), wanted, self._widths, least=audience)
        self._delete_item(item)
        return made

    def _delete_item(self, item: Item) -> None:
        """Delete a heading; what stands under it moves to the item before it."""
        left = points_after(self._session, Spot(item.id, None))
        if left:
            home = self._item_above(item)
            for point in left:
                move_point(self._session, point.id, item_id=home, after_id=LAST)
        delete_item(self._session, item.id)
        self._session.flush()

    def _item_above(self, item: Item) -> int:
        query = select(Item.id).where(Item.meeting_id == item.meeting_id).order_by(col(Item.position))
        ids = list(self._session.exec(query))
        at = ids.index(item.id)
        return ids[at - 1] if at else opening_of(self._session, item.meeting_id)

    def _point(self, record: str) -> Point:
        return row_of(self._session, Point, int(record[1:]))


def edit_line(session: Session, point: Point, text: str) -> None:
    """Change a block's text, of which `edit_point`, made for typing, would see the one that is loaded."""
    point_id = point.id
    session.expire(point)
    edit_point(session, point_id, text=text)
    session.expire(point)


def _as_typed(held: PointSheet, shown: PointSheet, was: Block, wanted: Block) -> PointSheet:
    """Return `held`, which is printed as `was` and read as `shown`, with what `wanted` says instead.

    A label counts where the block is of that kind: words that only look like one are text.
    """
    new = read_point(wanted)
    if shown.kind is held.kind:
        return edited(replace(held, level=shown.level), shown, replace(new, level=shown.level))
    plain = PointSheet(was.text, held.kind, shown.level)
    if new.kind is shown.kind:
        new = PointSheet(wanted.text, held.kind)
    return edited(held, plain, replace(new, level=shown.level))
