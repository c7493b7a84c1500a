"""A picture of each page of the window, in all its colours: for whom has no screen, and for the documents."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.settings import Settings
from sop_minutes.ui.actions.panel import ActionPanel
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.posing import (
    before_a_meeting,
    kept_from_others,
    kept_safe,
    not_saved,
    of_owners,
    of_the_past,
    on_its_way,
    to_the_public,
)
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.safe.unlocking import UnlockPage
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.theme import DARK, LIGHT, Theme, high_contrast
from sop_minutes.ui.window import MainWindow

SIZE = (1440, 900)


def all_themes() -> dict[str, Theme]:
    """Return all that a window may look like, by what a picture of it is called."""
    return {"light": LIGHT, "dark": DARK, "contrast": _strongest()}


def save_pictures(
    database: Path, folder: Path, today: date, themes: Mapping[str, Theme] | None = None
) -> list[Path]:
    """Save a picture of every page and dialog that shows `database`; return the files.

    In all themes, or else in those given. Needs a QApplication.
    """
    saved = []
    for name, theme in (all_themes() if themes is None else themes).items():
        window = MainWindow()
        window.resize(*SIZE)
        shell = Shell(window, Settings(), today)
        window.set_theme(theme)
        window.show()
        for page, widget in _pages(shell, database):
            _settle(shell)
            path = folder / f"window-{page}-{name}.png"
            widget.grab().save(str(path))
            saved.append(path)
        shell.close()
        window.close()
    return saved


def _settle(shell: Shell) -> None:
    """Let the window work until all that is looked up is shown, and laid out."""
    while shell.pages is not None and not shell.pages.workspace.aside.is_idle:
        QApplication.processEvents()
        time.sleep(0.01)
    for _ in range(3):  # what is laid out anew may have what it is in laid out again
        QApplication.processEvents()


def _strongest() -> Theme:
    """Return what becomes of a system's colours that are white and yellow on black."""
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Base, "black"),
        (QPalette.ColorRole.Text, "white"),
        (QPalette.ColorRole.Highlight, "yellow"),
    ):
        palette.setColor(role, QColor(colour))
    return high_contrast(palette, DARK)


def _pages(shell: Shell, database: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield each page with its name, when it is shown."""
    window = shell.window
    shell.welcome()
    yield "welcome", window
    shell.open(database)
    for number, name in shell.rail.places():
        shell.turn_to(number)
        if shell.pages is not None and name == "note":
            _go_to_an_action(shell.pages.record)
        if shell.pages is not None:
            for counting in (shell.pages.actions, shell.pages.figures, shell.pages.circulate):
                counting.settle()
        yield name, window
    shell.turn_to(0)
    if shell.pages is not None:
        shell.pages.record.show_attendance()
        yield "attendance", window
        shell.pages.record.attendance.close_list()
        yield from _actions(window, shell.pages)
        for posed in (on_its_way, before_a_meeting, to_the_public, of_owners, of_the_past):
            yield from posed(shell.pages)
        yield from kept_safe(shell.pages, database)
    shell.palette.look_for("re")
    yield "palette", window
    shell.palette.leave()
    shell.show_keys()
    for sheet in window.findChildren(QDialog, "shortcuts"):
        yield "keys", sheet
        sheet.close()
    yield from not_saved(window)
    yield from kept_from_others(window, database)
    asking = UnlockPage(database)
    shell.stand_in(asking)
    asking.ask()
    yield "unlock", window


def _actions(window: MainWindow, pages: Pages) -> Iterator[tuple[str, QWidget]]:
    """Yield the panel with an action's life, and the review of actions at the meeting that is shown."""
    workspace, on = pages.workspace, pages.record.facts.on if pages.record.facts else date.min
    review = ReviewWindow(workspace, window.theme, pages.record.meeting_id, on, window)
    review.resize(*SIZE)
    review.show()
    if review.is_at_action:
        panel = ActionPanel(workspace, window.theme, on, window)
        panel.show_action(review.reviewee().row.id)
        panel.setGeometry(0, 0, 360, SIZE[1])
        panel.show()
        yield "action", panel
        panel.hide()
        panel.deleteLater()
        review.say(Verb.EXTEND)
        review.card.ask.line.setText("31 January - waiting for figures")
    yield "review", review
    review.end()
    yield "review-end", review
    review.close()


def _go_to_an_action(page: RecordPage) -> None:
    """Put the cursor in the first action, whose line then says how it is understood."""
    sheets = [piece.sheet for piece in page.note.pieces]
    kinds = [sheet.kind if isinstance(sheet, PointSheet) else None for sheet in sheets]
    if PointKind.ACTION in kinds:
        page.editor.place(kinds.index(PointKind.ACTION))
    page.around.refresh()
