"""Where one is among the changes that came back of a note."""

from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_note import ReturnedNote
from sop_minutes.queries.returned_rows import ReturnedRow


class Walk:
    """Goes from change to change in the order of the note as it was at first: no decision upsets that.

    It is at a change, at a block on which nothing came back, or at the end.
    """

    def __init__(self, note: ReturnedNote) -> None:
        self._order = [row.id for row in note.rows]
        self._block = ""
        self._at = 0
        self._take(note)
        self._at = self._first_waiting(0)

    def follow(self, note: ReturnedNote) -> None:
        """Go on in the note as it is now; what is there no longer is passed over."""
        self._take(note)
        known = set(self._order)
        kept = [change_id for change_id in self._order if change_id in self._rows]
        new = [change_id for change_id in self._rows if change_id not in known]
        gone = sum(change_id not in self._rows for change_id in self._order[: self._at])
        was_end = self.is_at_end
        self._order = kept + new
        self._at = len(self._order) if was_end and not new else self._at - gone
        if self._block not in self._places:
            self._block = ""

    @property
    def is_at_end(self) -> bool:
        """Say whether all changes are behind."""
        return not self._block and self._at >= len(self._order)

    def row(self) -> ReturnedRow | None:
        """Return the change that is up, None if none is."""
        if self._block or self.is_at_end:
            return None
        return self._rows[self._order[self._at]]

    def rows(self) -> list[ReturnedRow]:
        """Return all changes, in order."""
        return [self._rows[change_id] for change_id in self._order]

    def record(self) -> str:
        """Return the block that is up, "" at the end."""
        row = self.row()
        return self._of[row.id] if row is not None else self._block

    def side_by_side(self) -> tuple[ReturnedRow, ...]:
        """Return all changes on the block that is up."""
        return self._changes.get(self.record(), ())

    def waiting_of(self, copy_id: int) -> list[ReturnedRow]:
        """Return what waits of a copy."""
        return [row for row in self.rows() if row.copy_id == copy_id and row.state is ChangeState.WAITING]

    def next_waiting(self) -> bool:
        """Go to the next change that waits, else to the end."""
        start = self._at if self._block else self._at + 1
        self._block, self._at = "", self._first_waiting(min(start, len(self._order)))
        return True

    def previous_waiting(self) -> bool:
        """Go to the change before that waits; say whether there is one."""
        before = [n for n in range(self._at) if self._waits(n)]
        if before:
            self._block, self._at = "", before[-1]
        return bool(before)

    def go_to(self, change_id: int) -> bool:
        """Go to a change; say whether it is there."""
        if change_id not in self._rows:
            return False
        self._block, self._at = "", self._order.index(change_id)
        return True

    def go_to_end(self) -> bool:
        """Go behind the last change."""
        self._block, self._at = "", len(self._order)
        return True

    def go_to_block(self, record: str) -> None:
        """Go to a block: to the first change on it, one that waits if there is one."""
        changes = sorted(self._changes[record], key=lambda row: row.state is not ChangeState.WAITING)
        if changes:
            self.go_to(changes[0].id)
            return
        place = self._places[record]
        before = [self._places[self._of[change_id]] < place for change_id in self._order]
        self._block, self._at = record, before.index(False) if False in before else len(before)

    def place_words(self) -> str:
        """Return how far one is."""
        rows = self.rows()
        waiting = sum(row.state is ChangeState.WAITING for row in rows)
        conflicts = sum(row.is_conflict for row in rows)
        at = f"{self._at + 1} of {len(rows)} · " if self.row() is not None else ""
        changed = f" · {conflicts} changed here since" if conflicts else ""
        return f"{at}{waiting} waiting{changed}"

    def _take(self, note: ReturnedNote) -> None:
        self._rows = {row.id: row for row in note.rows}
        self._of = {row.id: block.record for block in note.blocks for row in block.changes}
        self._changes = {block.record: block.changes for block in note.blocks}
        self._places = {block.record: number for number, block in enumerate(note.blocks)}

    def _waits(self, number: int) -> bool:
        return self._rows[self._order[number]].state is ChangeState.WAITING

    def _first_waiting(self, start: int) -> int:
        waiting = (n for n in range(start, len(self._order)) if self._waits(n))
        return next(waiting, len(self._order))
