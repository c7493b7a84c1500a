"""What a chair is told before a meeting, as a frozen sheet."""

from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.figures import Figures
from sop_minutes.domain.sheets import ActionRow


@dataclass(frozen=True, slots=True)
class SlippedRow:
    """An action whose due date moved to a later day `times` times, by `days` in all."""

    row: ActionRow
    times: int
    days: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """How a group's actions stand on the day `as_of`, for its next meeting.

    `next_on` and `last_on` are when it meets next, that day or later, and when it met last before;
    None where the diary does not say. `closed` is what was done since then, or ever. Rows are in the
    order in which they are shown: the longest overdue first, the first due, the most often slipped.
    """

    group: str
    as_of: date
    next_on: date | None
    last_on: date | None
    figures: Figures
    overdue: tuple[ActionRow, ...]
    due_next: tuple[ActionRow, ...]
    slipped: tuple[SlippedRow, ...]
    nobodys: tuple[ActionRow, ...]
    undated: tuple[ActionRow, ...]
    closed: tuple[ActionRow, ...]

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        """All actions that it names, some more than once."""
        slipped = tuple(each.row for each in self.slipped)
        return (*self.overdue, *self.due_next, *slipped, *self.nobodys, *self.undated, *self.closed)
