"""Owners, completed after an @ while they are typed."""

import re
from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from sop_minutes.domain.completing import AtMeeting, Candidate, Completions, Guesses, names_one
from sop_minutes.domain.grammar.mentions import write_mention
from sop_minutes.domain.names import Directory, preferred
from sop_minutes.ui.record.choices import Choice, ChoiceList
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.view import NoteView

_ASKED = re.compile(r"(?<![\w@])@\[?(?P<typed>(?:[^\s@\[\]][^@\[\]]{0,59})?)$")
_REST_OF_WORD = re.compile(r"[\w'’-]*\]?")


@dataclass(frozen=True)
class Known:
    """Who can be chosen, how a name is read, and who is at the meeting."""

    completions: Completions = field(default_factory=lambda: Completions(()))
    names: Directory = field(default_factory=Directory)
    here: frozenset[int] = frozenset()


class Completion(QObject):
    """Offers owners under an @ that is being typed. `add_wanted` gives a name to add as a new person."""

    add_wanted = Signal(str)

    def __init__(self, editor: NoteView, note: NoteDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._note = note
        self._known = Known()
        self._typing = False
        self._closed_at: tuple[int, int] | None = None
        self.list = ChoiceList(editor, "owners", self.tr("Owners to choose from"))
        editor.installEventFilter(self)
        note.edited.connect(self._on_edited)
        editor.moved.connect(self._on_moved)

    def know(self, known: Known) -> None:
        """Choose from these from now on."""
        self._known = known

    def finish(self, name: str) -> None:
        """Write `name`, known by now, where the cursor is."""
        found = preferred(self._known.names.match(name), self._known.here)
        self._write(Candidate(name, found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._typing = event.text().isprintable() and bool(event.text())
            self._typing = self._typing or event.key() == Qt.Key.Key_Backspace
        elif event.type() == QEvent.Type.InputMethod:
            self._typing = True
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        if self._typing and self._editor.hasFocus():
            self._offer()

    def _on_moved(self) -> None:
        if self.list.isVisible():
            self._offer()

    def _asked(self) -> re.Match[str] | None:
        """Return the @ and what was typed after it, up to the cursor; None where there is none."""
        piece = self._note.pieces[self._editor.current_index()]
        if piece.heading or self._editor.textCursor().hasSelection():
            return None
        return _ASKED.search(piece.text[: self._editor.offset()])

    def _offer(self) -> None:
        asked = self._asked()
        place = (self._note.pieces[self._editor.current_index()].key, asked.start()) if asked else None
        if place != self._closed_at:
            self._closed_at = None
        if asked is None or self._closed_at or self._is_done(asked["typed"]):
            self.list.hide()
            return
        typed = asked["typed"]
        guesses = self._known.completions.like(typed, AtMeeting(self._known.here, self._used()))
        if " " in typed and not guesses.begun and not _looks_like_name(typed):
            self.list.hide()
            return
        at = self._note.cursor(self._editor.current_index(), asked.start()).position()
        surely = bool(guesses.begun) and not names_one(typed, self._known.names, self._known.here)
        self.list.offer(
            self._choices(typed, guesses), at, chosen=surely, escaped=lambda: self._stay_closed(place)
        )

    def _is_done(self, typed: str) -> bool:
        """Say whether a space has been typed after what already reads as one owner."""
        meant = preferred(self._known.names.match(typed), self._known.here)
        return typed.endswith(" ") and meant is not None

    def _stay_closed(self, place: tuple[int, int] | None) -> None:
        self._closed_at = place

    def _used(self) -> Counter[str]:
        """Return who owns something in this meeting, and how often."""
        return Counter(owner for piece in self._note.pieces if piece.action for owner in piece.action.owners)

    def _choices(self, typed: str, guesses: Guesses) -> list[Choice]:
        choices = [
            Choice(
                candidate.name,
                lambda candidate=candidate: self._write(candidate),  # type: ignore[misc]
                " · ".join(part for part in (candidate.initials, candidate.detail) if part),
            )
            for candidate in (*guesses.begun, *guesses.near)
        ]
        name = " ".join(typed.split())
        if any(letter.isalpha() for letter in name) and not self._known.names.match(name):
            label = self.tr("Add “{0}” as a new person").format(name)
            choices.append(Choice(label, lambda: self.add_wanted.emit(name), chosen_only=True))
        return choices

    def _write(self, candidate: Candidate) -> None:
        """Write an owner in place of what was typed after the @."""
        asked = self._asked()
        if asked is None:
            return
        index, offset = self._editor.current_index(), self._editor.offset()
        text = self._note.pieces[index].text
        rest = _REST_OF_WORD.match(text, offset)
        end = rest.end() if rest else offset
        after = text[end:]
        known = self._known
        written = write_mention(candidate.name, candidate.known, after, known.names, known.here)
        self._typing = False
        cursor = self._note.cursor(index, asked.start(), end + after.startswith(" "))
        cursor.insertText(f"{written} ")
        self._editor.setTextCursor(cursor)


def _looks_like_name(typed: str) -> bool:
    return all(word[0].isupper() for word in typed.split())
