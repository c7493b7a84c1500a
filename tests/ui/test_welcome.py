"""The first run: an example, a partnership of one's own, or a file; all by keys."""

import gc
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QWidget

from sop_minutes.app import App
from sop_minutes.domain.words import ChangeState, MeetingState
from sop_minutes.example import example_steps
from sop_minutes.queries.approving import approved_versions
from sop_minutes.queries.circulating import circulations_of
from sop_minutes.queries.invitations import invitations_to
from sop_minutes.queries.meetings import find_meeting, list_meetings
from sop_minutes.queries.names import person_called
from sop_minutes.queries.partners import list_groups, list_people, list_seats
from sop_minutes.queries.releasing import due_for_release, narrow_rows
from sop_minutes.queries.replies import list_proposals
from sop_minutes.queries.returned import list_returned
from sop_minutes.settings import Settings, load_settings, save_settings
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.welcome.making import Making
from sop_minutes.ui.welcome.page import WelcomePage
from sop_minutes.ui.workspace import Workspace
from tests.ui.windows import make_file, open_shell, press, wait_until

Key = Qt.Key


@pytest.fixture
def shell(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shell = open_shell(None)
    yield shell
    shell.close()
    shell.window.close()


def _type(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


def _until_open(shell: Shell) -> None:
    wait_until(lambda: shell.pages is not None)


def test_a_partnership_of_one_s_own_is_started_by_keys_alone(shell: Shell, tmp_path: Path) -> None:
    assert QApplication.focusWidget().objectName() == "explore"
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    _type("Safer Town")
    press(Key.Key_Tab)
    _type("Tasking Group")
    press(Key.Key_Tab)
    _type("TG")
    press(Key.Key_Tab)
    _type("Ann Lee, Police, ann@x.org")
    press(Key.Key_Return)
    _type("Bo Ray")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    _type("Bo Ray")
    press(Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "own-start"
    press(Key.Key_Space)
    _until_open(shell)
    assert shell.pages is not None
    assert [row.code for row in shell.pages.workspace.read(list_groups)] == ["ST", "TG"]
    assert [row.name for row in shell.pages.workspace.read(list_people)] == ["Ann Lee", "Bo Ray"]
    me = shell.pages.workspace.read(person_called, "Bo Ray")
    assert (shell.settings.me, shell.pages.actions.wanted.me) == (me, me)
    assert Path(shell.settings.database) == tmp_path / "sop-minutes" / "partnership.sopm"
    assert QApplication.focusWidget().objectName() == "meetings"


def test_who_starts_a_partnership_need_not_be_a_member_of_its_group(shell: Shell) -> None:
    page = shell.window.findChild(WelcomePage)
    assert page is not None
    page.name.setText("Safer Town")
    page.group.setText("Tasking Group")
    page.members.setPlainText("Ann Lee, Police")
    page.me.setText("Cy Dunn")
    page.start.click()
    _until_open(shell)
    assert shell.pages is not None
    people = {row.name: row.id for row in shell.pages.workspace.read(list_people)}
    assert list(people) == ["Ann Lee", "Cy Dunn"]
    assert shell.settings.me == people["Cy Dunn"]
    assert [row.person for row in shell.pages.workspace.read(list_seats)] == ["Ann Lee"]


def test_after_the_start_n_means_the_group_that_was_typed(shell: Shell) -> None:
    page = shell.window.findChild(WelcomePage)
    assert page is not None
    page.name.setText("Safer Town")
    page.group.setText("Tasking Group")
    page.start.click()
    _until_open(shell)
    assert shell.window.bar.group.accessibleDescription() == "Tasking Group"
    press(Key.Key_N)
    dialog = shell.window.findChild(QDialog, "ask-day")
    assert dialog is not None
    assert dialog.windowTitle() == "New meeting of Tasking Group"
    line = dialog.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "14 February 2018")
    QTest.keyClick(line, Key.Key_Return)
    assert shell.pages is not None
    assert [row.group for row in shell.pages.workspace.read(list_meetings)] == ["Tasking Group"]
    assert "Saved" in shell.window.status.saved.text()
    assert shell.window.message.property("kind") == "news"


def test_what_is_understood_of_the_members_is_shown_in_columns(shell: Shell) -> None:
    page = shell.window.findChild(WelcomePage)
    assert page is not None
    page.members.setFocus()
    QTest.keyClicks(page.members, "Richard Webb (chair), OCC, rw@x.org")
    QTest.keyClick(page.members, Key.Key_Return)
    QTest.keyClicks(page.members, ", Police")
    tree = page.understood
    head = tree.headerItem()
    assert head is not None
    assert [head.text(column) for column in range(4)] == ["Name", "Organisation", "Role", "E-mail"]
    first, second = tree.topLevelItem(0), tree.topLevelItem(1)
    assert first is not None
    assert second is not None
    assert [first.text(column) for column in range(4)] == ["Richard Webb", "OCC", "chair", "rw@x.org"]
    assert first.data(0, Qt.ItemDataRole.AccessibleTextRole).startswith(
        "Name: Richard Webb; Organisation: OCC"
    )
    assert "begins with no name" in second.text(0)


def test_a_name_that_is_missing_or_will_not_do_is_asked_for(shell: Shell, tmp_path: Path) -> None:
    page = shell.window.findChild(WelcomePage)
    assert page is not None
    page.start.click()
    assert "needs a name" in page.complaint.text()
    assert QApplication.focusWidget() is page.name
    page.name.setText("Safer Town")
    page.group.setText("Tasking Group")
    page.code.setText("not a code!")
    failed = QSignalSpy(page.stopped)
    page.start.click()
    wait_until(failed.count)
    assert "code" in page.complaint.text().casefold()
    assert QApplication.focusWidget() is page.code
    assert list((tmp_path / "sop-minutes").iterdir()) == []


def test_the_example_is_built_and_opened_and_the_second_time_only_opened(
    shell: Shell, tmp_path: Path
) -> None:
    press(Key.Key_Space)
    _until_open(shell)
    assert shell.pages is not None
    assert len(shell.pages.workspace.read(list_meetings)) > 20
    file = tmp_path / "sop-minutes" / "example.sopm"
    made = file.stat().st_ino
    shell.explore()
    _until_open(shell)
    assert file.stat().st_ino == made
    assert [each.name for each in file.parent.iterdir() if "part" in each.name] == []
    _shows_notes_on_their_way(shell.pages.workspace)


def _shows_notes_on_their_way(workspace: Workspace) -> None:
    """Check that the example has something of all that becomes of a note, so that no page of it is empty."""
    read, on = workspace.read, date(2018, 5, 16)
    going, corrected = (read(find_meeting, f"CG/{day}") for day in ("2018-03-14", "2017-11-15"))
    assert len(read(circulations_of, going)) == 2
    returned = read(list_returned, going, None)
    assert {row.from_name for row in returned} == {"Siobhan O'Neill-Hart", "Rosalind Pettifer"}
    assert {row.state for row in returned} == set(ChangeState)
    assert [row.is_conflict for row in returned].count(True) == 1
    assert [row.reason for row in read(approved_versions, corrected)] == [
        "",
        "The number of organisations invited was wrong",
    ]
    waiting = read(due_for_release, on)
    assert waiting.due
    assert waiting.unexplained
    assert [row for row in read(narrow_rows) if row.review_on and row.review_on > on]
    assert read(invitations_to, read(find_meeting, "CG/2018-05-16"))
    assert MeetingState.PUBLISHED in {row.state for row in read(list_meetings)}
    assert read(list_proposals)


def test_an_example_that_is_left_half_way_leaves_nothing(shell: Shell, tmp_path: Path) -> None:
    page = shell.window.findChild(WelcomePage)
    assert page is not None
    page.explore()
    wait_until(lambda: page.progress.value() > 1)
    shell.open(make_file(tmp_path / "x.sopm"))
    assert list((tmp_path / "sop-minutes").iterdir()) == []
    assert shell.pages is not None


def test_a_file_that_is_no_database_is_said_to_be_none_and_the_welcome_stays(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "letter.sopm").write_text("Dear all")
    shell.ask_open()
    dialog = shell.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "letter.sopm"))
    dialog.reject()
    assert "is not a SOP Minutes database" in _message(shell.window)
    assert shell.pages is None
    assert (tmp_path / "letter.sopm").read_text() == "Dear all"


