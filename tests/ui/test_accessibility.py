"""Every page, panel and dialog: named, seen, and reached from the keyboard."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QMetaMethod, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QWidget,
)

from sop_minutes import ui
from sop_minutes.ui.diary.asking import DayDialog
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.record.speaking import spoken_kind
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.theme import DARK, LIGHT, Theme, high_contrast, system_palette
from tests.ui.places import LABELLED, PLACES, Place
from tests.ui.windows import focusable, round_by_keys, spoken


def _system(page: str, ink: str, marked: str) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in ((roles.Base, page), (roles.Text, ink), (roles.Highlight, marked)):
        palette.setColor(role, QColor(colour))
    return palette


STRONG = high_contrast(_system("black", "white", "yellow"), DARK)
UNSPOKEN = {QAccessible.Role.NoRole, QAccessible.Role.Client}


@pytest.mark.parametrize("place", PLACES)
def test_whatever_takes_the_focus_has_a_name_and_a_role_and_is_seen_and_texts_are_read_out(
    shell: Shell, place: Place
) -> None:
    root = place(shell)
    if place in LABELLED:
        _check_read_out(root)
    unnamed = [
        (type(widget).__name__, widget.objectName(), spoken(widget))
        for widget in focusable(root)
        if not spoken(widget)[0].strip() or spoken(widget)[1] in UNSPOKEN or not widget.objectName()
    ]
    assert unnamed == []
    for theme in (LIGHT, DARK, STRONG):
        shell.window.set_theme(theme)
        assert [widget.objectName() for widget in _unseen(root, [*focusable(root)])] == []


@pytest.mark.parametrize("place", PLACES)
def test_everything_is_reached_and_left_by_keys_and_enter_presses_each_button(
    shell: Shell, place: Place
) -> None:
    root = place(shell)
    wanted = list(focusable(root))
    stops = round_by_keys(wanted[0])
    for _ in range(3):
        missed = [widget for widget in wanted if widget not in stops]
        if not missed:
            break
        stops += round_by_keys(stops[-1])
    assert [widget.objectName() for widget in wanted if widget not in stops] == []
    assert _not_pressed_with_enter(root) == []


def _not_pressed_with_enter(root: QWidget) -> list[tuple[str, list[str]]]:
    """Return the buttons that Enter does not press while they have the focus, with what it presses then."""
    pressed: list[str] = []
    for button in root.window().findChildren(QAbstractButton):
        if button.isSignalConnected(QMetaMethod.fromSignal(button.clicked)):
            button.clicked.disconnect()
        button.clicked.connect(partial(pressed.append, button.objectName()))
    wrong = []
    for button in [widget for widget in focusable(root) if isinstance(widget, QAbstractButton)]:
        pressed.clear()
        button.setEnabled(True)  # a box that was unticked may have switched it off
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        if pressed != [button.objectName()]:
            wrong.append((button.objectName(), list(pressed)))
    return wrong


def test_every_dialog_leaves_enter_to_the_button_that_has_the_focus() -> None:
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    ours = [kind for kind in _kinds_of(QDialog) if kind.__module__.startswith(ui.__name__)]
    bare = [kind for kind in ours if not issubclass(kind, Dialog | QMessageBox | QFileDialog)]
    assert Dialog in ours
    assert bare == []


def _kinds_of(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds_of(each)


def _unseen(root: QWidget, widgets: list[QWidget]) -> list[QWidget]:
    """Return the widgets that do not look otherwise while they have the focus.

    Each is looked at once with the focus and once when the next has it: that tells of nearly all.
    """
    doubtful = []
    for widget, after in pairwise([*widgets, widgets[0]]):
        widget.setFocus()
        QApplication.processEvents()
        on = _picture(root, widget)
        after.setFocus()
        QApplication.sendPostedEvents()
        if on == _picture(root, widget):
            doubtful.append(widget)
    return [widget for widget in doubtful if not _is_seen(root, widget)]


def _is_seen(root: QWidget, widget: QWidget) -> bool:
    widget.setFocus()
    QApplication.processEvents()
    on = _picture(root, widget)
    widget.clearFocus()
    QApplication.processEvents()
    return on != _picture(root, widget)


def _picture(root: QWidget, widget: QWidget) -> QImage:
    return root.grab(QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())).toImage()


def _brightness(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4


def _contrast(one: QColor, other: QColor) -> float:
    lights = sorted(
        0.2126 * _brightness(c.redF()) + 0.7152 * _brightness(c.greenF()) + 0.0722 * _brightness(c.blueF())
        for c in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _pairs(theme: Theme) -> list[tuple[QColor, QColor]]:
    """Return what is written on what."""
    return [
        *((tone.ink, tone.back) for tone in theme.tones.values()),
        *((ink, ground) for ink in (theme.ink, theme.soft) for ground in (theme.page, theme.panel)),
        *((theme.bar_ink, ground) for ground in (theme.bar, theme.field)),
        (theme.title, theme.page),
        (theme.chosen_ink, theme.chosen),
        *((theme.ink_on(ink, chosen=True), theme.chosen) for ink in (theme.soft, theme.tones["late"].ink)),
        (theme.tones["good"].ink, theme.panel),
        (theme.tones["late"].ink, theme.panel),
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_stands_out_from_its_ground(app: QApplication, theme: Theme) -> None:
    assert min(_contrast(ink, ground) for ink, ground in _pairs(theme)) >= 4.5
    assert min(_contrast(theme.focus, ground) for ground in (theme.page, theme.panel)) >= 3


@pytest.mark.parametrize(
    ("page", "ink", "marked"),
    [
        ("black", "white", "yellow"),
        ("#2d3236", "#ffffff", "#abd6ff"),
        ("#fffaef", "#3d3d3d", "#903909"),
        ("white", "black", "#0a84ff"),
        ("#f0f0f0", "#777777", "#3399ff"),
        ("#202020", "#8a8a8a", "#303030"),
    ],
)
def test_high_contrast_is_strong_whatever_the_system_has(
    app: QApplication, page: str, ink: str, marked: str
) -> None:
    theme = high_contrast(_system(page, ink, marked), LIGHT)
    pairs = [*_pairs(theme), (theme.focus, theme.page), *((t.edge, t.back) for t in theme.tones.values())]
    assert min(_contrast(ink, ground) for ink, ground in pairs) >= 7


def test_high_contrast_has_no_tints_and_draws_every_edge_in_ink(shell: Shell) -> None:
    assert {tone.back.name() for tone in STRONG.tones.values()} == {"#000000"}
    assert {tone.edge.name() for tone in STRONG.tones.values()} == {"#ffffff"}
    shell.window.set_theme(STRONG)
    assert shell.window.theme == STRONG


def test_the_system_s_own_colours_are_known_behind_ours(shell: Shell) -> None:
    before = system_palette()
    shell.window.set_theme(STRONG)
    assert system_palette().color(QPalette.ColorRole.Base) == before.color(QPalette.ColorRole.Base)
    assert QApplication.palette().color(QPalette.ColorRole.Base) == STRONG.page


def _find(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.record.find_bar.open_find()
    QTest.keyClicks(shell.pages.record.find_bar.line, "One")
    return shell.window


def _ask_day(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.show_diary()
    shell.pages.diary.new_meeting()
    dialog = shell.pages.diary.findChild(DayDialog)
    assert dialog is not None
    dialog.line.setText("14 February 2018")
    return dialog


def _trouble(shell: Shell) -> QWidget:
    shell.window.say("The disk is full.")
    shell.window.status.say_failed()
    return shell.window


@pytest.mark.parametrize("place", [_find, _ask_day, _trouble])
def test_a_text_that_is_shown_is_what_is_read_out(shell: Shell, place: Place) -> None:
    _check_read_out(place(shell))


def _check_read_out(root: QWidget) -> None:
    labels = [label for label in root.findChildren(QLabel) if label.isVisible()]
    labels = [label for label in labels if label.textFormat() is not Qt.TextFormat.RichText]
    read_out = {label.text().replace("&", ""): spoken(label)[0] for label in labels if label.text().strip()}
    assert read_out
    assert [text for text, name in read_out.items() if text not in name] == []


def test_each_block_is_read_out_with_its_kind_its_level_and_who_may_see_it(shell: Shell) -> None:
    assert shell.pages is not None
    note = shell.pages.record.note
    seen = note.audiences(0, len(note.pieces) - 1)
    assert list(map(spoken_kind, note.pieces, seen)) == [
        "Heading",
        "Paragraph",
        "Decision",
        "Action CG 17/2, restricted",
        "Bullet, level 1",
        "Heading",
        "Paragraph",
    ]


def test_what_stands_under_a_restricted_heading_is_read_out_and_drawn_as_restricted(shell: Shell) -> None:
    assert shell.pages is not None
    editor = shell.pages.record.editor
    editor.setFocus()
    editor.place(0, 0)
    line = editor.cursorRect(QTextCursor(editor.note.block(1)))
    drawn = QRect(0, line.top(), editor.viewport().width(), line.height())
    before = editor.viewport().grab(drawn).toImage()
    QTest.keyClicks(editor, "Restricted: ")
    assert spoken_kind(editor.note.pieces[1], *editor.note.audiences(1, 1)) == "Paragraph, restricted"
    assert editor.viewport().grab(drawn).toImage() != before


def test_a_screen_reader_reads_the_note_as_text_and_what_stands_before_it(shell: Shell) -> None:
    assert shell.pages is not None
    interface = QAccessible.queryAccessibleInterface(shell.pages.record.editor)
    assert interface is not None
    assert interface.role() is QAccessible.Role.EditableText
    text = interface.textInterface()
    assert text is not None
    assert "Restricted: Action: ring @Ann Lee by Friday" in text.text(0, text.characterCount())
