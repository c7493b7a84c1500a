"""Any keys at the real page: document and records agree, and nothing is raised."""

import random
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.ui.record.page import RecordPage
from tests.conftest import Partnership
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


def press_any(page: RecordPage, partnership: Partnership, meeting_id: int, seed: int, steps: int) -> None:
    """Press `steps` random keys at the page, and look every now and then whether all agrees."""
    chance = random.Random(seed)
    for _ in range(steps):
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


@pytest.mark.parametrize("seed", range(4))
def test_any_keys_leave_document_and_records_agreed(
    desk: Desk, partnership: Partnership, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))
    meeting_id = partnership.record("# Prevent\nOne\nAction: ring\n- a bullet:\n  - under it\n# FGM\nTwo")
    desk.show(meeting_id)
    press_any(desk.page, partnership, meeting_id, seed, 250)
    assert raised == []
