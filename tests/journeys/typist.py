"""A minute-taker who types at the real page, and knows what should come of it."""

import random
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.ui.record.editor import NoteEditor

Sheet = ItemSheet | PointSheet

_SAID = (
    "The strategy was described and partners were asked for comments by Friday",
    "Figures are up by 4% on last year, at 1,204",
    "O'Neill-Hart reported on the café pilot – it went well",
    "Members asked whether 24/7 cover may be affordable",
    "see https://example.org/plan for the draft",
    "a **firm** commitment was *not* given",
    "Prevent: the duty was explained",
)
_ASKED = (
    "@Ann Lee to circulate the draft report by 31 Jan",
    "@Ben Okafor @CSPs to meet before the next meeting",
    "AL to write to all partners by the end of March",
    "consider the funding",
)
_PREFIXES = (
    ("", PointKind.POINT, Audience.PUBLIC),
    ("", PointKind.POINT, Audience.PUBLIC),
    ("a: ", PointKind.ACTION, Audience.PUBLIC),
    ("Action: ", PointKind.ACTION, Audience.PUBLIC),
    ("agreed: ", PointKind.DECISION, Audience.PUBLIC),
    ("d: ", PointKind.DECISION, Audience.PUBLIC),
    ("r: ", PointKind.POINT, Audience.RESTRICTED),
    ("Members: ", PointKind.POINT, Audience.MEMBERS),
    ("Restricted: action: ", PointKind.ACTION, Audience.RESTRICTED),
)


@dataclass
class Typist:
    """Types at `editor`, at the end of its note. `expected` is what the records should say."""

    editor: NoteEditor
    chance: random.Random
    expected: list[Sheet] = field(default_factory=list)
    level: int = 0
    keys: int = 0

    def key(self, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.editor, key, mods)
        self.keys += 1

    def text(self, text: str) -> None:
        """Type a text, with slips of the finger that are mended at once."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.editor, letter)
            else:
                self.editor.insertPlainText(letter)
            self.keys += 1
            if self.chance.random() < 0.02:
                QTest.keyClick(self.editor, "q")
                self.key(Qt.Key.Key_Backspace)
                self.keys += 1

    def item(self, number: int) -> None:
        """Begin the next agenda item."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.text(f"Item {number}")
        self.expected.append(ItemSheet(f"Item {number}"))
        self.level = 0

    def point(self) -> None:
        """Type the next block: a paragraph, a bullet, a decision, an action."""
        self.key(Qt.Key.Key_Return)
        self._choose_level()
        prefix, kind, audience = self.chance.choice(_PREFIXES)
        said = self.chance.choice(_ASKED if kind is PointKind.ACTION else _SAID)
        text = f"{said} {len(self.expected)}"
        self.text(prefix + text)
        self.expected.append(PointSheet(text, kind, self.level, audience))
        if self.chance.random() < 0.1:
            self._move_up_and_back()

    def correct(self) -> None:
        """Go back a few blocks, add a word, and come back to the end."""
        back = self.chance.randrange(1, 6)
        at = len(self.expected) - 1 - back
        if at < 0 or not isinstance(self.expected[at], PointSheet):
            return
        self.key(Qt.Key.Key_End)
        cursor = self.editor.textCursor()
        while cursor.blockNumber() > at:
            self.key(Qt.Key.Key_Up)
            cursor = self.editor.textCursor()
        self.key(Qt.Key.Key_End)
        while not self.editor.textCursor().atBlockEnd():
            self.key(Qt.Key.Key_Down)
            self.key(Qt.Key.Key_End)
        if self.editor.textCursor().blockNumber() == at:
            self.text(" indeed")
            was = self.expected[at]
            assert isinstance(was, PointSheet)
            self.expected[at] = replace(was, text=f"{was.text} indeed")
        self.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)

    def _choose_level(self) -> None:
        wanted = self.chance.choice((0, 0, 1, 1, 2))
        if isinstance(self.expected[-1], ItemSheet):
            wanted = min(wanted, 1)
        if self.level == 0 and wanted == 1 and self.chance.random() < 0.5:
            self.text("- ")
        else:
            for _ in range(abs(wanted - self.level)):
                self.key(Qt.Key.Key_Tab if wanted > self.level else Qt.Key.Key_Backtab)
        self.level = wanted

    def _move_up_and_back(self) -> None:
        self.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        self.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        self.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
