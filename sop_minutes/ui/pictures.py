"""A picture of each page of the window, in light and dark: for whom has no screen, and for the documents."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sop_minutes.settings import Settings
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.theme import DARK, LIGHT
from sop_minutes.ui.window import MainWindow

SIZE = (1440, 900)


def save_pictures(database: Path, folder: Path, today: date) -> list[Path]:
    """Save a picture of every page that shows `database`; return the files. Needs a QApplication."""
    saved = []
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        window = MainWindow()
        window.resize(*SIZE)
        shell = Shell(window, Settings(), today)
        window.set_theme(theme)
        window.show()
        for page, widget in _pages(shell, database):
            QApplication.processEvents()
            path = folder / f"window-{page}-{name}.png"
            widget.grab().save(str(path))
            saved.append(path)
        shell.close()
        window.close()
    return saved


def _pages(shell: Shell, database: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield each page with its name, when it is shown."""
    window = shell.window
    shell.welcome()
    yield "welcome", window
    shell.open(database)
    for number, name in shell.rail.places():
        shell.turn_to(number)
        yield name, window
    shell.turn_to(0)
    shell.palette.look_for("re")
    yield "palette", window
    shell.palette.leave()
    shell.show_keys()
    for sheet in window.findChildren(QDialog, "shortcuts"):
        yield "keys", sheet
        sheet.close()