def test_another_database_takes_the_place_of_the_one_that_is_open(shell: Shell, tmp_path: Path) -> None:
    one, other = make_file(tmp_path / "one.sopm"), make_file(tmp_path / "other.sopm")
    shell.open(one)
    assert shell.pages is not None
    _type(" and more")
    shell.open(other)
    assert shell.window.pages.count() == len(shell.rail.places()) == 5
    labels = [command.label for command in shell.commands]
    assert str(one) in labels
    assert len(labels) == len(set(labels))
    shell.open(one)
    assert "Two and more" in [piece.text for piece in shell.pages.record.note.pieces]


def test_a_last_database_that_is_gone_is_said_to_be(app: QApplication, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.sopm")
    save_settings(tmp_path / "settings.json", Settings().on(gone))
    opened = App(None, tmp_path / "settings.json")
    ready = QSignalSpy(opened.ready)
    opened.show()
    wait_until(ready.count)
    assert gone in _message(opened.window)
    opened.window.close()
    assert not (tmp_path / "gone.sopm").exists()
    assert load_settings(tmp_path / "settings.json").database == gone


def _message(window: QWidget) -> str:
    label = window.findChild(QLabel, "message-text")
    assert label is not None
    return label.text()


class _Garbage:
    """Something that only the collector of garbage takes away, and that says on which thread it did."""

    def __init__(self, died_on: list[int]) -> None:
        self._itself = self
        self._died_on = died_on

    def __del__(self) -> None:
        self._died_on.append(threading.get_ident())


def test_no_garbage_is_collected_on_the_thread_that_makes_a_database(
    app: QApplication, tmp_path: Path
) -> None:
    died_on: list[int] = []
    making = Making(tmp_path / "x.sopm", example_steps()[:2])
    gc.collect()
    _Garbage(died_on)
    making.start()
    making.wait()
    making.stop()
    assert gc.isenabled()
    gc.collect()
    assert died_on == [threading.get_ident()]
