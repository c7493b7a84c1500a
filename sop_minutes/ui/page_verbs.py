"""What can be done on the pages of a database: the commands of all of them."""

from sop_minutes.ui.actions.verbs import register_commands
from sop_minutes.ui.circulate.verbs import circulate_commands
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
        *circulate_commands(pages.circulating, pages.show_circulate),
        *_approving_commands(pages),
    ]


def _note_commands(pages: Pages) -> list[Command]:
    note, tr, ask = pages.tr("&Note"), pages.tr, pages.grouping.ask_new
    review = tr("Go through the actions at this meeting, one by one")
    looks = tr("How notes look: the house's styles, and Word files of your own")
    new_group = tr("Add a board, a committee or another group that meets")
    copies = tr("Accept or reject what colleagues changed in the note that went out")
    back = tr("Bring in Word files that came back, with tracked changes or without")
    also = tr("tracked changes comments corrected copy accept reject circulation back")
    return [
        Command(note, tr("New meeting"), pages.new_meeting, "Ctrl+N", tip=tr("Put a meeting in the diary")),
        Command(note, tr("New group…"), ask, tip=new_group),
        Command(note, tr("Templates…"), pages.show_templates, tip=looks, also=tr("Word style logo")),
        Command(
            note, tr("Review the actions"), pages.review_actions, "F7", tip=review, when=pages.is_note_shown
        ),
        Command(note, tr("Returned copies…"), pages.open_returned, "Ctrl+Shift+C", tip=copies, also=also),
        Command(note, tr("Import a returned copy…"), pages.import_returned, tip=back, also=also),
    ]


def _view_commands(pages: Pages) -> list[Command]:
    view, tr = pages.tr("&View"), pages.tr
    saved, whose = tr("Have the status bar read out"), tr("Whose meetings and actions are shown")
    tell, choose = pages.saying.tell_saved, pages.grouping.choose
    trail = tr("Who did what and when, before and after; take it back, or bring back a moment")
    past = tr("audit history trail undo restore who changed")
    return [
        Command(view, tr("Note"), pages.show_note, "Ctrl+1", when=lambda: bool(pages.record.meeting_id)),
        Command(view, tr("Diary"), pages.show_diary, "Ctrl+2"),
        Command(view, tr("Actions"), pages.show_actions, "Ctrl+3", tip=tr("The register")),
        Command(view, tr("Reports"), pages.show_figures, "Ctrl+4", tip=tr("Figures of the actions")),
        Command(
            view,
            tr("Circulate"),
            pages.show_circulate,
            "Ctrl+5",
            tip=tr("The note on its way out"),
            when=lambda: bool(pages.record.meeting_id),
        ),
        Command(tr("&Edit"), tr("Change log…"), pages.show_log, "Ctrl+Shift+T", tip=trail, also=past),
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
        Command(menu, tr("Chase by e-mail…"), lambda: desk.chase(pages.actions.wanted.me), tip=chase),
        Command(menu, tr("Colours of due dates…"), desk.ask_colours, tip=colours, also=tr("RAG red amber")),
        Command(menu, tr("Replies…"), desk.show_replies, tip=replies, also=tr("import replies answers")),
        Command(menu, tr("Chair's briefing…"), desk.ask_briefing, tip=briefing, also=also),
    ]


def _approving_commands(pages: Pages) -> list[Command]:
    menu, tr, desk = pages.tr("&Note/Approve and publish"), pages.tr, pages.approving
    meeting, note = pages.is_meeting_shown, pages.is_note_shown
    also = tr("approval true record sign off agree last minutes")
    last = tr("At the meeting whose note is shown, with or without corrections")
    this = tr("From then on they can only be read")
    correct = tr("Reopen approved minutes as a new version, and say why")
    versions = tr("Each version that was approved, and what differs")
    publish = tr("A folder of web pages, PDF and Word files, ready to upload")
    why = tr("Say why what the cursor is in is not public, and when that is looked at again")
    due = tr("What is not public and has come to its date: release it, put it off")
    upload, closed = tr("website upload folder web pages site"), tr("restricted reason review date release")
    return [
        Command(
            menu, tr("Approve the last minutes…"), desk.approve_last, "F4", tip=last, also=also, when=meeting
        ),
        Command(menu, tr("Approve these minutes…"), desk.approve_shown, tip=this, also=also, when=meeting),
        Command(
            menu,
            tr("Correct (new version)…"),
            pages.record.meeting.ask_reopen,
            "Shift+F4",
            tip=correct,
            also=tr("reopen the minutes unlock"),
            when=meeting,
            able=pages.record.is_settled,
        ),
        Command(
            menu, tr("Versions…"), desk.show_versions, tip=versions, also=tr("compare hash"), when=meeting
        ),
        Command(menu, tr("Publish…"), desk.publish_shown, tip=publish, also=upload),
        Command(
            menu,
            tr("Why it is restricted…"),
            desk.explain,
            "Ctrl+Shift+W",
            tip=why,
            also=closed,
            when=note,
        ),
        Command(menu, tr("Due for release…"), desk.show_due, tip=due, also=closed),
    ]
