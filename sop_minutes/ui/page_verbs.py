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
        *_chasing_commands(pages),
    ]


def _note_commands(pages: Pages) -> list[Command]:
    note, tr, ask = pages.tr("&Note"), pages.tr, pages.grouping.ask_new
    review = tr("Go through the actions at this meeting, one by one")
    looks = tr("How notes look: the house's styles, and Word files of your own")
    new_group = tr("Add a board, a committee or another group that meets")
    return [
        Command(note, tr("New meeting"), pages.new_meeting, "Ctrl+N", tip=tr("Put a meeting in the diary")),
        Command(note, tr("New group…"), ask, tip=new_group),
        Command(note, tr("Templates…"), pages.show_templates, tip=looks, also=tr("Word style logo")),
        Command(
            note, tr("Review the actions"), pages.review_actions, "F7", tip=review, when=pages.is_note_shown
        ),
    ]


def _view_commands(pages: Pages) -> list[Command]:
    view, tr = pages.tr("&View"), pages.tr
    saved, whose = tr("Have the status bar read out"), tr("Whose meetings and actions are shown")
    tell, choose = pages.saying.tell_saved, pages.grouping.choose
    return [
        Command(view, tr("Note"), pages.show_note, "Ctrl+1", when=lambda: bool(pages.record.meeting_id)),
        Command(view, tr("Diary"), pages.show_diary, "Ctrl+2"),
        Command(view, tr("Actions"), pages.show_actions, "Ctrl+3", tip=tr("The register")),
        Command(view, tr("Reports"), pages.show_figures, "Ctrl+4", tip=tr("Figures of the actions")),
        Command(view, tr("Say what is saved"), tell, "Ctrl+Shift+S", tip=saved),
        Command(view, tr("Choose a group"), choose, "Ctrl+Shift+G", tip=whose),
    ]


def _chasing_commands(pages: Pages) -> list[Command]:
    menu, tr, desk = pages.tr("&Actions"), pages.tr, pages.desk
    shown, also = pages.are_actions_shown, tr("report export print Word PDF")
    review = tr("Go through the actions at the meeting that is on, or next")
    chase, replies = tr("Write to those who owe something"), tr("Take over what owners have answered")
    colours = tr("From how many days on an action is red, or amber")
    briefing = tr("Write down how the actions stand, for who chairs the next meeting")
    return [
        Command(
            menu, tr("Review these actions"), pages.review_actions, "R", typed=True, tip=review, when=shown
        ),
        Command(menu, tr("Chase by e-mail…"), desk.chase, tip=chase),
        Command(menu, tr("Colours of due dates…"), desk.ask_colours, tip=colours, also=tr("RAG red amber")),
        Command(menu, tr("Replies…"), desk.show_replies, tip=replies),
        Command(menu, tr("Chair's briefing…"), desk.ask_briefing, tip=briefing, also=also),
    ]
