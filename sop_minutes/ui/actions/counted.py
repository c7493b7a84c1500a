"""What is counted beside the rows of the register: each view, and what else narrows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from sop_minutes.domain.register import FacetKind, FilterLine
from sop_minutes.queries.facets import FacetRow, facets
from sop_minutes.queries.listing import Wanted
from sop_minutes.queries.register_counts import RegisterCounts, register_counts
from sop_minutes.ui.actions.sides import Sides
from sop_minutes.ui.lookup import Lookup
from sop_minutes.ui.workspace import Workspace


class Counted(QObject):
    """Has it counted after `pause` milliseconds of peace, and shown at the side; `then` follows.

    `counts` is what was counted last, None before that.
    """

    def __init__(
        self, workspace: Workspace, sides: Sides, then: Callable[[], object], parent: QObject, pause: int
    ) -> None:
        super().__init__(parent)
        self.counts: RegisterCounts | None = None
        self._sides = sides
        self._then = then
        self._counts = Lookup(workspace, register_counts, self._show_counts, self, pause)
        self._facets = Lookup(workspace, facets, self._show_facets, self, pause)
        self._both = (self._counts, self._facets)

    def want(self, wanted: Wanted) -> None:
        """Have counted what lies beside these rows, whatever facet or words narrow them."""
        self._counts.want(wanted.today, wanted.group_id, wanted.me)
        self._facets.want(replace(wanted, facet=None, line=FilterLine()))

    @property
    def is_waiting(self) -> bool:
        """Say whether something is not shown yet."""
        return any(lookup.is_waiting for lookup in self._both)

    def settle(self) -> None:
        """Show at once what is wanted."""
        for lookup in self._both:
            lookup.settle()

    def drop(self) -> None:
        """Want nothing any more, and hold nothing for known: it may have changed."""
        for lookup in self._both:
            lookup.drop()

    def _show_counts(self, counts: RegisterCounts) -> None:
        self.counts = counts
        self._sides.show_counts(counts.views)
        self._then()

    def _show_facets(self, found: Mapping[FacetKind, Sequence[FacetRow]]) -> None:
        self._sides.show_facets(found)
        self._then()
