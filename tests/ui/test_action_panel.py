"""The panel with one action's life: read, and said more of, by keyboard."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from sop_minutes.commands.action_links import link_action
from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import cancel_action, extend_action, raise_action
from sop_minutes.commands.plan import add_priority
from sop_minutes.commands.points import delete_point
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.action_life import ActionLife, action_life
from sop_minutes.ui.actions.panel import ActionPanel
from sop_minutes.ui.actions.questions import KEYS
from sop_minutes.ui.theme import DARK, LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

TODAY = date(2017, 11, 20)
NOTE = """Date: 13 September 2017
Present: Ann Lee, Bo Ray
# Prevent
Restricted: Action: @Ann Lee @Bo Ray to ring the school by 1 October
Action: to write
"""


@pytest.fixture
def panel(workspace: Workspace, partnership: Partnership) -> Iterator[ActionPanel]:
    partnership.record(NOTE)
    shown = ActionPanel(workspace, LIGHT, TODAY)
    shown.resize(360, 800)
    shown.show_action(partnership.action("CG 17/1").id)
    shown.show()
    shown.activateWindow()
    QTest.qWaitForWindowActive(shown)
    shown.setFocus()
    yield shown
    shown.close()
    shown.deleteLater()


def _type(panel: ActionPanel, keys: str, *, enter: bool = True) -> None:
    """Press a verb's key, type the rest in its line, and answer."""
    QTest.keyClicks(panel, keys[0])
    QTest.keyClicks(panel.ask.line, keys[1:])
    if enter:
        QTest.keyClick(panel.ask.line, Qt.Key.Key_Return)


def _texts(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.text() and label.isVisible()]


def _life(partnership: Partnership, ref: str = "CG 17/1") -> ActionLife:
    return partnership.database.read(action_life, partnership.action(ref).id)


def test_the_panel_tells_where_an_action_comes_from_and_what_became_of_it(
    panel: ActionPanel, partnership: Partnership
) -> None:
    action_id = partnership.action("CG 17/1").id
    do = partnership.database.do
    do("Extend", extend_action, action_id, on=date(2017, 10, 2), due="1 November", note="the head is ill")
    do("Link", link_action, action_id, address="https://example.org/x", title="The letter")
    panel.show_action(action_id)
    shown = _texts(panel)
    assert shown[0] == "Ring the school"
    assert shown[shown.index("HISTORY") + 1 :][:4] == [
        "13 September 2017",
        "Raised under Prevent: “Ann Lee, Bo Ray to ring the school by 1 October”.",
        "2 October",
        "Extended from 1 October 2017 to 1 November 2017 by tester. The head is ill.",
    ]
    assert "Ann Lee (leads): to do" in shown
    assert panel.findChild(QPushButton, "link-1") is not None


def test_a_screen_reader_is_told_all_of_it(panel: ActionPanel) -> None:
    interface = QAccessible.queryAccessibleInterface(panel)
    assert interface is not None
    name = interface.text(QAccessible.Text.Name)
    assert name.startswith("CG 17/1: Ring the school. @ Ann Lee, @ Bo Ray, was due 1 October 2017")
    assert "restricted" in name
    assert "Raised under Prevent" in interface.text(QAccessible.Text.Description)


@pytest.mark.parametrize(
    ("keys", "became"),
    [
        ("drang", lambda life: (life.row.status, life.row.last_note) == (ActionStatus.DONE, "rang")),
        ("nleft word", lambda life: life.row.last_note == "left word"),
        ("x31 jan - ill", lambda life: (str(life.row.due.on), life.row.last_note) == ("2018-01-31", "ill")),
        ("oann", lambda life: life.row.owners == ("Ann Lee",)),
        ("e", lambda life: life.row.last_note == "escalated to Safer Oxfordshire Partnership"),
        ("c", lambda life: life.row.status is ActionStatus.CANCELLED),
        ("l[Plan](/srv/plan.docx)", lambda life: [link.title for link in life.links] == ["Plan"]),
        ("m17/2", lambda life: life.merged_into == "CG 17/2"),
        ("pbo", lambda life: [bool(part.done_on) for part in life.parts] == [False, True]),
        ("yvuln", lambda life: life.priority == "Vulnerability"),
        ("fagreed", lambda life: (life.row.status, life.row.last_note) == (ActionStatus.CONFIRMED, "agreed")),
        ("sat last", lambda life: life.row.status is ActionStatus.IN_PROGRESS),
        ("ap", lambda life: life.row.audience is Audience.PUBLIC),
    ],
)
def test_each_key_says_its_thing(
    panel: ActionPanel, partnership: Partnership, keys: str, became: object
) -> None:
    partnership.database.do("Add", add_priority, "Vulnerability")
    _type(panel, keys)
    assert became(_life(partnership))  # type: ignore[operator]
    assert not panel.ask.isVisible()
    assert panel.hasFocus()


