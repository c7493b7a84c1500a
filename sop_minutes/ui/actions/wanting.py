"""What the Actions page shows, as it is remembered from one day to the next."""

from dataclasses import dataclass
from typing import Self

from sop_minutes.domain.register import Column
from sop_minutes.ui.actions.columns import USUAL


@dataclass(frozen=True)
class Layout:
    """Which columns are shown, by which the rows are put in order, and by which they are grouped."""

    columns: tuple[Column, ...] = USUAL
    sort: Column = Column.DUE
    descending: bool = False
    grouped: Column | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Return a layout from `written`; what cannot be read is as usual."""
        columns, sort, order, grouped = (*text.split(";"), "", "", "", "")[:4]
        known = {column.value: column for column in Column}
        shown = tuple(dict.fromkeys(known[name] for name in columns.split(",") if name in known))
        return cls(
            columns=shown or USUAL,
            sort=known.get(sort, Column.DUE),
            descending=order == "down",
            grouped=known.get(grouped),
        )

    def written(self) -> str:
        """Return the layout as text."""
        order = "down" if self.descending else "up"
        return ";".join((",".join(self.columns), self.sort, order, self.grouped or ""))
