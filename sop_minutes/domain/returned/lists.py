"""What stands in a note beside its blocks: details of the meeting, and the lists that only repeat it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sop_minutes.domain.grammar.actions import action_text
from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.grammar.prefixes import REFERENCE, split_audience
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.page.blocks import Block, read_block
from sop_minutes.domain.printing import NO_DATE, NO_OWNER
from sop_minutes.domain.publishing import DRAFT_MARKING, WATERMARK
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.comparing import Comparing, Place
from sop_minutes.domain.returned.lines import BETWEEN_CELLS, cells_of, with_bars
from sop_minutes.domain.returned.matching import own_mark
from sop_minutes.domain.returned.views import Seen
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import AUDIENCE_LABELS, PointKind

_REF = re.compile(REFERENCE)
_SOURCE = re.compile(r"\s*\((?P<item>[^()]*(?:\([^()]*\)[^()]*)*)\)$")
_STATUS_AS_AT = re.compile(r"Status as at\b.{0,40}")
_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")
_BESIDE: Final = ("to", "will", "and", "by", "due")
_TAKEN_CELLS: Final = (1, 2, 3)
_OWNER, _DUE, _STATUS = 2, 3, 4


def without_repeats(
    comparing: Comparing, changes: Sequence[tuple[Place, CopyChange]]
) -> Iterator[CopyChange]:
    """Yield `changes`, those beside the note's blocks as what they are of; what only repeats is left out."""
    lists = _Lists(comparing, changes)
    for place, change in changes:
        yield from lists.settled(change, place.number)
    yield from _around(comparing)


