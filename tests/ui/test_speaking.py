"""What is read out while one types: what is news, and no more than that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.domain.page import Form
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.shell import Shell
from tests.ui.test_leaving import busy
from tests.ui.windows import open_shell, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Spoken:
    """A window on the second meeting, and what it has read out since it was asked last."""

    def __init__(self, shell: Shell) -> None:
        assert shell.pages is not None
        self.shell = shell
        self._said: list[str] = []
        shell.pages.open_meeting(2)
        shell.window.announced.connect(self._said.append)

    @property
    def page(self) -> RecordPage:
        assert self.shell.pages is not None
        return self.shell.pages.record

    def type(self, words: str) -> None:
        QTest.keyClicks(self.page.editor, words)

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(self.page.editor, key, mods)

    def said(self) -> list[str]:
        said, self._said[:] = list(self._said), []
        return said


@pytest.fixture
def spoken(app: QApplication, path: Path) -> Iterator[Spoken]:
    shell = open_shell(path)
    yield Spoken(shell)
    shell.close()
    shell.window.close()


def test_another_level_and_another_kind_are_said(spoken: Spoken) -> None:
    spoken.page.editor.place(1)
    spoken.said()
    spoken.press(Key.Key_Tab)
    assert spoken.said() == ["Bullet, level 1"]
    spoken.page.converter.convert(Form.RESTRICTED, "Make it restricted")
    assert spoken.said() == ["Bullet, restricted, level 1"]


def test_a_line_that_is_only_typed_is_left_in_peace_and_saved_in_silence(spoken: Spoken) -> None:
    spoken.press(Key.Key_Return)
    spoken.said()
    spoken.type("It was agreed")
    spoken.page.keeper.keep()
    assert spoken.said() == []


def test_what_was_understood_of_an_action_is_said_once_it_is_left(spoken: Spoken) -> None:
    spoken.press(Key.Key_Return)
    spoken.type("a: @Ann Lee to ring by 31 January")
    assert "Action" in spoken.said()
    spoken.press(Key.Key_Up)
    assert any("Ann Lee, Wednesday 31 January 2018" in words for words in spoken.said())
    spoken.press(Key.Key_Down)
    spoken.press(Key.Key_Up)
    assert not any("Ann Lee" in words for words in spoken.said())


def test_saved_is_said_when_it_could_not_be_before_and_when_one_asks(spoken: Spoken, path: Path) -> None:
    with busy(path):
        spoken.type(" more")
        assert not spoken.page.keeper.keep()
        assert any("another program" in words for words in spoken.said())
        assert not spoken.page.keeper.keep()
        assert spoken.said() == []
    wait_until(spoken.page.keeper.keep)
    assert spoken.said() == ["Saved"]
    spoken.press(Key.Key_S, Mod.ControlModifier | Mod.ShiftModifier)
    assert spoken.said()[0].startswith("● Saved. 20 words")
