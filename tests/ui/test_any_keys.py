"""Any keys at the real page: document and records agree, and nothing is raised."""

import random
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.domain.page import audiences_of, is_narrower, prefix_end
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.page import page_rows
from sop_minutes.ui.record.page import RecordPage
from tests.conftest import Partnership
from tests.thorough import cases
from tests.ui.desk import Desk, compose
from tests.ui.test_note_keeping import agree

_KEYS = Qt.Key
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_MOVES = (_KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Home, _KEYS.Key_End)
_EDITS = (
    (_KEYS.Key_Return, _NONE),
    (_KEYS.Key_Enter, _SHIFT),
    (_KEYS.Key_Return, _CTRL),
    (_KEYS.Key_Tab, _NONE),
    (_KEYS.Key_Backtab, _SHIFT),
    (_KEYS.Key_Backspace, _NONE),
    (_KEYS.Key_Backspace, _CTRL),
    (_KEYS.Key_Delete, _NONE),
    (_KEYS.Key_Up, _ALT),
    (_KEYS.Key_Down, _ALT),
    (_KEYS.Key_B, _CTRL),
    (_KEYS.Key_I, _CTRL),
    (_KEYS.Key_X, _CTRL),
    (_KEYS.Key_C, _CTRL),
    (_KEYS.Key_V, _CTRL),
    (_KEYS.Key_Z, _CTRL),
    (_KEYS.Key_Z, _CTRL),
    (_KEYS.Key_Y, _CTRL),
    (_KEYS.Key_A, _CTRL),
)
_TYPED = (
    "a: @Ann Lee to ring by 31 jan",
    "- ",
    "# ",
    "r: ",
    "x",
    "one two ",
    "**b**",
    "Agreed: yes",
    "\\# ",
    ": ",
)
_COMPOSED = (
    "😀",
    "👩\u200d👧 ",
    "a\u2028b",
    "\u2029",
    "\r\n",
    "\ufdd0x",
    "שלום ",
    "\u202eabc",
    "e\u0301",
    "\ufffc",
)


def press_any(
    page: RecordPage,
    partnership: Partnership,
    meeting_id: int,
    seed: int,
    steps: int,
    look: Callable[[], None] = lambda: None,
) -> None:
    """Press `steps` random keys at the page, and look every now and then whether all agrees.

    `look` looks before each of them, and after the last.
    """
    chance = random.Random(seed)
    for _ in range(steps):
        look()
        kind = chance.random()
        if kind < 0.1:
            compose(page.editor, chance.choice(_COMPOSED))
        elif kind < 0.35:
            QTest.keyClicks(page.editor, chance.choice(_TYPED))
        elif kind < 0.6:
            mods = chance.choice((_NONE, _NONE, _SHIFT, _CTRL))
            for _ in range(chance.randrange(1, 6)):
                QTest.keyClick(page.editor, chance.choice(_MOVES), mods)
        else:
            key, mods = chance.choice(_EDITS)
            if key == _KEYS.Key_Z and partnership.database.read(_last_label) == "Record":
                continue
            QTest.keyClick(page.editor, key, mods)
        if chance.random() < 0.08:
            page.keeper.keep()
            agree(page.note, page.workspace, meeting_id)
    page.keeper.keep()
    agree(page.note, page.workspace, meeting_id)


def _last_label(session: object) -> str:
    from sop_minutes.storage.history import entry_to_undo

    head = entry_to_undo(session)  # type: ignore[arg-type]
    return head.label if head else ""


@pytest.mark.parametrize("seed", range(cases(4, at_first=1)))
def test_any_keys_leave_document_and_records_agreed(
    desk: Desk, partnership: Partnership, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))
    meeting_id = partnership.record("# Prevent\nOne\nAction: ring\n- a bullet:\n  - under it\n# FGM\nTwo")
    desk.show(meeting_id)
    press_any(desk.page, partnership, meeting_id, seed, 250)
    assert raised == []


class _Secrets:
    """Words that stand for those who may see them, and whether others can. A key in a prefix may say so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen = {"hushone": Audience.RESTRICTED, "hushtwo": Audience.MEMBERS} | dict.fromkeys(
            ("hushthree", "hushfour", "hushfive"), Audience.RESTRICTED
        )

    def look(self) -> None:
        note = self._desk.page.note
        kept = [row.sheet for row in self._desk.workspace.read(page_rows, self._desk.meeting_id)]
        shown = [
            *zip([piece.text for piece in note.pieces], note.audiences(0, len(note.pieces) - 1), strict=True)
        ]
        texts = [sheet.title if isinstance(sheet, ItemSheet) else sheet.text for sheet in kept]
        for text, audience in (*shown, *zip(texts, audiences_of(kept), strict=True)):
            for word, seen in self._seen.items():
                assert word not in text or not is_narrower(seen, audience), (word, text, audience)
        self._forget_what_a_key_may_open()

    def _forget_what_a_key_may_open(self) -> None:
        """Whoever stands in a prefix may delete it; that of a heading opens all that is under it."""
        cursor, note = self._desk.editor.textCursor(), self._desk.page.note
        index = note.document.findBlock(cursor.selectionStart()).blockNumber()
        piece = note.pieces[index]
        if cursor.selectionStart() - note.block(index).position() <= prefix_end(piece.block) > 0:
            opened = note.pieces[index : index + note.branch(index)]
            texts = " ".join(one.text for one in opened)
            self._seen = {word: seen for word, seen in self._seen.items() if word not in texts}


@pytest.mark.parametrize("seed", range(cases(4, at_first=1)))
def test_no_keys_show_words_to_more_people_than_before(
    desk: Desk, partnership: Partnership, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))
    desk.open(
        "# Prevent\nOne\nRestricted: so hushone said\n- a bullet\nMembers: a hushtwo there\n"
        "# FGM\nThree\nRestricted: # Closed hushthree\nall hushfour told\nAction: ring hushfive\n# Two\nTwo"
    )
    press_any(desk.page, partnership, desk.meeting_id, seed, 200, _Secrets(desk).look)
    assert raised == []
