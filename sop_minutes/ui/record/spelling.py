"""Misspelt words: found while nobody types, underlined, and corrected from the keyboard."""

from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent

from sop_minutes.dictionary import Dictionary
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import Directory
from sop_minutes.ui.record.choices import Choice, ChoiceList
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.view import NoteView

PAUSE = 600
"""Milliseconds without a key after which what was typed is looked over."""

SLICE = 0.004
"""Seconds that are spent on looking over before keys are listened to again."""

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Offered(NamedTuple):
    """The word for which other words are offered: in the piece of which key, from where on."""

    key: int
    start: int
    word: str


class Spelling(QObject):
    """Underlines misspelt words and offers what may be meant. Does nothing before `start`."""

    said = Signal(str)

    def __init__(self, editor: NoteView, note: NoteDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._note = note
        self._folder: Path | None = None
        self._personal = Path()
        self._names: Directory | None = None
        self._seen: dict[int, str] = {}
        self._typed_in = 0
        self._offered = Offered(0, 0, "")
        self.dictionary: Dictionary | None = None
        self.list = ChoiceList(editor, "suggestions", self.tr("Spelling suggestions"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look_over)
        self._next_slice = QTimer(self, interval=0)
        self._next_slice.timeout.connect(self._look_over_some)

    def start(self, folder: Path | None, personal: Path) -> None:
        """Check spelling with the dictionary in `folder` from the next pause on.

        `personal` is the file of the user's own words. Without a folder, say that nothing is checked.
        """
        if folder is None:
            self.said.emit(self.tr("Spelling is not checked: install hunspell-en-gb for British English."))
            return
        self._folder, self._personal = folder, personal
        self._editor.underline_with(self._wrong_in)
        self._editor.installEventFilter(self)
        self._editor.viewport().installEventFilter(self)
        self._note.edited.connect(self._wait)
        self._editor.current_changed.connect(self._wait)
        self._editor.moved.connect(self._on_moved)
        self._wait()

    def know_names(self, names: Directory) -> None:
        """Take names that are known for right."""
        if names is not self._names:
            self._names = names
            if self.dictionary is not None:
                self._teach(self.dictionary)

    def look_over(self) -> None:
        """Look over what has changed since it was last looked over, a little at a time."""
        if self.dictionary is None and self._folder is not None:
            self.dictionary = Dictionary(self._folder, self._personal)
            self._teach(self.dictionary)
        self._next_slice.start()

    def correct(self) -> None:
        """Offer what may be meant by the misspelt word at the cursor, or by the next one after it."""
        self._typed_in = 0
        self.look_over()
        while self._next_slice.isActive():
            self._look_over_some()
        index, offset = self._editor.current_index(), self._editor.offset()
        for number in range(index, len(self._note.pieces)):
            for start, end in self._wrong_in(self._note.pieces[number].text):
                if number > index or end >= offset:
                    self._editor.place(number, end)
                    self._offer(start, end)
                    return
        self.said.emit(self.tr("No word to correct from here on."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._typed_in = self._note.pieces[self._editor.current_index()].key
            if self._next_slice.isActive():
                self._next_slice.stop()
                self._pause.start()
            alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _ENTER and alone == Qt.KeyboardModifier.AltModifier:
                self.correct()
                return True
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._offer_at(event)
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        self._pause.start()

    def _teach(self, dictionary: Dictionary) -> None:
        dictionary.know_names(form for known in self._names or () for form in (known.name, *known.forms))
        self._show_again()

    def _wrong_in(self, text: str) -> list[tuple[int, int]]:
        return list(self.dictionary.wrong_in(text)) if self.dictionary else []

    def _look_over_some(self) -> None:
        """Look over pieces for a few milliseconds; stop when all have been."""
        if self.dictionary is None:
            self._next_slice.stop()
            return
        until = perf_counter() + SLICE
        current = self._editor.current_index()
        offset = self._editor.offset()
        for index, piece in enumerate(self._note.pieces):
            if self._seen.get(piece.key) == piece.text:
                continue
            unfinished = index == current and piece.key == self._typed_in
            self.dictionary.look_up(piece.text, but_at=offset if unfinished else None)
            if self.dictionary.wrong_in(piece.text):
                self._editor.restyle(index)
            if not unfinished:
                self._seen[piece.key] = piece.text
            if perf_counter() > until:
                return
        self._next_slice.stop()

    def _show_again(self) -> None:
        """Draw again what may be underlined no more."""
        for index, piece in enumerate(self._note.pieces):
            if piece.key in self._seen:
                self._editor.restyle(index)

    def _offer_at(self, event: QContextMenuEvent) -> bool:
        """Offer corrections of the word under the mouse, or at the cursor for the menu key."""
        cursor = self._editor.textCursor()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            cursor = self._editor.cursorForPosition(event.pos())
        index, offset = self._note.place_of(cursor.position())
        for start, end in self._wrong_in(self._note.pieces[index].text):
            if start <= offset <= end:
                self._editor.place(index, end)
                self._offer(start, end)
                return True
        return False

    def _offer(self, start: int, end: int) -> None:
        dictionary = self.dictionary
        if dictionary is None:
            return
        index = self._editor.current_index()
        piece = self._note.pieces[index]
        word = piece.text[start:end]
        self._offered = Offered(piece.key, start, word)
        choices = [
            Choice(better, lambda better=better: self._replace(better))  # type: ignore[misc]
            for better in dictionary.suggestions(word)
        ]
        choices += [
            Choice(self.tr("Add “{0}” to the dictionary").format(word), lambda: self._learn(word, keep=True)),
            Choice(self.tr("Ignore “{0}”").format(word), lambda: self._learn(word, keep=False)),
        ]
        self.list.offer(choices, self._note.cursor(index, start).position(), chosen=True)

    def _on_moved(self) -> None:
        """Offer nothing any more once the cursor has left the word, or the word is another."""
        if self.list.isVisible() and self._place_offered() is None:
            self.list.hide()

    def _place_offered(self) -> tuple[int, int, int] | None:
        """Return where the word stands for which other words are offered; None if the cursor is not in it."""
        key, start, word = self._offered
        index, end = self._editor.current_index(), start + len(word)
        piece = self._note.pieces[index]
        stands = piece.key == key and piece.text[start:end] == word
        return (index, start, end) if stands and start <= self._editor.offset() <= end else None

    def _replace(self, better: str) -> None:
        place = self._place_offered()
        if place is None or self._note.refuses():
            return
        cursor = self._note.cursor(*place)
        cursor.insertText(better)
        self._editor.setTextCursor(cursor)

    def _learn(self, word: str, *, keep: bool) -> None:
        if self.dictionary is None:
            return
        if keep:
            try:
                self.dictionary.add(word)
            except UserError:
                self.said.emit(self.tr("The dictionary of your own words could not be written."))
        else:
            self.dictionary.ignore(word)
        self._show_again()