class _Lists:
    """Where the details stand and where the lists do, in the file that went out and in the copy."""

    def __init__(self, comparing: Comparing, changes: Sequence[tuple[Place, CopyChange]]) -> None:
        self._was, self._now = comparing.was, comparing.now
        self._blocks = comparing.copy.blocks
        marked = [seen.number for seen in self._was if own_mark(seen) and not seen.is_title]
        headings = [seen.number for seen in self._was if seen.said.heading and not seen.is_title]
        self._first = min([*marked, *headings], default=len(self._was))
        self._last = max(marked, default=self._first - 1)
        in_list = [g.now[0] for g in comparing.groups if g.was[0] > self._last and self._is_listed(g.was[0])]
        self._lists_begin = min(in_list, default=len(self._now))
        top = [g.now[0] for g in comparing.groups if g.was[0] >= self._first]
        self._top_ends = min(top, default=len(self._now))
        self._gone = {
            key for _, change in changes if change.kind is ChangeKind.DELETED for key in change.keys
        }
        as_at = [[s.text for s in seen if _STATUS_AS_AT.fullmatch(s.text)] for seen in (self._was, self._now)]
        self._same_day = as_at[0] == as_at[1]
        body = self._now[: self._lists_begin]
        self._new_blocks = [
            self._now[place.number]
            for place, change in changes
            if change.kind is ChangeKind.NEW and place.number < self._lists_begin
        ]
        self._said = {squash(_bare(seen.text)) for seen in body}
        self._said |= {squash(read_heading(seen.text).title) for seen in body if seen.said.heading}

    def settled(self, change: CopyChange, place: int) -> Iterator[CopyChange]:
        """Yield a change as what it is of."""
        if not change.keys:
            yield from self._new(change, place)
        elif not change.keys[0].startswith("#"):
            is_title = change.keys[0] == own_mark(self._was[0]) and self._was[0].is_title
            is_details = is_title and change.kind is not ChangeKind.COMMENT
            yield replace(change, kind=ChangeKind.DETAILS) if is_details else change
        elif change.kind is ChangeKind.COMMENT:
            yield replace(change, keys=self._records(change) or change.keys)
        elif change.kind is ChangeKind.DELETED and _is_head(change.before[0]) and not change.comments:
            return  # it went with its rows
        elif int(change.keys[0][1:]) < self._first:
            yield replace(change, kind=_kind_of_detail(change.before[0].text))
        else:
            yield from self._listed(change)

    def _new(self, change: CopyChange, place: int) -> Iterator[CopyChange]:
        if place < self._top_ends and read_header(change.after[0].text) is not None:
            yield replace(change, kind=_kind_of_detail(change.after[0].text))
        elif place > self._lists_begin and self._is_of_list(place):
            if change.comments or not self._is_said(change.after[0].text):
                yield replace(change, kind=ChangeKind.NOT_TAKEN)
        elif not self._now[place].is_row:
            yield change
        elif not _is_head(change.after[0]):
            row = change.after[0]
            said = action_of_row(row) if self._is_of_actions(place) else row
            yield replace(change, after=(replace(said, text=with_bars(said.text)),))

    def _is_of_actions(self, place: int) -> bool:
        """Say whether a row of the copy stands in one of our tables of actions, and not in one of its own."""
        return any(own_mark(self._now[row]) or _is_head(self._now[row].said) for row in self._table_of(place))

    def _table_of(self, place: int) -> Iterator[int]:
        """Yield the rows of the table that a row stands in, itself among them."""
        for step in (-1, 1):
            row = place
            yield row
            while 0 <= row + step < len(self._now) and self._is_next(row, row + step):
                row += step
                yield row

    def _is_next(self, one: int, other: int) -> bool:
        """Say whether nothing but rows stands between two blocks in the file of the copy."""
        raw = sorted((*self._now[one].raw, *self._now[other].raw))
        return all(block.is_row for block in self._blocks[raw[0] : raw[-1] + 1])

    def _is_of_list(self, place: int) -> bool:
        """Say whether what is new at a place of the copy stands within a list: what follows is no more."""
        return self._now[place].is_row or bool(self._now[place].said.level)

    def _listed(self, change: CopyChange) -> Iterator[CopyChange]:
        """Yield what a change in a list at the end is of its record, and what of it cannot be taken.

        The register's rows may differ by themselves from those of another day, so none of these is taken.
        """
        is_row = bool(change.before) and BETWEEN_CELLS in change.before[0].text
        if not self._same_day and not (change.hands or change.comments) and (is_row or _is_as_at(change)):
            yield from self._of_another_day(change)
            return
        records, is_one = self._records(change), len(change.before) == len(change.after) == 1
        if change.kind in (ChangeKind.MOVED, ChangeKind.FORMED) and not change.comments:
            return
        if change.kind is ChangeKind.DELETED:
            if not (records and set(records) <= self._gone) or change.comments:
                yield replace(change, kind=ChangeKind.NOT_TAKEN)
            return
        if not records or not is_one:
            yield replace(change, kind=ChangeKind.NOT_TAKEN)
            return
        was, now = _cells(change.before[0]), _cells(change.after[0])
        if len(was) <= _STATUS:
            if change.comments or not self._is_said(change.after[0].text):
                yield replace(change, kind=ChangeKind.LISTED, keys=records)
        elif not _can_be_taken(was, now):
            yield replace(change, kind=ChangeKind.NOT_TAKEN, keys=records)
        elif change.comments or not self._is_row_said(records[0], was, now):
            yield replace(change, kind=ChangeKind.LISTED, keys=records)

    def _of_another_day(self, change: CopyChange) -> Iterator[CopyChange]:
        if change.kind not in (ChangeKind.MOVED, ChangeKind.FORMED) and not _is_as_at(change):
            yield replace(change, kind=ChangeKind.NOT_TAKEN, keys=self._records(change) or change.keys)

    def _records(self, change: CopyChange) -> tuple[str, ...]:
        """Return the mark of the block that an entry of a list repeats, () where that is not clear."""
        text = change.before[0].text
        ref = _REF.match(text)
        if ref and BETWEEN_CELLS in text:
            found = [seen for seen in self._body() if (said := _point(seen)) and said.ref == ref[0]]
        else:
            entry = squash(_bare(_SOURCE.sub("", text)))
            found = [seen for seen in self._body() if squash(_bare(seen.text)) == entry]
        return (own_mark(found[0]),) if len(found) == 1 else ()

    def _body(self) -> Iterable[Seen]:
        return self._was[self._first : self._last + 1]

    def _is_listed(self, number: int) -> bool:
        return number > self._last

    def _is_said(self, entry: str) -> bool:
        """Say whether an entry of a list repeats what the copy itself says before its lists."""
        source = _SOURCE.search(entry)
        if (
            source
            and squash(source["item"]) in self._said
            and squash(_bare(entry[: source.start()])) in self._said
        ):
            return True
        if squash(_bare(entry)) in self._said:
            return True
        cells = entry.split(BETWEEN_CELLS)
        return len(cells) > _STATUS and any(_is_action_of(seen, cells) for seen in self._new_blocks)

    def _is_row_said(self, record: str, was: Sequence[str], now: Sequence[str]) -> bool:
        """Say whether what a row says otherwise is what its block says by now."""
        before = next((seen.text for seen in self._was if own_mark(seen) == record), "")
        after = next((seen.text for seen in self._now if record in seen.cover), "")
        changed = [(was[cell], now[cell]) for cell in _TAKEN_CELLS if was[cell] != now[cell]]
        return all(_came_with(before, after, *cells) for cells in changed)


