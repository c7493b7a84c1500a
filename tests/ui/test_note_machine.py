"""A machine types, cuts, pastes, moves and undoes at the real page: document and records always agree.

`SOP_MINUTES_STEPS` is how many operations it takes, some 400 without: the long run takes 10,000.
"""

import os
import sys

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.queries.page import page_rows
from sop_minutes.storage.database import Database
from sop_minutes.storage.history import entry_to_undo
from tests.conftest import Partnership
from tests.ui.desk import Desk, Key, Mod
from tests.ui.test_note_keeping import agree

NOTE = "# Prevent\nOne\nAction: @Ann Lee to ring\n- a bullet:\n  - under it\nRestricted: # FGM\nTwo"
STEPS = 40
EXAMPLES = max(1, int(os.environ.get("SOP_MINUTES_STEPS", "400")) // STEPS)

_MOVES = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp)
_EDITS = (Key.Key_Return, Key.Key_Tab, Key.Key_Backtab, Key.Key_Backspace, Key.Key_Delete)
_WORDS = (
    "a: @Ann Lee to write by 31 jan",
    "r: ",
    "m: secret",
    "- ",
    "# ",
    "Agreed: yes",
    "x",
    "**b**",
)
_CLIPS = (
    "one\ntwo",
    "# New item\n- first\n  - second",
    "Action: @Bo to do it",
    "r: hush\nplain",
    "é 😀 ",
    " ",
)


class NoteMachine(RuleBasedStateMachine):
    """One note on one page. Every rule is a key, or what a colleague does meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.app = QApplication.instance() or QApplication(["sop-minutes"])
        self.raised: list[BaseException] = []
        self._hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: self.raised.append(error)
        self.database = Database.in_memory(who="tester")
        group_id = self.database.do("Add", add_group, "Co-ordination Group", code="CG")
        self.desk = Desk(Partnership(self.database, group_id))
        self.desk.open(NOTE)

    @rule(words=st.sampled_from(_WORDS))
    def type(self, words: str) -> None:
        self.desk.type(words)

    @rule(key=st.sampled_from(_EDITS), many=st.integers(1, 4))
    def edit(self, key: Qt.Key, many: int) -> None:
        for _ in range(many):
            self._press(key)

    @rule(key=st.sampled_from(_MOVES), many=st.integers(1, 8), selects=st.booleans(), far=st.booleans())
    def go(self, key: Qt.Key, many: int, *, selects: bool, far: bool) -> None:
        mods = (Mod.ShiftModifier if selects else Mod.NoModifier) | (
            Mod.ControlModifier if far else Mod.NoModifier
        )
        for _ in range(many):
            self._press(key, mods)

    @rule(key=st.sampled_from((Key.Key_Up, Key.Key_Down)))
    def move(self, key: Qt.Key) -> None:
        self._press(key, Mod.AltModifier)

    @rule()
    def begin_item(self) -> None:
        self._press(Key.Key_Return, Mod.ControlModifier)

    @rule(key=st.sampled_from((Key.Key_X, Key.Key_C, Key.Key_V, Key.Key_A, Key.Key_B)))
    def cut_and_paste(self, key: Qt.Key) -> None:
        self._press(key, Mod.ControlModifier)

    @rule(clip=st.sampled_from(_CLIPS))
    def paste(self, clip: str) -> None:
        QApplication.clipboard().setText(clip)
        self._press(Key.Key_V, Mod.ControlModifier)

    @rule(key=st.sampled_from((Key.Key_Z, Key.Key_Y)))
    def undo_or_redo(self, key: Qt.Key) -> None:
        head = self.database.read(entry_to_undo)
        if key == Key.Key_Y or (head is not None and head.label != "Record"):
            self._press(key, Mod.ControlModifier)

    @rule(number=st.integers(0, 20))
    def a_colleague_writes(self, number: int) -> None:
        rows = self.desk.workspace.read(page_rows, self.desk.meeting_id)
        points = [row for row in rows if isinstance(row.sheet, PointSheet)]
        if points:
            row = points[number % len(points)]
            self.database.do("Edit", edit_point, row.id, text=f"{row.sheet.text} too")
            self.desk.page.keeper.refresh()

    @invariant()
    def document_and_records_agree(self) -> None:
        self.desk.page.keeper.keep()
        agree(self.desk.page.note, self.desk.workspace, self.desk.meeting_id)
        assert self.raised == []

    def teardown(self) -> None:
        sys.excepthook = self._hook
        self.desk.leave()
        self.database.close()

    def _press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        shift = Mod.ShiftModifier if key == Key.Key_Backtab else Mod.NoModifier
        QTest.keyClick(self.desk.editor, key, mods | shift)


TestNoteMachine = NoteMachine.TestCase
TestNoteMachine.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
