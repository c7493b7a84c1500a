"""Minutes are approved, corrected, and compared by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.standings import standing_of
from sop_minutes.ui.record.standing import PAUSE
from sop_minutes.ui.shell import Shell
from tests.ui.approving.approver import (
    LAST,
    NEXT,
    Key,
    Mod,
    approve_last,
    choose_command,
    closed,
    correct_last,
    focus_verb,
    go_to,
    lines_in,
    note_of,
    opened,
    said_in,
    type_words,
)
from tests.ui.windows import pages_of, press, wait_until


def test_nothing_is_approved_unseen(shell: Shell) -> None:
    go_to(shell, LAST)
    editor = pages_of(shell).record.editor
    editor.place(1)
    QTest.keyClicks(editor, " A lot.")
    choose_command(shell, "approve these minutes")
    dialog = opened("approve")
    since = lines_in(dialog, "approve-changes-1")
    assert since == [
        "1 point reworded",
        "Point reworded\n− The figures rose.\n+ The figures rose. A lot.",
    ]
    assert lines_in(dialog, "approve-changes-2") == ["Restricted: the review in the south is under way"]
    written = lines_in(dialog, "approve-lines")
    assert written == ["The minutes of 15 November 2017 were agreed as a true record."]
    press(Key.Key_Escape)
    closed(shell, "approve")
    assert pages_of(shell).workspace.read(standing_of, LAST).state is MeetingState.CIRCULATED


def test_a_correction_that_tells_what_is_withheld_cannot_be_approved(shell: Shell) -> None:
    go_to(shell, NEXT)
    press(Key.Key_F4)
    dialog = opened("approve")
    type_words("Members: strike the review in the south is under way")
    assert "for fewer readers; begin it with “Restricted:”" in said_in(dialog, "approve-outcome")
    press(Key.Key_Return, Mod.ControlModifier)
    assert dialog.isVisible()
    press(Key.Key_A, Mod.ControlModifier)
    type_words("for The review in the South is, read was")
    assert "says “The review in the South is”, as a line for fewer readers does" in said_in(
        dialog, "approve-outcome"
    )
    press(Key.Key_A, Mod.ControlModifier)
    type_words("Restricted: strike the review in the south is under way")
    assert said_in(dialog, "approve-outcome") == ""
    press(Key.Key_Return, Mod.ControlModifier)
    closed(shell, "approve")
    assert "Restricted: The minutes of 15 November 2017 were also corrected" in note_of(shell, NEXT)


def test_minutes_are_not_approved_on_a_day_to_come(shell: Shell) -> None:
    go_to(shell, LAST)
    choose_command(shell, "approve these minutes")
    dialog = opened("approve")
    at = dialog.findChild(QComboBox, "approve-at")
    day = dialog.findChild(QLineEdit, "approve-day")
    assert at is not None
    assert day is not None
    at.setCurrentIndex(at.count() - 1)
    day.setText("19 January 2018")
    assert said_in(dialog, "approve-outcome") == "19 January 2018 is still to come."
    day.setText("18 January 2018")
    assert said_in(dialog, "approve-outcome") == ""
    press(Key.Key_Escape)
    closed(shell, "approve")


def test_the_item_says_what_waits_and_its_card_approves_it(shell: Shell) -> None:
    go_to(shell, NEXT)
    record = pages_of(shell).record
    assert record.note.pieces[0].text == "Minutes of the last meeting"
    record.around.refresh()
    press(Key.Key_O, Mod.ControlModifier | Mod.ShiftModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Minutes of 15 November 2017: Circulated"
    press(Key.Key_Return)
    dialog = opened("approve")
    assert dialog.windowTitle() == "Approve the minutes of CG 15 November 2017"
    press(Key.Key_Escape)


def test_older_minutes_are_approved_only_where_one_asks_for_them(shell: Shell) -> None:
    older = read_note_text("Date: 13 September 2017\n# Prevent\nThe plan was heard.")
    pages_of(shell).workspace.do("Record", record_note, older, group_id=1)
    approve_last(shell)
    press(Key.Key_F4)
    assert shell.window.message.text.text() == (
        "The minutes of 15 November 2017 are approved already, at CG/2018-01-17. "
        "Those of 13 September 2017 are older, and are not."
    )
    record = pages_of(shell).record
    record.around.refresh()
    assert [card.objectName() for card in record.beside.cards if card.objectName() == "minutes"] == []
    focus_verb()
    press(Key.Key_Space)
    dialog = opened("approve")
    assert dialog.windowTitle() == "Approve the minutes of CG 13 September 2017"
    press(Key.Key_Return, Mod.ControlModifier)
    closed(shell, "approve")
    press(Key.Key_F4)
    said = "The minutes of 15 November 2017 are approved already, at CG/2018-01-17."
    assert shell.window.message.text.text() == said


def test_the_state_is_said_above_the_note_beside_it_in_the_diary_and_in_the_palette(shell: Shell) -> None:
    go_to(shell, LAST)
    band = pages_of(shell).record.standing
    assert band.words.text() == "Circulated: a draft until it is approved."
    approve_last(shell)
    correct_last(shell, "a slip")
    assert "Being corrected, as version 2: a slip." in band.words.text()
    workspace = pages_of(shell).workspace
    QTest.qWait(PAUSE + 50)
    wait_until(lambda: workspace.aside.is_idle)
    assert band.text.text() == ""
    assert pages_of(shell).record.state() == "Draft (being corrected: a slip)"
    approve_last(shell)
    go_to(shell, LAST)
    assert band.words.text() == "Approved at CG/2018-01-17 on 17 January 2018, version 2."
    wait_until(lambda: band.text.text() == "The text is as approved.")
    assert pages_of(shell).record.state() == "Approved 17 January 2018 (version 2)"
    assert said_in(pages_of(shell).record.outline, "outline-state") == "Approved 17 January 2018 (version 2)"
    shell.turn_to(1)
    diary = pages_of(shell).diary
    diary.choose(LAST)
    assert diary.tree.currentItem().text(2) == "approved, version 2"
    assert said_in(diary.glance, "glance-state") == "Approved 17 January 2018 (version 2)."


def test_what_is_typed_into_approved_minutes_is_answered_with_a_way_to_correct_them(shell: Shell) -> None:
    approve_last(shell)
    go_to(shell, LAST)
    press(Key.Key_X)
    assert shell.window.message.text.text() == "These minutes are approved, and can only be read."
    focus_verb()
    press(Key.Key_Space)
    asked = opened("reopen")
    assert asked.windowTitle() == "Correct the minutes of CG/2017-11-15"
    press(Key.Key_Escape)


def test_versions_are_read_and_compared(shell: Shell) -> None:
    go_to(shell, LAST)
    choose_command(shell, "versions")
    none = opened("versions")
    shown = {each.objectName() for each in none.findChildren(QWidget) if each.isVisible()}
    assert {"versions-list", "versions-other"} & shown == set()
    assert none.focusWidget().toPlainText() == "These minutes were never approved."  # type: ignore[attr-defined]
    press(Key.Key_Escape)
    closed(shell, "versions")
    approve_last(shell, "a name")
    correct_last(shell, "a slip")
    editor = pages_of(shell).record.editor
    editor.place(1)
    QTest.keyClicks(editor, " Much.")
    approve_last(shell)
    go_to(shell, LAST)
    choose_command(shell, "versions")
    dialog = opened("versions")
    text, other = dialog.findChild(QWidget, "versions-text"), dialog.findChild(QWidget, "versions-other")
    assert text is not None
    assert other is not None
    assert "what the note says now is as approved" in said_in(dialog, "versions-standing")
    assert text.toPlainText() == "− The figures rose.\n+ The figures rose. Much."  # type: ignore[attr-defined]
    press(Key.Key_Up)
    assert "Corrections: a name" in said_in(dialog, "versions-facts")
    assert "SHA-256: " in said_in(dialog, "versions-facts")
    press(Key.Key_Tab)
    press(Key.Key_Home)
    assert text.toPlainText() == "− The figures rose.\n+ The figures rose. Much."  # type: ignore[attr-defined]
    press(Key.Key_Down)
    assert text.toPlainText().startswith("Group: Co-ordination Group")  # type: ignore[attr-defined]
    press(Key.Key_Escape)


_BY_DIARY: dict[str, Qt.Key] = {
    "approve": Key.Key_A,
    "versions": Key.Key_V,
    "publish": Key.Key_P,
    "due": Key.Key_L,
}


@pytest.mark.parametrize("name", _BY_DIARY)
def test_the_diary_has_a_key_for_each(shell: Shell, name: str) -> None:
    shell.turn_to(1)
    pages_of(shell).diary.choose(LAST)
    press(_BY_DIARY[name])
    opened(name)
    press(Key.Key_Escape)


_REFUSED: dict[str, tuple[Callable[[Shell], None], str]] = {
    "approve these minutes": (lambda shell: approve_last(shell), "are approved already"),
    "approve the last": (lambda shell: go_to(shell, LAST), "No minutes of an earlier meeting"),
    "why it is restricted": (lambda shell: go_to(shell, NEXT), "has no mark of its own"),
}


@pytest.mark.parametrize("words", _REFUSED)
def test_what_cannot_be_done_is_said_in_a_sentence(shell: Shell, words: str) -> None:
    prepare_it, sentence = _REFUSED[words]
    prepare_it(shell)
    if words == "approve these minutes":
        go_to(shell, LAST)
    choose_command(shell, words)
    assert sentence in shell.window.message.text.text()


def test_the_first_to_be_released_is_chosen_though_ctrl_is_still_held(shell: Shell) -> None:
    QTest.keyPress(shell.window, Key.Key_Control, Mod.ControlModifier)
    pages_of(shell).approving.show_due()
    QTest.keyRelease(shell.window, Key.Key_Control)
    assert "the review in the south is under way" in said_in(opened("due"), "due-whole")
