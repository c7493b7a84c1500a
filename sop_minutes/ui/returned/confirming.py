"""Asking once before all that is left of a copy is accepted."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.page.blocks import Block
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.queries.returned_story import done_words, is_put_together, unfollowed_words
from sop_minutes.ui.naming import named

_LISTED = 8
_LONGEST = 80


class AcceptRest(QMessageBox):
    """Says how many changes would be accepted, whose, and how; and what is left. `accepted` follows a yes."""

    def __init__(self, parent: QWidget, waiting: Sequence[ReturnedRow], note: Mapping[str, Block]) -> None:
        """`waiting` are all changes of a copy that wait, some of which can be accepted; see `done_words`."""
        super().__init__(parent)
        named(self, "accept-rest", self.tr("Accept all that are left"))
        self.setWindowTitle(self.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        taken = [row for row in waiting if row.is_clear]
        one = self.tr("Accept one change of {1}?")
        many = self.tr("Accept {0} changes of {1}?")
        asked = (one if len(taken) == 1 else many).format(len(taken), waiting[0].from_name)
        self.setText(" ".join((asked, *self._together(taken), *self._left(waiting))))
        self.setInformativeText("\n".join(self._listed(taken, note)))
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        yes = self.addButton(self.tr("Accept {0}").format(len(taken)), QMessageBox.ButtonRole.AcceptRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(yes)

    def _listed(self, taken: Sequence[ReturnedRow], note: Mapping[str, Block]) -> Iterator[str]:
        """Yield what would be accepted, as far as there is room: nothing is to be taken unseen."""
        for row in taken[:_LISTED]:
            text = plain_text(" / ".join(block.text for block in row.result or row.before))
            said = f"{done_words(row, note)}: “{text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'}”"
            yield f"{said}. {words}" if (words := unfollowed_words(row)) else said
        if len(taken) > _LISTED:
            yield self.tr("and {0} more").format(len(taken) - _LISTED)

    def _together(self, taken: Sequence[ReturnedRow]) -> list[str]:
        many = sum(map(is_put_together, taken))
        one = self.tr("One of them is put together with what was changed here since.")
        if len(taken) == 1:
            one = self.tr("It is put together with what was changed here since.")
        more = self.tr("{0} of them are put together with what was changed here since.").format(many)
        return [one if many == 1 else more] if many else []

    def _left(self, waiting: Sequence[ReturnedRow]) -> list[str]:
        groups = (
            (self.tr("{0} changed here since"), [row for row in waiting if row.is_conflict]),
            (self.tr("{0} in the note already"), [row for row in waiting if row.is_there]),
            (
                self.tr("{0} to be seen only"),
                [row for row in waiting if not (row.is_clear or row.is_conflict or row.is_there)],
            ),
        )
        left = ", ".join(words.format(len(rows)) for words, rows in groups if rows)
        return [self.tr("Left to be decided one by one: {0}.").format(left)] if left else []
