"""What would be otherwise if all were as at a moment: what is marked narrower since stays so."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from sop_minutes.domain.standing import ABOVE, MARKED, PEOPLE
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.logged_rows import Words
from sop_minutes.storage.moments import RowThen, rows_then

_WHY = ("restricted_reason", "review_on")
"""What says why a mark is there: it stays with the mark."""


class BroughtBack:
    """Each row that is otherwise now than it will be once a moment was brought back.

    A mark that was narrowed since is not widened by that, and who is to be named by role only since is
    not named: somebody found out meanwhile that it had to be. `kept` counts by table how many stay so.
    Raises UserError as `rows_then` does.
    """

    def __init__(self, session: Session, entry: int) -> None:
        self._words = Words(session)
        self._then = {(row.table, row.row_id): row for row in rows_then(session, entry)}
        self._settled: dict[tuple[str, int], RowThen] = {}
        self.kept: Counter[str] = Counter()
        for key in self._then:
            self._settle(key)
        self.rows = [row for row in self._settled.values() if row.now != row.then]

    def _settle(self, key: tuple[str, int]) -> RowThen:
        """Return a row as it will be: as then, but seen by no more than may see it now."""
        if key not in self._settled:
            self._settled[key] = row = self._then[key]
            if row.then is not None and row.table in MARKED:
                self._settled[key] = self._narrowed(row, row.then)
            elif row.then is not None and row.table == PEOPLE:
                self._settled[key] = self._unnamed(row, row.then)
        return self._settled[key]

    def _unnamed(self, row: RowThen, then: dict[str, Any]) -> RowThen:
        now = row.now or self._words.state(row.table, row.row_id)
        if then.get("as_role") or not now.get("as_role"):
            return row
        self.kept[row.table] += 1
        return replace(row, then={**then, "as_role": True})

    def _narrowed(self, row: RowThen, then: dict[str, Any]) -> RowThen:
        now = row.now or self._words.state(row.table, row.row_id)
        was, bears = Audience(then["audience"]), Audience(now["audience"])
        own, over = narrower(was, bears), self._over(row.table, then)
        seen = self._words.marked(row.table, row.row_id)
        after = own if narrower(own, over, seen) == narrower(own, over) else seen
        if after == was:
            return row
        self.kept[row.table] += 1
        why = {name: now[name] for name in _WHY if name in then and name in now and after == bears}
        return replace(row, then={**then, **why, "audience": after.value})

    def _over(self, table: str, state: dict[str, Any]) -> Audience:
        """Return the narrowest mark that a row will stand under."""
        column, above = ABOVE[table]
        row_id = state.get(column) or 0
        if not row_id or above not in MARKED:
            return Audience.PUBLIC
        if (above, row_id) not in self._then:
            return self._words.marked(above, row_id)
        over = self._settle((above, row_id)).then
        return narrower(Audience(over["audience"]), self._over(above, over)) if over else Audience.PUBLIC