def _keys(panel: ActionPanel) -> set[str]:
    shown = ", ".join(pills.accessibleDescription() for pills in panel.findChildren(QWidget, "keys"))
    return {words.partition(" ")[0] for words in shown.split(", ")}


def test_every_key_is_shown_that_says_something_of_the_action_now(
    panel: ActionPanel, partnership: Partnership
) -> None:
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Link", link_action, action_id, address="https://example.org/x")
    panel.show_action(action_id)
    assert _keys(panel) == {*KEYS.values(), "Enter"} - {"U"}
    partnership.database.do("Cancel", cancel_action, action_id, on=TODAY)
    panel.show_action(action_id)
    assert _keys(panel) == {"N", "U", "Y", "A", "L", "K", "Enter"}


def test_what_is_refused_is_explained_and_stays_in_the_line(
    panel: ActionPanel, partnership: Partnership
) -> None:
    wrong = panel.ask.complaint
    for keys in ("xwhenever", "m17/9", "ljavascript:x", "e", "pZed", "yNothing", "n"):
        if keys == "e":
            _type(panel, "e", enter=False)
            panel.ask.line.setText("No Such Board")
            QTest.keyClick(panel.ask.line, Qt.Key.Key_Return)
        else:
            _type(panel, keys)
        assert wrong.text(), keys
        assert wrong.isVisible()
        assert panel.ask.is_open
        QTest.keyClicks(panel.ask.line, "a")
        assert not wrong.isVisible(), "it is about what was typed before"
        QTest.keyClick(panel.ask.line, Qt.Key.Key_Escape)
        assert panel.hasFocus()
    assert _life(partnership).steps == ()


def test_a_note_that_is_not_read_as_restricted_is_remarked_as_it_is_typed(panel: ActionPanel) -> None:
    wrong = "Not read as restricted: a note that is begins with “Restricted:”."
    _type(panel, "nRestricted the family", enter=False)
    assert panel.ask.understood.text() == wrong
    panel.ask.line.setText("Restricted: the family")
    assert panel.ask.understood.text() == ""
    QTest.keyClick(panel.ask.line, Qt.Key.Key_Escape)
    _type(panel, "x31 January - confidential, the family", enter=False)
    assert panel.ask.understood.text().endswith(f"\n{wrong}")


def test_a_date_is_understood_as_it_is_typed(panel: ActionPanel) -> None:
    _type(panel, "x31 jan", enter=False)
    assert panel.ask.understood.text() == "Wednesday 31 January 2018"


def test_enter_and_the_history_lead_to_the_place_in_the_note(panel: ActionPanel) -> None:
    wanted: list[tuple[int, str]] = []
    panel.place_wanted.connect(lambda meeting, text: wanted.append((meeting, text)))
    QTest.keyClick(panel, Qt.Key.Key_Return)
    button = panel.findChild(QPushButton, "place-0")
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClicks(panel, "g")
    assert wanted == [(1, "@Ann Lee @Bo Ray to ring the school by 1 October")] * 2


def test_escape_leaves_and_no_action_is_said_to_be_none(panel: ActionPanel) -> None:
    gone: list[bool] = []
    panel.left.connect(lambda: gone.append(True))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert gone == [True]
    panel.show_action(None)
    panel.set_theme(DARK)
    QTest.keyClicks(panel, "d")
    assert _texts(panel) == ["Choose an action to see its life."]


