"""What is restricted stays so, whatever is typed: only who deletes the prefix itself opens it."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton

from sop_minutes.domain.page import Form
from sop_minutes.domain.words import Audience
from tests.ui.desk import Desk, Key, Mod

NOTE = "# Prevent\nOne\nRestricted: the refuge is in Mill Lane\nThree"
CLOSED = "# Open\nOne\nRestricted: # Closed\nhush one\nhush two\nAction: ring @Ann Lee\n# After\nZ"


@pytest.fixture
def typing(desk: Desk) -> Desk:
    """The cursor is at the end of the restricted line."""
    desk.open(NOTE)
    desk.editor.place(2)
    return desk


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """The cursor is at the end of the first line under the restricted heading."""
    desk.open(CLOSED)
    desk.editor.place(3)
    return desk


def _kept(desk: Desk, start: int = 0) -> list[str]:
    """The lines of the note as it is kept, from a block on; the first two are its head."""
    lines = [line for line in desk.kept().split("\n") if line]
    return lines[lines.index("# Prevent" if "# Prevent" in lines else "# Open") + start :]


def test_both_halves_of_a_line_that_is_split_are_restricted(typing: Desk) -> None:
    typing.editor.place(2, len("Restricted: the refuge"))
    typing.press(Key.Key_Return)
    typing.type("X")
    assert _kept(typing, 2) == ["Restricted: the refuge", "Restricted: Xis in Mill Lane", "Three"]


def test_enter_at_the_end_of_a_restricted_line_begins_a_line_for_all(typing: Desk) -> None:
    typing.press(Key.Key_Return)
    typing.type("next")
    assert _kept(typing, 2) == ["Restricted: the refuge is in Mill Lane", "next", "Three"]


def test_enter_before_the_words_of_a_restricted_line_pushes_it_down(typing: Desk) -> None:
    typing.press(Key.Key_Home)
    typing.press(Key.Key_Return)
    assert typing.texts()[2:] == ["", "Restricted: the refuge is in Mill Lane", "Three"]


@pytest.mark.parametrize(("index", "key"), [(2, Key.Key_Backspace), (1, Key.Key_Delete)])
def test_a_restricted_line_joined_to_another_restricts_it(desk: Desk, index: int, key: Key) -> None:
    desk.open(NOTE)
    desk.editor.place(index, 0 if key == Key.Key_Backspace else None)
    desk.press(key)
    desk.type(", ")
    assert _kept(desk, 1) == ["Restricted: One, the refuge is in Mill Lane", "Three"]


@pytest.mark.parametrize(("index", "key"), [(2, Key.Key_Backspace), (1, Key.Key_Delete)])
def test_a_restricted_heading_joined_to_a_line_restricts_that_and_all_that_was_under_it(
    desk: Desk, index: int, key: Key
) -> None:
    desk.open(CLOSED)
    desk.editor.place(index, 0 if key == Key.Key_Backspace else None)
    desk.press(key)
    assert _kept(desk, 1) == [
        "Restricted: OneClosed",
        "Restricted: hush one",
        "Restricted: hush two",
        "Restricted: Action: ring @Ann Lee",
        "# After",
        "Z",
    ]


def test_a_restricted_line_joined_to_a_heading_restricts_the_item(desk: Desk) -> None:
    desk.open("# Prevent\nRestricted: secret\nTwo")
    desk.editor.place(1, 0)
    desk.press(Key.Key_Backspace)
    assert "Restricted: # Preventsecret\n" in desk.kept()


def test_what_is_left_of_a_selection_over_a_restricted_line_is_restricted(typing: Desk) -> None:
    cursor = QTextCursor(typing.page.note.block(1))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    start = typing.page.note.block(2).position()
    cursor.setPosition(start + len("Restricted: the "), QTextCursor.MoveMode.KeepAnchor)
    typing.editor.setTextCursor(cursor)
    typing.type("x")
    assert _kept(typing, 1) == ["Restricted: Onexrefuge is in Mill Lane", "Three"]


def test_home_goes_to_the_words_and_then_before_the_prefix(typing: Desk) -> None:
    typing.press(Key.Key_Home)
    typing.type("To all: ")
    typing.press(Key.Key_Home)
    typing.press(Key.Key_Home)
    typing.type("x")
    assert _kept(typing, 2)[0] == "Restricted: xTo all: the refuge is in Mill Lane"


def test_a_line_that_is_typed_over_from_its_words_on_stays_restricted(typing: Desk) -> None:
    typing.press(Key.Key_Home, Mod.ShiftModifier)
    typing.type("gone")
    assert _kept(typing, 2)[0] == "Restricted: gone"


@pytest.mark.parametrize(("mark", "kept"), [("# ", "Restricted: # the"), ("- ", "- Restricted: the")])
def test_a_mark_typed_before_the_prefix_turns_the_line(typing: Desk, mark: str, kept: str) -> None:
    typing.editor.place(2, 0)
    typing.type(mark)
    assert f"\n{kept} refuge is in Mill Lane\n" in typing.kept()


def test_only_who_deletes_the_prefix_opens_the_line(typing: Desk) -> None:
    typing.press(Key.Key_Home)
    for _ in "Restricted: ":
        typing.press(Key.Key_Backspace)
    assert _kept(typing, 2)[0] == "the refuge is in Mill Lane"


def test_only_who_deletes_the_prefix_of_a_heading_opens_the_item(closed: Desk) -> None:
    closed.press(Key.Key_Up)
    closed.press(Key.Key_Home)
    closed.press(Key.Key_End, Mod.ShiftModifier)
    closed.press(Key.Key_Delete)
    closed.rows()
    assert set(closed.page.note.audiences(2, 5)) == {Audience.RESTRICTED}
    closed.type("Shut")
    closed.press(Key.Key_Home)
    for _ in "Restricted: ":
        closed.press(Key.Key_Backspace)
    assert _kept(closed, 2)[:2] == ["# Shut", "hush one"]


def test_a_link_over_the_whole_line_leaves_the_prefix_out(typing: Desk) -> None:
    typing.editor.place(2, 0)
    typing.press(Key.Key_End, Mod.ShiftModifier)
    typing.page.links.ask()
    typing.type("https://example.org")
    typing.press(Key.Key_Return)
    assert _kept(typing, 2)[0] == "Restricted: [the refuge is in Mill Lane](https://example.org)"


def test_replacing_leaves_prefixes_alone(desk: Desk) -> None:
    desk.open(
        "# Prevent\nRestricted: access is restricted\nAction: the action\nRestricted: # Restricted list"
    )
    desk.page.find_bar.open_replace()
    for words, other in (("restricted", "limited"), ("action", "task")):
        desk.page.find_bar.line.setText(words)
        desk.page.find_bar.words.setText(other)
        button = desk.page.findChild(QPushButton, "replace-all")
        assert isinstance(button, QPushButton)
        button.click()
    assert _kept(desk, 1) == [
        "Restricted: access is limited",
        "Action: the task",
        "Restricted: # limited list",
    ]


def test_a_line_under_a_restricted_heading_is_restricted_where_it_is_pasted(closed: Desk) -> None:
    closed.press(Key.Key_Home, Mod.ShiftModifier)
    closed.press(Key.Key_X, Mod.ControlModifier)
    closed.editor.place(1)
    closed.press(Key.Key_Return)
    closed.press(Key.Key_V, Mod.ControlModifier)
    assert _kept(closed, 1)[:2] == ["One", "Restricted: hush one"]


def test_a_word_copied_in_a_restricted_line_is_pasted_into_it_as_it_is(typing: Desk) -> None:
    for _ in "Lane":
        typing.press(Key.Key_Left, Mod.ShiftModifier)
    typing.press(Key.Key_C, Mod.ControlModifier)
    typing.press(Key.Key_End)
    typing.press(Key.Key_V, Mod.ControlModifier)
    assert _kept(typing, 2)[0] == "Restricted: the refuge is in Mill LaneLane"
    typing.editor.place(1)
    typing.press(Key.Key_V, Mod.ControlModifier)
    assert _kept(typing, 1)[:2] == ["One", "Restricted: Lane"]


def test_what_is_typed_under_a_restricted_heading_and_moved_away_at_once_is_restricted(closed: Desk) -> None:
    closed.press(Key.Key_Return)
    closed.type("hush three")
    for _ in range(3):
        closed.press(Key.Key_Up, Mod.AltModifier)
    assert _kept(closed, 1)[:2] == ["Restricted: hush three", "One"]


def test_a_line_under_a_restricted_heading_made_a_heading_is_restricted(closed: Desk) -> None:
    closed.page.converter.convert(Form.HEADING, "Make it a heading")
    assert _kept(closed, 3)[0] == "Restricted: # hush one"
    closed.editor.place(4, 0)
    closed.type("# ")
    assert _kept(closed, 4)[0] == "Restricted: # hush two"


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        (Form.MEMBERS, ["Members: draft", "Restricted: secret", "Members: One"]),
        (Form.RESTRICTED, ["Restricted: draft", "Restricted: secret", "Restricted: One"]),
    ],
)
def test_converting_lines_of_several_audiences_opens_none(desk: Desk, form: Form, kept: list[str]) -> None:
    desk.open("# Prevent\nMembers: draft\nRestricted: secret\nOne")
    desk.editor.place(1, 0)
    for _ in range(2):
        desk.press(Key.Key_Down, Mod.ShiftModifier)
    desk.press(Key.Key_End, Mod.ShiftModifier)
    desk.page.converter.convert(form, "Make it so")
    assert _kept(desk, 1) == kept
