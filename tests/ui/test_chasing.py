"""Chasing by keyboard: who, what they get, and the answers that come back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton

from sop_minutes.chasing import Round, plan_round
from sop_minutes.commands.chasing import record_chasers
from sop_minutes.commands.people import add_person
from sop_minutes.commands.replies import import_reply
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.action_history import action_history
from sop_minutes.queries.reminders import chasers_of
from sop_minutes.ui.chasing.chase import ChaseDialog
from sop_minutes.ui.chasing.replies import RepliesDialog
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.windows import focusable, spoken

Key, Mod = Qt.Key, Qt.KeyboardModifier
TODAY = date(2017, 12, 4)
NOTE = """Present: Ann Lee
# Prevent
Action: @Ann Lee to ring by 1 December
Action: @Ann Lee @Bo Ray to write by 5 December
Restricted: Action: @Bo Ray to whisper by 1 December
Action: @Bo Ray to wait until spring by 1 March"""


@pytest.fixture
def owing(partnership: Partnership) -> Partnership:
    for name in ("Ann Lee", "Bo Ray"):
        partnership.database.do("Add", add_person, name, email=f"{name[:2]}@example.org")
    partnership.record(NOTE)
    return partnership


def _shown(dialog: QDialog) -> None:
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)


def _gone(dialog: QDialog) -> None:
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


@pytest.fixture
def chase(owing: Partnership, workspace: Workspace) -> Iterator[ChaseDialog]:
    dialog = ChaseDialog(None, workspace, TODAY)
    _shown(dialog)
    yield dialog
    _gone(dialog)


@pytest.fixture
def replies(owing: Partnership, workspace: Workspace) -> Iterator[RepliesDialog]:
    answers = (
        Told("CG 17/1", "done – rang"),
        Told("CG 17/2", new_date="31 January", note="figures awaited"),
    )
    sheet = ReplySheet(answers, "", "Ann Lee")
    owing.database.do("Import", import_reply, sheet, received_on=TODAY)
    dialog = RepliesDialog(None, workspace, TODAY)
    _shown(dialog)
    yield dialog
    _gone(dialog)


def owners(dialog: ChaseDialog) -> list[str]:
    return [dialog.owners.item(number).text() for number in range(dialog.owners.count())]


def tick(dialog: ChaseDialog, name: str) -> None:
    (item,) = dialog.owners.findItems(name, Qt.MatchFlag.MatchStartsWith)
    item.setCheckState(Qt.CheckState.Checked)


def test_who_is_chased_what_they_get_and_who_is_left_out_are_shown(chase: ChaseDialog) -> None:
    assert owners(chase) == ["Ann Lee: 2 actions, 1 overdue", "Bo Ray: 1 action, 0 overdue"]
    assert chase.left_out.item(0).text() == (
        "Bo Ray, CG 17/3: It is restricted, and Bo Ray fills no seat of Co-ordination Group."
    )
    text = chase.draft.toPlainText()
    assert text.startswith("To: Ann Lee <An@example.org>\nSubject: Your actions")
    assert "1. CG 17/1: Ring\n   Due: 1 December 2017 (3 days late)" in text
    QTest.keyClick(chase.owners, Key.Key_Down)
    assert "1. CG 17/2: Write" in chase.draft.toPlainText()
    assert "whisper" not in chase.draft.toPlainText()


def test_how_far_ahead_is_looked_is_typed(chase: ChaseDialog) -> None:
    QTest.keyClick(chase.within, Key.Key_A, Mod.ControlModifier)
    QTest.keyClicks(chase.within, "0")
    assert owners(chase) == ["Ann Lee: 1 action, 1 overdue"]
    QTest.keyClicks(chase.within, "1")
    assert len(owners(chase)) == 2
    QTest.keyClick(chase.which, Key.Key_Down)
    assert owners(chase) == ["Ann Lee: 1 action, 1 overdue"]
    assert not chase.within.isEnabled()


def test_space_leaves_somebody_out_and_the_rest_is_written(
    chase: ChaseDialog, owing: Partnership, tmp_path: Path
) -> None:
    said: list[str] = []
    chase.said.connect(said.append)
    QTest.keyClick(chase.owners, Key.Key_Space)
    QTest.keyClick(chase, Key.Key_Return, Mod.ControlModifier)
    folder = chase.findChild(QFileDialog, "chase-folder")
    assert folder is not None
    folder.fileSelected.emit(str(tmp_path / "drafts"))
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["Bo Ray.eml"]
    assert said == [f"Drafts written to {tmp_path / 'drafts'}: 1."]
    told = owing.database.read(chasers_of, owing.action("CG 17/2").id)
    assert [row.to_name for row in told] == ["Bo Ray"]
    assert owing.database.read(chasers_of, owing.action("CG 17/1").id) == ()
    tick(chase, "Bo Ray")
    chase.write_to(tmp_path / "drafts")
    assert "is in that folder already" in chase.outcome.text()


def test_what_was_written_stays_shown_and_who_is_ticked_once_more_gets_another_code(
    chase: ChaseDialog, owing: Partnership, tmp_path: Path
) -> None:
    QTest.keyClick(chase.owners, Key.Key_Space)
    QTest.keyClick(chase.owners, Key.Key_Down)
    codes = []
    for folder in ("one", "two"):
        shown = chase.draft.toPlainText()
        chase.write_to(tmp_path / folder)
        assert chase.outcome.text() == f"Drafts written to {tmp_path / folder}: 1."
        assert chase.draft.toPlainText() == shown
        assert chase.chosen() == ()
        assert owners(chase)[1].endswith("; reminded today")
        codes.append(owing.database.read(chasers_of, owing.action("CG 17/2").id)[0].code)
        assert f"Reply form {codes[-1]}" in shown
        tick(chase, "Bo Ray")
        assert f"Reply form {codes[-1]}" not in chase.draft.toPlainText()
    assert len(set(codes)) == 2


def test_who_was_reminded_today_is_not_ticked_and_it_is_said_when_others_were(
    owing: Partnership, workspace: Workspace
) -> None:
    plan = plan_round(owing.database, Round(TODAY, 5))
    for sheet, day in zip(plan.sheets, (27, 34), strict=True):
        at = datetime(2017, 11, 1, 9, tzinfo=UTC) + timedelta(day - 1)
        owing.database.do("Chase", record_chasers, [sheet], at=at)
    dialog = ChaseDialog(None, workspace, TODAY)
    assert owners(dialog) == [
        "Ann Lee: 2 actions, 1 overdue; reminded 27 November 2017",
        "Bo Ray: 1 action, 0 overdue; reminded today",
    ]
    assert [sheet.name for sheet in dialog.chosen()] == ["Ann Lee"]
    tick(dialog, "Bo Ray")
    dialog.within.setValue(6)
    assert len(dialog.chosen()) == 2
    _gone(dialog)


def test_who_uses_the_window_stands_below_what_is_written(owing: Partnership, workspace: Workspace) -> None:
    (me,) = [sheet.person_id for sheet in plan_round(owing.database, Round(TODAY, None)).sheets]
    dialog = ChaseDialog(None, workspace, TODAY, None, me)
    assert "Kind regards\nAnn Lee\n" in dialog.draft.toPlainText()
    _gone(dialog)


def test_nothing_is_written_for_nobody(chase: ChaseDialog) -> None:
    write = chase.findChild(QPushButton, "chase-write")
    assert write is not None
    assert write.isEnabled()
    for _ in range(2):
        QTest.keyClick(chase.owners, Key.Key_Space)
        QTest.keyClick(chase.owners, Key.Key_Down)
    assert not write.isEnabled()


def test_what_has_changed_since_it_was_shown_is_not_written(
    chase: ChaseDialog, owing: Partnership, tmp_path: Path
) -> None:
    owing.record(NOTE.replace("Action: @Ann Lee to ring", "Restricted: Action: @Ann Lee to ring"))
    chase.write_to(tmp_path / "drafts")
    assert "has changed meanwhile" in chase.outcome.text()
    assert not (tmp_path / "drafts").exists()


def shown(dialog: RepliesDialog) -> list[tuple[str, str]]:
    items = [dialog.tree.topLevelItem(number) for number in range(dialog.tree.topLevelItemCount())]
    return [(item.text(0), item.text(4)) for item in items if item is not None]


def test_a_accepts_r_rejects_and_undo_takes_it_back(replies: RepliesDialog, owing: Partnership) -> None:
    waiting = [("CG 17/1", "Done · rang"), ("CG 17/2", "new date: 31 January · figures awaited")]
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
    assert dialog.findChild(type(replies.outcome), "answer-understood").text() == "End of February 2018"  # type: ignore[union-attr]
    QTest.keyClick(due, Key.Key_Return)
    assert shown(replies)[1] == ("CG 17/2", "new date: end of February · figures awaited")
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


def test_all_that_takes_the_focus_has_a_name(chase: ChaseDialog, replies: RepliesDialog) -> None:
    for dialog in (chase, replies):
        stops = [widget for widget in focusable(dialog) if widget.objectName() != "qt_spinbox_lineedit"]
        assert len(stops) > 3
        assert [widget.objectName() for widget in stops if not spoken(widget)[0]] == []
