"""Deciding by keyboard on the answers that come back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLabel, QLineEdit

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.replies import import_reply
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.action_history import action_history
from sop_minutes.ui.chasing.replies import RepliesDialog
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui import chased
from tests.ui.chased import TODAY, owe
from tests.ui.windows import focusable, spoken

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def owing(partnership: Partnership) -> Partnership:
    return owe(partnership)


@pytest.fixture
def replies(owing: Partnership, workspace: Workspace) -> Iterator[RepliesDialog]:
    answers = (
        Told("CG 17/1", "done – rang"),
        Told("CG 17/2", new_date="31 January", note="figures awaited"),
    )
    sheet = ReplySheet(answers, "", "Ann Lee")
    owing.database.do("Import", import_reply, sheet, received_on=TODAY)
    with chased.shown(RepliesDialog(None, workspace, TODAY)) as dialog:
        yield dialog


def shown(dialog: RepliesDialog) -> list[tuple[str, str]]:
    items = [dialog.tree.topLevelItem(number) for number in range(dialog.tree.topLevelItemCount())]
    return [(item.text(0), item.text(4)) for item in items if item is not None]


def test_a_accepts_r_rejects_and_undo_takes_it_back(replies: RepliesDialog, owing: Partnership) -> None:
    waiting = [
        ("CG 17/1", "Done · rang"),
        ("CG 17/2", "new date: Wednesday 31 January 2018 · figures awaited"),
    ]
    assert shown(replies) == waiting
    assert replies.whole.text() == "CG 17/1: Ring\nDone · rang\nWho may see it: for members"
    QTest.keyClick(replies.tree, Key.Key_A)
    assert owing.action("CG 17/1").status is ActionStatus.DONE
    assert replies.outcome.text() == "Answer on CG 17/1 accepted"
    assert shown(replies) == waiting[1:]
    QTest.keyClick(replies.tree, Key.Key_R)
    assert shown(replies) == []
    assert replies.empty.isVisible()
    QTest.keyClick(replies, Key.Key_Z, Mod.ControlModifier)
    QTest.keyClick(replies, Key.Key_Z, Mod.ControlModifier)
    assert shown(replies) == waiting
    assert owing.action("CG 17/1").status is ActionStatus.OPEN


def test_e_edits_what_an_answer_says(replies: RepliesDialog, owing: Partnership) -> None:
    QTest.keyClick(replies.tree, Key.Key_Down)
    QTest.keyClick(replies.tree, Key.Key_E)
    dialog = replies.findChild(QDialog, "answer")
    assert dialog is not None
    due = dialog.findChild(QLineEdit, "answer-due")
    assert due is not None
    due.selectAll()
    QTest.keyClicks(due, "end of February")
    assert dialog.findChild(type(replies.outcome), "answer-understood").text() == "Wednesday 28 February 2018"  # type: ignore[union-attr]
    QTest.keyClick(due, Key.Key_Return)
    assert shown(replies)[1] == (
        "CG 17/2",
        "new date: Wednesday 28 February 2018 (“end of February”) · figures awaited",
    )
    QTest.keyClick(replies.tree, Key.Key_A)
    assert owing.action("CG 17/2").due.on == date(2018, 2, 28)


def test_e_shows_and_sets_who_may_see_an_answer(replies: RepliesDialog, owing: Partnership) -> None:
    QTest.keyClick(replies.tree, Key.Key_E)
    dialog = replies.findChild(QDialog, "answer")
    assert dialog is not None
    seen = dialog.findChild(QComboBox, "answer-audience")
    assert seen is not None
    assert seen.currentText() == "For members"
    QTest.keyClick(seen, Key.Key_Down)
    QTest.keyClick(dialog, Key.Key_Return)
    assert shown(replies)[0] == ("CG 17/1", "Restricted · Done · rang")
    QTest.keyClick(replies.tree, Key.Key_A)
    (update,) = owing.database.read(action_history, owing.action("CG 17/1").id)
    assert update.audience is Audience.RESTRICTED


def test_a_asks_for_the_day_where_it_is_not_clear(replies: RepliesDialog, owing: Partnership) -> None:
    sheet = ReplySheet((Told("CG 17/4", "done last month"),), "", "Bo Ray")
    owing.database.do("Import", import_reply, sheet, received_on=TODAY)
    replies.refresh()
    assert shown(replies)[-1] == ("CG 17/4", "Done, on which day is not clear · done last month")
    QTest.keyClick(replies.tree, Key.Key_End)
    QTest.keyClick(replies.tree, Key.Key_A)
    dialog = replies.findChild(QDialog, "answer")
    assert dialog is not None
    day = dialog.findChild(QLineEdit, "answer-done-on")
    assert day is not None
    assert dialog.focusWidget() is day
    QTest.keyClick(day, Key.Key_Return)
    assert owing.action("CG 17/4").status is ActionStatus.OPEN
    QTest.keyClicks(day, "last Friday")
    assert dialog.findChild(QLabel, "answer-understood-day").text() == "Friday 1 December 2017"  # type: ignore[union-attr]
    QTest.keyClick(day, Key.Key_Return)
    assert owing.action("CG 17/4").done_on == date(2017, 12, 1)


def test_i_imports_what_came_back(replies: RepliesDialog, tmp_path: Path) -> None:
    (tmp_path / "Bo Ray.txt").write_text("CG 17/4: in progress", "utf-8")
    (tmp_path / "none.txt").write_text("thank you", "utf-8")
    QTest.keyClick(replies.tree, Key.Key_I)
    files = replies.findChild(QFileDialog, "replies-files")
    assert files is not None
    files.filesSelected.emit([str(tmp_path / "Bo Ray.txt"), str(tmp_path / "none.txt")])
    assert shown(replies)[-1] == ("CG 17/4", "In progress")
    assert "Bo Ray.txt: 1 new answer." in replies.remarks.toPlainText()
    assert "none.txt holds no answer" in replies.remarks.toPlainText()


def test_remarks_on_an_import_stay_and_only_a_line_is_said(replies: RepliesDialog, tmp_path: Path) -> None:
    heard: list[str] = []
    replies.said.connect(heard.append)
    paths = [tmp_path / f"{number}.txt" for number in range(8)]
    for path in paths:
        path.write_text(f"CG 17/4: in progress\n\nThe seventeenth matter of {path.stem}", "utf-8")
    replies.import_files(paths)
    QApplication.processEvents()
    rows = replies.tree.height()
    QTest.keyClick(replies.tree, Key.Key_A)
    QApplication.processEvents()
    assert heard == ["8 new answers in 8 files", replies.outcome.text()]
    assert "The seventeenth matter of 0" in replies.remarks.toPlainText()
    assert replies.remarks.isVisible()
    assert rows > replies.remarks.height()
    assert replies.tree.height() == rows
    assert _first_seen(replies) == "0.txt: 1 new answer."
    replies.import_files(paths[:2])
    QApplication.processEvents()
    assert "0.txt" in _first_seen(replies)
    assert replies.remarks.verticalScrollBar().value() > 0


def _first_seen(replies: RepliesDialog) -> str:
    """Return the first line of the remarks that is in sight."""
    remarks = replies.remarks
    return remarks.document().findBlockByNumber(remarks.verticalScrollBar().value()).text()


def test_all_that_takes_the_focus_has_a_name(replies: RepliesDialog) -> None:
    stops = list(focusable(replies))
    assert len(stops) > 3
    assert [widget.objectName() for widget in stops if not spoken(widget)[0]] == []


def test_a_new_date_is_shown_as_the_day_it_becomes(replies: RepliesDialog, owing: Partnership) -> None:
    owing.database.do("Plan", add_meeting, group_id=owing.group_id, on=date(2018, 1, 17))
    told = (Told("CG 17/1", "extended to next Friday"), Told("CG 17/4", new_date="next meeting"))
    owing.database.do("Import", import_reply, ReplySheet(told, "", "Bo Ray"), received_on=TODAY)
    replies.refresh()
    assert shown(replies)[2:] == [
        ("CG 17/1", "new date: Friday 15 December 2017 (“next Friday”)"),
        ("CG 17/4", "new date: Wednesday 17 January 2018 (“next meeting”)"),
    ]
    QTest.keyClick(replies.tree, Key.Key_End)
    QTest.keyClick(replies.tree, Key.Key_E)
    dialog = replies.findChild(QDialog, "answer")
    assert dialog is not None
    assert dialog.findChild(QLabel, "answer-understood").text() == "Wednesday 17 January 2018"  # type: ignore[union-attr]
    QTest.keyClick(dialog, Key.Key_Escape)
    QTest.keyClick(replies.tree, Key.Key_A)
    assert owing.action("CG 17/4").due.on == date(2018, 1, 17)


def test_a_date_older_than_one_agreed_since_is_asked_for(replies: RepliesDialog, owing: Partnership) -> None:
    action_id, on = owing.action("CG 17/2").id, date(2017, 12, 20)
    owing.database.do("Extend", update_action, action_id, on=on, due="31 May 2018")
    replies.refresh()
    QTest.keyClick(replies.tree, Key.Key_Down)
    QTest.keyClick(replies.tree, Key.Key_A)
    assert owing.action("CG 17/2").due.on == date(2018, 5, 31)
    dialog = replies.findChild(QDialog, "answer")
    assert dialog is not None
    since = dialog.findChild(QLabel, "answer-since")
    assert since is not None
    assert since.text() == "It got another date on 20 December 2017, after this answer."
    due = dialog.findChild(QLineEdit, "answer-due")
    assert due is not None
    assert dialog.focusWidget() is due
    due.clear()
    QTest.keyClick(due, Key.Key_Return)
    row = owing.action("CG 17/2")
    assert (row.due.on, row.last_note) == (date(2018, 5, 31), "figures awaited (reply from Ann Lee)")


def test_replies_are_found_by_what_one_does_with_them(shell: Shell) -> None:
    for words in ("import replies", "answers"):
        shell.palette.look_for(words)
        listed = [shell.palette.list.item(row).text() for row in range(shell.palette.list.count())]
        assert "Replies…" in listed
