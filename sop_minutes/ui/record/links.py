"""Links in the note: made with a small line under the block, and never opened, for the app is offline."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from sop_minutes.domain.inline import inline_spans, read_address
from sop_minutes.domain.page import prefix_end
from sop_minutes.ui.naming import named
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.view import NoteView

_WIDTH = 460
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Links(QObject):
    """Makes links, and copies the address of one to the clipboard. `said` says that it did."""

    said = Signal(str)

    def __init__(self, editor: NoteView, note: NoteDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._note = note
        self._where = (0, 0, 0)
        self._build()
        self.line.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    def ask(self) -> None:
        """Ask for the address that the selected text is to lead to, in a line under the block."""
        cursor = self._editor.textCursor()
        if "\u2029" in cursor.selectedText():
            self.said.emit(self.tr("A link cannot go over several blocks."))
            return
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self._leave_prefix_out(cursor, self._note.document.findBlock(cursor.selectionStart()))
        index, start = self._note.place_of(cursor.selectionStart())
        _, end = self._note.place_of(cursor.selectionEnd())
        self._where = (self._note.pieces[index].key, start, end)
        text, copied = cursor.selectedText(), QGuiApplication.clipboard().text().strip()
        known = next((one for one in (text, copied) if "://" in one and read_address(one)), "")
        self.line.setText(known)
        self.line.selectAll()
        self._show_at(cursor)

    def address_at(self, cursor: QTextCursor) -> str:
        """Return where the link that a cursor is in leads, "" if it is in none."""
        index, offset = self._note.place_of(cursor.position())
        spans = inline_spans(self._note.pieces[index].text)
        inside = (span for span in spans if span.start <= offset <= span.end and span.style.link)
        return next((span.style.link for span in inside), "")

    def copy_address(self) -> None:
        """Put the address of the link that the cursor is in on the clipboard."""
        self._copy(self.address_at(self._editor.textCursor()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self._panel.hide()
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() in _ENTER:
                self._take()
                return True
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._clicked(event)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._panel = named(QFrame(self._editor), "link-panel")
        self._panel.setProperty("role", "card")
        self._panel.hide()
        row = QHBoxLayout(self._panel)
        row.setContentsMargins(8, 5, 8, 5)
        row.addWidget(QLabel(self.tr("Leads to")))
        self.line = named(QLineEdit(), "link-line", self.tr("Address the link leads to"))
        self.line.setPlaceholderText("https://")
        row.addWidget(self.line, 1)

    def _leave_prefix_out(self, cursor: QTextCursor, block: QTextBlock) -> None:
        """Select no letters of a block's prefix: in a link, it would be one no more."""
        words = block.position() + prefix_end(self._note.pieces[block.blockNumber()].block)
        start, end = max(cursor.selectionStart(), words), max(cursor.selectionEnd(), words)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)

    def _show_at(self, cursor: QTextCursor) -> None:
        under = self._editor.cursorRect(cursor)
        at = self._editor.viewport().mapTo(self._editor, QPoint(under.left(), under.bottom() + 6))
        height = self._panel.sizeHint().height()
        left = max(0, min(at.x(), self._editor.width() - _WIDTH))
        top = at.y() if at.y() + height <= self._editor.height() else at.y() - under.height() - 12 - height
        self._panel.setGeometry(left, top, _WIDTH, height)
        self._panel.show()
        self._panel.raise_()
        self.line.setFocus()

    def _take(self) -> None:
        typed = self.line.text().strip()
        address = read_address(typed)
        key, start, end = self._where
        index = self._note.index_of(key)
        if not address:
            self.said.emit(self.tr("“{0}” is no web or e-mail address.").format(typed))
            return
        if index is not None:
            self._write(index, start, end, address)
        self._leave()

    def _write(self, index: int, start: int, end: int, address: str) -> None:
        if self._note.refuses():
            return
        text = self._note.pieces[index].text[start:end]
        bare = not text or text == self.line.text().strip()
        cursor = self._note.cursor(index, start, end)
        cursor.insertText(address if bare else f"[{text}]({address})")
        self._editor.setTextCursor(cursor)

    def _leave(self) -> None:
        self._panel.hide()
        self._editor.setFocus()

    def _clicked(self, event: QMouseEvent) -> bool:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        address = self.address_at(self._editor.cursorForPosition(event.position().toPoint()))
        self._copy(address)
        return bool(address)

    def _copy(self, address: str) -> None:
        if not address:
            self.said.emit(self.tr("There is no link here."))
            return
        QGuiApplication.clipboard().setText(address)
        self.said.emit(self.tr("Address copied: {0}").format(address))
