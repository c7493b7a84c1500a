"""The checks of a note before it goes out, each with a link to its place in the note."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sop_minutes.domain.checking import CheckKind
from sop_minutes.ui.circulate.links import LinkButton, SignedLine, wrapped
from sop_minutes.ui.naming import named

if TYPE_CHECKING:
    from sop_minutes.readying import Found

_FEW = 3
"""How many findings of one kind are shown until all are asked for."""


class CheckList(QWidget):
    """A line for each check. `place_wanted` names the record that one speaks of.

    `laid_out` follows when there are other links.
    """

    place_wanted = Signal(str)
    laid_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "circulate-checks", self.tr("Checks"))
        self._found: tuple[Found, ...] = ()
        self._whole: set[CheckKind] = set()
        self._is_well_shown = False
        self.links: list[LinkButton] = []
        """The links that are shown, in their order."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    def show_found(self, found: "tuple[Found, ...]") -> None:
        """Show what was found: what is to be looked at first, then what is well."""
        if found != self._found or not found:
            self._found = found
            self._lay_out()

    def show_failed(self) -> None:
        """Show that nothing could be looked at."""
        self._found = ()
        self._clear()
        self._column.addWidget(SignedLine("!", "caution", self.tr("The checks could not be made.")))
        self.laid_out.emit()

    def _show_all(self, kind: CheckKind) -> None:
        self._whole.add(kind)
        self._lay_out()
        for link in self.links:
            if link.property("kind") == kind.value:
                link.setFocus()
                return

    def _lay_out(self) -> None:
        self._clear()
        kinds: defaultdict[CheckKind, list[Found]] = defaultdict(list)
        for one in self._found:
            if not one.check.ok:
                kinds[one.check.kind].append(one)
        for kind, found in kinds.items():
            self._add_kind(kind, found)
        self._add_well([one for one in self._found if one.check.ok])
        if not self._found:
            self._column.addWidget(wrapped(self.tr("The checks are being made."), "soft"))
        self.laid_out.emit()

    def _clear(self) -> None:
        self.links = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add_kind(self, kind: CheckKind, found: "Sequence[Found]") -> None:
        """Add what was found of one kind: of much a little, until all is asked for."""
        few = found if kind in self._whole or len(found) <= _FEW + 1 else found[:_FEW]
        for one in few:
            self._column.addWidget(self._line(one, self._column.count()))
        if len(few) < len(found):
            self._column.addWidget(self._more(kind, len(found) - len(few)))

    def _add_well(self, well: "Sequence[Found]") -> None:
        """Add what is well: in one line, until each is asked for."""
        if len(well) > _FEW and not self._is_well_shown:
            self._column.addWidget(self._well(well))
            return
        for one in well:
            self._column.addWidget(SignedLine("✓", "good", one.check.sentence))

    def _line(self, found: "Found", number: int) -> QWidget:
        check, link = found.check, None
        if check.record:
            words = found.place or self.tr("the meeting")
            link = LinkButton(f"check-{number}", words, self.tr("Go to {0}").format(words))
            link.setProperty("kind", check.kind.value)
            link.clicked.connect(partial(self.place_wanted.emit, check.record))
            self.links.append(link)
        return SignedLine("!", "caution", check.sentence, link)

    def _well(self, well: "Sequence[Found]") -> QWidget:
        """Return one line for all that is well."""
        words = self.tr("{0} checks found nothing to mend.").format(len(well))
        link = LinkButton("checks-well", self.tr("show them"), self.tr("Show the checks that found nothing"))
        link.clicked.connect(self._say_each)
        self.links.append(link)
        return SignedLine("✓", "good", words, link)

    def _say_each(self) -> None:
        self._is_well_shown = True
        self.focusNextChild()
        self._lay_out()

    def _more(self, kind: CheckKind, many: int) -> QWidget:
        words = self.tr("… and {0} more of these").format(many)
        more = LinkButton(f"check-more-{kind.value.replace(' ', '-')}", words)
        more.clicked.connect(partial(self._show_all, kind))
        self.links.append(more)
        return more
