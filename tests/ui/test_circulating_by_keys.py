"""From the last word said to seventeen inboxes: a note goes out without a hand on the mouse."""

import email
import os
from collections.abc import Iterator
from email import policy
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTableWidget, QWidget

from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.circulating import circulations_of, frozen_content
from sop_minutes.queries.names import group_called
from sop_minutes.queries.partners import list_people
from sop_minutes.storage.database import Database
from sop_minutes.ui.approving.versions import VersionsDialog
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.circulate.sent import SentDialog
from sop_minutes.ui.shell import Shell
from tests.ui.windows import NOTE, open_shell, pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
MANY = 17
MEETING = 2


@pytest.fixture
def shell(app: QApplication, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A window on a group of seventeen organisations, each with somebody in its seat; a note is open."""
    monkeypatch.setenv("XDG_DATA_HOME", str(path.parent / "data"))
    with Database.open(path) as database:
        for number in range(MANY):
            name = f"Officer {chr(65 + number)}son"
            person_id = database.do("Add", add_person, name, email=f"officer{number}@example.org")
            organisation_id = database.do("Add", add_organisation, f"Organisation {number + 1}")
            seat_id = database.do("Seat", add_seat, group_id=1, organisation_id=organisation_id)
            database.do("Fill", fill_seat, seat_id, person_id=person_id)
    opened = open_shell(path)
    pages_of(opened).open_meeting(MEETING)
    yield opened
    opened.close()
    opened.window.close()


def page_of(shell: Shell) -> CirculatePage:
    return pages_of(shell).circulate


def focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def turn_to_circulate(shell: Shell) -> CirculatePage:
    press(Key.Key_5, Mod.ControlModifier)
    page = page_of(shell)
    wait_until(lambda: page.found is not None and not page.is_making)
    return page


def answer(shell: Shell, name: str, folder: Path) -> None:
    """Choose a folder, or a file, where one is asked for."""
    dialog = next(one for one in shell.window.findChildren(QFileDialog, name) if one.isVisible())
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)


def messages(shell: Shell) -> str:
    return shell.window.message.text.text() if shell.window.message.isVisible() else ""


def send(shell: Shell, folder: Path) -> None:
    folder.mkdir()
    press(Key.Key_Return, Mod.ControlModifier | Mod.ShiftModifier)
    answer(shell, "drafts-folder", folder)
    wait_until(lambda: messages(shell))


def test_from_the_last_word_to_seventeen_drafts(shell: Shell, tmp_path: Path) -> None:
    pages = pages_of(shell)
    press(Key.Key_End, Mod.ControlModifier)
    press(Key.Key_Return)
    for letter in "Action: @Officer Bson to write round by 1 December":
        QTest.keyClicks(pages.record.editor, letter)
    press(Key.Key_Escape)
    people = pages.workspace.read(list_people)
    pages.actions.show_mine(next(row.id for row in people if row.name == "Officer Cson"))
    page = turn_to_circulate(shell)
    assert focus() == "paper-sheet"
    assert "write round" in page.paper.viewport().accessibleDescription()
    assert shell.window.windowTitle().startswith("Circulate · Co-ordination Group, 15 November 2017")
    send(shell, tmp_path / "out")
    assert pages.record.state() == "Circulated"
    wait_until(lambda: page.side.state.text() == "Circulated")
    drafts = sorted((tmp_path / "out").iterdir())
    assert len(drafts) == MANY
    assert messages(shell) == (
        f"17 drafts of the public note written to {tmp_path / 'out'}, and kept as version 1."
    )
    mails = [email.message_from_bytes(draft.read_bytes(), policy=policy.default) for draft in drafts]
    assert {mail["X-Unsent"] for mail in mails} == {"1"}
    assert all(sum(1 for _ in mail.iter_attachments()) == 2 for mail in mails)
    said = [mail.get_body(("plain",)).get_content().splitlines()[-2:] for mail in mails]
    assert said == [["Kind regards", "Officer Cson"]] * MANY
    own = [mail["To"] for mail in mails if "Write round" in mail.get_body(("plain",)).get_content()]
    assert own == ["Officer Bson <officer1@example.org>"]
    assert not any(b"ring" in draft.read_bytes() for draft in drafts), "the restricted action is in none"


def test_while_drafts_are_written_to_a_slow_disk_nothing_else_goes_out(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, sync = Event(), os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (free.wait(60), sync(file))[1])
    page = turn_to_circulate(shell)
    (tmp_path / "out").mkdir()
    press(Key.Key_Return, Mod.ControlModifier | Mod.ShiftModifier)
    answer(shell, "drafts-folder", tmp_path / "out")
    wait_until(lambda: shell.window.status.saved.text() == "Writing draft 1 of 17 …")
    page.refresh()
    assert not page.side.create_drafts.isEnabled()
    press(Key.Key_Return, Mod.ControlModifier | Mod.ShiftModifier)
    assert messages(shell).startswith("Writing draft")
    free.set()
    wait_until(lambda: messages(shell).startswith("17 drafts"))
    wait_until(page.side.create_drafts.isEnabled)
    assert len(page.workspace.read(circulations_of, MEETING)) == 1


def test_the_places_that_checks_name_are_gone_to(shell: Shell) -> None:
    page = turn_to_circulate(shell)
    link = next(link for link in page.side.checks.links if "FGM" in link.accessibleName())
    link.setFocus()
    press(Key.Key_Space)
    record = pages_of(shell).record
    assert focus() == "note"
    assert record.note.pieces[record.editor.current_index()].text == "FGM"


def test_the_page_follows_the_meeting_that_is_open_and_what_is_undone(shell: Shell) -> None:
    page = turn_to_circulate(shell)
    pages = pages_of(shell)
    pages.open_meeting(1)
    turn_to_circulate(shell)
    assert "write to the schools" in page.paper.viewport().accessibleDescription()
    pages.open_meeting(MEETING)
    QTest.keyClicks(pages.record.editor, " and more")
    turn_to_circulate(shell)
    assert "and more" in page.paper.viewport().accessibleDescription()
    press(Key.Key_Z, Mod.ControlModifier)
    wait_until(lambda: "and more" not in page.paper.viewport().accessibleDescription())


def test_what_another_window_writes_is_shown(shell: Shell, path: Path) -> None:
    page = turn_to_circulate(shell)
    with Database.open(path) as other:
        note = read_note_text(NOTE.replace("Two", "Two and three"))
        other.do("Record", record_note, note, group_id=other.read(group_called, "CG"))
    wait_until(lambda: "Two and three" in page.paper.viewport().accessibleDescription())


def test_what_went_out_is_seen_and_saved_again(shell: Shell, tmp_path: Path) -> None:
    page = turn_to_circulate(shell)
    _see_that_nothing_went_out(shell)
    send(shell, tmp_path / "out")
    wait_until(lambda: page.ready is not None and page.ready.sent)
    sent = page.workspace.read(circulations_of, MEETING)[0]
    page.side.sent.setFocus()
    press(Key.Key_Space)
    dialog = shell.window.findChild(SentDialog)
    assert dialog is not None
    version = dialog.tree.topLevelItem(0)
    assert version is not None
    assert version.text(0).startswith("Version 1: ")
    assert version.text(0).endswith("public note, to 17 readers")
    assert version.child(0).text(1) == f"SHA-256 {sent.files[0].digest[:12]}"
    assert version.child(0).toolTip(1) == sent.files[0].digest
    dialog.save_to(tmp_path / "again.docx", sent.files[0])
    frozen = page.workspace.read(frozen_content, sent.files[0].frozen_file_id)
    assert (tmp_path / "again.docx").read_bytes() == frozen
    QTest.keyClick(dialog.tree, Key.Key_Escape)
    assert not dialog.isVisible()


def _see_that_nothing_went_out(shell: Shell) -> None:
    pages_of(shell).circulating.show_sent()
    dialog = shell.window.findChild(SentDialog)
    assert dialog is not None
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "Nothing of this note went out yet." in shown
    assert [button.text() for button in dialog.findChildren(QPushButton) if button.isEnabled()] == ["Close"]
    QTest.keyClick(dialog, Key.Key_Escape)
    shell.window.activateWindow()
    wait_until(lambda: not shell.window.findChild(SentDialog) and QApplication.focusWidget())


def test_what_has_changed_since_is_read_line_by_line(shell: Shell, tmp_path: Path) -> None:
    page = turn_to_circulate(shell)
    send(shell, tmp_path / "out")
    pages = pages_of(shell)
    press(Key.Key_1, Mod.ControlModifier)
    press(Key.Key_End, Mod.ControlModifier)
    QTest.keyClicks(pages.record.editor, " words more")
    turn_to_circulate(shell)
    assert page.side.since.text() == "1 point reworded"
    page.side.changes.setFocus()
    press(Key.Key_Space)
    dialog = shell.window.findChild(QWidget, "changes")
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    assert table is not None
    said = [table.item(0, column) for column in range(3)]
    assert [cell.text() for cell in said if cell] == ["point reworded", "Two", "Two words more"]
    QTest.keyClick(table, Key.Key_Return)
    assert focus() == "note"
    assert pages.record.note.pieces[pages.record.editor.current_index()].text == "Two words more"


def test_before_a_meeting_an_invitation_and_the_agenda_are_written(shell: Shell, tmp_path: Path) -> None:
    pages = pages_of(shell)
    pages.open_meeting(3)
    press(Key.Key_5, Mod.ControlModifier)
    assert focus() == "make-invitation"
    for name in ("make-invitation", "call-off"):
        shell.window.findChild(QWidget, name).setFocus()  # type: ignore[union-attr]
        press(Key.Key_Space)
        answer(shell, "invitation-file", tmp_path / f"{name}.ics")
        wait_until((tmp_path / f"{name}.ics").exists)
        assert "The meeting has no time: it is in the file as a whole day." in messages(shell)
        assert "officer16@example.org" in messages(shell)
    assert b"SEQUENCE:0" in (tmp_path / "make-invitation.ics").read_bytes()
    assert b"STATUS:CANCELLED" in (tmp_path / "call-off.ics").read_bytes()
    assert "called off" in page_of(shell).no_note.words.text()
    shell.window.findChild(QWidget, "make-agenda").setFocus()  # type: ignore[union-attr]
    press(Key.Key_Space)
    answer(shell, "agenda-file", tmp_path / "agenda.pdf")
    wait_until((tmp_path / "agenda.pdf").exists)


def test_the_palette_leads_there(shell: Shell) -> None:
    press(Key.Key_K, Mod.ControlModifier)
    palette_line = QApplication.focusWidget()
    assert palette_line is not None
    QTest.keyClicks(palette_line, "circulate this")
    press(Key.Key_Return)
    assert pages_of(shell).is_circulate_shown()
    press(Key.Key_K, Mod.ControlModifier)
    QTest.keyClicks(shell.palette.line, "versions")
    assert shell.palette.list.currentItem().text() == "Versions…"
    press(Key.Key_Return)
    wait_until(lambda: shell.window.findChild(VersionsDialog))


def test_returned_copies_are_asked_for_by_meeting(shell: Shell) -> None:
    page = turn_to_circulate(shell)
    wanted: list[int] = []
    pages_of(shell).circulating.returned_wanted.connect(wanted.append)
    page.side.copies.setFocus()
    press(Key.Key_Space)
    assert wanted == [MEETING]


def test_where_no_meeting_is_open_the_rail_leads_to_the_diary(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.record.leave_note()
    shell.turn_to(4)
    assert focus() == "meetings"
