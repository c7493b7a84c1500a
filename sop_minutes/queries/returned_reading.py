"""How a meeting's note reads now for one reader, to hold against it what came back."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from sqlmodel import Session

from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.lines import cells_of
from sop_minutes.domain.returned.prints import prints_of, rows_of
from sop_minutes.domain.returned.standing import Stood
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.storage.kept import kept_until_written

Prints = Mapping[str, Block]
Came = Mapping[str, tuple[int, tuple[Block, ...]]]


def whole_note(session: Session, meeting_id: int) -> MeetingSheet:
    """Return all of a meeting; it is read once after each thing that is written.

    Raises UserError if there is no such meeting.
    """
    return kept_until_written(session, meeting_sheet, meeting_id)


class ReadNote:
    """A meeting's note as one reader sees it; `came` tells of which copy blocks came, and what that has."""

    def __init__(self, sheet: MeetingSheet, reader: Audience, came: Came) -> None:
        self._sheet = sheet
        self._reader = reader
        self._came = came
        self.key = sheet.key
        self.prints: Prints = prints_of(sheet, reader)

    def prints_for(self, before: Sequence[Block]) -> Prints:
        """Return each block as it is printed; actions in rows, if what was changed was a row."""
        return self._with_rows if any(map(cells_of, before)) else self.prints

    def records_in(self, marks: str) -> tuple[str, ...]:
        """Return the records that a change names; one that is there again is known by its mark."""
        known = self._of_marks if "_" in marks else {}
        return tuple(known.get(mark, mark) for mark in marks.split())

    def following(self, copy_id: int, records: Sequence[str]) -> Iterator[Stood]:
        """Yield what stands after the first of `records` that is there, up to the next heading.

        What the same copy brought is left out: it may well say something twice.
        """
        at = next((self._places[record] for record in records if record in self._places), 0)
        for record in self._order[at + 1 :]:
            copy, came = self._came.get(record, (None, ()))
            if copy != copy_id:
                yield Stood(self.prints[record], came)
            if self.prints[record].heading and not came:
                return

    @cached_property
    def _with_rows(self) -> Prints:
        return {**self.prints, **rows_of(self._sheet, self._reader)}

    @cached_property
    def _of_marks(self) -> Mapping[str, str]:
        return {mark_of(record): record for record in self.prints}

    @cached_property
    def _order(self) -> Sequence[str]:
        return tuple(self.prints)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {record: place for place, record in enumerate(self._order)}
