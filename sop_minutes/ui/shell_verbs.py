"""What can be done with the window whatever stands in it: its commands, with their keys."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sop_minutes.ui.commands import Command

if TYPE_CHECKING:
    from sop_minutes.ui.shell import Shell


def file_commands(shell: "Shell") -> list[Command]:
    """Return what can be done with databases: the menu File."""
    tr = shell.tr
    file = tr("&File")
    recent = tr("&File/Open recent")
    others = [
        Path(name) for name in shell.settings.recent if name != shell.settings.database or not shell.pages
    ]
    return [
        Command(
            file,
            tr("New partnership…"),
            shell.welcome,
            tip=tr("Begin a partnership of your own"),
        ),
        Command(file, tr("Open…"), shell.ask_open, "Ctrl+O", tip=tr("Open another database")),
        *(Command(recent, str(path), partial(shell.try_to_open, path)) for path in others),
        Command(
            file,
            tr("Explore the example"),
            shell.explore,
            tip=tr("Two years of an invented group"),
        ),
        *shell.safe.commands(file),
        Command(
            file,
            tr("Save a copy as…"),
            shell.backups.ask_copy,
            tip=tr("Copy the database, all that is saved in it"),
            when=lambda: shell.pages is not None,
        ),
        Command(
            file,
            tr("Backups…"),
            shell.backups.show,
            tip=tr("Look at what was kept, and put it back"),
            when=lambda: shell.pages is not None,
        ),
        Command(
            file,
            tr("Quit"),
            shell.window.close,
            "Ctrl+Q",
            tip=tr("Close the window; all is saved"),
        ),
    ]


def view_commands(shell: "Shell") -> list[Command]:
    """Return what can be done with the window itself: what of it is shown, and the keys."""
    tr = shell.tr
    view, help_ = tr("&View"), tr("&Help")
    return [
        Command(view, tr("Only the page"), shell.toggle_bare, "F11", tip=tr("Hide all but the page")),
        Command(
            view,
            tr("Next pane"),
            partial(shell.go_round, 1),
            "F6",
            tip=tr("Go to the next part of the window"),
        ),
        Command(view, tr("Pane before"), partial(shell.go_round, -1), "Shift+F6"),
        Command(view, tr("Search, or do a command"), shell.palette.open, "Ctrl+K"),
        *_colour_commands(shell, view),
        Command(view, tr("Menus"), shell.window.bar.menus.enter, "F10", tip=tr("Go to the menus")),
        Command(
            view,
            tr("Close the message"),
            shell.window.message.close_message,
            tip=tr("Escape closes it, too"),
            when=shell.window.message.isVisible,
        ),
        Command(help_, tr("Keys"), shell.show_keys, "F1", tip=tr("All keys, by menu")),
    ]


def _colour_commands(shell: "Shell", view: str) -> list[Command]:
    tr = shell.tr
    tip, also = tr("Kept for the next time"), tr("theme mode night day")
    names = {"dark": tr("Dark colours"), "light": tr("Light colours")}
    names[""] = tr("Colours as the system has them")
    return [
        Command(view, name, partial(shell.choose_colours, colours), tip=tip, also=also)
        for colours, name in names.items()
    ]
