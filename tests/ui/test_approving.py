"""From circulated to published by keyboard: approve, correct, publish, release, and publish again."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)

from sop_minutes.circulating import Wanted, draft, prepare
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.people import add_person
from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.grammar import read_note_text, write_note_text
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.approving import approved_versions, standing_of
from sop_minutes.queries.meetings import typed_note
from sop_minutes.queries.page import page_rows
from sop_minutes.queries.releasing import narrow_rows
from sop_minutes.settings import Settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.window import MainWindow
from tests.ui.windows import pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
TODAY = date(2018, 1, 18)
NOTE = """Date: 15 November 2017
Present: Ann Lee, Bo Ray
# Prevent
The figures rose.
Restricted: the review in the south is under way
# Safe house
Members: it is full"""
LAST, NEXT = 1, 2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A note that was circulated to members, and the next meeting to come."""
    path = tmp_path / "x.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        for name in ("Ann Lee", "Bo Ray"):
            database.do("Add", add_person, name, email=f"{name[:2]}@example.org")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
        database.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 17))
        now = datetime(2017, 11, 20, 9, tzinfo=UTC)
        ready = prepare(database, Wanted(LAST, Audience.MEMBERS, now.date()), now=now)
        draft(database, ready, tmp_path / "drafts", label="Circulate", now=now)
    return path


@pytest.fixture
def shell(app: QApplication, path: Path) -> Iterator[Shell]:
    """A window on it, on the day after the next meeting."""
    window = MainWindow()
    window.resize(1440, 900)
    opened = Shell(window, Settings(), TODAY)
    window.show()
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window)
    opened.open(path)
    yield opened
    opened.close()
    window.close()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _at(shell: Shell, meeting_id: int) -> None:
    pages_of(shell).open_meeting(meeting_id)
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)


def _opened(name: str) -> QDialog:
    """Return the dialog of this name, once it is on the screen and has the focus."""

    def found() -> QWidget | None:
        active = QApplication.activeWindow()
        return active if active is not None and active.objectName() == name else None

    wait_until(found)
    dialog = found()
    assert isinstance(dialog, QDialog)
    return dialog


def _closed(shell: Shell, name: str) -> None:
    wait_until(lambda: not [each for each in shell.window.findChildren(QDialog, name) if each.isVisible()])
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)


def _choose(shell: Shell, words: str) -> None:
    """Do a command by its words in the palette."""
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)
    press(Key.Key_K, Mod.ControlModifier)
    _type(words)
    press(Key.Key_Return)


