"""Chasing by keyboard: who, what they get, and who is left out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from sop_minutes.chasing import Round, plan_round
from sop_minutes.commands.chasing import record_chasers
from sop_minutes.ui.chasing.chase import ChaseDialog
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import DARK, LIGHT, Theme, contrast
from sop_minutes.ui.workspace import Workspace
from tests.chasers import chasers_of
from tests.conftest import Partnership
from tests.ui.chased import NOTE, TODAY, owe, shown
from tests.ui.windows import focusable, spoken

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def owing(partnership: Partnership) -> Partnership:
    return owe(partnership)


@pytest.fixture
def chase(owing: Partnership, workspace: Workspace) -> Iterator[ChaseDialog]:
    with shown(ChaseDialog(None, workspace, TODAY)) as dialog:
        yield dialog


def owners(dialog: ChaseDialog) -> list[str]:
    return [dialog.owners.item(number).text() for number in range(dialog.owners.count())]


def tick(dialog: ChaseDialog, name: str) -> None:
    (item,) = dialog.owners.findItems(name, Qt.MatchFlag.MatchStartsWith)
    item.setCheckState(Qt.CheckState.Checked)


def test_who_is_chased_what_they_get_and_who_is_left_out_are_shown(chase: ChaseDialog) -> None:
    assert owners(chase) == ["Ann Lee: 1 overdue, 1 due soon", "Bo Ray: 1 due soon"]
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
    assert owners(chase) == ["Ann Lee: 1 overdue"]
    QTest.keyClicks(chase.within, "1")
    assert len(owners(chase)) == 2
    QTest.keyClick(chase.which, Key.Key_Down)
    assert owners(chase) == ["Ann Lee: 1 overdue"]
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
    assert owing.database.read(chasers_of, owing.action("CG 17/1").id) == []
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
    with shown(ChaseDialog(None, workspace, TODAY)) as dialog:
        assert owners(dialog) == [
            "Ann Lee: 1 overdue, 1 due soon; reminded 27 November",
            "Bo Ray: 1 due soon; reminded today",
        ]
        assert [sheet.name for sheet in dialog.chosen()] == ["Ann Lee"]
        tick(dialog, "Bo Ray")
        dialog.within.setValue(6)
        assert len(dialog.chosen()) == 2


def test_who_uses_the_window_stands_below_what_is_written(owing: Partnership, workspace: Workspace) -> None:
    (me,) = [sheet.person_id for sheet in plan_round(owing.database, Round(TODAY, None)).sheets]
    with shown(ChaseDialog(None, workspace, TODAY, None, me)) as dialog:
        assert "Kind regards\nAnn Lee\n" in dialog.draft.toPlainText()


@pytest.mark.parametrize("ticked", [True, False])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_who_is_ticked_and_who_is_not_has_a_box_that_is_seen(
    chase: ChaseDialog, theme: Theme, ticked: bool
) -> None:
    chase.setStyleSheet(style_sheet(theme, 10))
    if not ticked:
        QTest.keyClick(chase.owners, Key.Key_Space)
    QTest.keyClick(chase.owners, Key.Key_Down)
    row = chase.owners.visualItemRect(chase.owners.item(0))
    seen = chase.owners.viewport().grab(QRect(row.x(), row.y(), 22, row.height())).toImage()
    colours = {seen.pixelColor(x, y).rgb() for x in range(seen.width()) for y in range(seen.height())}
    assert theme.soft.rgb() in colours, "the box"
    strong = max(contrast(theme.page, QColor(colour)) for colour in colours)
    assert strong >= (7 if ticked else 3), "the tick in it"


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


def test_all_that_takes_the_focus_has_a_name(chase: ChaseDialog) -> None:
    stops = [widget for widget in focusable(chase) if widget.objectName() != "qt_spinbox_lineedit"]
    assert len(stops) > 3
    assert [widget.objectName() for widget in stops if not spoken(widget)[0]] == []
