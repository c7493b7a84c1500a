"""What can be done on the record page: its commands, with their keys."""

from collections.abc import Callable
from functools import partial

from sop_minutes.domain.page import Form
from sop_minutes.domain.words import Audience
from sop_minutes.ui.commands import Command
from sop_minutes.ui.record.page import RecordPage


def record_commands(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    """Return the commands of the page; they make sense `when` it is shown."""
    parts = (_editing, _finding, _converting, _moving, _meeting, _writing, _going)
    return [command for part in parts for command in part(page, when)]


def _editing(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    edit, editor, tr = page.tr("&Edit"), page.editor, page.tr
    typed: tuple[tuple[str, Callable[[], object], str, str], ...] = (
        (tr("Bold"), editor.bold, "Ctrl+B", tr("Put the selection in bold, or take it out")),
        (tr("Italic"), editor.italic, "Ctrl+I", tr("Put the selection in italics, or take it out")),
        (
            tr("Paste as plain text"),
            editor.paste_plain,
            "Ctrl+Shift+V",
            tr("Paste words without their looks"),
        ),
        (tr("Correct the spelling"), page.spelling.correct, "Alt+Return", tr("Suggest other words")),
    )
    able = _is_open(page)
    return [
        # On every page: a meeting that was deleted in the diary is taken back there.
        Command(edit, tr("Undo"), page.undo, "Ctrl+Z", tip=tr("Take back the last thing, whatever it was")),
        Command(edit, tr("Redo"), page.redo, "Ctrl+Y", tip=tr("Do again what was taken back")),
        *(
            Command(edit, label, run, keys, typed=True, tip=tip, when=when, able=able)
            for label, run, keys, tip in typed
        ),
        Command(edit, tr("Link"), page.links.ask, "Ctrl+L", where=editor, when=when, able=able),
        Command(
            edit,
            tr("Copy the link's address"),
            page.links.copy_address,
            "Ctrl+Shift+L",
            where=editor,
            when=when,
        ),
    ]


def _finding(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    edit, find, tr = page.tr("&Edit"), page.find_bar, page.tr
    verbs: tuple[tuple[str, Callable[[], object], str], ...] = (
        (tr("Find in the note"), find.open_find, "Ctrl+F"),
        (tr("Replace in the note"), find.open_replace, "Ctrl+H"),
        (tr("Find the next"), find.next, "F3"),
        (tr("Find the one before"), find.previous, "Shift+F3"),
    )
    return [Command(edit, label, run, keys, where=page, when=when) for label, run, keys in verbs]


def _converting(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    note, tr = page.tr("&Note"), page.tr
    forms = (
        (Form.POINT, tr("Make it a point"), "Ctrl+Shift+P"),
        (Form.DECISION, tr("Make it a decision"), "Ctrl+Shift+D"),
        (Form.ACTION, tr("Make it an action"), "Ctrl+Shift+A"),
        (Form.RESTRICTED, tr("Make it restricted"), "Ctrl+Shift+R"),
        (Form.MEMBERS, tr("Make it for members only"), "Ctrl+Shift+M"),
        (Form.HEADING, tr("Make it a heading"), "Ctrl+Shift+H"),
    )
    return [
        Command(
            note,
            label,
            partial(page.converter.convert, form, label),
            keys,
            where=page.editor,
            when=when,
            able=_is_open(page),
        )
        for form, label, keys in forms
    ]


def _moving(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    note, editor, tr = page.tr("&Note"), page.editor, page.tr
    verbs: tuple[tuple[str, Callable[[], object], str, str], ...] = (
        (tr("Next agenda item"), editor.next_item, "Ctrl+Return", tr("Type on under the next heading")),
        (tr("Deeper"), editor.deeper, "Tab", tr("Make the block a bullet, or a deeper one")),
        (tr("Less deep"), editor.shallower, "Shift+Tab", tr("Make the bullet less deep")),
        (tr("Move up"), editor.move_up, "Alt+Up", tr("Move the block and what hangs under it")),
        (tr("Move down"), editor.move_down, "Alt+Down", tr("Move the block and what hangs under it")),
    )
    return [
        Command(note, label, run, keys, typed=True, tip=tip, when=when, able=_is_open(page))
        for label, run, keys, tip in verbs
    ]


def _meeting(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    note, tr = page.tr("&Note"), page.tr
    desk = page.meeting
    verbs: tuple[tuple[str, Callable[[], object], str, str], ...] = (
        (tr("About the meeting…"), page.ask_details, "F2", tr("Its title, time, place and marking")),
        (tr("Attendance"), page.show_attendance, "F8", tr("Say who is there")),
        (
            tr("Begin or end the meeting"),
            desk.begin_or_end,
            "F9",
            tr("Let the clock of the items run, or not"),
        ),
    )
    return [Command(note, label, run, keys, tip=tip, when=when) for label, run, keys, tip in verbs]


def _writing(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    menu, tr = page.tr("&Note/Write to a file"), page.tr
    also = tr("export save as send publish print Word docx PDF html file backup")
    readers = (
        (Audience.PUBLIC, tr("The public note…"), "Ctrl+E", tr("Without what is restricted or for members")),
        (Audience.MEMBERS, tr("The members' note…"), "", tr("Without what is restricted")),
        (Audience.RESTRICTED, tr("The whole record…"), "", tr("With everything: not to be passed on")),
    )
    return [
        Command(menu, label, partial(page.meeting.ask_file, reader), keys, tip=tip, when=when, also=also)
        for reader, label, keys, tip in readers
    ]


def _going(page: RecordPage, when: Callable[[], bool]) -> list[Command]:
    view, tr = page.tr("&View"), page.tr
    verbs = (
        (tr("Agenda"), page.go_to_agenda, "Ctrl+G", tr("Go to an item, or put the items in order")),
        (tr("Beside this item"), page.go_beside, "Ctrl+Shift+O", tr("Go to what is open on the item")),
    )
    return [Command(view, label, run, keys, tip=tip, when=when) for label, run, keys, tip in verbs]


def _is_open(page: RecordPage) -> Callable[[], bool]:
    """Return what says whether the note can be typed on."""
    return lambda: not page.note.is_locked
