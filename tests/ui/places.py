"""Every page, panel and dialog of the window, each opened as one opens it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from sop_minutes.commands.action_links import link_action
from sop_minutes.domain.reviewing import Verb
from sop_minutes.keyholding import Opens
from sop_minutes.queries.actions import find_action
from sop_minutes.safekeeping import back_up
from sop_minutes.ui.actions.panel import ActionPanel
from sop_minutes.ui.backups.desk import PlacesHelp
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.record.unkept import LosingDialog
from sop_minutes.ui.returned.importing import ImportDialog
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.review.opening import open_review
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.safe.dialog import EncryptionDialog
from sop_minutes.ui.safe.key_dialog import KeyDialog
from sop_minutes.ui.safe.swapped import SwappedDialog
from sop_minutes.ui.safe.unlocking import UnlockPage
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from tests.conftest import approve
from tests.ui.windows import TODAY, put_copy, wait_until

Place = Callable[[Shell], QWidget]


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
    return dialog_of(shell, "Who gets it…")


def _went_out(shell: Shell) -> QWidget:
    _circulate(shell)
    return dialog_of(shell, "What went out…")


def _no_note_yet(shell: Shell) -> QWidget:
    assert shell.pages is not None
    shell.pages.open_meeting(3)
    shell.turn_to(4)
    return shell.window


def dialog_of(shell: Shell, command: str) -> QWidget:
    """Do what a command of this name does, and return the dialog that it opens."""
    next(one for one in shell.commands if one.label == command).do()
    wait_until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = QApplication.activeWindow()
    assert dialog is not None
    return dialog


def _chase(shell: Shell) -> QWidget:
    return dialog_of(shell, "Chase by e-mail…")


def _replies(shell: Shell) -> QWidget:
    return dialog_of(shell, "Replies…")


def _approved(shell: Shell) -> QWidget:
    assert shell.pages is not None
    record = shell.pages.record
    approve(shell.pages.workspace, record.meeting_id)
    record.refresh()
    shell.turn_to(0)
    assert record.standing.isVisible()
    return shell.window


def _approve(shell: Shell) -> QWidget:
    return dialog_of(shell, "Approve these minutes…")


def _versions(shell: Shell) -> QWidget:
    _approved(shell)
    return dialog_of(shell, "Versions…")


def _publish(shell: Shell) -> QWidget:
    return dialog_of(shell, "Publish…")


def _why(shell: Shell) -> QWidget:
    assert shell.pages is not None
    texts = [piece.text for piece in shell.pages.record.note.pieces]
    shell.pages.record.editor.place(texts.index("Restricted: Action: ring @Ann Lee by Friday"))
    return dialog_of(shell, "Why it is restricted…")


def _due(shell: Shell) -> QWidget:
    return dialog_of(shell, "Due for release…")


def _templates(shell: Shell) -> QWidget:
    return dialog_of(shell, "Templates…")


def _palette(shell: Shell) -> QWidget:
    shell.palette.look_for("me")
    return shell.palette


def _groups(shell: Shell) -> QWidget:
    return dialog_of(shell, "Choose a group")


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
    return dialog_of(shell, "Returned copies…")


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


def _backups(shell: Shell) -> QWidget:
    assert shell.pages is not None
    assert shell.backups.path is not None
    assert back_up(shell.backups.path, now=datetime(2017, 11, 20, 9, tzinfo=UTC)) == ""
    dialog = dialog_of(shell, "Backups…")
    assert isinstance(dialog, BackupsDialog)
    wait_until(lambda: dialog.is_idle)
    return dialog


def _places_help(shell: Shell) -> QWidget:
    shell.backups.show_help()
    (dialog,) = shell.window.findChildren(PlacesHelp)
    wait_until(dialog.isActiveWindow)
    return dialog


def _encryption(shell: Shell) -> QWidget:
    return dialog_of(shell, "Encryption…")


def _recovery_key(shell: Shell) -> QWidget:
    dialog = dialog_of(shell, "Encryption…")
    assert isinstance(dialog, EncryptionDialog)
    asked = dialog.turning_on
    asked.by_passphrase.setChecked(True)
    for line in (asked.new.first, asked.new.again):
        line.line.setText("five ducks on a wall")
    asked.go.click()
    return dialog


def _ways_in(shell: Shell) -> QWidget:
    dialog = dialog_of(shell, "Encryption…")
    assert isinstance(dialog, EncryptionDialog)
    dialog.show_ways(Opens(True, by_passphrase=True), keyring=True)
    return dialog


def _key_wanted(shell: Shell) -> QWidget:
    dialog = KeyDialog(shell.window, Path(shell.settings.database), "Backups of x are encrypted.")
    dialog.open()
    wait_until(dialog.isActiveWindow)
    return dialog


def _locked(shell: Shell) -> QWidget:
    shell.safe.locking.lock()
    return shell.window


def _asked_for_key(shell: Shell) -> QWidget:
    assert shell.pages is not None
    path = Path(shell.settings.database)
    page = UnlockPage(path)
    shell.stand_in(page)
    page.ask()
    return shell.window


def _swapped(shell: Shell) -> QWidget:
    dialog = SwappedDialog(shell.window, "x.sopm was encrypted, and is not.", has_backups=True)
    dialog.open()
    wait_until(dialog.isActiveWindow)
    return dialog


def _losing(shell: Shell) -> QWidget:
    dialog = LosingDialog(shell.window, "The disk is full.", ["What was typed"])
    dialog.open()
    wait_until(dialog.isActiveWindow)
    return dialog


PLACES = (
    *(_welcome, _note, _attendance, _beside, _diary, _actions, _palette, _groups, _keys),
    *(_review, _review_asking, _review_end, _action_panel),
    *(_reports, _reports_as_tables, _chase, _replies, _templates),
    *(_circulate, _readers, _went_out, _no_note_yet),
    *(_approved, _approve, _versions, _publish, _why, _due),
    *(_returned, _returned_edit, _returned_end, _copies, _import),
    *(_backups, _places_help),
    *(_encryption, _recovery_key, _ways_in, _key_wanted, _locked, _asked_for_key, _swapped, _losing),
)
LABELLED = tuple(place for place in PLACES if place not in (_palette, _groups, _keys, _copies, _places_help))