def _around(comparing: Comparing) -> Iterator[CopyChange]:
    """Yield what is new in headers and footers, and pictures: they are not of the note."""
    margins = {_margin_key(text) for text in comparing.base.margins} | {"", squash(WATERMARK)}
    for text in comparing.copy.margins:
        if _margin_key(text) not in margins:
            yield CopyChange(ChangeKind.NOT_TAKEN, (), (), (), (Block(f"In a header or footer: {text}"),))
    more = comparing.copy.pictures - comparing.base.pictures
    if more > 0:
        said = "A picture was put in" if more == 1 else f"{more} pictures were put in"
        yield CopyChange(ChangeKind.NOT_TAKEN, (), (), (), (Block(said),))
    if comparing.copy.foreign > comparing.base.foreign:
        said = "A piece of another file was put in, such as a web page: what it says is not read"
        yield CopyChange(ChangeKind.NOT_TAKEN, (), (), (), (Block(said),))


def _margin_key(text: str) -> str:
    """Return what a header or footer says of a note: not its page, nor whether it was a draft then."""
    return _NUMBERS.sub("", squash(text.replace(DRAFT_MARKING, "")))


def _is_head(block: Block) -> bool:
    return cells_of(block) == ["Ref", "Action", "Owner", "Due"]


def action_of_row(row: Block) -> Block:
    """Return a row of an action as its line; another block as it is."""
    cells = cells_of(row)
    if not cells:
        return row
    _, text, owners, due = cells
    audience, said = split_audience(text)
    return Block(f"{AUDIENCE_LABELS[audience]}Action: {row_line(said, owners, due)}")


def row_line(text: str, owners: str, due: str) -> str:
    """Return the line of an action that came in cells."""
    names = [] if owners == NO_OWNER else [name for name in owners.split(", ") if name]
    return action_text(text, names, "" if due == NO_DATE else due)


def _is_as_at(change: CopyChange) -> bool:
    """Say whether all that differs is of which day the register is."""
    blocks = (*change.before, *change.after)
    return all(_STATUS_AS_AT.fullmatch(block.text) for block in blocks)


def _kind_of_detail(line: str) -> ChangeKind:
    """Return whether a line of the details can be taken: the day of a meeting is moved in the diary alone."""
    header = read_header(line)
    return ChangeKind.DETAILS if header and header.name != "Date" else ChangeKind.NOT_TAKEN


def _cells(block: Block) -> list[str]:
    return block.text.split(BETWEEN_CELLS)


def _point(seen: Seen) -> PointSheet | None:
    said = read_block(Block(seen.text, seen.said.level))
    return said if isinstance(said, PointSheet) else None


def _can_be_taken(was: Sequence[str], now: Sequence[str]) -> bool:
    """Say whether what a row says otherwise can be made so: an action is not left without owner or due."""
    if len(was) != len(now) or was[0] != now[0] or was[_STATUS:] != now[_STATUS:]:
        return False
    emptied = (now[_OWNER].strip() in ("", NO_OWNER), now[_DUE].strip() in ("", NO_DATE))
    return not any(
        empty and was[cell] != now[cell] for empty, cell in zip(emptied, (_OWNER, _DUE), strict=True)
    )


def _is_action_of(seen: Seen, cells: Sequence[str]) -> bool:
    """Say whether a block is an action that says what a row does: its text, and beside it owner and due."""
    row = cells_of(seen.said)
    if row:
        return squash(row[1]) == squash(cells[1])
    said, text = _point(seen), fold(cells[1])
    if said is None or said.kind is not PointKind.ACTION or not _says(said.text, text):
        return False
    beside = fold(said.text).replace(text, " ", 1)
    return set(_WORDS.findall(beside)) <= {*_WORDS.findall(fold(" ".join(cells[2:]))), *_BESIDE}


def _came_with(before: str, after: str, was: str, now: str) -> bool:
    """Say whether a text was changed as a cell of it was: what the cell says now, it said not before."""
    if now and _says(after, now) and not _says(before, now):
        return True
    return before != after and fold(before).replace(fold(was), fold(now), 1) == fold(after)


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(words))}(?!\w)", fold(text)) is not None


def _bare(text: str) -> str:
    """Return what a line says without its label."""
    said = read_block(Block(text, 1))
    return plain_text(said.text if isinstance(said, PointSheet) else text)