def test_what_is_typed_stays_while_others_write_and_is_said_of_the_action_it_was_asked_of(
    panel: ActionPanel, partnership: Partnership
) -> None:
    one, two = (partnership.action(f"CG 17/{number}").id for number in (1, 2))
    _type(panel, "nleft", enter=False)
    partnership.database.do("Note", update_action, one, on=TODAY, note="theirs")
    panel.show_action(one)
    assert "Theirs." in _texts(panel)
    panel.show_action(two)
    assert panel.ask.line.hasFocus()
    assert panel.ask.findChild(QLabel, "prompt").text().startswith("CG 17/1 –")
    QTest.keyClicks(panel.ask.line, " word")
    QTest.keyClick(panel.ask.line, Qt.Key.Key_Return)
    assert partnership.action("CG 17/1").last_note == "left word"
    assert partnership.action("CG 17/2").last_note == ""


def test_the_focus_stays_on_a_link_when_something_else_is_shown_anew(
    panel: ActionPanel, partnership: Partnership
) -> None:
    action_id = partnership.action("CG 17/1").id
    partnership.database.do("Link", link_action, action_id, address="https://example.org/x")
    panel.show_action(action_id)
    link = panel.findChild(QPushButton, "link-1")
    assert link is not None
    link.setFocus()
    partnership.database.do("Note", update_action, action_id, on=TODAY, note="theirs")
    panel.show_action(action_id)
    focused = panel.focusWidget()
    assert focused is not None
    assert focused is not link
    assert focused.objectName() == "link-1"


def test_tab_goes_from_the_panel_through_its_links_in_their_order(
    panel: ActionPanel, partnership: Partnership
) -> None:
    action_id = partnership.action("CG 17/1").id
    for page in ("x", "y"):
        partnership.database.do("Link", link_action, action_id, address=f"https://example.org/{page}")
    panel.show_action(action_id)
    panel.setFocus()
    stops = []
    for _ in range(3):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        stops.append(panel.focusWidget().objectName())
    assert stops == ["place-0", "link-1", "link-2"]


def test_an_action_that_was_deleted_elsewhere_is_said_to_be_gone(
    panel: ActionPanel, partnership: Partnership
) -> None:
    row = partnership.action("CG 17/1")
    assert row.point_id is not None
    _type(panel, "nleft word", enter=False)
    partnership.database.do("Delete", delete_point, row.point_id)
    QTest.keyClick(panel.ask.line, Qt.Key.Key_Return)
    assert panel.ask.complaint.text() == "That action is no longer there."
    panel.show_action(row.id)
    assert _texts(panel)[0] == "That action is no longer there."


def test_what_was_said_at_a_meeting_is_shown_there_of_an_action_raised_outside_a_note(
    panel: ActionPanel, partnership: Partnership
) -> None:
    action_id = partnership.database.do(
        "Raise", raise_action, group_id=partnership.group_id, text="look by 1 October", on=date(2017, 9, 1)
    )
    partnership.database.do("Note", update_action, action_id, on=TODAY, note="hm", meeting_id=1)
    wanted: list[tuple[int, str]] = []
    panel.place_wanted.connect(lambda meeting, text: wanted.append((meeting, text)))
    panel.show_action(action_id)
    button = panel.findChild(QPushButton, "place-1")
    assert button is not None
    button.click()
    assert wanted == [(1, "CG 17/3")]


def test_what_is_closed_is_not_asked_after(panel: ActionPanel, partnership: Partnership) -> None:
    told: list[str] = []
    panel.said.connect(told.append)
    partnership.database.do("Cancel", cancel_action, partnership.action("CG 17/1").id, on=TODAY)
    _type(panel, "d", enter=False)
    assert not panel.ask.is_open
    assert told == ["That action is closed already."]


def test_what_was_done_is_said_of_the_action_it_was_done_to(panel: ActionPanel) -> None:
    told: list[str] = []
    panel.said.connect(told.append)
    _type(panel, "nrang them")
    _type(panel, "xnext Friday")
    _type(panel, "l[Plan](https://example.org/plan)")
    assert told == ["Note kept on CG 17/1", "CG 17/1 extended", "Link added to CG 17/1"]