def _type(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def _lines(dialog: QDialog, name: str) -> list[str]:
    shown = dialog.findChild(QListWidget, name)
    assert shown is not None
    return [shown.item(row).text() for row in range(shown.count())]


def _said(dialog: QWidget, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _note(shell: Shell, meeting_id: int) -> str:
    return write_note_text(pages_of(shell).workspace.read(typed_note, meeting_id))


def _approve(shell: Shell, *corrections: str) -> None:
    """Approve the last minutes at the next meeting, by F4."""
    _at(shell, NEXT)
    press(Key.Key_F4)
    _opened("approve")
    for correction in corrections:
        _type(correction)
        press(Key.Key_Return)
    press(Key.Key_Return, Mod.ControlModifier)
    _closed(shell, "approve")


def _correct(shell: Shell, why: str) -> None:
    _at(shell, LAST)
    press(Key.Key_F4, Mod.ShiftModifier)
    _opened("reopen")
    _type(why)
    press(Key.Key_Return)
    _closed(shell, "reopen")


def _publish(shell: Shell, folder: Path) -> QDialog:
    """Publish into a folder, that is typed where none is remembered; the dialog stays open."""
    _choose(shell, "publish")
    dialog = _opened("publish")
    wait_until(lambda: _lines(dialog, "publish-notes") or _said(dialog, "publish-outcome"))
    focused = QApplication.focusWidget()
    if focused is not None and focused.objectName() == "publish-choose":
        press(Key.Key_Space)
        asked = _opened("publish-folder")
        assert isinstance(asked, QFileDialog)
        line = asked.findChild(QLineEdit)
        assert line is not None
        line.setText(str(folder))
        QTest.keyClick(line, Key.Key_Return)
        wait_until(lambda: not asked.isVisible())
        dialog.activateWindow()
        assert _opened("publish") is dialog
    press(Key.Key_Return, Mod.ControlModifier)
    wait_until(lambda: not _said(dialog, "publish-outcome").startswith(("Making", "No minutes")) or None)
    wait_until(lambda: _said(dialog, "publish-outcome"))
    return dialog


def test_the_whole_way_by_keyboard(shell: Shell, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    read = pages_of(shell).workspace.read
    _approve(shell, "Item 1: rose, not fell", "Restricted: item 2: the day was wrong")
    assert standing_words(read(standing_of, LAST)) == "approved 17 January 2018"
    said = [row.sheet for row in read(page_rows, NEXT)]
    assert [getattr(sheet, "text", "") for sheet in said[1:]] == [
        "The minutes of 15 November 2017 were agreed as a true record with these corrections: "
        "Item 1: rose, not fell.",
        "The minutes of 15 November 2017 were also corrected: item 2: the day was wrong.",
    ]
    assert said[-1].audience is Audience.RESTRICTED
    _correct(shell, "a name was wrong")
    editor = pages_of(shell).record.editor
    editor.setFocus()
    QTest.keyClick(editor, Key.Key_Home, Mod.ControlModifier)
    QTest.keyClick(editor, Key.Key_Down)
    QTest.keyClick(editor, Key.Key_End)
    QTest.keyClicks(editor, " Much.")
    _approve(shell)
    versions = read(approved_versions, LAST)
    assert [(version.number, version.reason) for version in versions] == [(1, ""), (2, "a name was wrong")]
    assert "rose. Much." in versions[1].note
    dialog = _publish(shell, site)
    assert (site / "index.html").exists()
    page = site / "cg-2017-11-15.html"
    assert "version 2" in page.read_text()
    assert "review in the south" not in page.read_text()
    assert _said(dialog, "publish-outcome").startswith(f"4 files are in {site}")
    assert read(standing_of, LAST).state is MeetingState.PUBLISHED
    press(Key.Key_Escape)
    _closed(shell, "publish")
    _restrict_and_release(shell)
    _publish(shell, tmp_path / "not asked for")
    assert "review in the south" in page.read_text()
    assert "it is full" not in page.read_text()


def _restrict_and_release(shell: Shell) -> None:
    """Say why the line is restricted, in its approved note, and release it when its date has come."""
    _at(shell, LAST)
    editor = pages_of(shell).record.editor
    editor.place(2)
    QTest.keyClick(editor, Key.Key_W, Mod.ControlModifier | Mod.ShiftModifier)
    asked = _opened("restrict")
    _type("a review is under way")
    press(Key.Key_Tab)
    _type("1 January 2018")
    assert _said(asked, "restrict-understood") == "Monday 1 January 2018: it is due for release at once"
    press(Key.Key_Return)
    _closed(shell, "restrict")
    _choose(shell, "due for release")
    due = _opened("due")
    assert _said(due, "due-whole").startswith("Prevent: the review in the south is under way")
    press(Key.Key_P)
    release = _opened("release")
    assert _lines(release, "release-seen") == ["the review in the south is under way\nCG/2017-11-15"]
    press(Key.Key_Return)
    wait_until(lambda: _said(due, "due-outcome"))
    assert "What was published of CG/2017-11-15 does not say so yet" in _said(due, "due-outcome")
    due.activateWindow()
    _opened("due")
    press(Key.Key_Escape)
    _closed(shell, "due")


def test_nothing_is_approved_unseen(shell: Shell) -> None:
    _at(shell, LAST)
    editor = pages_of(shell).record.editor
    editor.place(1)
    QTest.keyClicks(editor, " A lot.")
    _choose(shell, "approve these minutes")
    dialog = _opened("approve")
    since = _lines(dialog, "approve-changes-1")
    assert since == [
        "1 point reworded",
        "Point reworded\n− The figures rose.\n+ The figures rose. A lot.",
    ]
    assert _lines(dialog, "approve-changes-2") == ["Restricted: the review in the south is under way"]
    written = _lines(dialog, "approve-lines")
    assert written == ["The minutes of 15 November 2017 were agreed as a true record."]
    press(Key.Key_Escape)
    _closed(shell, "approve")
    assert pages_of(shell).workspace.read(standing_of, LAST).state is MeetingState.CIRCULATED


def test_a_correction_that_tells_what_is_withheld_cannot_be_approved(shell: Shell) -> None:
    _at(shell, NEXT)
    press(Key.Key_F4)
    dialog = _opened("approve")
    _type("Members: strike the review in the south is under way")
    assert "for fewer readers; begin it with “Restricted:”" in _said(dialog, "approve-outcome")
    press(Key.Key_Return, Mod.ControlModifier)
    assert dialog.isVisible()
    press(Key.Key_A, Mod.ControlModifier)
    _type("Restricted: strike the review in the south is under way")
    assert _said(dialog, "approve-outcome") == ""
    press(Key.Key_Return, Mod.ControlModifier)
    _closed(shell, "approve")
    assert "Restricted: The minutes of 15 November 2017 were also corrected" in _note(shell, NEXT)


def test_minutes_are_not_approved_on_a_day_to_come(shell: Shell) -> None:
    _at(shell, LAST)
    _choose(shell, "approve these minutes")
    dialog = _opened("approve")
    at = dialog.findChild(QComboBox, "approve-at")
    day = dialog.findChild(QLineEdit, "approve-day")
    assert at is not None
    assert day is not None
    at.setCurrentIndex(at.count() - 1)
    day.setText("19 January 2018")
    assert _said(dialog, "approve-outcome") == "19 January 2018 is still to come."
    day.setText("18 January 2018")
    assert _said(dialog, "approve-outcome") == ""
    press(Key.Key_Escape)
    _closed(shell, "approve")


def test_the_item_says_what_waits_and_its_card_approves_it(shell: Shell) -> None:
    _at(shell, NEXT)
    record = pages_of(shell).record
    assert record.note.pieces[0].text == "Minutes of the last meeting"
    record.around.refresh()
    press(Key.Key_O, Mod.ControlModifier | Mod.ShiftModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Minutes of 15 November 2017: Circulated"
    press(Key.Key_Return)
    dialog = _opened("approve")
    assert dialog.windowTitle() == "Approve the minutes of CG 15 November 2017"
    press(Key.Key_Escape)


def test_the_state_is_said_above_the_note_beside_it_in_the_diary_and_in_the_palette(shell: Shell) -> None:
    _at(shell, LAST)
    band = pages_of(shell).record.standing
    assert band.words.text() == "Circulated: a draft until it is approved."
    _approve(shell)
    _correct(shell, "a slip")
    assert "Being corrected, as version 2: a slip." in band.words.text()
    assert pages_of(shell).record.state() == "Draft (being corrected: a slip)"
    _approve(shell)
    _at(shell, LAST)
    assert band.words.text() == "Approved at CG/2018-01-17 on 17 January 2018, version 2."
    wait_until(lambda: band.text.text() == "The text is as approved.")
    assert pages_of(shell).record.state() == "Approved 17 January 2018 (version 2)"
    assert _said(pages_of(shell).record.outline, "outline-state") == "Approved 17 January 2018 (version 2)"
    shell.turn_to(1)
    diary = pages_of(shell).diary
    diary.choose(LAST)
    assert diary.tree.currentItem().text(2) == "approved, version 2"
    assert _said(diary.glance, "glance-state") == "Approved 17 January 2018 (version 2)."


def test_what_is_typed_into_approved_minutes_is_answered_with_a_way_to_correct_them(shell: Shell) -> None:
    _approve(shell)
    _at(shell, LAST)
    press(Key.Key_X)
    assert shell.window.message.text.text() == "These minutes are approved, and can only be read."
    for _ in range(12):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == "message-verb":
            break
        press(Key.Key_F6)
    press(Key.Key_Space)
    asked = _opened("reopen")
    assert asked.windowTitle() == "Correct the minutes of CG/2017-11-15"
    press(Key.Key_Escape)


def test_versions_are_read_and_compared(shell: Shell) -> None:
    _approve(shell, "a name")
    _correct(shell, "a slip")
    editor = pages_of(shell).record.editor
    editor.place(1)
    QTest.keyClicks(editor, " Much.")
    _approve(shell)
    _at(shell, LAST)
    _choose(shell, "versions")
    dialog = _opened("versions")
    text, other = dialog.findChild(QWidget, "versions-text"), dialog.findChild(QWidget, "versions-other")
    assert text is not None
    assert other is not None
    assert "what the note says now is as approved" in _said(dialog, "versions-standing")
    assert text.toPlainText() == "− The figures rose.\n+ The figures rose. Much."  # type: ignore[attr-defined]
    press(Key.Key_Up)
    assert "Corrections: a name" in _said(dialog, "versions-facts")
    assert "SHA-256: " in _said(dialog, "versions-facts")
    press(Key.Key_Tab)
    press(Key.Key_Home)
    assert text.toPlainText() == "− The figures rose.\n+ The figures rose. Much."  # type: ignore[attr-defined]
    press(Key.Key_Down)
    assert text.toPlainText().startswith("Group: Co-ordination Group")  # type: ignore[attr-defined]
    press(Key.Key_Escape)


def test_a_folder_with_files_of_others_is_refused_and_left_as_it_was(shell: Shell, tmp_path: Path) -> None:
    _approve(shell)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine")
    dialog = _publish(shell, tmp_path / "site")
    assert "“index.html” is in that folder already" in _said(dialog, "publish-outcome")
    assert [each.name for each in (tmp_path / "site").iterdir()] == ["index.html"]
    assert (tmp_path / "site" / "index.html").read_text() == "mine"
    assert pages_of(shell).workspace.read(standing_of, LAST).state is MeetingState.APPROVED
    press(Key.Key_Escape)


def test_a_full_disk_leaves_the_folder_as_it_was(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _approve(shell)
    site = tmp_path / "site"
    site.mkdir()
    _publish(shell, site)
    press(Key.Key_Escape)
    _closed(shell, "publish")
    before = {each.name: each.read_bytes() for each in site.iterdir()}
    _correct(shell, "a slip")
    editor = pages_of(shell).record.editor
    editor.place(1)
    QTest.keyClicks(editor, " Much.")
    _approve(shell)
    with _full_disk(monkeypatch):
        dialog = _publish(shell, site)
    assert "full" in _said(dialog, "publish-outcome")
    assert {each.name: each.read_bytes() for each in site.iterdir()} == before
    press(Key.Key_Escape)


@contextmanager
def _full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the disk refuse whatever is written to it, as a full one does."""
    write = os.fsync

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    yield
    monkeypatch.setattr(os, "fsync", write)


def test_the_last_note_of_a_folder_is_taken_down_too(shell: Shell, tmp_path: Path) -> None:
    _approve(shell)
    site = tmp_path / "site"
    site.mkdir()
    _publish(shell, site)
    press(Key.Key_Escape)
    _closed(shell, "publish")
    _correct(shell, "a name was told")
    dialog = _publish(shell, site)
    assert "cg-2017-11-15.html is removed" in _said(dialog, "publish-outcome")
    assert not list(site.glob("cg-*"))


def test_a_folder_is_remembered_for_each_group(shell: Shell, tmp_path: Path) -> None:
    _approve(shell)
    (tmp_path / "site").mkdir()
    _publish(shell, tmp_path / "site")
    press(Key.Key_Escape)
    settings = pages_of(shell).place(shell.settings)
    assert [folder for _, folder in settings.sites] == [str(tmp_path / "site")]


def test_drafts_are_published_only_when_asked_for_and_marked_so(shell: Shell) -> None:
    _at(shell, LAST)
    _choose(shell, "publish")
    dialog = _opened("publish")
    wait_until(lambda: _said(dialog, "publish-outcome"))
    assert "there is nothing to publish" in _said(dialog, "publish-outcome")
    assert _lines(dialog, "publish-left-out") == ["CG/2017-11-15: its minutes are not approved"]
    press(Key.Key_D, Mod.AltModifier)
    wait_until(lambda: _lines(dialog, "publish-notes"))
    assert _lines(dialog, "publish-notes") == ["15 November 2017 – DRAFT: NOT APPROVED YET"]
    assert _lines(dialog, "publish-left-out") == ["In 1 note: what is restricted or for members"]
    press(Key.Key_Escape)


def _due(shell: Shell) -> QDialog:
    _choose(shell, "due for release")
    return _opened("due")


def _narrow(shell: Shell) -> dict[str, tuple[Audience, str, date | None]]:
    rows = pages_of(shell).workspace.read(narrow_rows)
    return {row.text: (row.audience, row.reason, row.review_on) for row in rows}


def test_many_are_explained_put_off_and_taken_back_at_once(shell: Shell) -> None:
    review, full = "the review in the south is under way", "it is full"
    dialog = _due(shell)
    for key in (Key.Key_Down, Key.Key_Right):
        press(key)
    press(Key.Key_Home)
    press(Key.Key_A, Mod.ControlModifier)
    press(Key.Key_W)
    _opened("restrict")
    _type("both are under review")
    press(Key.Key_Tab)
    _type("in three months")
    press(Key.Key_Return)
    wait_until(lambda: "(2)" in _said(dialog, "due-outcome"))
    assert {text: row[1:] for text, row in _narrow(shell).items()} == dict.fromkeys(
        (review, full), ("both are under review", date(2018, 4, 18))
    )
    dialog.activateWindow()
    _opened("due")
    press(Key.Key_Z, Mod.ControlModifier)
    assert "Taken back" in _said(dialog, "due-outcome")
    assert {row[1:] for row in _narrow(shell).values()} == {("", None)}
    press(Key.Key_Escape)


def test_a_release_is_shown_first_and_can_be_left(shell: Shell) -> None:
    dialog = _due(shell)
    press(Key.Key_M)
    release = _opened("release")
    assert "the public will not" in release.findChild(QListWidget, "release-seen").accessibleName()
    press(Key.Key_Escape)
    wait_until(lambda: not release.isVisible())
    assert all(row[0] is not Audience.PUBLIC for row in _narrow(shell).values())
    dialog.activateWindow()
    _opened("due")
    press(Key.Key_M)
    _opened("release")
    press(Key.Key_Return)
    wait_until(lambda: _said(dialog, "due-outcome"))
    assert _narrow(shell)["the review in the south is under way"][0] is Audience.MEMBERS


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
    _opened(name)
    press(Key.Key_Escape)


_REFUSED: dict[str, tuple[Callable[[Shell], None], str]] = {
    "approve these minutes": (lambda shell: _approve(shell), "are approved already"),
    "approve the last": (lambda shell: _at(shell, LAST), "No minutes of an earlier meeting"),
    "why it is restricted": (lambda shell: _at(shell, NEXT), "has no mark of its own"),
}


@pytest.mark.parametrize("words", _REFUSED)
def test_what_cannot_be_done_is_said_in_a_sentence(shell: Shell, words: str) -> None:
    prepare_it, sentence = _REFUSED[words]
    prepare_it(shell)
    if words == "approve these minutes":
        _at(shell, LAST)
    _choose(shell, words)
    assert sentence in shell.window.message.text.text()
