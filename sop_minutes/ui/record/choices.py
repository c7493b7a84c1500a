"""A list of choices under a place in the text. The focus stays in the text; the keys go to the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QTextEdit

from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import named

_MOST_SHOWN = 9
_NARROWEST, _WIDEST = 260, 560
_ROOM = 28
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


@dataclass(frozen=True)
class Choice:
    """One line of the list, what stands after it in grey, and what taking it does.

    One that is `chosen_only` is never the first guess: it has to be gone to.
    """

    label: str
    take: Callable[[], object]
    detail: str = ""
    chosen_only: bool = False

    @property
    def words(self) -> str:
        """The whole line."""
        return f"{self.label}    {self.detail}" if self.detail else self.label


class ChoiceList(QListWidget):
    """Choices for a text that is being typed. Up and Down choose, Enter or Tab takes, Escape closes.

    While none is chosen, Enter does what it does in the text, and Tab takes the first.
    """

    def __init__(self, editor: QTextEdit, name: str, spoken: str) -> None:
        super().__init__(editor)
        named(self, name, spoken)
        self.setProperty("role", "choices")
        self._editor = editor
        self._choices: Sequence[Choice] = ()
        self._at = 0
        self._escaped: Callable[[], object] = lambda: None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.hide()
        editor.installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self._put)
        self.itemClicked.connect(lambda _item: self._take())
        self.currentRowChanged.connect(self._say)

    def offer(
        self,
        choices: Sequence[Choice],
        at: int,
        *,
        chosen: bool,
        escaped: Callable[[], object] = lambda: None,
    ) -> None:
        """Show choices under a position of the document, the first one chosen or none.

        `escaped` is done when Escape closes the list.
        """
        self._choices, self._at, self._escaped = tuple(choices), at, escaped
        self.blockSignals(True)
        self.clear()
        for choice in self._choices:
            self.addItem(QListWidgetItem(choice.words))
        self.setCurrentRow(0 if chosen else -1)
        self.blockSignals(False)
        self.setVisible(bool(self._choices))
        self._put()
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut or event.type() == QEvent.Type.MouseButtonPress:
            self.hide()
        if self.isVisible() and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key says; say whether it was one for the list."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            first = self.currentRow() if self.currentRow() >= 0 else (-1 if _STEPS[key] > 0 else 0)
            self.setCurrentRow((first + _STEPS[key]) % self.count())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            self._escaped()
            return True
        if key not in _TAKES:
            return False
        if self.currentRow() < 0 and key == Qt.Key.Key_Tab and not self._choices[0].chosen_only:
            self.setCurrentRow(0)
        if self.currentRow() < 0:
            self.hide()
            return False
        self._take()
        return True

    def _take(self) -> None:
        choice = self._choices[self.currentRow()]
        self.hide()
        choice.take()
        announce(self._editor, choice.label)

    def _say(self) -> None:
        row = self.currentRow()
        if self.isVisible() and row >= 0:
            place = self.tr("{0} of {1}").format(row + 1, self.count())
            announce(self._editor, f"{self._choices[row].words}, {place}")

    def _put(self) -> None:
        """Put the list under its place in the text, over it where there is no room below."""
        if not self.isVisible():
            return
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(min(self._at, self._editor.document().characterCount() - 1))
        line = self._editor.cursorRect(cursor)
        wide = max(self.fontMetrics().horizontalAdvance(choice.words) for choice in self._choices)
        width = min(max(wide + 2 * _ROOM, _NARROWEST), _WIDEST, self._editor.width())
        height = self.sizeHintForRow(0) * min(self.count(), _MOST_SHOWN) + 2 * self.frameWidth() + 2
        origin = self._editor.viewport().mapTo(self._editor, QPoint(line.left(), line.bottom() + 4))
        left = max(0, min(origin.x(), self._editor.width() - width))
        over = origin.y() - line.height() - 8 - height
        below = origin.y() + height <= self._editor.height() or over < 0
        self.setGeometry(left, origin.y() if below else over, width, height)
        self.raise_()
