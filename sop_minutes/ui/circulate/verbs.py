"""What can be done on the circulate page, and from anywhere with what goes out of a meeting."""

from collections.abc import Callable

from sop_minutes.ui.circulate.desk import CirculateDesk
from sop_minutes.ui.commands import Command


def circulate_commands(desk: CirculateDesk, show: Callable[[], object]) -> list[Command]:
    """Return the commands of the page; `show` turns to it."""
    menu, tr, page = desk.tr("&Note/Circulate"), desk.tr, desk.page
    shown, opened, before = desk.is_shown, desk.is_open, desk.before
    out = tr("send out e-mail mail minutes distribute publish Word PDF")
    invite = tr("calendar ics Outlook appointment update invite")
    go = tr("Its pages as they go out, to whom, and what to look at before")
    drafts = tr("One to each reader, with the files, in a folder; sent from your own mail program")
    return [
        Command(tr("&Note"), tr("Circulate this note"), show, tip=go, also=out, when=opened),
        Command(
            menu,
            tr("Create e-mail drafts…"),
            desk.sending.create,
            "Ctrl+Shift+Return",
            where=page,
            tip=drafts,
            also=out,
            when=shown,
        ),
        Command(
            menu,
            tr("Save the files…"),
            desk.sending.save,
            "Ctrl+S",
            where=page,
            tip=tr("Send nobody anything"),
            when=shown,
        ),
        Command(
            menu,
            tr("Who gets it…"),
            desk.show_readers,
            tip=tr("As what, who does not and why; leave somebody out, or add somebody"),
            also=tr("recipients readers address leave out"),
            when=shown,
        ),
        Command(menu, tr("See changes…"), desk.show_changes, tip=tr("Since it was last sent"), when=shown),
        Command(
            menu,
            tr("What went out…"),
            desk.show_sent,
            tip=tr("Each version of the note, its files and its readers"),
            also=tr("circulations versions sent hash"),
            when=opened,
        ),
        Command(
            menu,
            tr("Invitation to the meeting…"),
            before.ask_invitation,
            tip=tr("A calendar file; an update, where one was made before"),
            also=invite,
            when=opened,
        ),
        Command(
            menu,
            tr("Call the meeting off…"),
            before.ask_cancelling,
            tip=tr("A calendar file that takes the meeting out of diaries"),
            also=f"{invite} {tr('cancel')}",
            when=opened,
        ),
        Command(
            menu,
            tr("Agenda pack…"),
            before.ask_agenda,
            tip=tr("What members get before a meeting: its items, the last minutes, what is outstanding"),
            also=tr("print Word PDF"),
            when=opened,
        ),
    ]
