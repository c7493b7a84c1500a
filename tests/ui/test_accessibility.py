"""Every page, panel and dialog: named, seen, and reached from the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from sop_minutes.commands.action_links import link_action
from sop_minutes.domain.reviewing import Verb
from sop_minutes.queries.actions import find_action
from sop_minutes.ui.actions.panel import ActionPanel
from sop_minutes.ui.diary.asking import DayDialog
from sop_minutes.ui.record.speaking import spoken_kind
from sop_minutes.ui.returned.importing import ImportDialog
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.review.opening import open_review
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from sop_minutes.ui.theme import DARK, LIGHT, Theme, high_contrast, system_palette
from tests.conftest import approve
from tests.ui.windows import TODAY, focusable, put_copy, round_by_keys, spoken, wait_until


def _system(page: str, ink: str, marked: str) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in ((roles.Base, page), (roles.Text, ink), (roles.Highlight, marked)):
        palette.setColor(role, QColor(colour))
    return palette


STRONG = high_contrast(_system("black", "white", "yellow"), DARK)
UNSPOKEN = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def _welcome(shell: Shell) -> QWidget:
    shell.welcome("There is no database yet.")
    return shell.window


def _note(shell: Shell) -> QWidget:
    shell.turn_to(0)
    return shell.window


def _attendance(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.record.show_attendance()
    return shell.pages.record.attendance


def _beside(shell: Shell) -> QWidget:
    assert shell.pages is not None
    page = shell.pages.record
    page.editor.place(0)
    page.around.refresh()
    page.go_beside()
    assert len(page.beside.cards) == 2
    return page.beside


def _diary(shell: Shell) -> QWidget:
    shell.turn_to(1)
    return shell.window


def _actions(shell: Shell) -> QWidget:
    shell.turn_to(2)
    assert shell.pages is not None
    shell.pages.actions.settle()
    return shell.window


def _reports(shell: Shell) -> QWidget:
    shell.turn_to(3)
    assert shell.pages is not None
    shell.pages.figures.settle()
    return shell.window


def _reports_as_tables(shell: Shell) -> QWidget:
    shell.turn_to(3)
    assert shell.pages is not None
    shell.pages.figures.settle()
    for card in shell.pages.figures.cards:
        card.turn()
    return shell.window


def _circulate(shell: Shell) -> QWidget:
    shell.turn_to(4)
    assert shell.pages is not None
    shell.pages.circulate.settle()
    QApplication.processEvents()
    return shell.window


def _readers(shell: Shell) -> QWidget:
    _circulate(shell)
    return _dialog(shell, "Who gets it…")


def _went_out(shell: Shell) -> QWidget:
    _circulate(shell)
    return _dialog(shell, "What went out…")


def _no_note_yet(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.open_meeting(3)
    shell.turn_to(4)
    return shell.window


def _dialog(shell: Shell, command: str) -> QWidget:
    """Do what a command of this name does, and return the dialog that it opens."""
    next(one for one in shell.commands if one.label == command).do()
    wait_until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = QApplication.activeWindow()
    assert dialog is not None
    return dialog


def _chase(shell: Shell) -> QWidget:
    return _dialog(shell, "Chase by e-mail…")


def _replies(shell: Shell) -> QWidget:
    return _dialog(shell, "Replies…")


def _approved(shell: Shell) -> QWidget:
    assert shell.pages is not None
    record = shell.pages.record
    approve(shell.pages.workspace, record.meeting_id)
    record.refresh()
    shell.turn_to(0)
    assert record.standing.isVisible()
    return shell.window


def _approve(shell: Shell) -> QWidget:
    return _dialog(shell, "Approve these minutes…")


def _versions(shell: Shell) -> QWidget:
    _approved(shell)
    return _dialog(shell, "Versions…")


def _publish(shell: Shell) -> QWidget:
    return _dialog(shell, "Publish…")


def _why(shell: Shell) -> QWidget:
    assert shell.pages is not None
    texts = [piece.text for piece in shell.pages.record.note.pieces]
    shell.pages.record.editor.place(texts.index("Restricted: Action: ring @Ann Lee by Friday"))
    return _dialog(shell, "Why it is restricted…")


def _due(shell: Shell) -> QWidget:
    return _dialog(shell, "Due for release…")


def _templates(shell: Shell) -> QWidget:
    return _dialog(shell, "Templates…")


def _palette(shell: Shell) -> QWidget:
    shell.palette.look_for("me")
    return shell.palette


def _groups(shell: Shell) -> QWidget:
    return _dialog(shell, "Choose a group")


def _keys(shell: Shell) -> QWidget:
    shell.show_keys()
    sheet = shell.window.findChild(ShortcutSheet)
    assert sheet is not None
    wait_until(lambda: QApplication.activeWindow() is sheet)
    return sheet


def _review(shell: Shell) -> QWidget:
    assert shell.pages is not None
    record = shell.pages.record
    window = open_review(
        record, shell.window.theme, record.meeting_id, TODAY, shell.window, shell.pages.open_meeting
    )
    assert window is not None
    wait_until(lambda: QApplication.activeWindow() is window)
    return window


def _review_asking(shell: Shell) -> QWidget:
    window = _review(shell)
    assert isinstance(window, ReviewWindow)
    window.say(Verb.EXTEND)
    return window


def _review_end(shell: Shell) -> QWidget:
    window = _review(shell)
    assert isinstance(window, ReviewWindow)
    window.go_to(1)
    return window


def _action_panel(shell: Shell) -> QWidget:
    assert shell.pages is not None
    workspace = shell.pages.workspace
    action_id = workspace.read(find_action, "CG 17/1")
    workspace.do("Link", link_action, action_id, address="https://example.org/x")
    window = QDialog(shell.window)
    panel = ActionPanel(workspace, shell.window.theme, TODAY)
    QVBoxLayout(window).addWidget(panel)
    shell.window.theme_changed.connect(panel.set_theme)
    window.resize(400, 700)
    panel.show_action(action_id)
    window.show()
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window)
    return panel


def _returned(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.returned.open_returned(put_copy(shell.pages.workspace))
    wait_until(lambda: isinstance(QApplication.activeWindow(), ReturnedWindow))
    window = QApplication.activeWindow()
    assert window is not None
    return window


def _returned_edit(shell: Shell) -> QWidget:
    window = _returned(shell)
    assert isinstance(window, ReturnedWindow)
    window.edit_change()
    return window


def _returned_end(shell: Shell) -> QWidget:
    window = _returned(shell)
    assert isinstance(window, ReturnedWindow)
    window.end()
    return window


def _copies(shell: Shell) -> QWidget:
    assert shell.pages is not None
    put_copy(shell.pages.workspace)
    shell.turn_to(1)
    return _dialog(shell, "Returned copies…")


def _import(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.returned.import_files([Path(__file__)])
    wait_until(lambda: isinstance(QApplication.activeWindow(), ImportDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, ImportDialog)
    wait_until(lambda: all(label.text() != "Reading…" for label in dialog.findChildren(QLabel)))
    for file in dialog.files:
        file.whose.show()
    return dialog


PLACES = (
    *(_welcome, _note, _attendance, _beside, _diary, _actions, _palette, _groups, _keys),
    *(_review, _review_asking, _review_end, _action_panel),
    *(_reports, _reports_as_tables, _chase, _replies, _templates),
    *(_circulate, _readers, _went_out, _no_note_yet),
    *(_approved, _approve, _versions, _publish, _why, _due),
    *(_returned, _returned_edit, _returned_end, _copies, _import),
)
LABELLED = tuple(place for place in PLACES if place not in (_palette, _groups, _keys, _copies))
Place = Callable[[Shell], QWidget]


@pytest.mark.parametrize("place", PLACES)
def test_whatever_takes_the_focus_has_a_name_and_a_role_and_is_seen(shell: Shell, place: Place) -> None:
    root = place(shell)
    unnamed = [
        (type(widget).__name__, widget.objectName(), spoken(widget))
        for widget in focusable(root)
        if not spoken(widget)[0].strip() or spoken(widget)[1] in UNSPOKEN or not widget.objectName()
    ]
    assert unnamed == []
    for theme in (LIGHT, DARK, STRONG):
        shell.window.set_theme(theme)
        assert [widget.objectName() for widget in focusable(root) if not _is_seen(root, widget)] == []


@pytest.mark.parametrize("place", PLACES)
def test_everything_is_reached_and_left_by_keys(shell: Shell, place: Place) -> None:
    root = place(shell)
    wanted = list(focusable(root))
    stops = round_by_keys(wanted[0])
    for _ in range(3):
        missed = [widget for widget in wanted if widget not in stops]
        if not missed:
            break
        stops += round_by_keys(stops[-1])
    assert [widget.objectName() for widget in wanted if widget not in stops] == []


def _is_seen(root: QWidget, widget: QWidget) -> bool:
    """Say whether a widget looks otherwise while it has the focus."""
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


@pytest.mark.parametrize("place", [*LABELLED, _find, _ask_day, _trouble])
def test_a_text_that_is_shown_is_what_is_read_out(shell: Shell, place: Place) -> None:
    labels = [label for label in place(shell).findChildren(QLabel) if label.isVisible()]
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
