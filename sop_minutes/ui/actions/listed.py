"""The rows of the register looked up: at once where that is quick, else beside what goes on."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from sop_minutes.domain.register import Column
from sop_minutes.queries.listing import Listing, Wanted, has_more_than, register_ids
from sop_minutes.ui.lookup import Lookup
from sop_minutes.ui.workspace import Workspace

MANY = 10_000
"""More actions than so many take longer to sort than a key may wait; an index has them by due date."""


class Listed(QObject):
    """Looks up which actions are wanted. `add` is given the same ones once more where some were left out.

    `otherwise` is called where they cannot be looked up.
    """

    def __init__(
        self,
        workspace: Workspace,
        add: Callable[[Listing], object],
        parent: QObject,
        pause: int,
        otherwise: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._show: Callable[[Listing], object] = add
        self._rest = Lookup(workspace, register_ids, add, self, pause, otherwise)
        self._sorted = Lookup(
            workspace, register_ids, lambda listing: self._show(listing), self, otherwise=otherwise
        )

    def want(self, wanted: Wanted, most: int, show: Callable[[Listing], object]) -> None:
        """Have `show` given what is wanted: the first `most` at once, if they are in order by then."""
        self.drop()
        if not _is_in_order(wanted) and self._workspace.read(has_more_than, MANY):
            self._show = show
            self._sorted.want(wanted)
            return
        listing = self._workspace.read(register_ids, wanted, most=None if wanted.grouped else most)
        if not wanted.grouped and len(listing.ids) == most:
            self._rest.want(wanted)
        show(listing)

    @property
    def is_sorting(self) -> bool:
        """Say whether nothing of what is wanted is shown yet."""
        return self._sorted.is_waiting

    @property
    def is_waiting(self) -> bool:
        """Say whether not all that is wanted is shown yet."""
        return self._sorted.is_waiting or self._rest.is_waiting

    def why_others(self) -> str:
        """Return why other rows are shown than are wanted, where that is so."""
        if self.is_sorting:
            return self.tr("The rows are being sorted. In a moment.")
        return self.tr("The rows that are wanted could not be read: choose them once more.")

    def settle(self) -> None:
        """Show at once what is wanted."""
        self._sorted.settle()
        self._rest.settle()

    def drop(self) -> None:
        """Want nothing any more."""
        self._sorted.drop()
        self._rest.drop()


def _is_in_order(wanted: Wanted) -> bool:
    return wanted.sort is Column.DUE and wanted.grouped is None
