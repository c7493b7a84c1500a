"""The diary, kept by keyboard."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.due import format_date
from sop_minutes.domain.words import GroupKind
from sop_minutes.queries.meetings import list_meetings, meeting_sheet
from sop_minutes.ui.diary.asking import DayDialog, read_day
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.desk import Desk, Key, Mod

NOTE = """# Matters arising
# Prevent
Action: @AL to ring
# FGM
Nothing is open here.
# Any other business
"""


class Diary:
    def __init__(self, partnership: Partnership, workspace: Workspace) -> None:
        self.partnership = partnership
        self.page = DiaryPage(workspace, LIGHT, date(2017, 11, 20))
        self.page.show_group(partnership.group_id)
        self.failed: list[str] = []
        self.page.failed.connect(self.failed.append)
        self.page.resize(1200, 700)
        self.page.show()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.tree, key)

    def answer(self, day: str) -> None:
        dialog = self.page.findChild(DayDialog)
        assert dialog is not None
        line = dialog.findChild(QLineEdit, "day")
        assert line is not None
        QTest.keyClicks(line, day)
        QTest.keyClick(line, Key.Key_Return)
        QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)

    def meetings(self) -> list[tuple[str, str, bool]]:
        rows = self.partnership.database.read(list_meetings)
        return [(str(row.on), str(row.state), row.provisional) for row in rows]

    def chosen(self) -> int:
        row = self.page.row()
        assert row is not None
        return row.id


@pytest.fixture
def diary(partnership: Partnership, workspace: Workspace) -> Iterator[Diary]:
    partnership.record(NOTE)
    diary = Diary(partnership, workspace)
    yield diary
    diary.page.deleteLater()
    QApplication.sendPostedEvents(diary.page, QEvent.Type.DeferredDelete)


def test_n_convenes_a_meeting_with_standing_items_and_what_is_open(diary: Diary) -> None:
    diary.press(Key.Key_N)
    diary.answer("14 February 2018 tbc")
    assert diary.meetings()[1] == ("2018-02-14", "planned", True)
    text = diary.partnership.typed(diary.chosen())
    assert text.endswith("# Matters arising\n\n# Prevent\n\n# Any other business\n")


def test_d_copies_the_whole_agenda_to_another_day(diary: Diary) -> None:
    diary.press(Key.Key_D)
    diary.answer("13 December")
    assert diary.meetings()[1] == ("2017-12-13", "planned", False)
    assert "# FGM\n" in diary.partnership.typed(diary.chosen())
    assert "Nothing is open" not in diary.partnership.typed(diary.chosen())


def test_a_meeting_is_moved_confirmed_cancelled_put_back_and_deleted(diary: Diary) -> None:
    diary.press(Key.Key_N)
    diary.answer("14 February 2018 tbc")
    diary.press(Key.Key_R)
    diary.answer("21 February 2018 tbc")
    assert diary.meetings()[1] == ("2018-02-21", "planned", True)
    diary.press(Key.Key_C)
    assert diary.meetings()[1] == ("2018-02-21", "planned", False)
    diary.press(Key.Key_X)
    assert diary.meetings()[1] == ("2018-02-21", "cancelled", False)
    diary.press(Key.Key_X)
    assert diary.meetings()[1] == ("2018-02-21", "planned", False)
    diary.press(Key.Key_Delete)
    assert len(diary.meetings()) == 1


def test_enter_opens_and_the_group_narrows(diary: Diary) -> None:
    opened: list[int] = []
    diary.page.chosen.connect(lambda id_, _title: opened.append(id_))
    diary.press(Key.Key_Return)
    assert opened == [diary.chosen()]
    assert diary.page.empty.isHidden()
    other = diary.partnership.database.do("Add", add_group, "Other Group", code="OG")
    diary.page.show_group(other)
    assert diary.page.row() is None
    assert "Press N" in diary.page.empty.text()
    assert diary.page.empty.isVisible()


def test_an_agenda_is_built_by_typing_and_put_in_order(diary: Diary) -> None:
    diary.press(Key.Key_N)
    diary.answer("14 February 2018")
    shown = Desk(diary.partnership)
    shown.show(diary.chosen())
    shown.press(Key.Key_Return, Mod.ControlModifier)
    shown.type("Budget (Ann Lee) [for decision] [20 min]")
    shown.press(Key.Key_Up, Mod.AltModifier)
    text = shown.kept()
    assert text.endswith(
        "# Matters arising\n\n# Prevent\n\n"
        "# Budget (Ann Lee) [for decision] [20 min]\n\n# Any other business\n"
    )
    shown.leave()


def test_the_chosen_meeting_is_seen_at_a_glance(diary: Diary) -> None:
    agenda = diary.page.glance.agenda
    titles = ["Matters arising", "Prevent", "FGM", "Any other business"]
    assert [agenda.item(row).text() for row in range(agenda.count())] == titles
    spoken = agenda.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2 Prevent, has text, 1 open action(s)"
    diary.press(Key.Key_N)
    diary.answer("14 February 2018 tbc")
    shown = [label.text() for label in diary.page.glance.findChildren(QLabel)]
    assert "Wednesday 14 February 2018 (to be confirmed)" in shown
    assert "NO ACTIONS RAISED" in shown


def test_enter_on_its_agenda_goes_to_that_item_of_the_note(diary: Diary) -> None:
    wanted: list[tuple[int, str]] = []
    diary.page.chosen.connect(lambda *what: wanted.append(what))
    diary.page.activateWindow()
    QTest.qWaitForWindowActive(diary.page)
    diary.page.glance.agenda.setFocus()
    QTest.keyClick(diary.page.glance.agenda, Key.Key_Down)
    QTest.keyClick(diary.page.glance.agenda, Key.Key_Return)
    assert wanted == [(diary.chosen(), "Prevent")]


def test_time_and_place_are_typed_with_the_day_and_carried_to_the_next_meeting(diary: Diary) -> None:
    told: list[str] = []
    diary.page.kept.connect(told.append)
    diary.press(Key.Key_N)
    assert _shown(diary, "ask-day") == "New meeting of Co-ordination Group"
    diary.answer("14 Feb 10:00 County Hall")
    assert _when_and_where(diary) == ("14 February 2018", "10:00", "County Hall")
    assert told[-1].startswith("CG/2018-02-14 is in the diary.")
    assert told[-1].endswith("Carried forward: 2 standing items, 1 with open actions.")
    diary.press(Key.Key_N)
    diary.answer("14 March 2018")
    assert _when_and_where(diary) == ("14 March 2018", "10:00", "County Hall")
    diary.press(Key.Key_R)
    diary.answer("21 March 2018 tbc 2 pm, Town Hall")
    assert _when_and_where(diary) == ("21 March 2018", "2pm", "Town Hall")
    diary.press(Key.Key_D)
    diary.answer("28 March 2018 noon")
    assert _when_and_where(diary) == ("28 March 2018", "noon", "Town Hall")
    assert told[-1] == "CG/2018-03-28 is in the diary. Carried forward: 2 agenda items."


def _when_and_where(diary: Diary) -> tuple[str, str, str]:
    note = diary.partnership.database.read(meeting_sheet, diary.chosen()).note
    assert note.on is not None
    return format_date(note.on), note.time, note.place


def _shown(diary: Diary, name: str) -> str:
    dialog = diary.page.findChild(QDialog, name)
    assert dialog is not None
    return dialog.windowTitle()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14 Feb", ("", "", False)),
        ("14.02.2018 10.30", ("10.30", "", False)),
        ("14 Feb 10 am, County Hall", ("10am", "County Hall", False)),
        ("14 February 2018 10:00 to 12:00 at The Hall, Ely", ("10:00 to 12:00", "The Hall, Ely", False)),
        ("14 February 2018 (tbc)", ("", "", True)),
        ("14 February tbc 10.30 Town Hall", ("10.30", "Town Hall", True)),
        ("14 February noon tbc", ("noon", "", True)),
        ("14/2 Inn", ("", "Inn", False)),
    ],
)  # fmt: skip
def test_a_day_is_read_with_its_time_and_place(text: str, found: tuple[str, str, bool]) -> None:
    asked = read_day(text, date(2017, 11, 20))
    assert asked is not None
    assert asked.on == date(2018, 2, 14)
    assert (asked.time, asked.place, asked.tbc) == found


@pytest.mark.parametrize("text", ["hello", "10:00", "February", "at 10"])
def test_what_begins_with_no_day_is_none(text: str) -> None:
    assert read_day(text, date(2017, 11, 20)) is None


def test_where_several_groups_meet_the_dialog_asks_for_which(diary: Diary) -> None:
    diary.partnership.database.do("Add", add_group, "Safer Town", kind=GroupKind.PARTNERSHIP)
    other = diary.partnership.database.do("Add", add_group, "Other Group", code="OG")
    diary.page.show_group(None)
    diary.press(Key.Key_N)
    dialog = diary.page.findChild(DayDialog)
    assert dialog is not None
    groups = dialog.findChild(QComboBox, "day-group")
    assert groups is not None
    listed = [groups.itemText(row) for row in range(groups.count())]
    assert listed == ["Co-ordination Group", "Other Group"]
    assert groups.currentText() == "Co-ordination Group"
    QTest.keyClick(groups, Key.Key_Down)
    diary.answer("14 February 2018")
    row = diary.page.row()
    assert row is not None
    assert row.group_id == other


def test_a_meeting_with_a_note_is_deleted_when_that_is_confirmed(diary: Diary) -> None:
    deleted: list[int] = []
    diary.page.deleted.connect(deleted.append)
    held = diary.chosen()
    diary.press(Key.Key_Delete)
    dialog = diary.page.findChild(QDialog, "delete-note")
    assert dialog is not None
    assert "note" in dialog.property("text")
    QTest.keyClick(dialog.focusWidget() or dialog, Key.Key_Return)
    assert len(diary.meetings()) == 1
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    diary.press(Key.Key_Delete)
    button = diary.page.findChild(QPushButton, "delete-both")
    assert button is not None
    assert "CG/2017-11-15" in button.text()
    QTest.keyClick(button, Key.Key_Space)
    assert (diary.meetings(), deleted) == ([], [held])
    diary.partnership.database.undo()
    assert "Nothing is open here." in diary.partnership.typed(held)
