"""What can be done on the pages of a database: the commands of all of them."""

from sop_minutes.ui.actions.verbs import register_commands
from sop_minutes.ui.commands import Command
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.record.verbs import record_commands


def page_commands(pages: Pages) -> list[Command]:
    """Return what can be done on these pages."""
    return [
        *record_commands(pages.record, pages.is_note_shown),
        *_note_commands(pages),
        *_view_commands(pages),
        *register_commands(pages.actions, pages.are_actions_shown),
    ]


def _note_commands(pages: Pages) -> list[Command]:
    note, tr, ask = pages.tr("&Note"), pages.tr, pages.grouping.ask_new
    new_group = tr("Add a board, a committee or another group that meets")
    return [
        Command(note, tr("New meeting"), pages.new_meeting, "Ctrl+N", tip=tr("Put a meeting in the diary")),
        Command(note, tr("New group…"), ask, tip=new_group),
    ]


def _view_commands(pages: Pages) -> list[Command]:
    view, tr = pages.tr("&View"), pages.tr
    saved, whose = tr("Have the status bar read out"), tr("Whose meetings and actions are shown")
    tell, choose = pages.saying.tell_saved, pages.grouping.choose
    return [
        Command(view, tr("Note"), pages.show_note, "Ctrl+1", when=lambda: bool(pages.record.meeting_id)),
        Command(view, tr("Diary"), pages.show_diary, "Ctrl+2"),
        Command(view, tr("Actions"), pages.show_actions, "Ctrl+3", tip=tr("The register")),
        Command(view, tr("Say what is saved"), tell, "Ctrl+Shift+S", tip=saved),
        Command(view, tr("Choose a group"), choose, "Ctrl+Shift+G", tip=whose),
    ]
