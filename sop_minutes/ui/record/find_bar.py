"""Find and replace, in a bar over the note."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from sop_minutes.domain.finding import Hit, Wanted, find_in, replaced
from sop_minutes.domain.page import prefix_end
from sop_minutes.domain.text import one_line
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.view import NoteView

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class FindBar(QWidget):
    """Finds as one types. Enter goes to the next; from there Escape stays, before it goes back.

    Ctrl+Enter types on where what is found first stands.
    """

    def __init__(self, editor: NoteView, note: NoteDocument, keeper: NoteKeeper) -> None:
        super().__init__()
        named(self, "find-bar", self.tr("Find and replace"))
        self._editor = editor
        self._note = note
        self._keeper = keeper
        self._hits: list[Hit] = []
        self._was = (0, 0)
        self._replacing = False
        self._has_gone = False
        self._build()
        self._connect()
        self.hide()

    def open_find(self) -> None:
        """Show the bar, to find what is selected in the note or what is typed."""
        self._open(replace=False)

    def open_replace(self) -> None:
        """Show the bar with a line for what is put in place of what is found."""
        self._open(replace=True)

    def next(self) -> None:
        """Go to the next place after the selection, from the last on to the first."""
        self._has_gone = True
        _, after = self._editor.selected()
        self._go(next((hit for hit in self._hits if (hit.number, hit.start) >= after), None) or self._first())

    def previous(self) -> None:
        """Go to the last place before the selection, from the first on to the last."""
        self._has_gone = True
        before, _ = self._editor.selected()
        earlier = [hit for hit in self._hits if (hit.number, hit.end) <= before]
        self._go(earlier[-1] if earlier else self._hits[-1] if self._hits else None)

    def replace_one(self) -> None:
        """Replace what is found and selected, and go to the next."""
        hit = self._here()
        if hit is None:
            self.next()
            return
        text, words = self._note.pieces[hit.number].text, one_line(self.words.text())
        if not self._replace({hit.number: f"{text[: hit.start]}{words}{text[hit.end :]}"}):
            return
        if hit.number < len(self._note.pieces):
            self._editor.place(hit.number, hit.start + len(words))
        self.next()

    def replace_all(self) -> None:
        """Replace everything that is found: one thing to take back."""
        many, wanted = len(self._hits), self._wanted()
        found = dict.fromkeys(hit.number for hit in self._hits)
        if self._replace({index: self._replaced(index, wanted) for index in found}):
            self._say(self.tr("{0} replaced").format(many))

    def go_back(self) -> None:
        """Hide the bar and go back to where one was when it was opened."""
        key, offset = self._was
        index = self._note.index_of(key)
        if index is not None:
            self._editor.place(index, offset)
        self.leave()

    def leave(self) -> None:
        """Hide the bar and type on where the cursor is."""
        cursor = self._editor.textCursor()
        cursor.clearSelection()
        self._editor.setTextCursor(cursor)
        self.hide()
        self._editor.show_hits([])
        self._editor.reveal()
        self._editor.setFocus()

    def refresh(self) -> None:
        """Find again, for the note or what is looked for has changed."""
        if self.isVisible() and not self._replacing:
            hits = find_in((piece.text for piece in self._note.pieces), self._wanted())
            words = {number: prefix_end(self._note.pieces[number].block) for number, _, _ in hits}
            self._hits = [hit for hit in hits if hit.start >= words[hit.number]]
            self._editor.show_hits(self._hits)
            self._show_count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Escape:
                self.leave() if self._has_gone else self.go_back()
                return True
            if event.key() in _ENTER and isinstance(watched, QLineEdit):
                if mods == _CONTROL:
                    self.leave()
                elif mods == _SHIFT:
                    self.previous()
                elif watched is self.words:
                    self.replace_one()
                else:
                    self.next()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.line = named(QLineEdit(), "find-line", self.tr("Find in this note"))
        self.line.setPlaceholderText(self.tr("Find in this note"))
        self.count = told(QLabel(), "find-count", self.tr("Found"))
        self.count.setMinimumWidth(110)
        self.words = named(QLineEdit(), "replace-line", self.tr("Replace with"))
        self.words.setPlaceholderText(self.tr("Replace with"))
        self._case = named(QCheckBox(self.tr("Match &case")), "match-case", self.tr("Match case"))
        self._whole = named(QCheckBox(self.tr("&Whole words")), "whole-words", self.tr("Whole words"))
        self._before = self._button("find-previous", "↑", self.tr("Previous"))
        self._after = self._button("find-next", "↓", self.tr("Next"))
        self._one = self._button("replace-one", self.tr("&Replace"), self.tr("Replace this one"))
        self._all = self._button("replace-all", self.tr("Replace &all"), self.tr("Replace all"))
        self._close = self._button("find-close", self.tr("Close"), self.tr("Close, back to where I was"))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 6)
        first = (self.line, self.count, self._before, self._after, self._case, self._whole, self._close)
        for column, widget in enumerate(first):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.words, 1, 0)
        grid.addWidget(self._one, 1, 1)
        grid.addWidget(self._all, 1, 2, 1, 3)
        grid.setColumnStretch(0, 1)
        self.setTabOrder(self.line, self.words)

    def _button(self, name: str, text: str, spoken: str) -> QPushButton:
        button = named(QPushButton(text), name, spoken)
        button.setToolTip(spoken)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.line.textChanged.connect(self._search)
        self._case.toggled.connect(self._search)
        self._whole.toggled.connect(self._search)
        self._before.clicked.connect(self.previous)
        self._after.clicked.connect(self.next)
        self._one.clicked.connect(self.replace_one)
        self._all.clicked.connect(self.replace_all)
        self._close.clicked.connect(self.go_back)
        self._note.edited.connect(self.refresh)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def _open(self, *, replace: bool) -> None:
        was_hidden, self._has_gone = self.isHidden(), False
        for widget in (self.words, self._one, self._all):
            widget.setVisible(replace)
        self.show()
        self.line.setFocus()  # the note saves what is left, and an empty block goes, before it is searched
        if was_hidden:
            piece = self._note.pieces[self._editor.current_index()]
            self._was = (piece.key, self._editor.offset())
        selected = self._editor.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.line.setText(selected)
        self.refresh()
        self.line.selectAll()

    def _wanted(self) -> Wanted:
        return Wanted(self.line.text(), self._case.isChecked(), self._whole.isChecked())

    def _search(self) -> None:
        """Go to the first place from where one was on."""
        self._has_gone = False
        self.refresh()
        key, offset = self._was
        index = self._note.index_of(key) or 0
        later = (hit for hit in self._hits if (hit.number, hit.end) >= (index, offset))
        self._go(next(later, None) or self._first())

    def _first(self) -> Hit | None:
        return self._hits[0] if self._hits else None

    def _here(self) -> Hit | None:
        """Return the place that is selected, None if nothing that is looked for is."""
        start, end = self._editor.selected()
        return next((hit for hit in self._hits if (*start, end[1]) == hit and end[0] == hit.number), None)

    def _go(self, hit: Hit | None) -> None:
        if hit is not None:
            self._editor.setTextCursor(self._note.cursor(*hit))
            self._editor.reveal()
        self._show_count()

    def _replaced(self, index: int, wanted: Wanted) -> str:
        """Return the text of a piece with other words in it; who may see it and what it is stay."""
        piece = self._note.pieces[index]
        words = prefix_end(piece.block)
        return f"{piece.text[:words]}{replaced(piece.text[words:], wanted, one_line(self.words.text()))}"

    def _replace(self, texts: dict[int, str]) -> bool:
        """Write texts in place of those of some pieces, and save that apart from the typing before it.

        Says whether it did: a locked note refuses, and what cannot be saved is not replaced.
        """
        if self._note.refuses() or not self._keeper.keep():
            return False
        self._replacing = True
        for index, text in sorted(texts.items(), reverse=True):
            if text[prefix_end(self._note.pieces[index].block) :].strip():
                self._note.rewrite(index, text)
            else:
                self._note.put(index, 1, [])
        self._keeper.keep(self.tr("Replace {0}").format(self.line.text()))
        self._replacing = False
        self.refresh()
        return True

    def _show_count(self) -> None:
        here = self._here()
        if not self.line.text():
            self._say("")
        elif here is None:
            some = self.tr("{0} found").format(len(self._hits))
            self._say(some if self._hits else self.tr("Nothing found"))
        else:
            self._say(self.tr("{0} of {1}").format(self._hits.index(here) + 1, len(self._hits)))

    def _say(self, words: str) -> None:
        if words != self.count.text():
            self.count.setText(words)
            announce(self, words)
